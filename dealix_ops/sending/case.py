"""Everything a decision looks at, loaded once, and what every decision does with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, bindparam, func, select, update
from sqlalchemy.orm import Session

from dealix_ops.claims.rules import Gate, check_outgoing, may_approve
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.database import AS_IT_STANDS
from dealix_ops.drafts import reading
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.promises import rules as promise_rules
from dealix_ops.sending import errors, initiating
from dealix_ops.sending.authority import AT_ONCE, Act, Actor, Answer, is_limited
from dealix_ops.sending.models import Approval
from dealix_ops.sending.permission import given, refuse
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

# Built once: they stand between a press and its acknowledgement, where building them cost a fifth of it.
_OF_DRAFT = Draft.id == bindparam("draft_id")
_CONVERSATION = select(Ticket.conversation_id).join(Draft, Draft.ticket_id == Ticket.id).where(_OF_DRAFT)
_ROWS = (
    select(Draft, Ticket, Contact)
    .join(Ticket, Ticket.id == Draft.ticket_id)
    .join(Conversation, Conversation.id == Ticket.conversation_id)
    .join(Contact, Contact.id == Conversation.contact_id)
    .where(_OF_DRAFT)
    .execution_options(populate_existing=True)
)
_WIN = (
    update(Draft)
    .where(
        Draft.id == bindparam("of_draft"),
        Draft.version == bindparam("of_version"),
        Draft.status.in_(bindparam("from_", expanding=True)),
    )
    .values(
        status=bindparam("to"),
        version=Draft.version + bindparam("step"),
        decided_by=bindparam("by"),
        decided_at=bindparam("at"),
    )
    .returning(Draft)
)


@dataclass(frozen=True)
class Case:
    """Rows, for the length of one transaction; `version` is the one the button named."""

    version: DraftVersion
    draft: Draft
    ticket: Ticket
    conversation: Conversation
    contact: Contact


def case_of(session: Session, version: DraftVersion) -> Case:
    """Locks the conversation, as processing does: whoever comes second reads what the first wrote."""
    of_it = {"draft_id": version.draft_id}
    conversation = contacts.locked(session, session.scalars(_CONVERSATION, of_it).one())
    draft, ticket, contact = session.execute(_ROWS, of_it).one()
    return Case(version, draft, ticket, conversation, contact)


def authorise(
    session: Session, case: Case, actor: Actor, act: Act, now: datetime, *, own: bool = False
) -> None:
    """Raises NotAnApprover or FounderOnly."""
    waited, delicate = AT_ONCE, False
    if is_limited(actor.role):
        waited = founder_waited(session, case.ticket, case.version, founders=actor.founders, now=now)
        delicate = is_delicate(session, case.ticket)
    told = given(
        session,
        actor,
        act,
        now=now,
        priority=Priority(case.ticket.priority),
        waited=waited,
        own=own,
        delicate=delicate,
    )
    if told.answer is Answer.NOT_AN_APPROVER:
        raise errors.NotAnApprover(actor.user_id)
    refuse(told, actor)
    told.note(session, ticket_id=case.ticket.id, now=now)


def is_delicate(session: Session, ticket: Ticket) -> bool:
    """Whether the founder decides: what stands unanswered holds a threat or a request for data, or our own
    message an offer."""
    return bool(reading.risks(session, ticket)) or initiating.is_founders(session, ticket.id)


def founder_waited(
    session: Session,
    ticket: Ticket,
    version: DraftVersion,
    *,
    founders: Collection[str] = (),
    now: datetime,
) -> timedelta:
    """How long the founder left this holding text of a P0 standing; not at all where a founder took it."""
    since = left_since(session, ticket, version, founders=founders)
    return timedelta(0) if since is None else now - since


def left_since(
    session: Session, ticket: Ticket, version: DraftVersion, *, founders: Collection[str] = ()
) -> datetime | None:
    """Since when our own first response, as we wrote it, stands before the founder; None for any other text.

    Whatever else waits, an operator's own words above all, waits for the founder. Not since the customer
    wrote: a message that arrives late, or a ticket that was raised, has not waited; nor has a text that the
    founder took back.
    """
    draft = session.get_one(Draft, version.draft_id)
    is_holding = version.author == ledger.SYSTEM and draft.kind == DraftKind.FIRST_RESPONSE.value
    if not is_holding or ticket.claimed_by in founders:
        return None
    taken_back = (
        select(func.max(Approval.withdrawn_at))
        .join(Draft, Draft.id == Approval.draft_id)
        .where(Draft.ticket_id == ticket.id)
    )
    first = (version if version.version == 1 else drafts.version_of(session, draft.id, 1)).created_at
    return max(filter(None, (first, ticket.p0_since, session.scalar(taken_back))))


def win(
    session: Session,
    case: Case,
    status: DraftStatus,
    *,
    from_: Iterable[DraftStatus],
    actor: Actor,
    now: datetime,
    step: int = 0,
) -> None:
    """The single update that decides between two people, for the very version of the case.

    Raises DraftAlreadyDecided, DraftSuperseded for who came second.
    """
    of_case = {"of_draft": case.draft.id, "of_version": case.version.version}
    becomes = {"to": status.value, "step": step, "by": actor.user_id, "at": now}
    asked = of_case | becomes | {"from_": [state.value for state in from_]}
    won = session.scalars(_WIN, asked, execution_options=AS_IT_STANDS).one_or_none()
    if won is None:
        session.refresh(case.draft)
        raise decided(case.draft)


def record(
    session: Session, event: Event, case: Case, actor: Actor, now: datetime, facts: Mapping[str, object]
) -> None:
    ledger.record(session, event, at=now, actor=actor.user_id, ticket_id=case.ticket.id, facts=dict(facts))


def decided(draft: Draft) -> OpsError:
    """Why a draft cannot be decided any more: who was first, where somebody was."""
    if draft.decided_by is None or draft.decided_at is None:
        return errors.DraftSuperseded(f"draft {draft.id} is {draft.status}")
    return errors.DraftAlreadyDecided(status=draft.status, by=draft.decided_by, at=draft.decided_at)


def refuse_text(session: Session, text: str, ticket: Ticket) -> None:
    """Raises TextRefused with all that the gates found, where one of them blocks."""
    risky = bool(reading.risks(session, ticket))
    findings = check_outgoing(text, priority=Priority(ticket.priority), risky=risky)
    if not may_approve(findings):
        raise errors.TextRefused(findings)


def refuse_passed(text: str, promised_by: datetime | None, *, now: datetime) -> None:
    """Raises PromisePassed for a time that nobody can keep any more."""
    due_at = promise_rules.due(text, promised_by, now)
    if due_at is not None and due_at <= now:
        raise errors.PromisePassed("the promised time has passed")


def refuse_kept(text: str) -> None:
    """The same for a saved reply: an open gap is what it is for, and is refused when it is approved.

    Raises TextRefused.
    """
    findings = [one for one in check_outgoing(text, priority=Priority.P3) if one.gate is not Gate.GAP]
    if not may_approve(findings):
        raise errors.TextRefused(findings)


def changed(result: object) -> int:
    """Rows that an update really changed: 0 says that the race was lost."""
    return result.rowcount if isinstance(result, CursorResult) else 0
