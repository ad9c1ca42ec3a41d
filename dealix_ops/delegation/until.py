"""«حتى الأحد»: a person's words as an instant in Riyadh, or the question that they leave open."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.language.normalise import normalise
from dealix_ops.language.times_ar import MONTHS, WEEKDAYS, clock_ar, date_ar

LONGEST = timedelta(days=31)


class Unclear(StrEnum):
    """What has to be asked back."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    PAST = "past"
    TODAY_OR_NEXT = "today_or_next"  # the name of today's weekday
    MORNING_OR_EVENING = "morning_or_evening"
    DAY_OR_MONTH = "day_or_month"  # 5/6
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class _Open(Exception):
    why: Unclear


_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# Both ways in which the last weekdays and the twelve months are written.
_MORE_DAYS = {"اثنين": 0, "ثلاثا": 1, "ثلوث": 1, "اربعا": 2, "ربوع": 2}


def _bare(word: str) -> str:
    """One spelling, without «ال» and the preposition that a colloquial day takes."""
    return normalise(word).removeprefix("لل").removeprefix("ال")


_DAYS = (
    {_bare(name): number for number, name in enumerate(WEEKDAYS)}
    | {name: number for number, name in enumerate(_ENGLISH_DAYS)}
    | {name[:3]: number for number, name in enumerate(_ENGLISH_DAYS)}
    | _MORE_DAYS
)
_MONTHS = {normalise(name): number for number, name in enumerate(MONTHS, 1)} | {
    name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)
}
_UNITS = {
    "hour": ("ساعه", "ساعات", "hour", "hours", "h"),
    "day": ("يوم", "ايام", "يوما", "day", "days"),
    "week": ("اسبوع", "اسابيع", "week", "weeks"),
}
_PAIRS = {"ساعتين": ("hour", 2), "ساعتان": ("hour", 2), "يومين": ("day", 2), "يومان": ("day", 2),
          "اسبوعين": ("week", 2), "اسبوعان": ("week", 2)}  # fmt: skip
_LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_HEAD = re.compile(r"^(?:حتي|الي|لغايه|لين|until|till|to|مده|لمده|for)\s+")
_AM = ("ص", "صباحا", "الصبح", "الصباح", "am")
_PM = ("م", "مساء", "مسا", "المسا", "المساء", "العصر", "العشا", "pm")
_CLOCK = re.compile(r"^(\d{1,2})(?::(\d{2}))?$")
_DATE = re.compile(r"^(\d{1,4})[/\-.](\d{1,2})(?:[/\-.](\d{1,4}))?$")
_GLUED = re.compile(r"^(\d{1,2}(?::\d{2})?)(ص|م|am|pm)$")
_FILLERS = ("الساعه", "ساعه", "يوم", "at", "on", "علي", "من")


def read(words: str, *, now: datetime) -> datetime:
    """A day alone runs to its end. Raises ValueError with an `Unclear`."""
    try:
        until = _read(_tokens(words), riyadh(now))
    except _Open as still_open:
        raise ValueError(still_open.why) from None
    if until <= now:
        raise ValueError(Unclear.PAST)
    if until - now > LONGEST:
        raise ValueError(Unclear.TOO_LONG)
    return until


def until_ar(until: datetime) -> str:
    """«حتى الأحد 29 نوفمبر 6:00 م»; a whole day is «حتى نهاية الأحد 29 نوفمبر»."""
    if riyadh(until).time() == time(0):
        return f"حتى نهاية {date_ar(until - timedelta(minutes=1))}"
    return f"حتى {date_ar(until)} {clock_ar(until)}"


def _tokens(words: str) -> list[str]:
    folded = _HEAD.sub("", normalise(words).strip())
    spaced = (_GLUED.sub(r"\1 \2", token) for token in folded.replace("،", " ").replace(",", " ").split())
    tokens = [token for one in spaced for token in one.split()]
    if not tokens:
        raise _Open(Unclear.MISSING)
    return tokens


def _read(tokens: list[str], wall: datetime) -> datetime:
    length = _length(tokens)
    if length is not None:
        return wall + length
    day, rest = _day(tokens, wall)
    rest = [token for token in rest if token not in _FILLERS]
    if not rest:
        if day.sure:
            return _at(day.on + timedelta(days=1), time(0))
        raise _Open(Unclear.TODAY_OR_NEXT)
    until = _at(day.on, _clock(rest))
    if not day.sure:
        # «الأحد 6 م», said on a Sunday at noon, may be tonight or in a week.
        raise _Open(Unclear.TODAY_OR_NEXT)
    return until


def _length(tokens: list[str]) -> timedelta | None:
    """«3 أيام», «يومين», «أسبوع»."""
    if len(tokens) == 1 and tokens[0] in _PAIRS:
        pair, count = _PAIRS[tokens[0]]
        return _LENGTHS[pair] * count
    count_word, unit_word = ("1", tokens[0]) if len(tokens) == 1 else (tokens[0], tokens[1])
    unit = next((key for key, names in _UNITS.items() if unit_word in names), None)
    if unit is None or not count_word.isdecimal() or len(tokens) > 2 or len(count_word) > 3:
        return None
    return _LENGTHS[unit] * int(count_word)


@dataclass(frozen=True)
class _Day:
    on: date
    sure: bool = True


def _day(tokens: list[str], wall: datetime) -> tuple[_Day, list[str]]:
    """The day and the tokens after it; raises _Open."""
    if tokens[0] == "يوم" and len(tokens) > 1:
        tokens = tokens[1:]
    first, rest, today = tokens[0], tokens[1:], wall.date()
    if first in ("اليوم", "today", "الليله", "tonight"):
        return _Day(today), rest
    if first in ("غدا", "بكره", "بكرا", "باكر", "غد", "tomorrow"):
        return _Day(today + timedelta(days=1)), rest
    if _bare(first) in _DAYS:
        ahead = (_DAYS[_bare(first)] - today.weekday()) % 7
        if rest and rest[0] in ("القادم", "الجاي", "المقبل", "next"):
            return _Day(today + timedelta(days=ahead or 7)), rest[1:]
        # A date after the name is the day that is meant, where both agree.
        named = _date(rest, today)
        if named is not None:
            if named[0].weekday() != _DAYS[_bare(first)]:
                raise _Open(Unclear.UNKNOWN)
            return _Day(named[0]), named[1]
        return _Day(today + timedelta(days=ahead), sure=ahead != 0), rest
    named = _date(tokens, today)
    if named is not None:
        return _Day(named[0]), named[1]
    if _CLOCK.match(first):
        return _Day(today), tokens
    raise _Open(Unclear.UNKNOWN)


def _date(tokens: list[str], today: date) -> tuple[date, list[str]] | None:
    """«25/11», «2026-11-25», «25 نوفمبر»."""
    if len(tokens) > 1 and tokens[0].isdecimal() and tokens[1] in _MONTHS:
        return _dated(None, _MONTHS[tokens[1]], int(tokens[0]), today), tokens[2:]
    match = _DATE.match(tokens[0]) if tokens else None
    if match is None:
        return None
    first, second, third = match.group(1), int(match.group(2)), match.group(3)
    if len(first) == 4 and third:
        return _dated(int(first), second, int(third), today), tokens[1:]
    if int(first) <= 12 and second <= 12 and int(first) != second:
        raise _Open(Unclear.DAY_OR_MONTH)
    day, month = (second, int(first)) if second > 12 else (int(first), second)
    return _dated(int(third) if third else None, month, day, today), tokens[1:]


def _dated(year: int | None, month: int, day: int, today: date) -> date:
    """Without a year it is this one's, and in December the next one's where only that is near."""
    try:
        if year is not None:
            return date(year, month, day)
        this = date(today.year, month, day)
        following = date(today.year + 1, month, day)
    except ValueError:
        raise _Open(Unclear.UNKNOWN) from None
    return following if this < today and following - today <= LONGEST else this


def _clock(tokens: list[str]) -> time:
    match = _CLOCK.match(tokens[0])
    if match is None or len(tokens) > 2:
        raise _Open(Unclear.UNKNOWN)
    hour, minute, half = int(match[1]), int(match[2] or 0), tokens[1] if len(tokens) == 2 else ""
    if half and half not in (*_AM, *_PM):
        raise _Open(Unclear.UNKNOWN)
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise _Open(Unclear.UNKNOWN)
    if half:
        return time(hour % 12 + (12 if half in _PM else 0), minute)
    if match[2] is None or 1 <= hour <= 12:
        raise _Open(Unclear.MORNING_OR_EVENING)
    return time(hour, minute)


def _at(on: date, at: time) -> datetime:
    return datetime.combine(on, at, tzinfo=RIYADH)
