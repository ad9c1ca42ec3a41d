"""`dealix drill` against the running product: taken by a press, kept as evidence, one at a time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.printing import buttons_of
from tests.scenario.books import Books
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import words

pytestmark = pytest.mark.scenario

PATIENCE_S = 40.0
TAKE = "page.take"


@pytest.fixture(scope="module")
def run(database_path: Path) -> Iterator[LocalRun]:
    settings = {**QUICK, "SLACK_CHANNEL_ALERTS": fixtures.ALERTS}
    with ForkedRun(database_path.parent, settings=settings, migrate=False) as running:
        yield running


@pytest.fixture(scope="module")
def books(database_path: Path) -> Books:
    return Books(database_path)


def test_p0_rings_is_taken_by_a_press_and_kept(run: LocalRun, books: Books) -> None:
    with ThreadPoolExecutor(1) as shell:
        drill = shell.submit(run.dealix, "drill", "p0")
        [direct] = run.driver.wait_until(lambda: _rings(run), "a direct message", PATIENCE_S)
        assert "تجربة نداء الطوارئ" in words(direct)
        second = run.dealix("drill", "p0")
        assert second.returncode == 2
        assert second.stderr.startswith("dealix: a drill rings since ")
        assert run.driver.click(fixtures.FOUNDER, direct, TAKE)["status"] == 200
        ended = drill.result(PATIENCE_S)
    assert ended.returncode == 0, ended.stderr
    said = ended.stdout.splitlines()[-1]
    assert said.startswith(f"taken by {fixtures.FOUNDER} after ")
    assert said.endswith("; kept as drill 1")
    assert books.rows("SELECT kind, way, passed, by FROM drill") == [("p0", "ladder", 1, fixtures.FOUNDER)]
    told = "SELECT event, actor FROM ledger_entry WHERE event LIKE %s OR event LIKE %s ORDER BY id"
    assert books.rows(told, "page.%", "drill.%") == [
        ("page.started", "system"),
        ("page.called", "system"),
        ("page.ended", fixtures.FOUNDER),
        ("drill.held", fixtures.FOUNDER),
    ]
    over = run.driver.wait_for_message("alerts", "توقّف نداء التجربة", PATIENCE_S)
    assert f"استلمها <@{fixtures.FOUNDER}>" in words(over)


def test_error_raised_on_purpose_is_in_slack_within_a_minute(run: LocalRun, books: Books) -> None:
    ended = run.dealix("drill", "alert")
    assert ended.returncode == 0, ended.stderr
    print(ended.stdout)
    assert ended.stdout.startswith("in Slack by own_door after ")
    assert books.rows("SELECT passed FROM drill WHERE kind = 'alert'") == [(1,)]
    run.driver.wait_for_message("alerts", "انتهى التنبيه", PATIENCE_S)


def _rings(run: LocalRun) -> list[dict[str, object]]:
    """In the founder's own conversation with the bot."""
    mine = [one["id"] for one in run.driver.channels() if one.get("user") == fixtures.FOUNDER]
    return [one for room in mine for one in run.driver.messages(room) if TAKE in buttons_of(one)]
