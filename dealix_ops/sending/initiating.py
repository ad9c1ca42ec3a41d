"""What must hold before a message of ours that answers nobody is approved; asked anew at each approval."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts import opt_ins, persons, suppression
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.freezes import service as freezes
from dealix_ops.ports.inbox import NewLine
from dealix_ops.sending import errors, occasions
from dealix_ops.sending.models import Initiated
from dealix_ops.sending.occasions import FOUNDERS_OWN, PROMOTIONAL, Barrier, Occasion, Over
from dealix_ops.vocabulary import Means, Source

WINDOW = timedelta(hours=24)
"""WhatsApp's: inside it whoever wrote to us is no stranger who is written to."""


def of_ticket(session: Session, ticket_id: int) -> Initiated | None:
    """None for a ticket that a customer or an alert opened."""
    return session.get(Initiated, ticket_id)


def is_founders(session: Session, ticket_id: int) -> bool:
    row = of_ticket(session, ticket_id)
    return row is not None and Occasion(row.occasion) in FOUNDERS_OWN


def refuse(
    session: Session, ticket_id: int, conversation: Conversation, version: DraftVersion, *, now: datetime
) -> None:
    """Nothing for an answer. Raises OccasionOver, NewerMessages, MayNotWrite."""
    row = of_ticket(session, ticket_id)
    if row is None:
        return
    why = stops(session, ticket_id, conversation, now=now)
    lines = since(session, row.customer_id, version.last_inbound_id)
    if lines and not isinstance(why, Over):
        raise errors.NewerMessages(lines, seen_inbound_id=lines[-1].inbound_id)
    _refuse(why)


def refuse_stopped(session: Session, ticket_id: int, conversation: Conversation, *, now: datetime) -> None:
    """Once more where an approved text is given to whoever sends it. Raises OccasionOver, MayNotWrite."""
    _refuse(stops(session, ticket_id, conversation, now=now))


def stops(
    session: Session, ticket_id: int, conversation: Conversation, *, now: datetime
) -> Over | Barrier | None:
    """Why it may not leave at this moment; None for an answer too."""
    row = of_ticket(session, ticket_id)
    if row is None:
        return None
    ended = over(session, row, conversation, today=riyadh(now).date())
    return ended or barrier(session, row, conversation, now=now)


def stops_approved(
    session: Session, ticket_id: int, conversation: Conversation, *, now: datetime
) -> Over | Barrier | None:
    """But for the hour: it was right when it was approved, and comes again."""
    why = stops(session, ticket_id, conversation, now=now)
    return None if why is Barrier.HOURS else why


def _refuse(why: Over | Barrier | None) -> None:
    if isinstance(why, Over):
        raise errors.OccasionOver(why)
    if why is not None:
        raise errors.MayNotWrite(why)


def over(session: Session, row: Initiated, conversation: Conversation, *, today: date) -> Over | None:
    """What was said once stays so; else as the customer's rows stand."""
    if row.over_as is not None:
        return Over(row.over_as)
    customer = session.get_one(Customer, row.customer_id)
    contact = session.get_one(Contact, conversation.contact_id)
    if contact.customer_id != row.customer_id or contact.erased_at is not None:
        return Over.LEFT
    if row.renews_on != customer.renews_on and row.renews_on is not None:
        return Over.MOVED
    return Over.PASSED if today > row.until else None


def since(session: Session, customer_id: int, inbound_id: int) -> list[NewLine]:
    """Lines of anybody at this customer that came after it, in order."""
    query = (
        select(Message)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.customer_id == customer_id, Message.inbound_id > inbound_id)
        .order_by(Message.inbound_id)
    )
    return [NewLine(line.inbound_id, line.text, line.kind) for line in session.scalars(query)]


def barrier(
    session: Session, row: Initiated, conversation: Conversation, *, now: datetime | None
) -> Barrier | None:
    """What stands between this text and this person. Without `now` what does not end by waiting: a card is
    not drawn anew for the hour, nor when WhatsApp's window closes."""
    contact = session.get_one(Contact, conversation.contact_id)
    means, occasion = contacts.means_of(contact, Source(conversation.source)), Occasion(row.occasion)
    address = address_of(contact, means)
    if address is None:
        return Barrier.NO_WAY
    if suppression.is_suppressed(session, address):
        return Barrier.FORGOTTEN
    if is_frozen(session, row.customer_id, means):
        return Barrier.FROZEN
    if not agreed(session, contact, means, occasion, now=now):
        return Barrier.NO_OPT_IN
    return None if now is None or occasions.in_hours(occasion, now) else Barrier.HOURS


def is_frozen(session: Session, customer_id: int, means: Means) -> bool:
    return freezes.is_frozen(session, customer_id=customer_id, channel=means.value) is not None


def agreed(
    session: Session, contact: Contact, means: Means, occasion: Occasion, *, now: datetime | None
) -> bool:
    """WhatsApp is never cold: a recorded yes for that number, or for a service message an open window.

    An offer needs a yes by whatever way; a service message by mail to somebody of a customer's needs none.
    """
    if has_opt_in(session, contact, means):
        return True
    if occasion in PROMOTIONAL:
        return False
    return means is Means.MAIL or (
        now is not None and means is Means.WHATSAPP and _wrote_lately(session, contact, now)
    )


def has_opt_in(session: Session, contact: Contact, means: Means) -> bool:
    """Of this person for this very address, and nobody took it back."""
    address = address_of(contact, means)
    standing = opt_ins.standing(session, persons.of(session, contact.id))
    return any(
        one.channel == means.value and address is not None and _plain(one.address) == _plain(address)
        for one in standing
    )


def address_of(contact: Contact, means: Means) -> str | None:
    if means is Means.WHATSAPP:
        return contacts.number_of(contact)
    return contact.email if means is Means.MAIL else None


def _plain(address: str) -> str:
    return address.strip().casefold().removeprefix("+")


def _wrote_lately(session: Session, contact: Contact, now: datetime) -> bool:
    query = (
        select(func.max(Message.occurred_at))
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Conversation.contact_id == contact.id, Conversation.source == Source.WHATSAPP.value)
    )
    last = session.scalar(query)
    return last is not None and now - last < WINDOW
