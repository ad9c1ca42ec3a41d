"""From what a button carries to what it is about."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.sending.models import Approval


def draft_of(session: Session, token: str) -> Draft | None:
    """The draft of a version's or an approval's token; None for anything else."""
    draft_id = session.scalar(select(DraftVersion.draft_id).where(DraftVersion.token == token))
    if draft_id is None:
        draft_id = session.scalar(select(Approval.draft_id).where(Approval.token == token))
    return None if draft_id is None else session.get_one(Draft, draft_id)


def ticket_of(session: Session, token: str) -> int | None:
    draft = draft_of(session, token)
    return None if draft is None else draft.ticket_id
