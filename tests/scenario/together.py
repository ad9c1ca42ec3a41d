"""Several people at the same moment, and a process asked to end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from tests.scenario.matter import Matter

STOP_WITHIN_S = 10.0
OUTAGE = "الخدمة واقفة عندنا كلنا"


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Starts each on a thread of its own behind one barrier; returns their results in order."""
    barrier = Barrier(len(acts))

    def start(act: Callable[[], Any]) -> Any:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(start, acts))


def assert_ends_cleanly(run: LocalRun, role: str = "serve") -> None:
    started = time.monotonic()
    assert run.stop(role) == 0
    assert time.monotonic() - started < STOP_WITHIN_S


def assert_one_approver_wins(matter: Matter) -> None:
    """Founder and operator press at the same moment on a P1; only the loser hears who was first."""
    matter.writes(OUTAGE)
    card = matter.card()
    before = {user: len(matter.whispers(user)) for user in (fixtures.FOUNDER, fixtures.OPERATOR)}
    at_once(
        lambda: matter.press("draft.approve", card, fixtures.FOUNDER),
        lambda: matter.press("draft.approve", card, fixtures.OPERATOR),
    )
    [winner] = matter.column("SELECT actor FROM approval WHERE id IN %s")
    loser = fixtures.OPERATOR if winner == fixtures.FOUNDER else fixtures.FOUNDER
    matter.wait(lambda: len(matter.whispers(loser)) > before[loser], "a word to the loser")
    assert matter.whispers(loser)[-1].startswith(f"سبقك <@{winner}> واعتمدها")
    matter.finish()
    matter.assert_one_of_each()
    assert len(matter.whispers(winner)) == before[winner]
