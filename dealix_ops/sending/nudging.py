"""A text that was handed over and not marked as sent: one reminder, derived from rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from dealix_ops.drafts.models import Draft
from dealix_ops.sending import under_way
from dealix_ops.sending.case import changed
from dealix_ops.sending.models import Approval, HandOff, Initiated
from dealix_ops.sending.way_out import WayOut
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.service import LIVE
from dealix_ops.vocabulary import Priority
from dealix_ops.working_time import rest
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rest import Fasting

GRAVE = (Priority.P0, Priority.P1)
SOON, LATER = timedelta(minutes=5), timedelta(minutes=20)
BATCH = 100


def nudges_after(priority: Priority) -> timedelta:
    return SOON if priority in GRAVE else LATER


def rings_at(priority: Priority, *, since: datetime, fasting: Fasting) -> datetime:
    """Nobody is woken, or called from the iftar, for a P2 or P3: it rings when the rest is over."""
    at = since + nudges_after(priority)
    return at if priority in GRAVE else rest.ends(at, fasting) or at


def is_due(priority: Priority, *, since: datetime, now: datetime, fasting: Fasting) -> bool:
    """Also where a clock that stood still finds it late, at night."""
    resting = priority not in GRAVE and rest.ends(now, fasting) is not None
    return not resting and now >= rings_at(priority, since=since, fasting=fasting)


@dataclass(frozen=True)
class Nudging:
    way_out: WayOut

    def nudge(self, session: Session, *, now: datetime) -> int:
        """One idempotent tick; where two clocks run it at once, one of them wins each row."""
        nudged, fasting = 0, working_time.fasting(session)
        for approval, hand_off, priority in _forgotten(session, now):
            since = max(filter(None, (hand_off.handed_off_at, hand_off.not_sent_at)), default=now)
            if is_due(priority, since=since, now=now, fasting=fasting) and _claims(session, approval.id, now):
                session.refresh(hand_off)
                self.way_out.draw(session, approval, hand_off, now, fresh=True)
                if not self.way_out.pages:
                    # The text's thread stays under the old message; whoever is reminded needs it here.
                    self.way_out.post_text(session, approval, now)
                nudged += 1
        return nudged


def _forgotten(session: Session, now: datetime) -> list[tuple[Approval, HandOff, Priority]]:
    query = (
        select(Approval, HandOff, Ticket.priority)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(
            HandOff.handed_off_at <= now - SOON,
            under_way.waits(),
            HandOff.nudged_at.is_(None),
            or_(Ticket.status.in_(LIVE), Ticket.id.in_(select(Initiated.ticket_id))),
        )
        .order_by(Ticket.priority, Approval.id)
        .limit(BATCH)
    )
    return [(approval, hand_off, Priority(told)) for approval, hand_off, told in session.execute(query)]


def _claims(session: Session, approval_id: int, now: datetime) -> bool:
    won = session.execute(
        update(HandOff)
        .where(HandOff.approval_id == approval_id, HandOff.nudged_at.is_(None), HandOff.sent_at.is_(None))
        .values(nudged_at=now)
        .execution_options(synchronize_session=False)
    )
    return changed(won) == 1
