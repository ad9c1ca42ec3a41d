"""What every ending looks at before it does anything."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.endings.errors import NeedsListening
from dealix_ops.judging.case import Matter, matter_of
from dealix_ops.ports.inbox import Inbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.case import is_delicate
from dealix_ops.sending.permission import Given, given, refuse
from dealix_ops.tickets import closing
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from dealix_ops.vocabulary import Priority, Source

HARMLESS = (Move.CONFIRM, Move.ASK_CLOSING)
"""Asking whether it is settled decides nothing yet, and a confirmed end is the customer's word."""


@dataclass(frozen=True)
class Pressed:
    """`seen` is the newest line that stood before the person's eyes; `in_modal`: on one, not on a card."""

    ticket_id: int
    seen: int
    in_modal: bool = False


def begin(
    session: Session, inbox: Inbox, pressed: Pressed, move: Move, *, actor: Actor, now: datetime
) -> Matter:
    """The matter, locked, if this person may move it so and has seen all of it.

    Raises:
        ButtonUnknown, MayNotArrange, FounderOnly, TicketEnded, TicketClosed, TicketNotEnded, NeedsListening,
        NewerMessages.
    """
    matter = matter_of(session, pressed.ticket_id)
    told = allow(session, matter.ticket, matter.conversation, move, actor=actor, now=now)
    # A dead letter would come back in every modal: who saw it once in one has seen it.
    lines, newest = inbox.newer_lines(
        session, matter.conversation.key, seen=pressed.seen, unprocessed=not pressed.in_modal
    )
    if lines:
        raise errors.NewerMessages(lines, seen_inbound_id=newest)
    told.note(session, ticket_id=matter.ticket.id, now=now)
    return matter


def allow(
    session: Session,
    ticket: Ticket,
    conversation: Conversation,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
) -> Given:
    """Raises what `begin` does, but for NewerMessages; also before a modal is opened."""
    act = Act.ASK_CLOSING if move in HARMLESS else Act.CLOSE
    priority, delicate = Priority(ticket.priority), is_delicate(session, ticket)
    told = given(session, actor, act, now=now, priority=priority, delicate=delicate)
    refuse(told, actor)
    if conversation.source == Source.SENTRY.value:
        raise errors.ButtonUnknown("an alert ends when its source says so")
    closing.refuse(session, ticket, move)
    if ticket.needs_listen:
        raise NeedsListening(f"ticket {ticket.id} holds what nobody heard")
    return told


def may_reopen(actor: Actor) -> None:
    """Raises MayNotArrange."""
    if not allows(actor.role, Act.REOPEN):
        raise errors.MayNotArrange(actor.user_id)
