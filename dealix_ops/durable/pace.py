"""Slack takes about one message a second in a channel; the pace is a row, so every worker keeps it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.durable.models import SlackPace

GAP = timedelta(seconds=1.05)


def reserve(session: Session, channel: str, *, now: datetime) -> datetime:
    """Take the channel's next slot and say when it is."""
    pace = session.get(SlackPace, channel, with_for_update=True)
    if pace is None:
        pace = SlackPace(channel=channel, next_at=now)
        session.add(pace)
    slot = max(now, pace.next_at)
    pace.next_at = slot + GAP
    return slot


def hold(session: Session, channel: str, *, until: datetime) -> None:
    """Slack answered «too fast», or a post leaves later than its slot: nobody posts there before `until`."""
    pace = session.get(SlackPace, channel, with_for_update=True)
    if pace is not None and pace.next_at < until:
        pace.next_at = until
