"""Modals filled in, submitted and closed; each answer of the product has its effect."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from tests.bot.sandbox.support import Product, modal, option, section, text_input

Json = dict[str, Any]

TONE = {
    "type": "input",
    "block_id": "tone_block",
    "optional": True,
    "label": {"type": "plain_text", "text": "النبرة"},
    "element": {"type": "static_select", "action_id": "tone", "options": [option("warm"), option("formal")]},
}


@pytest.fixture
def view(slack: WebClient, driver: SandboxDriver, product: Product) -> Json:
    blocks = [text_input(initial_value="نص أول", max_length=20), TONE]
    driver.shortcut(fixtures.FOUNDER, "incident.new")
    slack.views_open(
        trigger_id=product.last.payload["trigger_id"],
        view=modal(*blocks, private_metadata="17.3", notify_on_close=True),
    )
    return driver.open_view(fixtures.FOUNDER)


class TestSubmit:
    def test_values_arrive_in_the_state_and_an_empty_answer_closes(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        result = driver.submit(fixtures.FOUNDER, view, {"body": "نص ثان", "tone": "formal"})
        payload = product.last.payload
        assert payload["type"] == "view_submission"
        assert payload["view"]["private_metadata"] == "17.3"
        values = payload["view"]["state"]["values"]
        assert values["body_block"]["body"] == {"type": "plain_text_input", "value": "نص ثان"}
        assert values["tone_block"]["tone"]["selected_option"]["value"] == "formal"
        assert (result["status"], result["response_action"]) == (200, None)
        assert driver.views(fixtures.FOUNDER) == []

    def test_untouched_inputs_keep_their_first_values(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        driver.submit(fixtures.FOUNDER, view, {})
        values = product.last.payload["view"]["state"]["values"]
        assert values["body_block"]["body"]["value"] == "نص أول"
        assert values["tone_block"]["tone"]["selected_option"] is None

    def test_errors_keep_the_modal_open(self, driver: SandboxDriver, product: Product, view: Json) -> None:
        product.answer({"response_action": "errors", "errors": {"body_block": "طويل"}})
        result = driver.submit(fixtures.FOUNDER, view, {"body": "x"})
        assert (result["response_action"], result["errors"]) == ("errors", {"body_block": "طويل"})
        assert driver.open_view(fixtures.FOUNDER)["id"] == view["id"]
        assert driver.warnings() == []

    def test_errors_for_something_else_than_an_input_block_are_warned_about(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        product.answer({"response_action": "errors", "errors": {"body": "طويل"}})
        driver.submit(fixtures.FOUNDER, view, {"body": "x"})
        assert [warning["kind"] for warning in driver.warnings()] == ["bad_view_answer"]

    def test_update_replaces_the_view(self, driver: SandboxDriver, product: Product, view: Json) -> None:
        product.answer({"response_action": "update", "view": modal(section("تم"))})
        result = driver.submit(fixtures.FOUNDER, view, {"body": "x"})
        now = driver.open_view(fixtures.FOUNDER)
        assert result["response_action"] == "update"
        assert (now["id"], now["blocks"][0]["text"]["text"]) == (view["id"], "تم")
        assert now["hash"] != view["hash"]

    def test_invalid_update_leaves_the_view_and_warns(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        product.answer({"response_action": "update", "view": {**modal(), "blocks": []}})
        assert driver.submit(fixtures.FOUNDER, view, {"body": "x"})["view"] is None
        assert driver.open_view(fixtures.FOUNDER)["hash"] == view["hash"]
        assert [warning["kind"] for warning in driver.warnings()] == ["bad_view_answer"]

    def test_push_lays_a_view_on_top_and_clear_takes_all(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        product.answer({"response_action": "push", "view": modal(text_input("why", "why_block"))})
        driver.submit(fixtures.FOUNDER, view, {"body": "x"})
        below, above = driver.views(fixtures.FOUNDER)
        assert (below["id"], above["previous_view_id"]) == (view["id"], view["id"])
        with pytest.raises(SandboxSaidNo, match="no_such_view"):
            driver.submit(fixtures.FOUNDER, below, {})
        product.answer({"response_action": "clear"})
        driver.submit(fixtures.FOUNDER, above, {"why": "y"})
        assert driver.views(fixtures.FOUNDER) == []

    def test_failed_delivery_leaves_the_modal_open(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        product.answer("boom", status=500)
        result = driver.submit(fixtures.FOUNDER, view, {"body": "x"})
        assert (result["status"], result["failure"]) == (500, "http_error")
        assert len(driver.views(fixtures.FOUNDER)) == 1

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"body": None}, "missing_required_input"),
            ({"body": "   "}, "missing_required_input"),
            ({"body": "x" * 21}, "bad_length"),
            ({"tone": "loud"}, "no_such_option"),
            ({"other": "x"}, "no_such_input"),
        ],
    )
    def test_what_slacks_client_would_stop_never_leaves(
        self, driver: SandboxDriver, product: Product, view: Json, values: Json, code: str
    ) -> None:
        before = len(product.received)
        with pytest.raises(SandboxSaidNo, match=code):
            driver.submit(fixtures.FOUNDER, view, values)
        assert len(product.received) == before

    def test_somebody_elses_modal_cannot_be_submitted(self, driver: SandboxDriver, view: Json) -> None:
        with pytest.raises(SandboxSaidNo, match="no_such_view"):
            driver.submit(fixtures.OPERATOR, view, {})


class TestClose:
    def test_product_hears_of_a_close_it_asked_to_hear_of(
        self, driver: SandboxDriver, product: Product, view: Json
    ) -> None:
        assert driver.close_view(fixtures.FOUNDER, view)["notified"] is True
        assert (product.last.payload["type"], product.last.payload["is_cleared"]) == ("view_closed", False)
        assert driver.views(fixtures.FOUNDER) == []

    def test_without_notify_on_close_it_does_not(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        driver.shortcut(fixtures.FOUNDER, "incident.new")
        slack.views_open(trigger_id=product.last.payload["trigger_id"], view=modal())
        before = len(product.received)
        assert driver.close_view(fixtures.FOUNDER, driver.open_view(fixtures.FOUNDER))["notified"] is False
        assert len(product.received) == before
