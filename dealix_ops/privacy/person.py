"""One person with everything that hangs on them, as ids."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import persons
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.drafts.models import Draft
from dealix_ops.privacy.errors import ContactUnknown
from dealix_ops.sending.models import Approval
from dealix_ops.tickets.models import Ticket

LONGEST_ID = 7
"""Of more digits it is a number to call."""
SAUDI = "966"
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Person:
    """`names` and `addresses` are what other texts may call them by."""

    contact_ids: frozenset[int]
    conversation_ids: frozenset[int]
    ticket_ids: frozenset[int]
    inbound_ids: frozenset[int]
    draft_ids: frozenset[int]
    approval_ids: frozenset[int]
    customer_ids: frozenset[int]
    keys: frozenset[str]
    names: frozenset[str]
    addresses: frozenset[str]

    @property
    def full_names(self) -> frozenset[str]:
        """Of two words at least: «محمد» alone is a thousand people."""
        return frozenset(name for name in self.names if len(name.split()) > 1)


def find(session: Session, told: str) -> Person:
    """By id, number or address; all contacts that somebody said are one person.

    Raises ContactUnknown.
    """
    found = session.scalars(select(Contact.id).where(_named(told.strip()))).all()
    if not found:
        raise ContactUnknown(f"no contact is {told!r}: give its id, number or mail address")
    ids = frozenset(one for each in found for one in persons.of(session, each))
    return _person(session, ids)


def _named(told: str) -> ColumnElement[bool]:
    digits = re.sub(r"[\s+-]", "", told)
    if digits.isdigit() and len(digits) <= LONGEST_ID:
        return Contact.id == int(digits)
    if digits.isdigit():
        forms = list(_forms(digits))
        return or_(Contact.wa_id.in_(forms), Contact.phone.in_(forms))
    return or_(func.lower(Contact.email) == told.lower(), Contact.key == told)


def _person(session: Session, contact_ids: frozenset[int]) -> Person:
    rows = session.scalars(select(Contact).where(Contact.id.in_(contact_ids))).all()
    talks = session.scalars(select(Conversation).where(Conversation.contact_id.in_(contact_ids))).all()
    conversations = frozenset(one.id for one in talks)
    tickets = _ids(session, select(Ticket.id).where(Ticket.conversation_id.in_(conversations)))
    drafts = _ids(session, select(Draft.id).where(Draft.ticket_id.in_(tickets)))
    by_draft_or_recipient = or_(Approval.draft_id.in_(drafts), Approval.recipient_id.in_(contact_ids))
    told = {name.strip() for one in rows for name in (one.profile_name, one.known_name) if name}
    return Person(
        contact_ids=contact_ids,
        conversation_ids=conversations,
        ticket_ids=tickets,
        inbound_ids=_ids(
            session, select(Message.inbound_id).where(Message.conversation_id.in_(conversations))
        ),
        draft_ids=drafts,
        approval_ids=_ids(session, select(Approval.id).where(by_draft_or_recipient)),
        customer_ids=frozenset(one.customer_id for one in rows if one.customer_id is not None),
        keys=frozenset(one.key for one in talks),
        names=frozenset(name for name in told if len(name) >= SHORTEST_NAME),
        addresses=frozenset(form for one in rows for form in _addresses(one)),
    )


def _addresses(contact: Contact) -> Iterator[str]:
    if contact.email:
        yield contact.email
    for number in filter(None, (contact.wa_id, contact.phone)):
        yield from _forms(number.removeprefix("+"))


def _forms(digits: str) -> Iterator[str]:
    """«9665…», «+9665…» and «05…» are one number; the longest first, so that no «+» is left behind."""
    full = SAUDI + digits[1:] if digits.startswith("05") else digits
    yield f"+{full}"
    yield full
    if full.startswith(SAUDI):
        yield "0" + full.removeprefix(SAUDI)


def _ids(session: Session, query: object) -> frozenset[int]:
    return frozenset(session.scalars(query))  # type: ignore[call-overload]
