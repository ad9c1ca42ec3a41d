"""Where a person's words and identifiers stand, and what stands there afterwards."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import DeclarativeBase

from dealix_ops.contacts.models import Contact, Conversation, Message, OptIn
from dealix_ops.contacts.service import LEDGER_KEY_BYTES
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import text_hash
from dealix_ops.durable.models import ListedTicket, OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.judging.models import SecondReading, TriageExample
from dealix_ops.media.models import Media, MediaLink
from dealix_ops.media.rules import MediaStatus
from dealix_ops.ports.work import EffectKind, WorkStatus
from dealix_ops.privacy.person import Person
from dealix_ops.proof.models import ProofEvent
from dealix_ops.sending.models import Approval, HandOffLink, OutsideAnswer
from dealix_ops.triage.models import TriageVerdict

ERASED = "حُذف بطلب صاحب البيانات"
GONE = "erased"


@dataclass(frozen=True)
class Holding:
    """Rows of one table. `becomes`: what each column holds afterwards, a value or made of the row's id;
    empty: the rows are deleted. `shown`: columns that the person gets a copy of."""

    model: type[DeclarativeBase]
    rows: Callable[[Person], ColumnElement[bool]]
    becomes: Mapping[str, Any] = field(default_factory=dict)
    shown: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)


def _own(row_id: Any) -> str:
    """Unique, and nobody's."""
    return f"{GONE}:{row_id}"


def _new_key(_row_id: Any) -> bytes:
    """Marks in the ledger were made with the old one, and are noise from now on."""
    return secrets.token_bytes(LEDGER_KEY_BYTES)


def of_outbox(person: Person) -> ColumnElement[bool]:
    """Effects about their tickets and approvals."""
    return or_(
        OutboxRow.payload["ticket_id"].as_integer().in_(person.ticket_ids),
        OutboxRow.payload["approval_id"].as_integer().in_(person.approval_ids),
    )


def _told(person: Person) -> ColumnElement[bool]:
    """Sentences that stood in the queue: about their tickets, and whatever was whispered to a colleague."""
    over = OutboxRow.status.not_in((WorkStatus.READY.value, WorkStatus.RUNNING.value))
    notices = and_(OutboxRow.kind == EffectKind.NOTICE.value, of_outbox(person))
    return and_(over, or_(notices, OutboxRow.kind == EffectKind.EPHEMERAL.value))


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        Message,
        lambda who: Message.conversation_id.in_(who.conversation_ids),
        {"text": ERASED, "details": None},
        ("occurred_at", "kind", "text", "details"),
    ),
    Holding(
        Inbound,
        lambda who: or_(Inbound.conversation_key.in_(who.keys), Inbound.id.in_(who.inbound_ids)),
        {
            "external_id": _own,
            "conversation_key": _own,
            "body": {},
            "body_hash": GONE,
            "partition": GONE,
            "last_error": None,
        },
        ("received_at", "source", "kind", "body"),
    ),
    Holding(
        DraftVersion,
        lambda who: DraftVersion.draft_id.in_(who.draft_ids),
        {"text": ERASED, "text_hash": text_hash(ERASED)},
        ("created_at", "text"),
    ),
    Holding(Draft, lambda who: Draft.id.in_(who.draft_ids), {"reject_note": None}),
    Holding(
        Approval,
        lambda who: Approval.id.in_(who.approval_ids),
        {"text": ERASED},
        ("approved_at", "channel", "text"),
    ),
    Holding(
        OutsideAnswer,
        lambda who: OutsideAnswer.ticket_id.in_(who.ticket_ids),
        {"note": ERASED},
        ("answered_at", "means", "note"),
    ),
    Holding(
        TriageVerdict,
        lambda who: TriageVerdict.ticket_id.in_(who.ticket_ids),
        {"verdict": {"reasons": [], "risks": []}},
        ("made_at", "verdict"),
    ),
    Holding(TriageExample, lambda who: TriageExample.ticket_id.in_(who.ticket_ids), shown=("text",)),
    Holding(
        SecondReading,
        lambda who: SecondReading.ticket_id.in_(who.ticket_ids),
        {"reason": None},
        ("asked_at", "reason"),
    ),
    Holding(MediaLink, lambda who: MediaLink.media_id.in_(_media(who))),
    Holding(
        Media,
        lambda who: Media.inbound_id.in_(who.inbound_ids),
        {"external_id": _own, "sha256": None, "sealed": None, "status": MediaStatus.REMOVED.value},
        ("kind", "mime", "size", "seconds", "status", "fetched_at", "expires_at"),
    ),
    Holding(HandOffLink, lambda who: HandOffLink.approval_id.in_(who.approval_ids)),
    Holding(
        OptIn,
        lambda who: OptIn.contact_id.in_(who.contact_ids),
        shown=("channel", "address", "evidence", "given_on", "withdrawn_at"),
    ),
    Holding(
        ProofEvent,
        lambda who: ProofEvent.ticket_id.in_(who.ticket_ids),
        {"words": ERASED, "void_reason": None},
        ("at", "kind", "words"),
    ),
    Holding(ListedTicket, lambda who: ListedTicket.ticket_id.in_(who.ticket_ids)),
    Holding(OutboxRow, _told, {"payload": {}, "last_error": None}),
    Holding(
        Conversation,
        lambda who: Conversation.id.in_(who.conversation_ids),
        {"key": lambda row_id: f"{GONE}:conversation:{row_id}"},
        ("source", "created_at"),
    ),
    Holding(
        Contact,
        lambda who: Contact.id.in_(who.contact_ids),
        {
            **dict.fromkeys(("key", "wa_id", "wa_user_id", "email", "phone", "profile_name", "known_name")),
            "ledger_key": _new_key,
        },
        ("wa_id", "email", "phone", "profile_name", "known_name", "created_at"),
    ),
)


def _media(who: Person) -> Any:
    return select(Media.id).where(Media.inbound_id.in_(who.inbound_ids))
