"""`/dealix دوام`: today's hours, the special days ahead, and what a founder may correct."""

from collections.abc import Sequence
from datetime import date, datetime

from dealix_ops.language.times_ar import MONTHS, WEEKDAYS, clock_ar, day_ar
from dealix_ops.working_hours import Shift
from dealix_ops.working_time.days import Day
from dealix_ops.working_time.rules import DayKind

KIND = {
    DayKind.WORKDAY: "يوم عمل",
    DayKind.RAMADAN: "دوام رمضان",
    DayKind.WEEKEND: "نهاية الأسبوع",
    DayKind.HOLIDAY: "إجازة",
}
WORDS = {
    "عمل": DayKind.WORKDAY,
    "دوام": DayKind.WORKDAY,
    "رمضان": DayKind.RAMADAN,
    "اجازه": DayKind.HOLIDAY,
    "عطله": DayKind.HOLIDAY,
}
"""As `normalise` spells them."""
OPEN = "الدوام الآن: مفتوح حتى {at}"
CLOSED = "الدوام الآن: مغلق، ويبدأ {at}"
HOURS = "ساعات العمل: {hours} · في رمضان: {ramadan}"
AHEAD = "الأيام الخاصة القادمة:"
NOTHING_AHEAD = "الأيام الخاصة القادمة: لا يوجد خلال {days} يوماً"
ESTIMATE = "تقدير الحساب الفلكي، لم يؤكده أحد"
CONFIRMED = "مؤكد"
HOW = "للتصحيح أو التأكيد: «دوام 9/3/2027 إجازة عيد الفطر» أو «دوام 9/3/2027 عمل» أو «دوام 9/3/2027 رمضان»"
WHAT_DAY = (
    "اكتب اليوم بالأرقام: يوم/شهر/سنة، ثم «عمل» أو «إجازة» أو «رمضان»، مثل «دوام 9/3/2027 إجازة عيد الفطر»."
)
PAST = "هذا اليوم مضى، فلا يتغيّر ما حُسب عليه."
TOO_FAR = "هذا اليوم بعيد، والتقويم يُصحَّح لسنتين قادمتين."
TOLD = "تم: {day} {kind}{name}، ومواعيد الرسائل القادمة تُحسب عليه."
KNOWN = "لا تغيير: {day} مسجّل {kind}{name} من قبل."


def shown(
    *,
    open_until: datetime | None,
    opens_at: datetime,
    hours: tuple[Sequence[Shift], Sequence[Shift]],
    ahead: Sequence[tuple[date, Day]],
    days: int,
    now: datetime,
) -> str:
    if open_until is not None:
        lines = [OPEN.format(at=clock_ar(open_until))]
    else:
        lines = [CLOSED.format(at=" ".join(filter(None, (day_ar(opens_at, now), clock_ar(opens_at)))))]
    ordinary, ramadan = hours
    lines.append(HOURS.format(hours=_hours(ordinary), ramadan=_hours(ramadan)))
    special = [_line(day, found) for day, found in ahead if found.kind is not DayKind.RAMADAN]
    lines += [AHEAD, *special] if special else [NOTHING_AHEAD.format(days=days)]
    lines += _ramadan([(day, found) for day, found in ahead if found.kind is DayKind.RAMADAN])
    return "\n".join([*lines, HOW])


def told(day: date, kind: DayKind, name: str, *, new: bool) -> str:
    """`name` is escaped already."""
    template = TOLD if new else KNOWN
    return template.format(day=day_name(day), kind=KIND[kind], name=f" ({name})" if name else "")


def day_name(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _line(day: date, found: Day) -> str:
    sure = CONFIRMED if found.confirmed else ESTIMATE
    name = found.name_ar or KIND[found.kind]
    return f"• {day_name(day)}: {name} ({sure})"


def _ramadan(days: Sequence[tuple[date, Day]]) -> list[str]:
    """One line for the month: twenty-odd days of it are no news."""
    if not days:
        return []
    sure = CONFIRMED if days[0][1].confirmed else ESTIMATE
    return [f"• رمضان: أول دوام له {day_name(days[0][0])} ({sure})"]


def _hours(shifts: Sequence[Shift]) -> str:
    return " و".join(f"{_clock(shift.start)}–{_clock(shift.end)}" for shift in shifts)


def _clock(minute: int) -> str:
    hour, rest = divmod(minute % (24 * 60), 60)
    half = "ص" if hour < 12 else "م"
    return f"{hour % 12 or 12}{f':{rest:02}' if rest else ''} {half}"
