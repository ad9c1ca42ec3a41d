"""A storm that is an incident: one incident, one room made once, one card with a count, and Slack's pace."""

import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from dealix_ops.durable.crowd import OF_INCIDENT
from dealix_ops.durable.pace import GAP, UPDATE_BURST, UPDATE_GAP
from tests.scenario.books import Books, eventually
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import OPEN_WORK, words

pytestmark = pytest.mark.scenario

ALERTS = int(os.environ.get("STORM_ALERTS", "25"))
"""`make storm` sends many; every day a few say the same in seconds."""
OVER_S = float(os.environ.get("STORM_OVER_S", "0"))
"""Spread over so many seconds; 0 is as fast as they are taken."""
ISSUE, ISSUES = "7000000", "8000000"
PATIENCE_S = 240.0
JITTER_S = 0.15
STORED = "SELECT count(*) FROM inbound WHERE source = 'sentry' AND status = 'done'"
FATAL = {"level": "fatal"}


@pytest.fixture
def run(database_path: Path) -> Iterator[LocalRun]:
    settings = {**QUICK, "SLACK_CHANNEL_ALERTS": fixtures.ALERTS}
    with ForkedRun(database_path.parent, settings=settings, migrate=False) as running:
        yield running


@pytest.fixture
def database_path(sqlite_template: Path, tmp_path: Path) -> Path:
    """Each storm has a sky of its own."""
    place = tmp_path / "dealix.db"
    place.write_bytes(sqlite_template.read_bytes())
    return place


@pytest.fixture
def books(database_path: Path) -> Books:
    return Books(database_path)


def standing(run: LocalRun, mark: str, channel: str = "alerts") -> list[dict[str, Any]]:
    return [message for message in run.driver.messages(channel) if mark in words(message)]


def storm(run: LocalRun, books: Books, issue: str, *, before: int = 0, **more: Any) -> float:
    """Seconds until nothing waits any more; every alert of it was taken and kept."""
    began = time.monotonic()
    sent = run.driver.sentry_storm(issue, count=ALERTS, over_s=OVER_S, fields=FATAL, **more)
    assert sent["statuses"] == {"200": ALERTS}
    eventually(lambda: books.column(STORED) == [before + ALERTS], "every alert kept", timeout_s=PATIENCE_S)
    eventually(lambda: not books.rows(OPEN_WORK), "all work done", timeout_s=PATIENCE_S)
    return time.monotonic() - began


def waits(run: LocalRun, mark: str) -> str:
    """How long alerts waited, from their arrival until a message counted them behind `mark`."""
    came = sorted(one["at_monotonic"] for one in run.driver.deliveries() if one["kind"] == "sentry")
    drawn = [call for call in run.driver.calls() if call["method"] in ("chat.update", "chat.postMessage")]
    waited: list[float] = []
    for call in drawn:
        found = re.search(rf"{mark} ([\d,]+)", str(call["arguments"]))
        counted = int(found[1].replace(",", "")) if found and call["outcome"] == "ok" else 0
        waited += [call["at_monotonic"] - at for at in came[len(waited) : counted]]
    middle = sorted(waited)[len(waited) // 2]
    return f"«{mark}» {len(waited)} counted after {middle:.1f} s in the middle, {max(waited):.1f} s at most"


def assert_pace_kept(run: LocalRun) -> Counter[str]:
    """Posts to one channel a second apart, changes bounded in the whole workspace."""
    calls = run.driver.calls("chat.postMessage")
    assert all(call["outcome"] == "ok" or "ratelimited" in call["outcome"] for call in calls)
    for channel in {call["arguments"]["channel"] for call in calls}:
        at = [one["at_monotonic"] for one in calls if one["arguments"]["channel"] == channel]
        gaps = [later - earlier for earlier, later in pairwise(at)]
        assert all(gap > GAP.total_seconds() - JITTER_S for gap in gaps), (channel, gaps)
    updates = [call["at_monotonic"] for call in run.driver.calls("chat.update")]
    most = UPDATE_BURST + 1 + (updates[-1] - updates[0]) / UPDATE_GAP.total_seconds() if updates else 0
    assert len(updates) <= most, (len(updates), most)
    return Counter(call["method"] for call in run.driver.calls())


def test_storm_of_one_issue_is_one_incident_one_room_and_one_card_with_a_count(
    run: LocalRun, books: Books
) -> None:
    driver = run.driver
    driver.sentry_alert(ISSUE, fields=FATAL)
    driver.sentry_alert(ISSUE, "issue", action="unresolved", fields=FATAL | {"substatus": "regressed"})
    eventually(lambda: books.rows("SELECT channel_id FROM incident WHERE channel_id <> ''"), "a room")
    driver.fault("chat.update", "ratelimited", times=1, retry_after=1)
    seconds = storm(run, books, ISSUE, before=2)
    assert books.rows("SELECT severity, status FROM incident") == [("SEV2", "open")]
    assert len(driver.calls("conversations.create")) == 1
    [(room,)] = books.rows("SELECT channel_id FROM incident")
    [summary] = standing(run, "حادث ح-1 (", room)
    assert f"مشكلات سنتري: 1، وصل عنها {ALERTS + 1:,}" in words(summary)
    assert len(standing(run, "تذكرة ت-1")) == 1
    assert len(standing(run, "غرفة الحادث")) == 1
    assert books.rows("SELECT alerts FROM alert") == [(ALERTS + 1,)]
    print("", waits(run, "تكرر"), waits(run, "وصل عنها"), sep="\n")
    told = assert_pace_kept(run)
    print(f"one issue: {ALERTS} alerts, all done after {seconds:.1f} s, {dict(told)}")


def test_storm_of_different_issues_is_one_incident_a_few_cards_and_one_list(
    run: LocalRun, books: Books
) -> None:
    seconds = storm(run, books, ISSUES, different=True)
    assert books.rows("SELECT severity, status FROM incident") == [("SEV2", "open")]
    joined = "SELECT count(*) FROM incident_subject"
    assert books.column(joined) == [ALERTS]
    [(room,)] = books.rows("SELECT channel_id FROM incident")
    [summary] = standing(run, "حادث ح-1 (", room)
    assert f"ومعها {ALERTS - 5} غيرها" in words(summary)
    cards, lists = standing(run, "الحالة: "), standing(run, "وعندك")
    assert OF_INCIDENT <= len(cards) <= OF_INCIDENT + 10
    assert len(lists) == 1
    assert f"{ALERTS - len(cards)} " in words(lists[0])
    assert len(run.driver.calls("conversations.create")) == 1
    print("", waits(run, "وصل عنها"), sep="\n")
    told = assert_pace_kept(run)
    print(f"different: {ALERTS} issues, all done after {seconds:.1f} s, {len(cards)} cards, {dict(told)}")
    line = next(block for block in lists[0]["blocks"] if "accessory" in block)
    opens = line["accessory"]
    pressed = run.driver.click(fixtures.OPERATOR, lists[0], opens["action_id"], value=opens["value"])
    assert pressed["status"] == 200
    eventually(lambda: len(standing(run, "الحالة: ")) == len(cards) + 1, "the card of one of the list")
