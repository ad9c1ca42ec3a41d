"""What every ending looks at before it does anything."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.endings.errors import NeedsListening
from dealix_ops.judging.case import Matter, matter_of
from dealix_ops.ports import Inbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Actor, Answer, Role, may_arrange, may_end
from dealix_ops.sending.case import is_delicate
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


def begin(session: Session, inbox: Inbox, pressed: Pressed, move: Move, *, actor: Actor) -> Matter:
    """The matter, locked, if this person may move it so and has seen all of it.

    Raises:
        ButtonUnknown, MayNotArrange, FounderOnly, TicketEnded, TicketClosed, TicketNotEnded, NeedsListening,
        NewerMessages.
    """
    matter = matter_of(session, pressed.ticket_id)
    allow(session, matter.ticket, matter.conversation, move, actor=actor)
    # A dead letter would come back in every modal: who saw it once in one has seen it.
    lines, newest = inbox.newer_lines(
        session, matter.conversation.key, seen=pressed.seen, unprocessed=not pressed.in_modal
    )
    if lines:
        raise errors.NewerMessages(lines, seen_inbound_id=newest)
    return matter


def allow(session: Session, ticket: Ticket, conversation: Conversation, move: Move, *, actor: Actor) -> None:
    """Raises what `begin` does, but for NewerMessages; also before a modal is opened."""
    authorise(actor, Priority(ticket.priority), move)
    if move not in HARMLESS and actor.role is not Role.FOUNDER and is_delicate(session, ticket):
        raise errors.FounderOnly(actor.user_id)
    if conversation.source == Source.SENTRY.value:
        raise errors.ButtonUnknown("an alert ends when its source says so")
    closing.refuse(session, ticket, move)
    if ticket.needs_listen:
        raise NeedsListening(f"ticket {ticket.id} holds what nobody heard")


def authorise(actor: Actor, priority: Priority, move: Move) -> None:
    answer = may_end(actor.role, priority=priority, confirmed=move in HARMLESS)
    if answer is Answer.NOT_AN_APPROVER:
        raise errors.MayNotArrange(actor.user_id)
    if answer is Answer.FOUNDER_ONLY:
        raise errors.FounderOnly(actor.user_id)


def may_reopen(actor: Actor) -> None:
    """Raises MayNotArrange."""
    if not may_arrange(actor.role):
        raise errors.MayNotArrange(actor.user_id)
