"""«اعتماد الثلاثة»: one press over several texts, each a decision of its own with its own approval row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.errors import OpsError
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.service import Decisions
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class Outcome:
    """By ticket, in the order of the list; an error says why its text was not approved."""

    approved: tuple[int, ...]
    refused: tuple[tuple[int, OpsError], ...]


def approve_all(
    session: Session, decisions: Decisions, tokens: Sequence[str], *, actor: Actor, now: datetime
) -> Outcome:
    """Exactly these versions, each as «اعتماد» alone would decide it: what one lacks holds no other up.

    Raises ButtonUnknown where a token names nothing.
    """
    listed = _in_locking_order(session, tokens)
    for _, conversation_id, _ in listed:
        contacts.locked(session, conversation_id)
    approved: list[int] = []
    refused: list[tuple[int, OpsError]] = []
    for ticket_id, _, token in listed:
        try:
            # A refusal comes late: what the decision had written by then goes with it.
            with session.begin_nested():
                decisions.approve(session, token, actor=actor, now=now)
        except OpsError as error:
            _note(session, error, ticket_id, actor=actor, now=now)
            refused.append((ticket_id, error))
        else:
            approved.append(ticket_id)
    return Outcome(tuple(sorted(approved)), tuple(sorted(refused, key=lambda one: one[0])))


def _in_locking_order(session: Session, tokens: Sequence[str]) -> list[tuple[int, int, str]]:
    """By conversation, so that two who press at once cannot wait for each other."""
    query = (
        select(Ticket.id, Ticket.conversation_id, DraftVersion.token)
        .join(Draft, Draft.ticket_id == Ticket.id)
        .join(DraftVersion, DraftVersion.draft_id == Draft.id)
        .where(DraftVersion.token.in_(set(tokens)))
        .order_by(Ticket.conversation_id, Ticket.id)
    )
    listed = [
        (ticket_id, conversation_id, token) for ticket_id, conversation_id, token in session.execute(query)
    ]
    if not tokens or len(listed) != len(set(tokens)):
        raise errors.ButtonUnknown("a text that is none of ours")
    return listed


def _note(session: Session, error: OpsError, ticket_id: int, *, actor: Actor, now: datetime) -> None:
    """A refusal of authority or of the gates is an entry, as it is for one text."""
    if isinstance(error, errors.FounderOnly | errors.NotAnApprover):
        facts: dict[str, object] = {"refusal": type(error).__name__}
        refused = Event.DECISION_REFUSED
        ledger.record(session, refused, at=now, actor=actor.user_id, ticket_id=ticket_id, facts=facts)
    if isinstance(error, errors.TextRefused):
        facts = {"families": sorted({finding.family for finding in error.findings})}
        stopped = Event.TEXT_REFUSED
        ledger.record(session, stopped, at=now, actor=actor.user_id, ticket_id=ticket_id, facts=facts)
