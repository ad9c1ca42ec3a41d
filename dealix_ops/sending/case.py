"""Everything a decision looks at, loaded once, and what every decision does with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Event
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, Answer, may
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


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
    draft = session.get_one(Draft, version.draft_id)
    ticket = session.get_one(Ticket, draft.ticket_id)
    conversation = contacts.locked(session, ticket.conversation_id)
    session.refresh(draft)
    session.refresh(ticket)
    contact = session.get_one(Contact, conversation.contact_id)
    return Case(version, draft, ticket, conversation, contact)


def authorise(session: Session, case: Case, actor: Actor, act: Act, now: datetime) -> None:
    """Raises NotAnApprover or FounderOnly."""
    waited = founder_waited(session, case.ticket, case.draft.id, now=now)
    answer = may(actor.role, act, priority=Priority(case.ticket.priority), waited=waited)
    if answer is Answer.NOT_AN_APPROVER:
        raise errors.NotAnApprover(actor.user_id)
    if answer is Answer.FOUNDER_ONLY:
        raise errors.FounderOnly(actor.user_id)


def founder_waited(session: Session, ticket: Ticket, draft_id: int, *, now: datetime) -> timedelta:
    """How long the founder left this draft of a P0 standing.

    Not since the customer wrote: a message that arrives late, or a ticket that was raised, has not waited.
    """
    first = drafts.version_of(session, draft_id, 1).created_at
    return now - max(ticket.p0_since or first, first)


def record(
    session: Session, event: Event, case: Case, actor: Actor, now: datetime, facts: Mapping[str, object]
) -> None:
    ledger.record(session, event, at=now, actor=actor.user_id, ticket_id=case.ticket.id, facts=dict(facts))


def changed(result: object) -> int:
    """Rows that an update really changed: 0 says that the race was lost."""
    return result.rowcount if isinstance(result, CursorResult) else 0
