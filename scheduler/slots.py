"""Jobs at a time of day in Riyadh: the cron says when, rows say who ran it and what was missed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.slots import rules, service
from dealix_ops.slots.rules import Outcome, Verdict
from dealix_ops.working_time import rest
from dealix_ops.working_time import service as working_time
from scheduler.check_ins import reported

A_MOMENT = timedelta(microseconds=1)
MOST_SLOTS = 400
"""A year of a daily job; whoever was down for longer is told of the newest ones."""


@dataclass(frozen=True)
class Job:
    """`run` gets the slot it is run for and must do all its work in the given session.

    `useful_for`: how late it may still run; later it only counts as missed.
    """

    id: str
    cron: CronTrigger
    useful_for: timedelta
    run: Callable[[Product, Session, datetime], None]


def run_due(product: Product, job: Job) -> Verdict | None:
    """Run the job if its time has come; returns what became of the newest slot, None where none was due.

    Idempotent among any number of clocks. Where `run` raises, nothing is recorded and the next tick tries
    again, until the slot is of no use any more. What is made up for waits for the end of an iftar.
    """
    now = product.clock()
    with reported(job.id, job.cron) as begins, product.database.transaction() as session:
        newest = service.newest(session, job.id)
        if newest is None:
            service.claim(session, job.id, Verdict(now, Outcome.BEGUN), now=now)
            return None
        verdicts = rules.judge(list(_due(job.cron, newest, now)), now=now, useful_for=job.useful_for)
        if verdicts and verdicts[-1].outcome is Outcome.LATE and _at_iftar(session, now):
            return None
        own = [verdict for verdict in verdicts if service.claim(session, job.id, verdict, now=now)]
        if not own:
            return None
        if own[-1].outcome in (Outcome.RAN, Outcome.LATE):
            begins()
            job.run(product, session, own[-1].due_at)
        return own[-1]


def _at_iftar(session: Session, now: datetime) -> bool:
    return rest.iftar_ends(now, working_time.fasting(session)) is not None


def plan(product: Product, jobs: Iterable[Job]) -> None:
    """Tell everybody else when each job comes next, and that a clock was here."""
    now = product.clock()
    fires = {job.id: job.cron.get_next_fire_time(None, now) for job in jobs}
    with product.database.transaction() as session:
        service.plan(session, {job: at for job, at in fires.items() if at is not None})
        service.ticked(session, now=now)


def _due(cron: CronTrigger, after: datetime, now: datetime) -> Iterator[datetime]:
    """Slots in (after, now], the oldest left out where they are too many."""
    since = max(after + A_MOMENT, now - _SPAN)
    for _ in range(MOST_SLOTS):
        slot = cron.get_next_fire_time(None, since)
        if slot is None or slot > now:
            return
        yield slot
        since = slot + A_MOMENT


_SPAN = timedelta(days=MOST_SLOTS)
