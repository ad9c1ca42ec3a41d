"""Both in lock-step through a window: the naive one at every minute, the product where anything can happen.

The product's clock ticks at every minute at which the naive one says something, after every act, at the
times of day at which jobs stand, and at minutes chosen at random, so that what should not come has a chance
to come. With `every_minute` it ticks at each of them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from tests.bot.edge import Edge
from tests.quarter import founder
from tests.quarter.calendar import DAY, date_of, named
from tests.quarter.driving import Driven, Seen
from tests.quarter.hearing import hear
from tests.quarter.naive import Naive, Said
from tests.quarter.naive_days import Calendar, Post
from tests.quarter.naive_leaving import Leaving
from tests.quarter.naive_success import Success
from tests.quarter.reading import figures
from tests.quarter.scenario import CUSTOMERS, OUTAGE, TOLD, Act, acts_of, book, proofs

TIMES_OF_DAY = {
    8 * 60,
    8 * 60 + 10,
    8 * 60 + 15,
    8 * 60 + 20,
    8 * 60 + 30,
    9 * 60,
    10 * 60,
    10 * 60 + 30,
    11 * 60,
    15 * 60,
    18 * 60,
    20 * 60,
    22 * 60,
}
AT_RANDOM = 0.01
KNOWN_BEFORE = 10
"""Days before the window in which the customers' file was read: whoever says nothing is silent since then."""
DAILY = ("morning", "afternoon", "evening", "board", "review", "notice", "check_ins", "packs")
LIFTS, DECLINES = 7 * 60 + 50, 9 * 60 + 40
"""When the founder lifts what the week before froze, and looks at what we would begin ourselves, each day."""

Fact = tuple[int, str, int, str]
"""Minute, kind, ticket, and what it names or counts."""


@dataclass
class Played:
    expected: list[Fact] = field(default_factory=list)
    seen: list[Fact] = field(default_factory=list)
    refused: list[tuple[Act, str]] = field(default_factory=list)
    steps: int = 0
    acts: int = 0
    tickets: int = 0

    def differences(self) -> list[str]:
        """Missing, extra, at another minute or with another figure; a message that came twice is extra."""
        expected, seen = Counter(self.expected), Counter(self.seen)
        both = [*((one, "missing") for one in expected - seen), *((one, "extra") for one in seen - expected)]
        return [f"{named(one[0])} {kind}: {one[1:]}" for one, kind in sorted(both)]

    def kinds(self) -> dict[str, int]:
        return dict(sorted(Counter(one[1] for one in self.expected).items()))


class Play:
    def __init__(self, edge: Edge, *, seed: int, tickets: int, window: tuple[int, int]) -> None:
        self.naive, self.played = Naive(), Played()
        contracts = book(seed, window)
        known = window[0] - KNOWN_BEFORE * DAY
        self.driven = Driven(edge, contracts, known)
        self.leaving = Leaving(self.naive.days, contracts, date_of(known))
        success = Success(self.naive.days, contracts)
        self.days = Calendar(self.naive, success, self.leaving, window[0])
        self._proofs = proofs(seed, window)
        self._acts = {act.minute: act for act in acts_of(seed, tickets=tickets, window=window)}
        self._window, self._random = window, Random(seed)

    def run(self, *, every_minute: bool = False) -> Played:
        told = {minute for minute, _, _ in TOLD}
        for now in range(*self._window):
            if OUTAGE[0] <= now < OUTAGE[1]:
                continue
            expected = self._expected(now)
            something = expected or now in self._acts or now in told
            after = now - 1 in self._acts or now - 1 in told
            by_day = now % DAY in TIMES_OF_DAY or now in (self._window[0], OUTAGE[1])
            if every_minute or something or after or by_day or self._random.random() < AT_RANDOM:
                self.played.steps += 1
                self.driven.ticks(now, all_of_them=every_minute or after or by_day)
                self._saw(now, hear(self.naive, self.driven.heard(), line_at=None))
            if now in self._acts:
                self._act(self._acts[now])
            self._tell(now)
            self._prove(now)
            if now % DAY == LIFTS:
                self.driven.founder(founder.lifts, now)
            if now % DAY == DECLINES:
                self.driven.founder(self.driven.declines, now)
        self.played.refused, self.played.tickets = self.driven.refused, len(self.naive.tickets)
        return self.played

    def _expected(self, now: int) -> bool:
        posts = self.days.back(*OUTAGE) if now == OUTAGE[1] else []
        said = self.naive.minute(now)
        posts += self.days.minute(now)
        self.played.expected += [(now, *one) for one in said] + [
            _fact(now, Post(post.kind, post.figures)) for post in posts
        ]
        return bool(said or posts)

    def _act(self, act: Act) -> None:
        self.played.acts += 1
        self.driven.does(act)
        heard = self.driven.heard()
        wrote = None
        if act.what in ("writes", "adds"):
            wrote = act.minute if act.written_at is None else act.written_at
            opened = next((ticket for event, ticket, _, _ in heard if event == "ticket.opened"), None)
            if opened is None:
                self.naive.line(self.driven.ticket_of[act.person], wrote)
            else:
                self.driven.ticket_of[act.person] = opened
            self.days.lines.append((act.minute, self.driven.ticket_of[act.person]))
            self.leaving.happened(act.person % CUSTOMERS + 1, date_of(wrote))
        self._saw(act.minute, hear(self.naive, heard, line_at=wrote))

    def _prove(self, now: int) -> None:
        if now in self._proofs:
            customer = self._proofs[now]
            self.driven.founder(lambda edge: founder.proves(edge, customer), now)
            self.leaving.proved(customer, date_of(now))

    def _tell(self, now: int) -> None:
        for minute, day, kind in TOLD:
            if minute == now:
                self.driven.tells(day, kind, now)
                self.naive.days.tell(day, kind)
                self.naive.told()

    def _saw(self, now: int, decided: Iterable[Said]) -> None:
        self.played.seen += [(now, *one) for one in decided]
        self.played.seen += [self._seen(now, one) for one in self.driven.said()]

    def _seen(self, now: int, seen: Seen) -> Fact:
        kind, ticket, whom, lines = seen
        if kind in DAILY:
            return _fact(now, Post(kind, figures(kind, lines)))
        return now, kind, ticket, whom


def _fact(now: int, post: Post) -> Fact:
    return now, post.kind, 0, " ".join(f"{name}={value}" for name, value in sorted(post.figures.items()))
