"""The pace that Slack allows; it is kept in rows, so every worker keeps it together."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.durable.models import SlackPace

GAP = timedelta(seconds=1.05)
"""Between two posts to one channel."""
UPDATES = "chat.update"
UPDATE_GAP = timedelta(seconds=1.2)
UPDATE_BURST = 20
"""Slack's tier 3: fifty changes a minute in the whole workspace, with bursts."""


def reserve(session: Session, channel: str, *, now: datetime) -> datetime:
    """Take the channel's next slot and say when it is."""
    return _take(session, channel, gap=GAP, ahead=timedelta(0), now=now)


def reserve_update(session: Session, *, now: datetime) -> datetime:
    """The next slot for changing a message: at once while the burst lasts, then one every 1.2 s."""
    return _take(session, UPDATES, gap=UPDATE_GAP, ahead=UPDATE_GAP * UPDATE_BURST, now=now)


def hold(session: Session, channel: str, *, until: datetime) -> None:
    """Slack answered «too fast», or a post leaves later than its slot: nobody posts there before `until`."""
    pace = session.get(SlackPace, channel, with_for_update=True)
    if pace is not None and pace.next_at < until:
        pace.next_at = until


def hold_updates(session: Session, *, until: datetime) -> None:
    """Slack answered «too fast» to a change: the burst is used up, and nobody changes anything before."""
    hold(session, UPDATES, until=until + UPDATE_GAP * UPDATE_BURST)


def _take(session: Session, key: str, *, gap: timedelta, ahead: timedelta, now: datetime) -> datetime:
    """`ahead`: how much of the future may be used up at once."""
    pace = session.get(SlackPace, key, with_for_update=True)
    if pace is None:
        pace = SlackPace(channel=key, next_at=now)
        session.add(pace)
    slot = max(now, pace.next_at - ahead)
    pace.next_at = max(now, pace.next_at) + gap
    return slot
