"""How a person ends a ticket, asks the customer whether it is settled, and takes either back."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.tickets.errors import TicketClosed, TicketEnded, TicketNotEnded
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, WAYS, Closing, Move, TicketStatus, may

NOT_TAKEN_BACK = (Closing.SOURCE.value, Closing.MERGED.value)


def close(
    session: Session,
    ticket: Ticket,
    move: Move,
    *,
    at: datetime,
    why: str | None,
    actor: str,
    now: datetime,
    facts: dict[str, Any],
) -> None:
    """A person ends it, for the reason that the move stands for; `at` is when the matter ended.

    One person wins, whoever else presses. Raises TicketEnded.
    """
    way = WAYS[move]
    if way.closing is None:
        raise ValueError(f"{move} closes nothing")
    from_ = [status.value for status in way.from_]
    won = session.scalar(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.status.in_(from_))
        .values(
            status=TicketStatus.RESOLVED.value,
            resolved_at=at,
            closed_as=way.closing.value,
            closed_why=why,
        )
        .returning(Ticket.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(ticket)
    if won is None:
        refuse(session, ticket, move)
    told = {"closed_as": way.closing.value, "resolved_at": at.isoformat()} | facts
    ledger.record(session, Event.TICKET_CLOSED, at=now, actor=actor, ticket_id=ticket.id, facts=told)


def refuse(session: Session, ticket: Ticket, move: Move) -> None:
    """Raises TicketEnded, TicketNotEnded or TicketClosed where the move is not possible any more."""
    if may(move, ticket.status):
        return
    if ticket.status in LIVE:
        raise TicketNotEnded(move=move, status=ticket.status)
    last = ledger.last(session, Event.TICKET_CLOSED, ticket_id=ticket.id)
    if last is None or ticket.closed_as is None or ticket.closed_as == Closing.SOURCE.value:
        raise TicketClosed(f"ticket {ticket.id} is {ticket.status}")
    raise TicketEnded(closing=ticket.closed_as, by=last.actor, at=last.at)


def ask_closing(
    session: Session, ticket: Ticket, *, at: datetime, yes: int | None, actor: str, now: datetime
) -> bool:
    """The closing question reached the customer at `at`; False where it stood already or all is over.

    `yes` is the customer's line that answered it before anybody noted that it was sent.
    """
    if not may(Move.ASK_CLOSING, ticket.status):
        return False
    ticket.status = TicketStatus.WAITING.value
    ticket.closing_asked_at, ticket.closing_inbound_id = at, yes
    facts = {"asked_at": at.isoformat()}
    ledger.record(session, Event.CLOSING_ASKED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
    return True


def not_asked(session: Session, ticket: Ticket, *, asked_at: datetime, actor: str, now: datetime) -> bool:
    """«لم أرسلها»: the question of `asked_at` was not asked after all; another one stands."""
    if ticket.closing_asked_at != asked_at:
        return False
    opened = _open_again(session, ticket, Move.NOT_ASKED, actor=actor, now=now, facts={"not_asked": True})
    ticket.closing_asked_at = None  # also of a closed one: taken back, it waits for no answer
    return opened


def wrote_again(session: Session, ticket: Ticket, *, through: int, now: datetime) -> bool:
    """The customer's answer to our question was no yes: the matter goes on. What read like one is none."""
    ticket.closing_inbound_id = None
    facts = {"through_inbound": through}
    return _open_again(session, ticket, Move.WROTE_AGAIN, actor=ledger.SYSTEM, now=now, facts=facts)


def _open_again(
    session: Session, ticket: Ticket, move: Move, *, actor: str, now: datetime, facts: dict[str, Any]
) -> bool:
    if not may(move, ticket.status):
        return False
    ticket.status = TicketStatus.OPEN.value
    ticket.closing_asked_at = ticket.closing_inbound_id = None
    ledger.record(session, Event.TICKET_REOPENED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
    return True


def take_back(session: Session, ticket: Ticket, *, actor: str, now: datetime) -> None:
    """«تراجع»: as if nobody had closed it; where we had asked for the customer's yes, we wait for it again.

    Raises TicketNotEnded, TicketClosed.
    """
    refuse(session, ticket, Move.REOPEN)
    if ticket.closed_as in NOT_TAKEN_BACK:
        raise TicketClosed("an alert comes back when its source says so, what was merged when it is split")
    asked = ticket.closing_asked_at is not None
    facts = {"closed_as": ticket.closed_as, "taken_back": True}
    ticket.status = (TicketStatus.WAITING if asked else TicketStatus.OPEN).value
    ticket.closed_as = ticket.closed_why = ticket.resolved_at = None
    ledger.record(session, Event.TICKET_REOPENED, at=now, actor=actor, ticket_id=ticket.id, facts=facts)
