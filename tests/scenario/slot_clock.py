"""`dealix clock` whose jobs come every few seconds instead of once a day: another table of jobs, no more."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from bot.sandbox import fixtures
from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind
from scheduler import jobs, main
from scheduler.slots import Job
from tests.support import forked
from tests.support.forked import Forked

EVERY_S = 4
JOBS = 20
CHANNELS = tuple(fixtures.CHANNEL_IDS.values())
SAID = "فترة"


def _job(number: int) -> Job:
    """Writes into the ledger and posts one message, both in the transaction that decides the slot."""
    name, channel = f"accelerated.{number}", CHANNELS[number % len(CHANNELS)]

    def run(product: Product, session: Session, slot: datetime) -> None:
        at, said = product.clock(), f"{name} {slot.astimezone(UTC).isoformat()}"
        ledger.record(session, Event.ANSWER_COMPUTED, at=at, facts={"slot": said})
        payload = {"channel": channel, "text": f"{SAID} {said}"}
        product.queues.add(session, Effect(EffectKind.NOTICE, channel, payload), now=at)

    cron = CronTrigger(second=f"*/{EVERY_S}", timezone=RIYADH)
    return Job(name, cron, timedelta(minutes=10), run)


def _clock(folder: str, env: Mapping[str, str], log: str) -> None:
    # The tables are constants of these modules; this process has its own.
    setattr(jobs, "JOBS", tuple(_job(number) for number in range(JOBS)))  # noqa: B010
    quick = {"jobs.due": timedelta(milliseconds=250)}
    ticks = tuple(jobs.Tick(tick.id, quick.get(tick.id, tick.every), tick.run) for tick in jobs.TICKS)
    setattr(main, "TICKS", ticks)  # noqa: B010
    forked._run("clock", folder, dict(env), log)


class SlotClock(Forked):
    def __init__(self, *, folder: Path, env: Mapping[str, str], log: Path) -> None:
        given = (str(folder), dict(env), str(log))
        self._process = forked._context.Process(target=_clock, args=given, daemon=True)
        self._process.start()


def seed() -> int:
    return int(os.environ.get("SLOTS_SEED", "7"))
