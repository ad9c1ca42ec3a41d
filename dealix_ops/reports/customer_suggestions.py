"""Which customer a stranger's matter may be about: suggested with its reason, chosen by a person only."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import names, persons
from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.contacts.names import folded
from dealix_ops.reports import people
from dealix_ops.tickets.models import Ticket

MOST = 5
LINES_READ = 20
EVERYBODY_S = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "outlook.sa", "live.com", "msn.com",
    "yahoo.com", "ymail.com", "icloud.com", "me.com", "aol.com", "proton.me", "protonmail.com", "gmx.com",
})  # fmt: skip
"""Hosts at which anybody has an address: they say nothing of a company."""


class Reason(StrEnum):
    """From the surest to the vaguest."""

    CONTACT = "contact"
    ADDRESS = "address"
    DOMAIN = "domain"
    FORM = "form"
    TEXT = "text"
    PROFILE = "profile"


@dataclass(frozen=True)
class Suggestion:
    """`shows` is what it rests on, as it was written."""

    customer_id: int
    name: str
    reason: Reason
    shows: str = ""


def suggest(session: Session, ticket: Ticket) -> list[Suggestion]:
    """The surest first, each customer once; the one it is linked to is none."""
    conversation = session.get_one(Conversation, ticket.conversation_id)
    contact = session.get_one(Contact, conversation.contact_id)
    everybody = {one.id: one for one in session.scalars(select(Customer))}
    found: dict[int, Suggestion] = {}
    for customer_id, reason, shows in _signs(session, ticket, contact, everybody):
        if customer_id not in found and customer_id != ticket.customer_id:
            found[customer_id] = Suggestion(customer_id, everybody[customer_id].name, reason, shows)
    return sorted(found.values(), key=lambda one: list(Reason).index(one.reason))[:MOST]


Sign = tuple[int, Reason, str]


def _signs(
    session: Session, ticket: Ticket, contact: Contact, everybody: dict[int, Customer]
) -> Iterator[Sign]:
    same = session.scalars(select(Contact.customer_id).where(Contact.id.in_(persons.of(session, contact.id))))
    yield from ((one, Reason.CONTACT, "") for one in same if one is not None)
    yield from _by_address(session, contact)
    yield from _by_domain(session, contact)
    said = next((one.company for one in people.details(session, ticket) if one.company), None)
    for customer in everybody.values():
        if said and names.rank(folded(said), customer.name) is not None:
            yield customer.id, Reason.FORM, said
    query = select(Message.text).where(Message.ticket_id == ticket.id).order_by(Message.id.desc())
    words = [word for text in session.scalars(query.limit(LINES_READ)) for word in folded(text)]
    profile = list(folded(contact.profile_name or ""))
    for customer in everybody.values():
        name = list(folded(customer.name))
        if _stands_in(name, words):
            yield customer.id, Reason.TEXT, ""
        if _stands_in(name, profile):
            yield customer.id, Reason.PROFILE, contact.profile_name or ""


def _by_address(session: Session, contact: Contact) -> Iterator[Sign]:
    number = contact.wa_id or (contact.phone or "").removeprefix("+")
    same = []
    if number:
        same += [Contact.wa_id == number, Contact.phone == f"+{number}"]
    if contact.email:
        same.append(Contact.email == contact.email)
    if same:
        query = select(Contact.customer_id).where(Contact.id != contact.id, or_(*same))
        yield from ((one, Reason.ADDRESS, "") for one in session.scalars(query) if one is not None)


def _by_domain(session: Session, contact: Contact) -> Iterator[Sign]:
    domain = (contact.email or "").rpartition("@")[2].lower()
    if not domain or domain in EVERYBODY_S:
        return
    query = select(Contact.customer_id).where(
        Contact.email.like(f"%@{domain}"), Contact.id != contact.id, Contact.customer_id.is_not(None)
    )
    yield from ((one, Reason.DOMAIN, domain) for one in session.scalars(query) if one is not None)


def _stands_in(name: list[str], words: list[str]) -> bool:
    """The whole name, its words beside each other."""
    return bool(name) and any(words[at : at + len(name)] == name for at in range(len(words)))
