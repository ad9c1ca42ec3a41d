"""What the modal of «رد جديد» stands on: the matter as it is, and the text we would propose for a kind."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.drafts import proposing
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.proposing import Voice, proposal
from dealix_ops.drafts.reading import language
from dealix_ops.drafts.service import DraftStatus, Proposal
from dealix_ops.intake.settling import about_of
from dealix_ops.judging import verdicts
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

OFFERED = (DraftKind.ANSWER, DraftKind.UPDATE, DraftKind.ASK_INFO, DraftKind.RESOLUTION)
"""What a person chooses from; the first answer of a ticket is its first response."""


@dataclass(frozen=True)
class Standing:
    """`over` is the newest version's token; `seen` the newest line that it, or an answer, has in it."""

    ticket_id: int
    priority: Priority
    live: bool
    conversation_key: str
    over: str
    status: DraftStatus | None
    seen: int
    newest: int
    language: DraftLanguage


def standing(session: Session, ticket_id: int) -> Standing | None:
    """None for no ticket, and for one without a customer's line: an alert."""
    ticket = session.get(Ticket, ticket_id)
    newest = verdicts.newest_line(session, ticket) if ticket is not None else 0
    if ticket is None or newest == 0:
        return None
    conversation = session.get_one(Conversation, ticket.conversation_id)
    draft = drafts.latest(session, ticket_id)
    version = drafts.version_of(session, draft.id, draft.version) if draft else None
    return Standing(
        ticket_id=ticket_id,
        priority=Priority(ticket.priority),
        live=ticket.status in tickets.LIVE,
        conversation_key=conversation.key,
        over=version.token if version else "",
        status=DraftStatus(draft.status) if draft else None,
        seen=version.last_inbound_id if version else conversation.answered_through_inbound_id,
        newest=newest,
        language=language(session, ticket),
    )


def offer(
    session: Session,
    ticket_id: int,
    *,
    kind: DraftKind,
    said_in: DraftLanguage,
    voice: Voice,
    now: datetime,
) -> Proposal:
    """What we would propose; the first answer of a ticket is its first response."""
    ticket = session.get_one(Ticket, ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    return proposal(
        session,
        ticket,
        session.get_one(Contact, conversation.contact_id),
        about=about_of(session, ticket),
        voice=voice,
        last_inbound_id=verdicts.newest_line(session, ticket),
        now=now,
        kind=kind_of(session, ticket, kind),
        language=said_in,
    )


def kind_of(session: Session, ticket: Ticket, chosen: DraftKind) -> DraftKind:
    first = chosen is DraftKind.ANSWER and not proposing.is_answered(session, ticket)
    return DraftKind.FIRST_RESPONSE if first else chosen
