"""The days of early 2027 as a person reads them off the specification: plain lists, no library, no product.

Times here are minutes since the first of February 2027, 0:00 in Riyadh.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta

DAY, HOUR = 1440, 60
ORIGIN = datetime(2027, 2, 1)  # noqa: DTZ001  Riyadh's wall clock, which knows no summer time
RIYADH_AHEAD = timedelta(hours=3)
DAYS_KNOWN = 200
RAMADAN = (date(2027, 2, 8), date(2027, 3, 8))
"""`saudi_rules.md` §4: both are estimates; 1 Shawwal is the ninth of March."""
HOLIDAYS = {
    *(date(2027, 2, day) for day in (22,)),
    *(date(2027, 3, day) for day in (9, 10, 11, 12, 14)),
    *(date(2027, 5, day) for day in (15, 16, 17, 18, 19)),
}
"""As the `holidays` library estimates them, with the day in place of one that fell on a weekend."""
MAGHRIB = (51, 51, 52, 53, 53, 54, 54, 55, 55, 56, 56, 57, 57, 58, 58, 59, 59)
"""Minutes after 17:00 in Riyadh, from 21 February on: NOAA's formula of the sunset; two half minutes are
rounded as the product's library does."""
WORK, RAMADAN_WORK, OFF = "work", "ramadan", "off"
SHIFTS = {WORK: [(9, 17)], RAMADAN_WORK: [(10, 16), (21, 24)], OFF: []}


def minute_of(at: datetime) -> float:
    """Of a moment in UTC."""
    local = at.astimezone(UTC).replace(tzinfo=None) + RIYADH_AHEAD
    return (local - ORIGIN).total_seconds() / 60


def moment(minute: float) -> datetime:
    return (ORIGIN - RIYADH_AHEAD + timedelta(minutes=minute)).replace(tzinfo=UTC)


def date_of(minute: float) -> date:
    return (ORIGIN + timedelta(minutes=minute)).date()


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return int((datetime(2027, month, day, hour, minute) - ORIGIN).total_seconds()) // 60  # noqa: DTZ001


def named(minute: float) -> str:
    return (ORIGIN + timedelta(minutes=minute)).strftime("%a %d %b %H:%M")


class Days:
    """What is known of each day until now, and every minute of work in order."""

    def __init__(self) -> None:
        self._told: dict[date, str] = {}
        self._list()

    def tell(self, day: date, kind: str) -> None:
        """Somebody confirmed it with «دوام»."""
        self._told[day] = kind
        self._list()

    def _list(self) -> None:
        self.minutes = [
            day * DAY + minute
            for day in range(DAYS_KNOWN)
            for opens, closes in SHIFTS[self.kind(date_of(day * DAY))]
            for minute in range(opens * HOUR, closes * HOUR)
        ]

    def kind(self, day: date) -> str:
        if day in self._told:
            told = self._told[day]
            return OFF if _weekend(day) else told
        if _weekend(day) or day in HOLIDAYS:
            return OFF
        return RAMADAN_WORK if RAMADAN[0] <= day <= RAMADAN[1] else WORK

    def is_told(self, day: date) -> bool:
        return day in self._told

    def is_work(self, minute: float) -> bool:
        place = bisect_left(self.minutes, int(minute))
        return self.minutes[place] == int(minute)

    def is_rest(self, minute: int) -> bool:
        """«From 22:00 to 8:00, and in Ramadan from 15 minutes before Maghrib in Riyadh until 30 after it»."""
        if not 8 * HOUR <= minute % DAY < 22 * HOUR:
            return True
        day = date_of(minute)
        told = self._told.get(day)
        fasting = told == RAMADAN_WORK if told in (WORK, RAMADAN_WORK) else RAMADAN[0] <= day <= RAMADAN[1]
        place = (day - date(2027, 2, 21)).days
        if not fasting or not 0 <= place < len(MAGHRIB):
            return False
        sunset = 17 * HOUR + MAGHRIB[place]
        return sunset - 15 <= minute % DAY < sunset + 30

    def worked(self, start: float, end: float) -> float:
        """Minutes of work between two moments; seconds count where the first of them falls in work."""
        whole = bisect_left(self.minutes, int(end)) - bisect_left(self.minutes, int(start))
        before = start - int(start) if self.is_work(start) else 0
        return whole - before + (end - int(end) if self.is_work(end) else 0)

    def after(self, start: float, work: float) -> float:
        """When so many minutes of work are over."""
        first = bisect_left(self.minutes, int(start))
        if self.minutes[first] == int(start) and start > int(start):
            return self._ends(first, work + start - int(start))
        if start > int(start):
            first = bisect_left(self.minutes, int(start) + 1)
        return self._ends(first, work)

    def _ends(self, first: int, work: float) -> float:
        whole = int(work)
        if whole == work:
            return self.minutes[first + whole - 1] + 1
        return self.minutes[first + whole] + work - whole

    def next_working_day(self, minute: int) -> int:
        """When work begins on the first working day behind this one."""
        day = minute // DAY + 1
        while not SHIFTS[self.kind(date_of(day * DAY))]:
            day += 1
        return day * DAY + SHIFTS[self.kind(date_of(day * DAY))][0][0] * HOUR


def _weekend(day: date) -> bool:
    return day.weekday() in (4, 5)
