"""The messages at a time of day, with the figures they count, from the same plain lists."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.quarter.calendar import DAY, HOUR, date_of
from tests.quarter.naive import RINGS, Naive, Ticket
from tests.quarter.naive_leaving import Leaving
from tests.quarter.naive_success import Success

Figures = dict[str, int | str]
SUNDAY, MONDAY = 6, 0
USEFUL = {
    "risks": 12,
    "morning": 6,
    "board": 24,
    "review": 24,
    "afternoon": 2,
    "evening": 2,
    "calendar": 10,
    "initiated": 12,
    "check_ins": 12,
    "packs": 12,
    "drill": 72,
}
"""Hours, from the table of jobs."""
BEGINNINGS = {date(2027, 2, 22): "founding", date(2027, 3, 9): "eid", date(2027, 5, 15): "eid"}


@dataclass
class Post:
    kind: str
    figures: Figures


class Calendar:
    """Which of them are due at a minute; `news_since` is the last working day's message."""

    def __init__(self, naive: Naive, success: Success, leaving: Leaving, begun: int) -> None:
        self._naive, self.news_since, self.morning_at = naive, begun, begun
        self._success, self._leaving = success, leaving
        self._owed: set[str] = set()
        self.missed: list[str] = []
        self.lines: list[tuple[int, int]] = []
        """When and in which ticket a line came in."""

    def minute(self, now: int) -> list[Post]:
        return self._posts(self._planned(now), now)

    def back(self, since: int, now: int) -> list[Post]:
        """After a stop: what is still of use is made up for, the rest the next morning tells as missed."""
        planned = [(kind, minute) for minute in range(since, now) for kind in self._planned(minute)]
        self.missed += [kind for kind, minute in planned if now - minute > USEFUL[kind] * HOUR]
        return self._posts([kind for kind, minute in planned if now - minute <= USEFUL[kind] * HOUR], now)

    def _planned(self, now: int) -> list[str]:
        days, hour, weekday = self._naive.days, now % DAY, date_of(now).weekday()
        kind = days.kind(date_of(now))
        works, ramadan = kind != "off", kind == "ramadan"
        if hour == 0:
            self._owed |= {"board"} if weekday == SUNDAY else set()
            self._owed |= {"review"} if weekday == MONDAY else set()
        planned = [kind for kind, at in (("risks", 8 * HOUR), ("initiated", 8 * HOUR + 10)) if hour == at]
        if hour == 8 * HOUR + 15 and self._success.is_first_of_week(date_of(now)):
            planned.append("check_ins")
        if hour == 8 * HOUR + 20 and self._success.is_first_of_month(date_of(now)):
            planned.append("packs")
        if hour == (10 * HOUR + 30 if ramadan else 8 * HOUR + 30):
            planned.append("morning")
        if works and hour == (11 if ramadan else 9) * HOUR:
            planned += sorted(self._owed)
            self._owed = set()
        if works and hour == 15 * HOUR:
            planned.append("afternoon")
        if works and hour == (20 if ramadan else 18) * HOUR:
            planned.append("evening")
        if hour == 10 * HOUR:
            planned.append("calendar")
            planned += ["drill"] if date_of(now).day == 1 else []
        return planned

    def _posts(self, planned: list[str], now: int) -> list[Post]:
        posts: list[Post] = []
        for kind in planned:
            if kind == "calendar":
                posts += [Post("notice", {"about": about}) for about in self._asked(now)]
                continue
            if kind == "drill":  # «where no alarm was tried for a month»: nobody tries one
                posts.append(Post("notice", {"about": "drill"}))
                continue
            if kind == "risks":
                self._leaving.read(date_of(now))
                continue
            if kind == "initiated":
                made = self._success.proposed(date_of(now))
                posts += [Post(occasion, {"customer": customer}) for occasion, customer in made]
                continue
            figures = self._figures(kind, now)
            if kind not in ("afternoon", "evening") or any(figures.values()):
                posts.append(Post(kind, figures))
        return posts

    def _figures(self, kind: str, now: int) -> Figures:
        if kind == "morning":
            works = self._naive.days.kind(date_of(now)) != "off"
            figures = self._morning(now) if works else self._quiet_line(now)
            self.morning_at = now
            self.news_since = now if works else self.news_since
            return figures
        if kind == "review":
            return self._review(now)
        if kind == "check_ins":
            return {"met": self._leaving.met(date_of(now))}
        if kind == "packs":
            return {"without": self._leaving.without_pack(date_of(now))}
        if kind == "afternoon":
            return {"late": self._new_late(now)}
        return {"windows": self._windows(now)} if kind == "evening" else {}

    def _asked(self, now: int) -> list[str]:
        """7 and 3 days before what nobody confirmed; 3 days before a holiday the phone's away text."""
        days, today = self._naive.days, date_of(now)
        asked: list[str] = []
        for ahead, said in ((7, ("confirm",)), (3, ("confirm", "away"))):
            day = today + timedelta(days=ahead)
            name = BEGINNINGS.get(day)
            if name is None or days.is_told(day):
                continue
            asked += [one for one in said if one == "away" or name == "eid"]
        return asked

    def _open(self) -> list[Ticket]:
        return [ticket for ticket in self._naive.tickets.values() if ticket.is_open]

    def _waiting(self) -> int:
        """Answers; what we begin ourselves «is in no list of open matters» (docs/decisions/0020)."""
        return sum(ticket.draft is not None for ticket in self._naive.tickets.values())

    def _quiet_line(self, now: int) -> Figures:
        return {"waiting": self._waiting(), "grave": self._grave()}

    def _grave(self) -> int:
        return int(any(ticket.priority == "P0" for ticket in self._open()))

    def _morning(self, now: int) -> Figures:
        came = [ticket for at, ticket in self.lines if self.news_since <= at < now]
        return {
            **self._quiet_line(now),
            "late": sum(bool(self._late(ticket, now)) for ticket in self._open()),
            "messages": len(came),
            "talks": len(set(came)),
            "windows": self._windows(now),
            "missed": len(self._told_missed()),
            "risky": self._leaving.told(),
        }

    def _told_missed(self) -> list[str]:
        missed, self.missed = self.missed, []
        return missed

    def _late(self, ticket: Ticket, now: int) -> list[float]:
        """The limits that are behind it."""
        dues = [ticket.next_due if ticket.responded else ticket.first_due]
        if ticket.waits_since is None:
            dues.append(ticket.resolution_due)
        dues += [promise.due for promise in ticket.promises if not promise.kept]
        return [due for due in dues if due is not None and due < now]

    def _new_late(self, now: int) -> int:
        calm = [ticket for ticket in self._open() if ticket.priority not in RINGS]
        return sum(any(due >= self.morning_at for due in self._late(ticket, now)) for ticket in calm)

    def _windows(self, now: int) -> int:
        until = self._naive.days.next_working_day(now)
        closing = [
            ticket for ticket in self._open() if ticket.oldest() and now < ticket.lines[-1].at + DAY < until
        ]
        return len(closing)

    def _review(self, now: int) -> Figures:
        """Last week, Sunday to Saturday."""
        sunday = now - now % DAY
        while date_of(sunday).weekday() != MONDAY:
            sunday -= DAY
        sunday -= (
            DAY  # the one before the Monday it belongs to, also where it waited for the end of a holiday
        )
        begin = sunday - 7 * DAY
        tickets = list(self._naive.tickets.values())
        good = late = broken = 0
        for ticket in tickets:
            first = self._first(ticket, now)
            good += first is not None and first[0] and begin <= first[1] < sunday
            late += first is not None and not first[0] and begin <= first[1] < sunday
            solved = self._resolved_late(ticket, now)
            passed = [solved] + ([first[1]] if first and not first[0] else [])
            broken += any(at is not None and begin <= at < sunday for at in passed)
        opened = [ticket for ticket in tickets if begin <= ticket.lines[0].at < sunday]
        figures: Figures = {"opened": len(opened), "good": good, "decided": good + late, "late": broken}
        return {**figures, "risky": self._leaving.told()}

    def _first(self, ticket: Ticket, now: int) -> tuple[bool, float] | None:
        """Whether it was in time, and when that was decided."""
        due, met = ticket.first_due, ticket.responded_at
        if met is not None and met <= due:
            return True, met
        ended = ticket.ended_at
        if ended is not None and (ticket.void or ended <= due) and met is None:
            return None
        return (False, due) if due < now else None

    def _resolved_late(self, ticket: Ticket, now: int) -> float | None:
        due = ticket.resolution_due
        if ticket.void or (ticket.ended_at is not None and ticket.ended_at <= due):
            return None
        if ticket.waits_since is not None and ticket.waits_since <= due:
            return None
        return due if due < now else None
