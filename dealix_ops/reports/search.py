"""Tickets by what a person remembers: a number, a name, a phone, some words; bounded, newest first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import addresses, customers, names, persons
from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.language.normalise import normalise, tokens
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import TicketStatus
from dealix_ops.vocabulary import Priority, Source

MOST = 10
"""Lines that a phone shows."""
SCANNED = 5_000
"""The newest messages and contacts: most of a year at 25 a day, and a tenth of a second."""
LEAST_DIGITS = 4
LEAST_LETTERS = 2
_SPOKEN_ID = re.compile(r"(?:تذكره |ticket )?(?:(?:ت|t)[ -]?|#)?(\d{1,9})")
_NUMBER = re.compile(r"[+\d][\d ()./-]{2,24}\d")


@dataclass(frozen=True)
class Found:
    """`snippet` is the line that was meant, masked of secrets only; `by_id`: its number was said."""

    ticket_id: int
    priority: Priority
    status: TicketStatus
    customer: str | None
    person: str | None
    source: Source
    opened_at: datetime
    snippet: str
    by_id: bool = False


def find(session: Session, words: str) -> list[Found]:
    """At most `MOST`: the ticket of that number first, then the newest."""
    asked = normalise(words)
    said_id = _SPOKEN_ID.fullmatch(asked)
    said = [int(said_id[1])] if said_id else []
    lines: dict[int, str] = {}
    ids = _of_contacts(session, _contacts_by_number(session, words)) if _NUMBER.fullmatch(asked) else set()
    if not said_id:
        ids |= _by_name(session, words)
        lines = _by_words(session, words)
    newest = sorted({*ids, *lines}, reverse=True)
    return [
        found
        for ticket_id in dict.fromkeys([*said, *newest][:MOST])
        if (found := _found(session, ticket_id, lines.get(ticket_id), by_id=ticket_id in said)) is not None
    ]


def customers_of(session: Session, words: str) -> list[Customer]:
    """Whose people have this name or number; by name, at most `MOST`."""
    is_number = _NUMBER.fullmatch(normalise(words)) is not None
    people = (_contacts_by_number if is_number else _contacts_by_name)(session, words)
    theirs = select(Contact.customer_id).where(Contact.id.in_(people[:MOST]))
    return list(session.scalars(select(Customer).where(Customer.id.in_(theirs)).order_by(Customer.name)))


def _contacts_by_number(session: Session, words: str) -> list[int]:
    """Any writing of a number, or its last four digits and more."""
    digits = re.sub(r"\D", "", normalise(words))
    ending = (addresses.whatsapp_id(words) or digits).lstrip("0")
    if len(ending) < LEAST_DIGITS:
        return []
    query = select(Contact.id, Contact.wa_id, Contact.phone).order_by(Contact.id.desc()).limit(SCANNED)
    return [
        contact_id
        for contact_id, wa_id, phone in session.execute(query)
        if any(number and number.endswith(ending) for number in (wa_id, phone))
    ]


def _by_name(session: Session, words: str) -> set[int]:
    companies = [one.id for one in customers.find(session, words)]
    query = select(Ticket.id).where(Ticket.customer_id.in_(companies)).order_by(Ticket.id.desc()).limit(MOST)
    return {*session.scalars(query), *_of_contacts(session, _contacts_by_name(session, words))}


def _contacts_by_name(session: Session, words: str) -> list[int]:
    asked = names.folded(words)
    if not asked:
        return []
    query = select(Contact.id, Contact.profile_name).where(Contact.profile_name.is_not(None))
    newest = session.execute(query.order_by(Contact.id.desc()).limit(SCANNED))
    return [contact_id for contact_id, name in newest if names.rank(asked, name) is not None]


def _of_contacts(session: Session, contact_ids: Iterable[int]) -> set[int]:
    """Also what the same person wrote by other ways."""
    everybody = {one for contact_id in list(contact_ids)[:MOST] for one in persons.of(session, contact_id)}
    query = select(Ticket.id).join(Conversation, Conversation.id == Ticket.conversation_id)
    theirs = query.where(Conversation.contact_id.in_(everybody))
    return set(session.scalars(theirs.order_by(Ticket.id.desc()).limit(MOST)))


def _by_words(session: Session, words: str) -> dict[int, str]:
    """Every word of the line, whatever stands attached to it; of a ticket the newest such line."""
    asked = [names.bare(token) for token in tokens(words) if len(token) >= LEAST_LETTERS]
    if not asked:
        return {}
    query = select(Message.ticket_id, Message.text).order_by(Message.id.desc()).limit(SCANNED)
    found: dict[int, str] = {}
    for ticket_id, text in session.execute(query):
        if ticket_id not in found and _says(text, asked):
            found[ticket_id] = text
        if len(found) == MOST:
            break
    return found


def _says(text: str, asked: list[str]) -> bool:
    normal = normalise(text)
    return all(word in normal for word in asked)


def _found(session: Session, ticket_id: int, line: str | None, *, by_id: bool) -> Found | None:
    query = (
        select(Ticket, Conversation.source, Contact.profile_name, Customer.name)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(Customer, Customer.id == Ticket.customer_id)
        .where(Ticket.id == ticket_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    ticket, source, person, customer = row
    if line is None:
        last = select(Message.text).where(Message.ticket_id == ticket_id).order_by(Message.id.desc())
        line = session.scalar(last.limit(1))
    return Found(
        ticket_id=ticket.id,
        priority=Priority(ticket.priority),
        status=TicketStatus(ticket.status),
        customer=customer,
        person=person,
        source=Source(source),
        opened_at=ticket.opened_at,
        snippet=line or "",
        by_id=by_id,
    )
