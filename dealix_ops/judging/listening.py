"""Somebody listened and says how grave it is: one tap for what no words could tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Message
from dealix_ops.judging.case import Matter, matter_of
from dealix_ops.judging.errors import AlreadyListened, NothingToHear, UnheardSince
from dealix_ops.judging.service import Judging, may_lower
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import MayNotArrange
from dealix_ops.sla import service as sla
from dealix_ops.tickets import closing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class Listened:
    """`seen` is the newest line that stood on the card that was pressed."""

    ticket_id: int
    seen: int
    to: Priority


@dataclass(frozen=True)
class Listening:
    judging: Judging

    def listened(self, session: Session, said: Listened, *, actor: Actor, now: datetime) -> Priority:
        """Graver raises, equal only notes that somebody listened; returns the priority that stands.

        Softer than that leaves the priority too: lowering wants the founder's reason, so the caller asks for
        it. What came after the card's lines stays unheard, but a raise is never lost over it.

        Raises:
            ButtonUnknown, MayNotArrange, FounderOnly, TicketClosed, TicketEnded,
            NothingToHear, AlreadyListened, UnheardSince.
        """
        matter = matter_of(session, said.ticket_id)
        ticket, before = matter.ticket, matter.priority
        _refuse(session, matter, said, actor, now)
        graver = said.to.rank < before.rank
        unheard = _unheard_after(session, ticket, said.seen)
        if unheard and not graver:
            raise UnheardSince(f"{unheard} came since")
        if not unheard:
            tickets.listened(session, ticket, actor=actor.user_id, now=now)
            sla.meet_listen(session, ticket.id, met_at=now, actor=actor.user_id)
        if graver:
            self.judging.raise_by_person(session, ticket.id, shown=before, to=said.to, actor=actor, now=now)
            return said.to
        sla.retarget(session, ticket.id, priority=before, needs_listen=False, now=now)
        tickets.show(session, ticket, channel=self.judging.channel, outbox=self.judging.outbox, now=now)
        return before


def _refuse(session: Session, matter: Matter, said: Listened, actor: Actor, now: datetime) -> None:
    ticket = matter.ticket
    if not allows(actor.role, Act.LISTEN):
        raise MayNotArrange(actor.user_id)
    closing.refuse(session, ticket, Move.JUDGE)
    if not ticket.needs_listen and ticket.listened_by is not None and ticket.listened_at is not None:
        raise AlreadyListened(by=ticket.listened_by, at=ticket.listened_at)
    if not ticket.needs_listen:
        raise NothingToHear(f"ticket {ticket.id}")
    if said.to.rank > matter.priority.rank:
        may_lower(session, actor, now=now)


def _unheard_after(session: Session, ticket: Ticket, seen: int) -> int:
    """Lines without words that came after the card was drawn."""
    query = select(func.count()).where(
        Message.ticket_id == ticket.id, Message.inbound_id > seen, func.trim(Message.text) == ""
    )
    return session.scalar(query) or 0
