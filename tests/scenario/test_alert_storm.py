"""A storm of Sentry alerts of one issue: one ticket, one card, every alert kept, and Slack's pace kept."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.printing import buttons_of
from dealix_ops.durable.pace import UPDATE_BURST, UPDATE_GAP
from tests.scenario.books import Books, eventually
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import OPEN_WORK, words

pytestmark = pytest.mark.scenario

ALERTS = int(os.environ.get("STORM_ALERTS", "200"))
"""`make storm` sends the thousand; every day two hundred say the same in a fifth of the time."""
STORM, CALM = "5540021", "5540022"
PATIENCE_S = 120.0
JITTER_S = 0.15
STORED = "SELECT count(*) FROM inbound WHERE source = 'sentry' AND kind = 'alert' AND status = 'done'"


@pytest.fixture(scope="module")
def run(database_path: Path) -> Iterator[LocalRun]:
    settings = {**QUICK, "SLACK_CHANNEL_ALERTS": fixtures.ALERTS}
    with ForkedRun(database_path.parent, settings=settings, migrate=False) as running:
        yield running


@pytest.fixture(scope="module")
def books(database_path: Path) -> Books:
    return Books(database_path)


def standing(run: LocalRun, mark: str) -> list[dict[str, Any]]:
    return [message for message in run.driver.messages("alerts") if mark in words(message)]


def test_storm_of_one_issue_is_one_ticket_and_one_card_at_slacks_pace(run: LocalRun, books: Books) -> None:
    sent = run.driver.sentry_storm(STORM, count=ALERTS)
    assert sent["statuses"] == {"200": ALERTS}
    eventually(lambda: not books.rows(OPEN_WORK), "all work done", timeout_s=PATIENCE_S)
    assert books.column(STORED) == [ALERTS]
    assert books.rows("SELECT alerts, state FROM alert") == [(ALERTS, "firing")]
    assert books.rows("SELECT status, priority FROM ticket") == [("open", "P2")]
    posted = [call for call in run.driver.calls("chat.postMessage") if call["outcome"] == "ok"]
    [card] = run.driver.messages("alerts")
    assert len(posted) == 1
    assert f"تكرر {ALERTS:,} مرة" in words(card)
    assert_updates_keep_the_pace(run)


def assert_updates_keep_the_pace(run: LocalRun) -> None:
    """The log of Slack's side: a burst at first, then one change every 1.2 seconds; none was refused."""
    updates = run.driver.calls("chat.update")
    at = [call["at_monotonic"] for call in updates]
    assert {call["outcome"] for call in updates} == {"ok"}
    steps = UPDATE_BURST + 1
    gaps = [later - earlier for earlier, later in zip(at, at[steps:], strict=False)]
    assert all(gap > UPDATE_GAP.total_seconds() - JITTER_S for gap in gaps), (len(at), gaps)
    # Without joining, each of them would have been drawn.
    assert len(updates) < UPDATE_BURST + ALERTS / 10


def test_another_issue_resolves_and_regresses_on_one_ticket(run: LocalRun, books: Books) -> None:
    driver = run.driver
    driver.sentry_alert(CALM)
    card = driver.wait_until(lambda: standing(run, "تذكرة ت-2"), "a second card", 20.0)[0]
    assert driver.click(fixtures.OPERATOR, card, "ticket.claim")["status"] == 200
    driver.wait_until(lambda: standing(run, f"استلمها <@{fixtures.OPERATOR}>"), "who took it", 20.0)
    driver.sentry_alert(CALM, "issue", action="resolved", fields={"status": "resolved"})
    over = driver.wait_until(lambda: standing(run, "انتهى التنبيه"), "the short card", 20.0)[0]
    assert over["ts"] == card["ts"]
    assert buttons_of(over) == []
    driver.sentry_alert(CALM, "issue", action="unresolved", fields={"substatus": "regressed"})
    driver.wait_until(lambda: standing(run, "انتقلت إلى آخر القناة"), "the old card moved", 20.0)
    back = standing(run, "تذكرة ت-2")[-1]
    assert back["ts"] > card["ts"]
    assert "لم يستلمها أحد بعد" in words(back)
    assert books.rows("SELECT status, priority FROM ticket WHERE id = 2") == [("open", "P1")]
