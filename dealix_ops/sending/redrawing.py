"""A hand-off says «غداً» and «10:18 ص» of its own day: over midnight it is drawn anew, in place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.clock import last_midnight
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import service as drafts
from dealix_ops.sending import under_way
from dealix_ops.sending.case import case_of
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sending.way_out import WayOut

SAYS_ITS_DAY = timedelta(days=2)
"""What is older stands there with its date, which stays true."""
LAPSED_BY_THEN = timedelta(days=30)
"""Nothing waits so long from its approval to its end (`lapsing.py`: days)."""


@dataclass(frozen=True)
class Redrawing:
    """Derived from rows and idempotent: what was drawn today is not outdated."""

    way_out: WayOut

    def outdated(self, session: Session, *, now: datetime) -> list[int]:
        """Approvals whose hand-off was drawn on another day: while it waits, and two days after its end."""
        return list(session.scalars(_outdated(now).order_by(Approval.id)))

    def redraw(self, session: Session, approval_id: int, *, now: datetime) -> None:
        """Quietly: nothing happened that must ring."""
        approval = session.get_one(Approval, approval_id)
        case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        if session.scalar(_outdated(now).where(Approval.id == approval_id)) is not None:
            session.refresh(approval)
            hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
            self.way_out.draw(session, approval, hand_off, now)


def _outdated(now: datetime) -> Select[int]:
    midnight = last_midnight(now)
    lately = midnight - SAYS_ITS_DAY
    drawn = select(Approval.id).join(HandOff, HandOff.approval_id == Approval.id)
    # Each by its own index; in one condition neither would be taken.
    waiting = drawn.where(under_way.waits())
    ended = drawn.where(
        Approval.approved_at >= lately - LAPSED_BY_THEN,
        or_(HandOff.sent_at >= lately, and_(HandOff.sent_at.is_(None), Approval.withdrawn_at >= lately)),
    )
    return drawn.join(Contact, Contact.id == Approval.recipient_id).where(
        Approval.id.in_(waiting.union_all(ended)),
        HandOff.handed_off_at.is_not(None),
        func.coalesce(HandOff.shown_at, HandOff.handed_off_at) < midnight,
        Contact.erased_at.is_(None),
    )
