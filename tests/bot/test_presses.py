"""Payloads as typed requests, and what is refused before anything looks at it."""

import json
from typing import Any

import pytest

from bot.blocks.customer_modals import AskState
from bot.blocks.modals import ModalState
from bot.ids import Field
from bot.presses import Asked, Press, PressBroken, Spoken, Submission, Taken
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
            "U1", CHANNEL, "tok-1", "1.2.trigger", "draft.approve", "edge"
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


MESSAGE = {"ts": "1.1", "text": "نص\x00", "user": "U2"}
ON_MESSAGE = {
    "type": "message_action",
    "callback_id": "ticket.from_message",
    "user": {"id": "U1"},
    "channel": {"id": CHANNEL},
    "message": MESSAGE,
    "trigger_id": "1.2",
}
ASKED = {"callback_id": "ticket.on_behalf_submit", "private_metadata": AskState(5, "view:V1", None).dump()}


class TestSpoken:
    def test_command_with_what_follows_it(self) -> None:
        body = {"user_id": "U1", "channel_id": CHANNEL, "text": "فرز\x00 نص", "command": "/dealix"}
        assert Spoken.of(body) == Spoken("U1", CHANNEL, "فرز نص")
        assert Spoken.of(without(body, "text")).text == ""

    @pytest.mark.parametrize("lacking", ["user_id", "channel_id"])
    def test_nobody_and_nowhere_are_refused(self, lacking: str) -> None:
        with pytest.raises(PressBroken):
            Spoken.of(without({"user_id": "U1", "channel_id": CHANNEL}, lacking))


class TestTaken:
    def test_shortcut_on_a_message(self) -> None:
        assert Taken.of(ON_MESSAGE) == Taken("U1", "1.2", CHANNEL, "1.1", "نص")

    def test_global_shortcut_has_neither_place_nor_words(self) -> None:
        body = {**without(ON_MESSAGE, "message"), "type": "shortcut", "channel": None}
        assert Taken.of(body) == Taken("U1", "1.2", "", "", "")

    @pytest.mark.parametrize(
        "body",
        [
            without(ON_MESSAGE, "user"),
            without(ON_MESSAGE, "message"),
            without(ON_MESSAGE, "message", "ts"),
            without(ON_MESSAGE, "channel"),
            {**ON_MESSAGE, "channel": "C1"},
            {**ON_MESSAGE, "message": "نص"},
        ],
    )
    def test_missing_field_is_named_by_one_error(self, body: dict[str, Any]) -> None:
        with pytest.raises(PressBroken):
            Taken.of(body)


class TestAsked:
    def test_fields_chosen_and_typed_are_read_and_others_are_empty(self) -> None:
        asked = Asked.of(submission(ASKED, {"customer": "7", "text": "نص", "phone": None}))
        assert (asked.state.ticket_id, asked.state.origin) == (5, "view:V1")
        given = {field: value for field, value in asked.values.items() if value}
        assert given == {Field.CUSTOMER: "7", Field.TEXT: "نص"}

    @pytest.mark.parametrize("ticket_id", [-1, 10**30, True, "7", 1.5, [7]])
    def test_number_that_is_no_ticket_s_is_refused(self, ticket_id: Any) -> None:
        state = json.dumps({"ticket_id": ticket_id, "origin": None, "channel": None})
        with pytest.raises(PressBroken):
            Asked.of(submission({**ASKED, "private_metadata": state}, {}))

    @pytest.mark.parametrize(
        "body",
        [
            submission({**ASKED, "private_metadata": "{}"}, {}),
            submission({**ASKED, "private_metadata": '{"ticket_id": Infinity}'}, {}),
            without(submission(ASKED, {}), "view", "id"),
            without(submission(ASKED, {}), "view", "state"),
            without(submission(ASKED, {}), "user"),
        ],
    )
    def test_state_or_field_that_is_not_ours_is_refused(self, body: dict[str, Any]) -> None:
        with pytest.raises(PressBroken):
            Asked.of(body)
