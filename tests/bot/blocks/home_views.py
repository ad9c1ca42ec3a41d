"""Home tabs: a founder's on a busy morning, and a stranger's."""

from datetime import timedelta

from dealix_ops.features import FeatureState
from dealix_ops.reports.home import Coming, Entry, HomeView
from dealix_ops.reports.standing import Standing
from tests.bot.blocks.days import FULL, SUNDAY

SHUT = (
    FeatureState("media", False, "", ("DEALIX_MEDIA_KEY",)),
    FeatureState("mail", False, "", ("MAIL_WEBHOOK_SECRETS", "MAIL_ADDRESS")),
)
COMING = (
    Coming("calendar.ask", SUNDAY - timedelta(hours=1), overdue=True),
    Coming("digest.daily", SUNDAY + timedelta(days=1), overdue=False),
)


def entry(one: Standing, *, token: str | None = None, taken_by: str | None = None) -> Entry:
    return Entry(one, one.ticket_id, token, taken_by)


MORNING = HomeView(
    on=SUNDAY.date(),
    known=True,
    waiting=tuple(entry(one, token=f"token-{one.ticket_id}") for one in FULL.waiting),
    waiting_more=2,
    late=(entry(FULL.late[0]), entry(FULL.late[1], taken_by="U_OPERATOR")),
    shut=SHUT,
    coming=COMING,
)
STRANGER = HomeView(SUNDAY.date(), known=False)


def address(ticket_id: int) -> str:
    return f"https://dealix.slack.example/archives/C0APPROVALS/p{ticket_id}"
