"""What the week left behind, for the assertions after each step."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select

from dealix_ops.clock import RIYADH
from dealix_ops.drafts.models import Draft
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import EffectKind
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sla.models import AppliedSla
from dealix_ops.tickets.models import Ticket
from tests.bot.week.stage import Stage


def late(stage: Stage) -> set[tuple[int, str]]:
    """The clocks that count as breaches now: met too late, or running past their time."""
    now = stage.clock()
    with stage.edge.database.reading() as session:
        counted = session.scalars(select(AppliedSla).where(AppliedSla.void_as.is_(None)))
        return {(one.ticket_id, one.metric) for one in counted if (one.met_at or now) > one.due_at}


def weekend_late(stage: Stage) -> set[tuple[int, str]]:
    """What the weekend made late before anybody was there: no working calendar yet."""
    return {one for one in late(stage) if one[0] <= stage.weekend_tickets and one[1] == "first_response"}


def void(stage: Stage) -> Counter[str]:
    """First-response clocks that count as neither met nor late, by why."""
    with stage.edge.database.reading() as session:
        query = select(AppliedSla.void_as).where(AppliedSla.metric == "first_response")
        return Counter(why for why in session.scalars(query) if why is not None)


def ticket(stage: Stage, ticket_id: int) -> tuple[str, str | None, str]:
    """Status, how it ended, priority."""
    with stage.edge.database.reading() as session:
        found = session.get_one(Ticket, ticket_id)
        return found.status, found.closed_as, found.priority


def tickets(stage: Stage) -> Counter[str]:
    with stage.edge.database.reading() as session:
        found = session.scalars(select(Ticket))
        return Counter(one.closed_as or one.status for one in found)


def draft(stage: Stage, ticket_id: int) -> tuple[str, str]:
    """Kind and status of the newest."""
    view = stage.house.card(ticket_id).draft
    assert view is not None
    return view.kind, view.status


def met(stage: Stage, ticket_id: int, metric: str = "first_response") -> str:
    """Riyadh's time at which a clock stopped, or why it did not."""
    due = stage.house.card(ticket_id).clocks
    found = next(one for one in due.values() if one.metric.value == metric)
    return found.void_as or (wall(found.met_at) if found.met_at else "running")


def wall(at: datetime) -> str:
    """On Riyadh's wall."""
    return f"{at.astimezone(RIYADH):%H:%M}"


def approved(stage: Stage) -> set[tuple[int, str]]:
    """Ticket and text of every approval that stands and is said to be sent."""
    query = (
        select(Draft.ticket_id, Approval.text)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .where(Approval.withdrawn_at.is_(None), HandOff.sent_at.is_not(None))
    )
    with stage.edge.database.reading() as session:
        return {(ticket_id, text) for ticket_id, text in session.execute(query)}


def events(stage: Stage, ticket_id: int | None = None) -> list[str]:
    with stage.edge.database.reading() as session:
        found = ledger.entries(session)
        return [one.event for one in found if ticket_id is None or one.ticket_id == ticket_id]


def chain(stage: Stage) -> tuple[int, tuple[str, ...]]:
    """Entries that no seal covers yet, and what the verification found wrong."""
    with stage.edge.database.reading() as session:
        checked = ledger.verify(session)
        return checked.unsealed, checked.faults


def kinds_in(stage: Stage, channel: str) -> set[EffectKind]:
    """What was posted there."""
    ids = [one.outbox_id for one in stage.house.strict.posted if one.channel == channel]
    with stage.edge.database.reading() as session:
        return {EffectKind(session.get_one(OutboxRow, row_id).kind) for row_id in ids}
