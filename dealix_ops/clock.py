"""Time as an argument: the one place that reads the machine's clock, and Riyadh's wall."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns an aware instant in UTC."""

RIYADH = ZoneInfo("Asia/Riyadh")


def system_clock() -> datetime:
    return datetime.now(UTC)


def riyadh(instant: datetime) -> datetime:
    """The same instant on a wall in Riyadh (UTC+3 all year)."""
    return instant.astimezone(RIYADH)


def last_midnight(now: datetime) -> datetime:
    """When today began in Riyadh."""
    return datetime.combine(riyadh(now).date(), time(0), tzinfo=RIYADH).astimezone(UTC)
