"""A night in November, what its ticks do, and what stands in the channel then."""

from datetime import UTC, datetime, timedelta

from dealix_ops.clock import RIYADH
from dealix_ops.ledger import service as ledger
from scheduler.jobs import TICKS
from tests.bot.edge import Edge
from tests.support.house import FOUNDER

MORNING = ("hand_off.morning", "hand_off.nudge", "tickets.renew", "durable.due")
TICK = {tick.id: tick for tick in TICKS}
CARD_SAYS = "تُسلَّم 9:00 ص"


def riyadh(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026; the 22nd is a Sunday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=RIYADH).astimezone(UTC)


def ticks(edge: Edge, at: datetime) -> None:
    edge.clock.now = at
    for name in MORNING:
        TICK[name].run(edge.product)
    edge.house.run_all()


def stands(edge: Edge, words: str) -> list[str]:
    """Messages in the channel that say so now."""
    shown = edge.house.strict.shown.values()
    return [str(one.blocks) + one.text for one in shown if words in str(one.blocks) + one.text]


def handed(edge: Edge) -> int:
    edge.house.run_all()
    return len(stands(edge, "جاهزة للإرسال إلى"))


def told(edge: Edge) -> list[str]:
    edge.house.run_all()
    return [text for _, _, text in edge.house.slack.whispers]


def approval(edge: Edge, approval_id: int = 1) -> str:
    return edge.house.hand_off(approval_id).approval_token


def events(edge: Edge) -> list[str]:
    with edge.database.reading() as session:
        return [entry.event for entry in ledger.entries(session)]


async def approves(edge: Edge, text: str, at: datetime, user: str = FOUNDER.user_id) -> None:
    """What the customer wrote ten minutes before is answered with «اعتماد»."""
    edge.clock.now = at - timedelta(minutes=10)
    edge.house.customer_writes(text)
    edge.house.run_all()
    edge.clock.now = at
    await edge.press("draft.approve", edge.house.token(), user=user)
    edge.house.run_all()
