"""Where a text goes whose approval was taken back: it waits for a decision again, and no edit is lost."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import APPROVED_STATES, DraftStatus, Proposal
from dealix_ops.ledger import service as ledger
from dealix_ops.sending.case import Case
from dealix_ops.sending.models import Approval

DECIDED = (*APPROVED_STATES, DraftStatus.NO_REPLY_NEEDED, DraftStatus.ANSWERED_OUTSIDE)


def back_to_draft(session: Session, case: Case, approval: Approval, *, now: datetime) -> str | None:
    """The text as the newest version of the draft that stands on the card; its token.

    Where the customer's next line already has a draft, the text becomes that draft's newest version: it is
    older than the line, so approving it shows the line first. None where that draft is decided, or where one
    of us wrote what waits there and the text taken back is only ours.
    """
    draft = case.draft
    target = drafts.latest(session, case.ticket.id) or draft
    if target.id != draft.id:
        draft.status = DraftStatus.WITHDRAWN.value
        ours = not approval.edited and case.version.author == ledger.SYSTEM
        if DraftStatus(target.status) in DECIDED or (ours and drafts.is_by_person(session, case.ticket.id)):
            return None
    target.status, target.kind = DraftStatus.PROPOSED.value, draft.kind
    target.decided_by = target.decided_at = target.reject_reason = target.reject_note = None
    return _next_version(session, case, target, approval, now=now)


def _next_version(session: Session, case: Case, target: Draft, approval: Approval, *, now: datetime) -> str:
    approved = case.version
    author = approval.actor if approval.edited else approved.author
    kind = drafts.DraftKind(target.kind)
    same = Proposal(
        kind, approval.text, approved.last_inbound_id, approved.promised_by, DraftLanguage(approved.language)
    )
    target.version += 1
    session.flush()
    return drafts.add_version(session, target, same, author=author, now=now).token
