"""Sentry is told when a job begins and how it ends, so that one that stays away is noticed; only with a DSN.

The schedule goes with each word, so Sentry needs no setting up. What it cannot take breaks no job.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import sentry_sdk
import structlog
from apscheduler.triggers.cron import CronTrigger
from sentry_sdk.crons import capture_checkin
from sentry_sdk.crons.consts import MonitorStatus

if TYPE_CHECKING:
    from sentry_sdk.types import MonitorConfig

log = structlog.get_logger(__name__)

MARGIN_MIN = 5
"""So long after its time a job may begin before Sentry asks; a clock ticks every 15 seconds."""
LONGEST_MIN = 15
CLOCK_EVERY = timedelta(minutes=5)
CLOCK = "clock"
FIELDS = ("minute", "hour", "day", "month", "day_of_week")


@contextmanager
def reported(job: str, cron: CronTrigger) -> Iterator[Callable[[], None]]:
    """Gives what is called when the job really begins; its end is told after the block, its failure too."""
    check_in: list[str | None] = []

    def begins() -> None:
        check_in.append(_tell(job, MonitorStatus.IN_PROGRESS, cron))

    try:
        yield begins
    except Exception:
        if check_in:
            _tell(job, MonitorStatus.ERROR, cron, check_in[0])
        raise
    if check_in:
        _tell(job, MonitorStatus.OK, cron, check_in[0])


def clock_lives() -> None:
    """Of the clock itself: whoever does not hear it for ten minutes asks."""
    _tell(CLOCK, MonitorStatus.OK, None)


def crontab(cron: CronTrigger) -> str:
    """«30 8 * * *», as Sentry reads it."""
    said = {field.name: str(field) for field in cron.fields}
    return " ".join(said[name] for name in FIELDS)


def _tell(job: str, status: str, cron: CronTrigger | None, check_in: str | None = None) -> str | None:
    if sentry_sdk.get_client().options.get("dsn") is None:
        return None
    try:
        return capture_checkin(
            monitor_slug=f"dealix-{job.replace('.', '-')}",
            check_in_id=check_in,
            status=status,
            monitor_config=_config(cron),
        )
    except Exception as error:  # noqa: BLE001  whatever their library does, the job goes on
        log.warning("check_in_failed", job=job, error=type(error).__name__)
        return None


def _config(cron: CronTrigger | None) -> "MonitorConfig":
    if cron is None:
        minutes = int(CLOCK_EVERY.total_seconds() // 60)
        return {
            "schedule": {"type": "interval", "value": minutes, "unit": "minute"},
            "checkin_margin": MARGIN_MIN,
            "max_runtime": LONGEST_MIN,
        }
    return {
        "schedule": {"type": "crontab", "value": crontab(cron)},
        "timezone": str(cron.timezone),
        "checkin_margin": MARGIN_MIN,
        "max_runtime": LONGEST_MIN,
    }
