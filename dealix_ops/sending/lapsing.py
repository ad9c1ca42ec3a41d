"""An approved text of which nobody says that it left: asked once more, then it counts as not sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.service import UNDER_WAY, DraftStatus
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending import under_way
from dealix_ops.sending.case import case_of, changed
from dealix_ops.sending.hand_offs import HandOffs
from dealix_ops.sending.identity import CLOCK
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sending.way_out import WayOut
from dealix_ops.working_time import rest
from dealix_ops.working_time import service as working_time

ASKED_AGAIN_AFTER = timedelta(days=1)
"""Since the first reminder: whoever forgot it yesterday remembers today."""
LAPSES_AFTER = timedelta(days=2)
"""Since that question: three days in all, as long as a customer's silence after our closing question."""
BATCH = 100


@dataclass(frozen=True)
class Lapsing:
    """Derived from rows; two clocks at once ask once."""

    way_out: WayOut

    def ask_again(self, session: Session, *, now: datetime) -> int:
        """As a new message, with the time at which it counts as not sent; never at night or iftar."""
        if rest.ends(now, working_time.fasting(session)):
            return 0
        due = _waiting().where(HandOff.asked_again_at.is_(None), HandOff.nudged_at <= now - ASKED_AGAIN_AFTER)
        asked = 0
        for approval_id in session.scalars(due.limit(BATCH)).all():
            won = session.execute(
                update(HandOff)
                .where(
                    HandOff.approval_id == approval_id,
                    HandOff.asked_again_at.is_(None),
                    HandOff.sent_at.is_(None),
                )
                .values(asked_again_at=now)
                .execution_options(synchronize_session=False)
            )
            if changed(won):
                hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
                approval = session.get_one(Approval, approval_id)
                self.way_out.draw(session, approval, hand_off, now, fresh=True)
                asked += 1
        return asked

    def over(self, session: Session, *, now: datetime) -> list[int]:
        """Approvals that count as not sent from now on."""
        return list(session.scalars(_over(now).limit(BATCH)))

    def lapse(self, session: Session, approval_id: int, *, now: datetime) -> bool:
        """Its text goes out no more, and the card offers a new one; False where somebody was first."""
        approval = session.get_one(Approval, approval_id)
        case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        session.refresh(approval)
        if session.scalar(_over(now).where(Approval.id == approval_id)) is None:
            return False
        HandOffs(self.way_out).withdraw(session, approval, actor=CLOCK, now=now)
        if DraftStatus(case.draft.status) in UNDER_WAY:
            case.draft.status = DraftStatus.EXPIRED.value
        facts = {"approval": approval_id, "draft": case.draft.id}
        ledger.record(session, Event.NOT_SENT_IN_TIME, at=now, ticket_id=case.ticket.id, facts=facts)
        self.way_out.show(session, case, now)
        return True


def _over(now: datetime) -> Select[int]:
    return _waiting().where(HandOff.asked_again_at <= now - LAPSES_AFTER)


def _waiting() -> Select[int]:
    return (
        select(Approval.id)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Contact, Contact.id == Approval.recipient_id)
        .where(under_way.waits(), Contact.erased_at.is_(None))
        .order_by(Approval.id)
    )
