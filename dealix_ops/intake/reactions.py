"""A thumb under our message is a customer's yes, where it stands in the way of one; no reaction is a line."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.endings import questions
from dealix_ops.endings.confirmation import reaction_says_yes
from dealix_ops.intake import storing, whatsapp
from dealix_ops.intake.item import MessageFacts
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.settling import Settling
from dealix_ops.matters import spoken_of
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority, Source


def take(
    session: Session, inbound: Inbound, facts: MessageFacts, *, settling: Settling, now: datetime
) -> None:
    """Kept with the ticket only where it is proposed as the confirmation; else the inbound row is enough."""
    key = spoken_of.place(
        session, inbound.conversation_key, "", refers_to=_sign_before(session, inbound), now=now
    )
    conversation = contacts.locked_by_key(session, key)
    ticket = tickets.open_of(session, conversation.id) if conversation is not None else None
    if conversation is None or ticket is None:
        return
    changed = _take_back(session, ticket, inbound)
    line = questions.Line(whatsapp.REACTION, facts.text)
    ours = storing.find(session, Source.WHATSAPP, whatsapp.message_id(_about(inbound))) is None
    yes = ours and reaction_says_yes(facts.text)
    if yes and questions.reads_as_yes(session, ticket, conversation, line, priority=Priority.P3):
        changed = questions.keep_yes(ticket, inbound.id) or changed
        session.add(_message(conversation, ticket, inbound, facts))
    if changed:
        fresh = ticket.closing_inbound_id == inbound.id
        channel, outbox = settling.channel, settling.outbox
        tickets.show(session, ticket, channel=channel, outbox=outbox, now=now, fresh=fresh, hurry=False)


def _sign_before(session: Session, inbound: Inbound) -> int | None:
    """Under the same message, where it was kept: whoever changes it speaks of the same matter."""
    kept = (
        select(Inbound)
        .join(Message, Message.inbound_id == Inbound.id)
        .where(Inbound.conversation_key == inbound.conversation_key, Inbound.kind == inbound.kind)
        .order_by(Inbound.id.desc())
    )
    return next((one.id for one in session.scalars(kept) if _about(one) == _about(inbound)), None)


def _take_back(session: Session, ticket: Ticket, inbound: Inbound) -> bool:
    """The sign before under the same message is replaced or gone, and with it what it said."""
    evidence = ticket.closing_inbound_id
    before = session.get(Inbound, evidence) if evidence is not None else None
    if before is None or before.kind != inbound.kind or _about(before) != _about(inbound):
        return False
    ticket.closing_inbound_id = None
    for message in session.scalars(select(Message).where(Message.inbound_id == before.id)):
        session.delete(message)
    session.flush()
    return True


def _about(inbound: Inbound) -> str:
    return whatsapp.reacted_to(inbound.body) or ""


def _message(conversation: Conversation, ticket: Ticket, inbound: Inbound, facts: MessageFacts) -> Message:
    return Message(
        conversation_id=conversation.id,
        ticket_id=ticket.id,
        inbound_id=inbound.id,
        kind=whatsapp.REACTION,
        text=facts.text,
        secret_found=False,
        occurred_at=inbound.occurred_at,
        details=None,
    )
