"""The authority's clock where personal data may be harmed: `contracts/saudi_rules.md`, 1 (IR Art. 24)."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from dealix_ops.clock import riyadh
from dealix_ops.incidents.rules import PDPL_NOTICE_WITHIN

REMIND_AFTER = tuple(timedelta(hours=hours) for hours in (24, 48, 60, 70))
ASK_AFTER = tuple(timedelta(hours=hours) for hours in (0, 1, 4, 12))
"""While nobody decided; from the first reminder on, that reminder asks."""
AWARE_BEFORE = timedelta(days=30)
"""Our choice: who names a time longer before the declaration mistook the calendar."""
MORNING, EVENING = time(9), time(22)
"""Between them an overdue notice is asked for, on days of rest too: the law's clock knows none."""
LEFT_ALONE = timedelta(hours=6)
"""Who was told of it, or filed a part, is not asked again on the same morning."""


class Part(StrEnum):
    """What the notice must hold and only a person knows; the rest is in our rows."""

    HOW = "how"
    SUBJECTS = "subjects"
    DATA_TYPES = "data_types"
    RISKS = "risks"
    MEASURES = "measures"
    TOLD = "told"
    CONTACT = "contact"


def due_at(aware_at: datetime) -> datetime:
    return aware_at + PDPL_NOTICE_WITHIN


def aware_between(
    *, declared_at: datetime, shown_at: datetime | None, filed_at: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """When we may have learnt of it: never after our own rows show it, nor after what was filed of it."""
    return declared_at - AWARE_BEFORE, min(one for one in (shown_at, filed_at, now) if one is not None)


def reached(aware_at: datetime, *, decided: bool, now: datetime) -> tuple[str, datetime] | None:
    """The latest mark that the clock has passed: its key, and when that was."""
    marks = [(f"pdpl.{_hours(one)}", one) for one in (*REMIND_AFTER, PDPL_NOTICE_WITHIN)]
    asks = [] if decided else [(f"harm.{_hours(one)}", one) for one in ASK_AFTER]
    passed = [(key, aware_at + one) for key, one in (*asks, *marks) if aware_at + one <= now]
    return passed[-1] if passed else None


def asked_again(told_at: datetime, now: datetime) -> datetime | None:
    """This morning, where an overdue notice is asked for again; yesterday's is made up for by nobody."""
    wall = riyadh(now)
    morning = datetime.combine(wall.date(), MORNING, tzinfo=wall.tzinfo).astimezone(now.tzinfo)
    return morning if MORNING <= wall.time() < EVENING and morning >= told_at + LEFT_ALONE else None


def _hours(span: timedelta) -> int:
    return int(span / timedelta(hours=1))
