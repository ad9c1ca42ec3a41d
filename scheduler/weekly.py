"""The week's messages and the evening's: for which day they are, and whether the evening's has anything."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.clock import riyadh
from dealix_ops.durable import weekly_effects
from dealix_ops.durable.weekly_effects import Part
from dealix_ops.reports import daily, week
from dealix_ops.reports.standing import standings
from dealix_ops.working_time.rules import OPEN_KINDS, WorkingTime
from scheduler.digests import working_of

REVIEW, BOARD, EVENING = "review.weekly", "board.weekly", "windows.evening"


def review(product: Product, session: Session, slot: datetime) -> None:
    """Of the last whole week, also where nothing happened in it."""
    due_at, channel = _at_work(working_of(product, session), slot), product.operations_channel
    since = week.last_week(slot).since
    told = weekly_effects.effect(Part.REVIEW, channel=channel, due_at=due_at, since=since)
    product.queues.add(session, told, now=product.clock())


def board(product: Product, session: Session, slot: datetime) -> None:
    """The founder's board, what was learnt, and the day's companies: one message."""
    due_at = _at_work(working_of(product, session), slot)
    told = weekly_effects.effect(Part.BOARD, channel=product.operations_channel, due_at=due_at)
    product.queues.add(session, told, now=product.clock())


def evening(product: Product, session: Session, slot: datetime) -> None:
    """Only on a working day, and only where a window closes before somebody works again."""
    now, working = product.clock(), working_of(product, session)
    if working.kinds(riyadh(slot).date()) not in OPEN_KINDS:
        return
    if daily.closing(standings(session, now=now), daily.reopening(working, now)):
        # At six people break their fast in Ramadan.
        due_at, channel = daily.told_at(slot, working), product.operations_channel
        told = weekly_effects.effect(Part.EVENING, channel=channel, due_at=due_at)
        product.queues.add(session, told, now=now)


def _at_work(working: WorkingTime, slot: datetime) -> datetime:
    """The slot's time on its day, or on the next working day."""
    while working.kinds(riyadh(slot).date()) not in OPEN_KINDS:
        slot += timedelta(days=1)
    return daily.told_at(slot, working)
