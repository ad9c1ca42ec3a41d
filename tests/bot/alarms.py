"""What a test of alarms does and reads: the clock minute by minute, who was rung, by which way."""

from datetime import datetime, timedelta

from sqlalchemy import select

from dealix_ops.ledger import service as ledger
from dealix_ops.paging.models import Page
from scheduler import paging
from tests.bot.edge import MAIL_TO, Edge

ALERTS = "C_ALERTS"
BY_WORD = "الحمدلله ما طلع تسريب، شكراً على التوضيح"
SLACK_KINDS = ("page.direct", "page.channel")


def wake(edge: Edge, *, alerts: bool = True) -> Edge:
    """Both second ways are set up, and alerts have a room of their own."""
    settings = edge.product.settings
    settings.paging_mail_to, settings.smtp_host, settings.smtp_from = MAIL_TO, "mail.example", "ops@d.example"
    settings.paging_webhook_url = "https://bridge.example/page"
    settings.paging_webhook_secret = settings.slack_signing_secret
    settings.slack_channel_alerts = ALERTS if alerts else None
    return edge


def tick(edge: Edge, *, run: bool = True) -> None:
    paging.ring(edge.product)
    if run:
        edge.house.run_all()


def minutes(edge: Edge, count: int, *, since: datetime | None = None) -> None:
    """The clock ticks once in each of them; the start is what counts, not how long Slack's pace took."""
    begun = since or edge.clock()
    for minute in range(1, count + 1):
        edge.clock.now = max(edge.clock(), begun + timedelta(minutes=minute))
        tick(edge)


def leak(edge: Edge) -> datetime:
    begun = edge.clock()
    edge.house.leak()
    tick(edge)
    return begun


def rung(edge: Edge, since: datetime) -> list[tuple[int, str]]:
    """Minute and room or way of every call, in order; cards and other notices are not among them."""
    calls = []
    for post in edge.house.slack.posted:
        shown = edge.house.strict.shown[post.ts]
        if "page.take" in str(shown.blocks):
            calls.append((_minute(post.at, since), post.channel))
    return calls


def _minute(at: datetime, since: datetime) -> int:
    return int((at - since).total_seconds()) // 60


def outside(edge: Edge) -> tuple[list[int], list[int]]:
    """The steps that left by mail and by webhook."""
    letters = [int(letter.key.rsplit("-", 1)[1]) for letter in edge.house.mailer.letters]
    return letters, [int(body["step"]) for _, body in edge.house.pager.rings]


def told(edge: Edge, room: str) -> list[str]:
    return [post.text for post in edge.house.slack.posted if post.channel == room]


def events(edge: Edge) -> list[tuple[str, str]]:
    with edge.database.reading() as session:
        entries = ledger.entries(session)
        return [(one.event, one.actor) for one in entries if one.event.startswith("page.")]


def the_page(edge: Edge) -> Page:
    with edge.database.reading() as session:
        return session.scalars(select(Page).order_by(Page.id.desc()).limit(1)).one()
