"""SIGTERM on the only process: it ends soon and cleanly, and the next one goes on without waiting."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from tests.scenario.books import eventually
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import Matter
from tests.scenario.together import assert_ends_cleanly

pytestmark = pytest.mark.scenario

FIRST = "SELECT id, status, attempt FROM outbox WHERE partition = %s AND status <> 'done' ORDER BY id LIMIT 1"
"""What stands at the head of the channel's queue: a leak opens an incident too, whose card leaves first."""
SILENCE_S = 60.0
"""So long that nothing is taken over in a test: work that goes on was given back."""


@pytest.fixture(scope="module")
def run(database_path: Path) -> Iterator[LocalRun]:
    settings = {"DEALIX_WORKER_SILENT_S": str(SILENCE_S)}
    with ForkedRun(database_path.parent, settings=settings, migrate=False) as running:
        yield running


def test_stopped_while_slack_is_broken_the_work_waits_for_the_next_process(
    run: LocalRun, matter: Matter
) -> None:
    matter.driver.fault("chat.postMessage", "server_error", times=100)
    matter.writes()
    tried = "SELECT id, attempt FROM outbox WHERE partition = %s AND last_error IS NOT NULL"
    [(head, attempt)] = eventually(lambda: matter.books.rows(tried, fixtures.APPROVALS), "a try in vain")
    assert_ends_cleanly(run)
    assert matter.books.rows(FIRST, fixtures.APPROVALS) == [(head, "ready", attempt + 1)]
    assert matter.books.column("SELECT count(*) FROM outbox WHERE status NOT IN ('ready', 'done')") == [0]
    matter.driver.clear_faults()
    run.start()
    matter.finish()
    matter.assert_one_of_each()


def test_stopped_while_posting_the_post_is_ended_first(run: LocalRun, matter: Matter) -> None:
    """Slack takes two seconds; the process waits for them rather than leave the outcome unknown."""
    looks = len(matter.driver.calls("conversations.history"))
    matter.driver.fault("chat.postMessage", "slow", delay_s=2.0)
    matter.writes()
    matter.card()
    assert_ends_cleanly(run)
    run.start()
    matter.finish()
    matter.assert_one_of_each()
    assert len(matter.driver.calls("conversations.history")) == looks  # nothing was in doubt


def test_stopped_between_hand_off_and_its_text_the_text_follows(run: LocalRun, matter: Matter) -> None:
    """The text waits for its second in the channel; the wait ends at once and the work is given back."""
    matter.writes()
    matter.card()
    matter.approve()
    matter.hand_off()
    assert_ends_cleanly(run)
    run.start()
    matter.finish()
    matter.assert_one_of_each()
