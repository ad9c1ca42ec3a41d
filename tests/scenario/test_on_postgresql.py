"""PostgreSQL with web, worker and clock as processes of their own, on a database they migrate themselves."""

import itertools
from collections.abc import Callable, Iterator

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.printing import buttons_of
from bot.sandbox.story import Story
from tests.scenario.books import Books, eventually
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.kill_points import HOLD_S
from tests.scenario.matter import HAND_OFF, OPEN_WORK, Matter, initial_text, words
from tests.scenario.together import assert_ends_cleanly, assert_one_approver_wins
from tests.support.databases import Postgres

pytestmark = pytest.mark.scenario

ROLES = ("web", "worker", "clock")


@pytest.fixture(scope="module")
def server_url(postgres: Postgres) -> Iterator[str]:
    name = postgres.create_empty()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(scope="module")
def run(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    folder = tmp_path_factory.mktemp("run")
    with ForkedRun(folder, database_url=server_url, roles=ROLES, settings=QUICK) as running:
        yield running


@pytest.fixture(scope="module")
def new_matter(run: LocalRun, server_url: str) -> Callable[[], Matter]:
    numbers = itertools.count(101)
    books = Books(server_url.replace("+psycopg", ""))
    return lambda: Matter(run, books, next(numbers))


def test_story_on_an_empty_database_every_step_happens(run: LocalRun) -> None:
    """First in this module: it tells of the first ticket and counts the whole ledger."""
    told: list[str] = []
    Story(run, told.append).play()
    assert sum(line.startswith("\n") for line in told) == 8
    assert any("intact:" in line for line in told)


def test_founder_and_operator_approve_at_once_one_wins_and_the_other_is_told_who(matter: Matter) -> None:
    assert_one_approver_wins(matter)


def test_approval_with_an_unread_message_shows_it_first_and_then_approves(
    run: LocalRun, matter: Matter
) -> None:
    """The worker is down, so the newer line is stored and on no card yet."""
    matter.writes()
    card = matter.card()
    assert run.stop("worker") == 0
    matter.writes("وأرقام هوياتهم ظاهرة بعد", message_id=f"{matter.message_id}-2")
    matter.press("draft.approve", card)
    view = matter.driver.open_view(fixtures.FOUNDER)
    assert "هوياتهم" in words(view)
    assert view["submit"]["text"] == "اعتماد مع الجديد"
    assert matter.approvals() == []
    saved = matter.save(view, initial_text(view))
    assert (saved["status"], saved["response_action"]) == (200, None)
    assert len(matter.approvals()) == 1
    run.start()
    matter.finish()
    matter.assert_one_of_each(lines=2)


def test_worker_killed_while_posting_another_takes_over_one_hand_off(run: LocalRun, matter: Matter) -> None:
    matter.writes()
    matter.driver.fault("chat.postMessage", "slow", delay_s=HOLD_S)
    matter.card()
    run.kill("worker")
    run.start()
    matter.wait(lambda: "draft.approve" in buttons_of(matter.card()), "the card")
    matter.driver.fault("chat.postMessage", "slow", delay_s=HOLD_S)
    matter.approve()
    matter.wait(lambda: matter.standing(HAND_OFF), "a hand-off")
    run.kill("worker")
    run.start()
    matter.finish()
    matter.assert_one_of_each()


def test_web_killed_the_worker_goes_on_and_meta_delivers_again(run: LocalRun, matter: Matter) -> None:
    matter.writes()
    run.kill("web")
    assert matter.writes(message_id=f"{matter.message_id}-2")["failure"] == "connection_failed"
    matter.card()
    run.start()
    assert matter.writes(message_id=f"{matter.message_id}-2")["status"] == 200
    eventually(lambda: not matter.books.rows(OPEN_WORK), "all work done")
    matter.finish()
    matter.assert_one_of_each(lines=2)


def test_sigterm_ends_each_role_cleanly_and_the_work_is_given_back(run: LocalRun, matter: Matter) -> None:
    matter.driver.fault("chat.postMessage", "server_error", times=100)
    matter.writes()
    tried = "SELECT id, attempt FROM outbox WHERE status <> 'done' AND last_error IS NOT NULL ORDER BY id"
    [(head, attempt), *_] = eventually(lambda: matter.books.rows(tried), "a try in vain")
    assert_ends_cleanly(run, "worker")
    given_back = "SELECT status, attempt FROM outbox WHERE id = %s"
    assert matter.books.rows(given_back, head) == [("ready", attempt + 1)]
    assert matter.books.column("SELECT count(*) FROM outbox WHERE status NOT IN ('ready', 'done')") == [0]
    assert_ends_cleanly(run, "web")
    assert_ends_cleanly(run, "clock")
    matter.driver.clear_faults()
    run.start()
    matter.finish()
    matter.assert_one_of_each()


def test_after_all_of_it_the_ledger_verifies(run: LocalRun) -> None:
    verified = run.dealix("ledger", "verify")
    assert (verified.returncode, verified.stdout[:7]) == (0, "intact:")
