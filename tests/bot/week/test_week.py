"""The founder's week, from Sunday to Thursday; `docs/week.md` is its transcript, word by word.

Whatever the week does not press has a test of its own, named here: no button, modal or state without one.
"""

from pathlib import Path

import pytest

from bot.ids import Action, View
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.tickets.states import Closing, TicketStatus
from tests.bot.week.play import play
from tests.docs import week

BOT = Path(__file__).parents[1]
ELSEWHERE: dict[str, str] = {
    Action.DRAFT_KIND: "listeners/test_new_replies.py::TestKinds",
    Action.DRAFT_LANGUAGE: "listeners/test_new_replies.py::TestLanguage",
    Action.DRAFT_REJECT: "listeners/test_modals.py::TestReject",
    View.DRAFT_REJECT_SUBMIT: "listeners/test_modals.py::TestReject",
    Action.DRAFT_SAVE_REPLY: "listeners/test_saved_replies.py::TestButton",
    View.SAVE_REPLY_SUBMIT: "listeners/test_saved_replies.py::TestSave",
    Action.DRAFT_SAVED: "listeners/test_saved_replies.py::TestUse",
    Action.OPEN_SENTRY: "test_slack_app.py::TestBuild",
    Action.OPEN_WHATSAPP: "listeners/test_decide.py::",
    Action.TICKET_ANSWERED_ELSEWHERE: "listeners/test_outside.py::TestRecord",
    Action.TICKET_LOWER: "listeners/test_priorities.py::TestLower",
    View.TICKET_LOWER_SUBMIT: "listeners/test_priorities.py::TestLower",
    Action.TICKET_ON_BEHALF: "listeners/test_direct.py::TestOffer",
    View.ON_BEHALF_SUBMIT: "listeners/test_customers.py::TestGlobalShortcut",
    Action.TICKET_RAISE: "listeners/test_priorities.py::TestRaise",
    Action.TICKET_REOPEN: "listeners/test_endings.py::TestReopen",
    Action.TICKET_SHOW_TEXT: "listeners/test_more.py::TestShowText",
}
STATES_ELSEWHERE: dict[str, str] = {
    DraftStatus.REJECTED: "listeners/test_modals.py::TestReject",
    Closing.SOURCE: "../dealix_ops/tickets/test_service.py::",
}


async def test_week_passes_and_is_the_one_that_the_page_tells(sqlite_url: str) -> None:
    stage = await play(sqlite_url)
    written = week.PAGE.read_text(encoding="utf-8")
    assert written == week.page(stage.said.text), "run `python -m tests.docs.week`"
    assert {*Action, *View} - stage.pressed == set(ELSEWHERE)
    assert {*DraftStatus, *TicketStatus, *Closing} - stage.states == set(STATES_ELSEWHERE)


@pytest.mark.parametrize(("pressed", "where"), ELSEWHERE.items())
def test_what_the_week_does_not_press_is_pressed_elsewhere(pressed: str, where: str) -> None:
    """As a person does: through the web application, with Slack's signature."""
    text, group = _found(where)
    assert group in text
    # A modal is sent back as it was opened, and one test presses every id there is.
    sends = ("submit(", "submission(") if pressed in {*View} else (f'"{pressed}', "press(action.value")
    assert any(way in text for way in sends)


@pytest.mark.parametrize(("state", "where"), STATES_ELSEWHERE.items())
def test_what_the_week_does_not_reach_is_reached_elsewhere(state: str, where: str) -> None:
    text, group = _found(where)
    assert group in text
    assert f'"{state}"' in text


def _found(where: str) -> tuple[str, str]:
    file, _, group = where.partition("::")
    return (BOT / file).read_text(encoding="utf-8"), f"class {group}" if group else "def test_"
