"""Payloads as typed requests, and what is refused before anything looks at it."""

from typing import Any

import pytest

from bot.blocks.modals import ModalState
from bot.presses import Press, PressBroken, Submission
from tests.bot.edge import press, submission
from tests.support.house import CHANNEL

STATE = ModalState("tok-1", 7, CHANNEL, rewrite=False)
VIEW = {"callback_id": "draft.edit_submit", "private_metadata": STATE.dump()}


def without(body: dict[str, Any], *path: str) -> dict[str, Any]:
    """The body with one field taken out."""
    head, *rest = path
    if not rest:
        return {key: value for key, value in body.items() if key != head}
    return {**body, head: without(body[head], *rest)}


class TestPress:
    def test_button(self) -> None:
        assert Press.of(press("draft.approve", "tok-1", user="U1")) == Press(
            "U1", CHANNEL, "tok-1", "1.2.trigger"
        )

    def test_menu_gives_the_chosen_value(self) -> None:
        body = press("draft.mark_sent.earlier", "")
        body["actions"][0] = {"action_id": "x", "selected_option": {"value": "app-1.10"}}
        assert Press.of(body).value == "app-1.10"

    def test_place_of_an_ephemeral_message_is_in_its_container(self) -> None:
        assert Press.of(without(press("x", "v"), "channel")).channel == CHANNEL

    def test_characters_that_no_database_takes_are_gone(self) -> None:
        assert Press.of(press("x", "a\x00b\ud800")).value == "ab?"

    @pytest.mark.parametrize(
        "body",
        [
            without(press("x", "v"), "user"),
            without(press("x", "v"), "user", "id"),
            without(press("x", "v"), "actions"),
            {**press("x", "v"), "actions": []},
            {**press("x", "v"), "actions": ["x"]},
            {**press("x", "v"), "user": "U1"},
            without(without(press("x", "v"), "channel"), "container"),
        ],
    )
    def test_missing_field_is_named_by_one_error(self, body: dict[str, Any]) -> None:
        with pytest.raises(PressBroken):
            Press.of(body)


class TestSubmission:
    def test_fields_are_read_by_name(self) -> None:
        body = submission(VIEW, {"text": "نص", "reason": "tone", "note": "جافّة"}, user="U1")
        assert Submission.of(body) == Submission("U1", STATE, "نص", "tone", "جافّة")

    def test_fields_that_are_not_there_are_empty(self) -> None:
        made = Submission.of(submission(VIEW, {"text": None, "note": None}))
        assert (made.text, made.reason, made.note) == ("", "", None)

    @pytest.mark.parametrize(
        "body",
        [
            submission({**VIEW, "private_metadata": "{}"}, {}),
            submission({**VIEW, "private_metadata": None}, {}),
            without(submission(VIEW, {}), "view"),
            without(submission(VIEW, {}), "view", "state"),
            without(submission(VIEW, {}), "user"),
            {**submission(VIEW, {}), "view": "V1"},
        ],
    )
    def test_state_or_field_that_is_not_ours_is_refused(self, body: dict[str, Any]) -> None:
        with pytest.raises(PressBroken):
            Submission.of(body)
