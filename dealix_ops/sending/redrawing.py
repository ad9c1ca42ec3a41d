"""A hand-off says «غداً» and «10:18 ص» of its own day: over midnight it is drawn anew, in place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.clock import last_midnight
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import service as drafts
from dealix_ops.sending.case import case_of
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sending.way_out import WayOut

SAYS_ITS_DAY = timedelta(days=2)
"""What is older stands there with its date, which stays true."""


@dataclass(frozen=True)
class Redrawing:
    """Derived from rows and idempotent: what was drawn today is not outdated."""

    way_out: WayOut

    def outdated(self, session: Session, *, now: datetime) -> list[int]:
        """Approvals whose hand-off was drawn on another day: while it waits, and two days after its end."""
        midnight = last_midnight(now)
        ended_at = func.coalesce(HandOff.sent_at, Approval.withdrawn_at)
        stands = and_(
            HandOff.handed_off_at.is_not(None),
            func.coalesce(HandOff.shown_at, HandOff.handed_off_at) < midnight,
        )
        lately = or_(ended_at.is_(None), ended_at >= midnight - SAYS_ITS_DAY)
        erased = select(Contact.id).where(Contact.erased_at.is_not(None))
        query = select(Approval.id).join(HandOff, HandOff.approval_id == Approval.id).where(stands, lately)
        query = query.where(Approval.recipient_id.not_in(erased))
        return list(session.scalars(query.order_by(Approval.id)))

    def redraw(self, session: Session, approval_id: int, *, now: datetime) -> None:
        """Quietly: nothing happened that must ring."""
        approval = session.get_one(Approval, approval_id)
        case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        if approval_id in self.outdated(session, now=now):
            session.refresh(approval)
            hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
            self.way_out.draw(session, approval, hand_off, now)
