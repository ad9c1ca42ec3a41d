"""Who else reported a matter: what a shared card says of them, and the texts that wait for an approval."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.judging import verdicts
from dealix_ops.reports import draft_views, people
from dealix_ops.reports.draft_views import Kept
from dealix_ops.reports.people import Line, Who
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import OF_EVERY_TICKET, Due, Metric
from dealix_ops.tickets.models import Matter, Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import P0Sound, Priority


@dataclass(frozen=True)
class Reporter:
    """One person's ticket in a matter. `token` and `text` are of the draft that waits for a decision.

    `seen` is the newest line in `lines`; `state` is the newest draft's, None where there is none.
    """

    ticket_id: int
    who: Who
    priority: Priority
    p0_sound: P0Sound | None
    live: bool
    seen: int
    lines: tuple[Line, ...]
    clocks: dict[Metric, Due]
    state: DraftStatus | None = None
    token: str | None = None
    text: str | None = None
    says_yes: bool = False
    kept: Kept | None = None


def lead_of(session: Session, ticket: Ticket) -> int | None:
    """The ticket whose card stands for the matter; None where the ticket shares none."""
    if ticket.matter_id is None:
        return None
    return session.get_one(Matter, ticket.matter_id).lead_ticket_id


def reporters(session: Session, matter_id: int) -> tuple[Reporter, ...]:
    """In the order in which they reported; of the matter's customer only."""
    query = (
        select(Ticket, Conversation)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Matter, Matter.id == Ticket.matter_id)
        .where(Ticket.matter_id == matter_id, Ticket.customer_id == Matter.customer_id)
        .order_by(Ticket.opened_at, Ticket.id)
    )
    return tuple(_reporter(session, ticket, conversation) for ticket, conversation in session.execute(query))


def of_ticket(session: Session, ticket_id: int) -> Reporter:
    """Whether it shares a card or not."""
    ticket = session.get_one(Ticket, ticket_id)
    return _reporter(session, ticket, session.get_one(Conversation, ticket.conversation_id))


def earliest(clocks: dict[Metric, Due], others: tuple[Reporter, ...]) -> dict[Metric, Due]:
    """Of everybody's clocks the one that is due first: whoever looks at the card answers for all of them."""
    found = dict(clocks)
    for metric in OF_EVERY_TICKET:
        every = [clocks, *(one.clocks for one in others if one.live)]
        known = [due for due in (own.get(metric) for own in every) if due is not None]
        running = [due for due in known if due.running and due.paused_at is None]
        if running:
            found[metric] = min(running, key=lambda due: due.due_at)
    return found


def _reporter(session: Session, ticket: Ticket, conversation: Conversation) -> Reporter:
    draft, matter = drafts.latest(session, ticket.id), verdicts.matter(session, ticket)
    live = ticket.status in LIVE
    state = DraftStatus(draft.status) if draft else None
    waits = live and state is DraftStatus.PROPOSED
    version = drafts.version_of(session, draft.id, draft.version) if draft and waits else None
    return Reporter(
        ticket_id=ticket.id,
        who=people.who(session, ticket, conversation),
        priority=Priority(ticket.priority),
        p0_sound=P0Sound(matter.p0_sound) if matter and matter.p0_sound else None,
        live=live,
        seen=verdicts.newest_line(session, ticket),
        lines=people.lines(session, ticket, conversation),
        clocks=sla.clocks(session, ticket.id),
        state=state,
        token=version.token if version else None,
        text=version.text if version else None,
        says_yes=ticket.closing_inbound_id is not None,
        kept=draft_views.kept_of(session, draft_views.hand_off_of(session, draft)),
    )
