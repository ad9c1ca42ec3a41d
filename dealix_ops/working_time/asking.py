"""Ask in time: the moon decides when Ramadan and the Eids begin, and due times follow the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import MONTHS, WEEKDAYS
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.working_time import copy_ar, service
from dealix_ops.working_time.days import Day, is_fixed
from dealix_ops.working_time.rules import DayKind

ASK_BEFORE = (7, 3)
"""Days ahead at which an unconfirmed beginning is asked about."""
LONGEST_HOLE = timedelta(days=4)
AWAY_BEFORE = 3
"""Days ahead of a holiday at which somebody should set the away text of the phone."""


@dataclass(frozen=True)
class Beginning:
    """The first day of a run of the same name, or of holidays that follow each other."""

    day: date
    found: Day
    ahead: int


def ask(session: Session, *, outbox: Outbox, channel: str, now: datetime) -> int:
    """How many messages go to the operations channel; call it once a day."""
    texts = [text for beginning in _beginnings(session, riyadh(now).date()) for text in _texts(beginning)]
    for text in texts:
        outbox.add(session, Effect(EffectKind.NOTICE, channel, {"channel": channel, "text": text}), now=now)
    return len(texts)


def _beginnings(session: Session, today: date) -> Iterator[Beginning]:
    since = today - LONGEST_HOLE
    last_of: dict[str, date] = {}
    last_moved: date | None = None
    for day, found in service.upcoming(session, since, days=LONGEST_HOLE.days + max(ASK_BEFORE) + 1):
        name = found.name_ar.partition(" (")[0]  # «عيد الفطر (يوم تعويضي)» goes on with it
        # Weekends in Ramadan have no name of their own, and the Founding Day may lie in it.
        goes_on = name in last_of and day - last_of[name] <= LONGEST_HOLE
        # Eid al-Adha is one holiday from Arafah on; what a founder told has a name of its own.
        is_moved = found.kind is DayKind.HOLIDAY and not is_fixed(name)
        goes_on = goes_on or (is_moved and last_moved == day - timedelta(days=1))
        last_of[name] = day
        last_moved = day if is_moved else last_moved
        if not goes_on and day >= today:
            yield Beginning(day, found, (day - today).days)


def _texts(beginning: Beginning) -> Iterator[str]:
    day, found = beginning.day, beginning.found
    if beginning.ahead in ASK_BEFORE and not found.confirmed:
        kind = copy_ar.RAMADAN if found.kind is DayKind.RAMADAN else copy_ar.HOLIDAY
        name = "" if found.kind is DayKind.RAMADAN else found.name_ar
        written = f"{day.day}/{day.month}/{day.year}"
        command = copy_ar.COMMAND.format(day=written, kind=kind, name=name).strip()
        said = copy_ar.NOT_CONFIRMED.format(name=found.name_ar, day=_day(day))
        yield f"{said}\n{copy_ar.HOW.format(command=command)}"
    if beginning.ahead == AWAY_BEFORE and found.kind is DayKind.HOLIDAY:
        yield copy_ar.AWAY.format(name=found.name_ar, days=count_ar(beginning.ahead, Noun.DAY, Case.OBLIQUE))


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
