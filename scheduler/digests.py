"""The day's two messages: whether one is due today, for when, and since when its news count."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.clock import last_midnight, riyadh
from dealix_ops.durable import digest_effects
from dealix_ops.durable.digest_effects import Part
from dealix_ops.reports import daily
from dealix_ops.reports.standing import standings
from dealix_ops.slots import service as slots
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import OPEN_KINDS, Hours, WorkingTime

MORNING, AFTERNOON = "digest.daily", "digest.afternoon"


def morning(product: Product, session: Session, slot: datetime) -> None:
    """Always, also when there is nothing to say, and on days without work."""
    working = working_of(product, session)
    since = daily.last_told(session, MORNING, before=slot, working=working)
    due_at, channel = daily.told_at(slot, working), product.operations_channel
    told = digest_effects.effect(Part.MORNING, channel=channel, since=since, due_at=due_at)
    product.queues.add(session, told, now=product.clock())


def afternoon(product: Product, session: Session, slot: datetime) -> None:
    """Only on a working day, and only where a calm matter became late since the morning's message."""
    now, working = product.clock(), working_of(product, session)
    if working.kinds(riyadh(slot).date()) not in OPEN_KINDS:
        return
    since = _morning_of(session, slot, working)
    if daily.late_since(standings(session, now=now), since, now):
        told = digest_effects.effect(Part.AFTERNOON, channel=product.operations_channel, since=since)
        product.queues.add(session, told, now=now)


def _morning_of(session: Session, slot: datetime, working: WorkingTime) -> datetime:
    """Where it did not run today, of the whole day nothing was told."""
    today = last_midnight(slot)
    ran = slots.ran(session, MORNING, after=today - timedelta(seconds=1), before=slot)
    return max(daily.told_at(ran[0][0], working), ran[0][1]) if ran else today


def working_of(product: Product, session: Session) -> WorkingTime:
    settings = product.settings
    return working_time.working_time(session, Hours(settings.working_hours, settings.ramadan_hours))
