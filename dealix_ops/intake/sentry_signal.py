"""What a stored alert of Sentry says, in the words of `alerts`."""

from datetime import datetime
from typing import Any

from dealix_ops.alerts.rules import Says, Signal
from dealix_ops.intake.fields import get, text
from dealix_ops.intake.sentry import LABEL, MOST_USERS, TITLE, instant, number

SAYS = {
    ("event_alert", "triggered"): Says.HAPPENED,
    ("error", "created"): Says.HAPPENED,
    ("issue", "created"): Says.HAPPENED,
    ("issue", "unresolved"): Says.FIRING,
    ("issue", "resolved"): Says.RESOLVED,
    ("issue", "ignored"): Says.IGNORED,
    ("issue", "archived"): Says.IGNORED,
    ("metric_alert", "critical"): Says.FIRING,
    ("metric_alert", "warning"): Says.FIRING,
    ("metric_alert", "resolved"): Says.RESOLVED,
}
GREW = frozenset({"regressed", "escalating"})


def signal(body: dict[str, Any], *, occurred_at: datetime, received_at: datetime) -> Signal:
    """Never later than received: after an event from a clock that is ahead no «resolved» would count."""
    alert = get(body, "alert")

    def said(field: str, limit: int = LABEL) -> str | None:
        return (text(get(alert, field)) or "")[:limit] or None

    def seen(field: str) -> datetime | None:
        at = instant(get(alert, field))
        return min(at, received_at) if at else None

    return Signal(
        says=SAYS.get((str(get(body, "resource")), str(get(body, "action"))), Says.NOTED),
        at=min(occurred_at, received_at),
        metric=get(body, "resource") == "metric_alert",
        title=said("title", TITLE),
        culprit=said("culprit"),
        level=said("level", 16),
        environment=said("environment"),
        project=said("project"),
        rule=said("rule"),
        release=said("release"),
        web_url=text(get(alert, "web_url")),
        count=number(get(alert, "count")),
        users=number(get(alert, "users"), largest=MOST_USERS),
        first_seen=seen("first_seen"),
        last_seen=seen("last_seen"),
        grew=get(alert, "substatus") in GREW,
        own=get(alert, "own") is True,
        counted=get(body, "resource") != "issue",
    )
