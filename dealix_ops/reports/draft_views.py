"""A draft as a card or a modal shows it: one version, what became of it, and how far it came."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.delegation import service as delegation
from dealix_ops.delegation.service import StandIn
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.ledger import service as ledger
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class Kept:
    """Approved at night and given in the morning; `token` is the approval's."""

    token: str
    until: datetime


@dataclass(frozen=True)
class DraftView:
    """`token` names this version on a button; `language` is «ar» or «en»; `author` is None for us.

    `fell_at`: its text was approved at night, and may not be handed over in the morning as it was.
    """

    token: str
    kind: str
    status: str
    text: str
    edited: bool
    decided_by: str | None
    decided_at: datetime | None
    reject_reason: str | None
    reject_note: str | None
    last_inbound_id: int
    conversation_key: str
    language: str = "ar"
    promised_by: datetime | None = None
    handed_off_at: datetime | None = None
    author: str | None = None
    decided_under: StandIn | None = None
    kept: Kept | None = None
    fell_at: datetime | None = None


def in_modal(session: Session, token: str) -> DraftView | None:
    """The version that a button named, for the edit modal."""
    version = drafts.version_by_token(session, token)
    if version is None:
        return None
    draft = session.get_one(Draft, version.draft_id)
    ticket = session.get_one(Ticket, draft.ticket_id)
    return _view(draft, version, session.get_one(Conversation, ticket.conversation_id))


def latest(draft: Draft, session: Session, conversation: Conversation, hand_off: HandOff | None) -> DraftView:
    view = _view(draft, drafts.version_of(session, draft.id, draft.version), conversation)
    under = delegation.decided_under(
        session, ticket_id=draft.ticket_id, by=draft.decided_by, at=draft.decided_at
    )
    if hand_off is None:
        return replace(view, decided_under=under, fell_at=_fell_at(session, draft))
    # The status tells how far it came; that it was edited stays with the approval.
    edited = session.get_one(Approval, hand_off.approval_id).edited
    handed_off_at, kept = hand_off.handed_off_at, kept_of(session, hand_off)
    return replace(view, decided_under=under, handed_off_at=handed_off_at, edited=edited, kept=kept)


def kept_of(session: Session, hand_off: HandOff | None) -> Kept | None:
    if hand_off is None or hand_off.morning_at is None or hand_off.sent_at is not None:
        return None
    return Kept(session.get_one(Approval, hand_off.approval_id).token, hand_off.morning_at)


def _fell_at(session: Session, draft: Draft) -> datetime | None:
    """The clock takes back what was in nobody's hand yet for one reason only."""
    if draft.version == 1 or draft.status != drafts.DraftStatus.PROPOSED.value:
        return None
    query = select(Approval, HandOff.handed_off_at).join(HandOff, HandOff.approval_id == Approval.id)
    last = query.where(Approval.draft_id == draft.id).order_by(Approval.id.desc()).limit(1)
    for approval, handed_off_at in session.execute(last):
        if approval.withdrawn_by == ledger.SYSTEM and handed_off_at is None:
            return approval.withdrawn_at
    return None


def _view(draft: Draft, version: DraftVersion, conversation: Conversation) -> DraftView:
    return DraftView(
        token=version.token,
        kind=draft.kind,
        status=draft.status,
        text=version.text,
        edited=draft.status == drafts.DraftStatus.EDITED.value,
        decided_by=draft.decided_by,
        decided_at=draft.decided_at,
        reject_reason=draft.reject_reason,
        reject_note=draft.reject_note,
        last_inbound_id=version.last_inbound_id,
        conversation_key=conversation.key,
        language=version.language,
        promised_by=version.promised_by,
        author=None if version.author == ledger.SYSTEM else version.author,
    )


def hand_off_of(session: Session, draft: Draft | None) -> HandOff | None:
    if draft is None:
        return None
    query = select(HandOff).join(Approval, Approval.id == HandOff.approval_id)
    mine = query.where(Approval.draft_id == draft.id, Approval.withdrawn_at.is_(None))
    return session.scalars(mine.limit(1)).first()
