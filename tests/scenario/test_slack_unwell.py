"""Slack slow, busy, broken, silent or away: one card, one hand-off, and every press answered in time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from tests.scenario.books import eventually
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.forwarder import Forwarder
from tests.scenario.matter import Json, Matter, initial_text, words

pytestmark = pytest.mark.scenario

ACK_LIMIT_MS = 3000.0
TRIED = "SELECT 1 FROM outbox WHERE status <> 'done' AND last_error IS NOT NULL"
LATE = "تأخّر فتح النافذة"
FAULTS: tuple[tuple[str, Json, int], ...] = (
    ("lost_reply", {}, 1),
    ("ratelimited", {"retry_after": 1}, 1),
    ("server_error", {}, 0),
    ("slow", {"delay_s": 1.8}, 1),
)
"""Kind, its settings, and how often an answer to one person is then shown: never twice."""


@pytest.fixture(scope="module")
def door() -> Iterator[Forwarder]:
    opened = Forwarder()
    yield opened
    opened.shut()


@pytest.fixture(scope="module")
def run(database_path: Path, door: Forwarder) -> Iterator[LocalRun]:
    settings = QUICK | {"SLACK_API_BASE_URL": f"http://127.0.0.1:{door.port}/api/"}
    with ForkedRun(database_path.parent, settings=settings, migrate=False) as running:
        door.target = running.sandbox_url
        yield running


@pytest.mark.parametrize(("kind", "more", "shown"), FAULTS, ids=[kind for kind, _, _ in FAULTS])
def test_every_call_fails_once_nothing_is_doubled_and_presses_are_answered(
    matter: Matter, kind: str, more: Json, shown: int
) -> None:
    def plan(*methods: str) -> None:
        for method in methods:
            matter.driver.fault(method, kind, **more)

    plan("chat.postMessage")
    answered(matter.writes())
    card = matter.card()
    plan("chat.postEphemeral")
    before = len(matter.whispers(fixtures.STRANGER))
    answered(matter.driver.click(fixtures.STRANGER, card, "draft.approve"))
    plan("views.open")
    save_through_late_modal(matter, card)
    plan("chat.postMessage", "chat.postMessage", "chat.update")
    matter.finish()
    matter.assert_one_of_each()
    assert len(matter.whispers(fixtures.STRANGER)) - before == shown


def test_lost_reply_and_the_look_for_it_fails_too_one_card(matter: Matter) -> None:
    matter.driver.fault("chat.postMessage", "lost_reply")
    for kind in ("ratelimited", "lost_reply", "server_error"):
        matter.driver.fault("conversations.history", kind)
    answered(matter.writes())
    matter.finish()
    matter.assert_one_of_each()


def test_connection_refused_for_a_while_nothing_is_lost(matter: Matter, door: Forwarder) -> None:
    door.shut()
    answered(matter.writes())
    eventually(lambda: matter.books.rows(TRIED), "a try in vain")
    door.reopen()
    card = matter.card()
    door.shut()
    answered(matter.driver.click(fixtures.FOUNDER, card, "draft.edit"))
    answered(matter.driver.click(fixtures.FOUNDER, card, "draft.approve"))
    door.reopen()
    matter.finish()
    matter.assert_one_of_each()


def answered(answer: Json) -> None:
    assert answer["status"] == 200
    assert answer["ms"] < ACK_LIMIT_MS


def save_through_late_modal(matter: Matter, card: Json) -> None:
    """The modal did not open in time: the founder is given a button, and it opens."""

    def late() -> list[Any]:
        found = matter.driver.ephemerals("approvals", fixtures.FOUNDER)
        return [one for one in found if LATE in words(one)]

    before = len(late())
    answered(matter.driver.click(fixtures.FOUNDER, card, "draft.edit"))
    matter.wait(lambda: len(late()) > before, "the button for a late modal")
    for view in matter.driver.views(fixtures.FOUNDER):
        matter.driver.close_view(fixtures.FOUNDER, view)
    answered(matter.driver.click(fixtures.FOUNDER, late()[-1], "draft.edit"))
    view = matter.driver.open_view(fixtures.FOUNDER)
    answered(matter.save(view, f"{initial_text(view)}\nوأي سؤال أنا حاضر."))
