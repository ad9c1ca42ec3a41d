"""Time as an argument: the one place that reads the machine's clock, and Riyadh's wall."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns an aware instant in UTC."""

RIYADH = ZoneInfo("Asia/Riyadh")


def system_clock() -> datetime:
    return datetime.now(UTC)


def moved_clock(seconds_ahead: Path) -> Clock:
    """The machine's clock, ahead by the whole seconds that a file holds at that moment: for the demo only."""

    def now() -> datetime:
        return system_clock() + timedelta(seconds=int(seconds_ahead.read_text(encoding="ascii")))

    return now


def riyadh(instant: datetime) -> datetime:
    """The same instant on a wall in Riyadh (UTC+3 all year)."""
    return instant.astimezone(RIYADH)


def last_midnight(now: datetime) -> datetime:
    """When today began in Riyadh."""
    return datetime.combine(riyadh(now).date(), time(0), tzinfo=RIYADH).astimezone(UTC)
