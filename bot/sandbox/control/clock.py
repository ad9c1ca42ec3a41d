"""Moving the demo's clock forward, for the sandbox and the product at once."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.clock import ForwardClock
from bot.sandbox.control.fields import Fields
from bot.sandbox.errors import ControlRefusal

Json = dict[str, Any]

RIYADH = ZoneInfo("Asia/Riyadh")
THURSDAY = 3


def _tomorrow(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(8, 30), tzinfo=RIYADH)


def _thursday(now: datetime) -> datetime:
    evening = datetime.combine(
        now.date() + timedelta(days=(THURSDAY - now.weekday()) % 7), time(18), tzinfo=RIYADH
    )
    return evening if evening > now else evening + timedelta(days=7)


LEAPS: dict[str, Callable[[datetime], datetime]] = {
    "ten_minutes": lambda now: now + timedelta(minutes=10),
    "hour": lambda now: now + timedelta(hours=1),
    "tomorrow": _tomorrow,
    "thursday": _thursday,
    "day": lambda now: now + timedelta(days=1),
}


async def show(fields: Fields) -> Json:
    """GET /sandbox/clock: `movable` is false where the product would not follow."""
    clock = fields.box.clock
    ahead = clock.ahead_s if isinstance(clock, ForwardClock) else 0
    return {"now": clock.wall(), "ahead_s": ahead, "movable": isinstance(clock, ForwardClock)}


async def move(fields: Fields) -> Json:
    """POST /sandbox/clock {leap}: to the next such moment on a wall in Riyadh."""
    clock, leap = fields.box.clock, LEAPS.get(fields.need("leap"))
    if leap is None:
        raise ControlRefusal("bad_field", f"leap is one of {', '.join(LEAPS)}", status=400)
    if not isinstance(clock, ForwardClock):
        raise ControlRefusal("clock_fixed", "the product would not follow: start it with `dealix demo`")
    now = datetime.fromtimestamp(clock.wall(), UTC).astimezone(RIYADH)
    clock.move(max(1, round((leap(now) - now).total_seconds())))
    fields.box.changes.note("clock")
    return await show(fields)
