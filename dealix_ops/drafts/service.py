"""Propose a text, or the next version of it, for a ticket."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from dealix_ops.drafts.facts import DraftKind as DraftKind
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event


class DraftStatus(StrEnum):
    """`edited` is approved with a person's text. Staleness is not stored: it is the newest message's id.

    `withdrawn`: its approval was taken back, and its text goes on in a newer draft. `expired`: time made it
    wrong, or nobody said that it left; that is no rejection."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    HANDED_OFF = "handed_off"
    SENT = "sent"
    NO_REPLY_NEEDED = "no_reply_needed"
    ANSWERED_OUTSIDE = "answered_outside"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


UNDER_WAY = (DraftStatus.APPROVED, DraftStatus.EDITED, DraftStatus.HANDED_OFF)
APPROVED_STATES = (*UNDER_WAY, DraftStatus.SENT)


# Built once, as the others that stand between a press and its acknowledgement: each use cost a third of it.
_BY_TOKEN = select(DraftVersion).where(DraftVersion.token == bindparam("token"))


@dataclass(frozen=True)
class Proposal:
    """`last_inbound_id` is the newest customer line that the text has taken into account."""

    kind: DraftKind
    text: str
    last_inbound_id: int
    promised_by: datetime | None
    language: DraftLanguage = DraftLanguage.AR


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def new_token() -> str:
    return secrets.token_urlsafe(16)


def latest(session: Session, ticket_id: int) -> Draft | None:
    query = select(Draft).where(Draft.ticket_id == ticket_id).order_by(Draft.id.desc()).limit(1)
    return session.scalars(query).first()


def was_answered(session: Session, ticket_id: int) -> bool:
    """Whether a person already approved an answer in this ticket: a first response is proposed once."""
    query = select(Draft.id).where(
        Draft.ticket_id == ticket_id, Draft.status.in_([status.value for status in APPROVED_STATES])
    )
    return session.scalars(query.limit(1)).first() is not None


def under_way(session: Session, ticket_id: int) -> int | None:
    """A text of this ticket, not only the newest, that was approved and not said to be sent; its draft."""
    query = select(Draft.id).where(
        Draft.ticket_id == ticket_id, Draft.status.in_([status.value for status in UNDER_WAY])
    )
    return session.scalars(query.limit(1)).first()


def under_way_through(session: Session, ticket_id: int) -> int:
    """The newest line that a text on its way answers; 0 where none is."""
    query = (
        select(func.max(DraftVersion.last_inbound_id))
        .join(Draft, (Draft.id == DraftVersion.draft_id) & (Draft.version == DraftVersion.version))
        .where(Draft.ticket_id == ticket_id, Draft.status.in_([status.value for status in UNDER_WAY]))
    )
    return session.scalar(query) or 0


def waits(session: Session, ticket_id: int) -> bool:
    """Whether a text stands before a person, undecided."""
    return waiting(session, ticket_id) is not None


def waiting(session: Session, ticket_id: int) -> DraftVersion | None:
    """The text that stands before a person, undecided."""
    draft = latest(session, ticket_id)
    if draft is None or draft.status != DraftStatus.PROPOSED.value:
        return None
    return version_of(session, draft.id, draft.version)


def first_response_waits(session: Session, ticket_id: int) -> bool:
    draft = latest(session, ticket_id)
    return (
        draft is not None
        and draft.status == DraftStatus.PROPOSED.value
        and draft.kind == DraftKind.FIRST_RESPONSE.value
    )


def drop_ours(session: Session, ticket_id: int, *, by: str, now: datetime) -> None:
    """What we proposed is not wanted any more; what a person wrote stays."""
    draft = latest(session, ticket_id)
    if draft is not None and waits(session, ticket_id) and not is_by_person(session, ticket_id):
        draft.status = DraftStatus.NO_REPLY_NEEDED.value
        draft.decided_by, draft.decided_at = by, now
        session.flush()


def covers(session: Session, ticket_id: int, inbound_id: int) -> bool:
    """Whether the newest text was approved by somebody who had this line of the customer in front of them."""
    draft = latest(session, ticket_id)
    if draft is None or DraftStatus(draft.status) not in APPROVED_STATES:
        return False
    return version_of(session, draft.id, draft.version).last_inbound_id >= inbound_id


def propose(
    session: Session,
    ticket_id: int,
    proposal: Proposal,
    *,
    now: datetime,
    contact_key: bytes,
    author: str = ledger.SYSTEM,
) -> bool:
    """The next version of the waiting draft, or a new draft where none waits; True for a new one.

    What a person wrote and left for approval is not written over by us, and `none` proposes nothing.
    """
    draft = latest(session, ticket_id)
    opened = draft is None or draft.status != DraftStatus.PROPOSED.value
    if proposal.kind is DraftKind.NONE or (author == ledger.SYSTEM and is_by_person(session, ticket_id)):
        return False
    if draft is None or opened:
        draft = Draft(
            ticket_id=ticket_id,
            kind=proposal.kind.value,
            status=DraftStatus.PROPOSED.value,
            version=0,
        )
        session.add(draft)
    draft.kind = proposal.kind.value
    draft.version += 1
    session.flush()
    add_version(session, draft, proposal, author=author, now=now)
    facts = {"draft": draft.id, "version": draft.version, "kind": draft.kind}
    facts["text"] = ledger.mark(proposal.text, contact_key)
    ledger.record(session, Event.DRAFT_PROPOSED, at=now, actor=author, ticket_id=ticket_id, facts=facts)
    return opened


def is_by_person(session: Session, ticket_id: int) -> bool:
    """Whether the text that waits was written by one of us."""
    version = waiting(session, ticket_id)
    return version is not None and version.author != ledger.SYSTEM


def add_version(
    session: Session, draft: Draft, proposal: Proposal, *, author: str, now: datetime
) -> DraftVersion:
    version = DraftVersion(
        draft_id=draft.id,
        version=draft.version,
        token=new_token(),
        text=proposal.text,
        text_hash=text_hash(proposal.text),
        author=author,
        last_inbound_id=proposal.last_inbound_id,
        promised_by=proposal.promised_by,
        language=proposal.language.value,
        created_at=now,
    )
    session.add(version)
    session.flush()
    return version


def version_by_token(session: Session, token: str) -> DraftVersion | None:
    return session.scalars(_BY_TOKEN, {"token": token}).one_or_none()


def version_of(session: Session, draft_id: int, version: int) -> DraftVersion:
    query = select(DraftVersion).where(DraftVersion.draft_id == draft_id, DraftVersion.version == version)
    return session.scalars(query).one()
