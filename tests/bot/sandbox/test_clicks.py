"""Pressing: the payload is genuine, what is not there cannot be pressed, forgeries must be asked for."""

from typing import Any

import pytest
from slack_sdk import WebClient

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import Product, actions, button, modal, option, section

Json = dict[str, Any]


@pytest.fixture
def card(slack: WebClient, driver: SandboxDriver) -> Json:
    select = {"type": "static_select", "action_id": "ticket.assign", "options": [option("a"), option("b")]}
    more = {"type": "overflow", "action_id": "ticket.more", "options": [option("split"), option("merge")]}
    blocks = [section("رسالة العميل"), actions(button(), button("draft.reject"), select, more)]
    metadata = {"event_type": "dealix_card", "event_payload": {"id": 1}}
    slack.chat_postMessage(channel=fixtures.APPROVALS, text="بطاقة", blocks=blocks, metadata=metadata)
    return driver.wait_for_message("approvals", "رسالة العميل")


class TestPayload:
    def test_button_payload_is_built_from_the_stored_message(
        self, bench: Bench, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        answer = driver.click(fixtures.FOUNDER, card, "draft.approve")
        payload = product.last.payload
        assert answer["status"] == 200
        assert product.forged == 0
        assert payload["type"] == "block_actions"
        assert payload["user"]["id"] == fixtures.FOUNDER
        assert payload["channel"] == {"id": fixtures.APPROVALS, "name": "approvals"}
        assert payload["container"] == {
            "type": "message",
            "message_ts": card["ts"],
            "channel_id": fixtures.APPROVALS,
            "is_ephemeral": False,
        }
        assert payload["message"]["blocks"] == card["blocks"]
        assert payload["message"]["metadata"]["event_payload"] == {"id": 1}
        assert payload["response_url"].startswith(f"{bench.sandbox_url}/response/")
        [action] = payload["actions"]
        assert (action["type"], action["action_id"], action["block_id"], action["value"]) == (
            "button",
            "draft.approve",
            "decision",
            "17.3",
        )

    def test_select_carries_the_chosen_option_and_state_remembers_it(
        self, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        driver.click(fixtures.FOUNDER, card, "ticket.assign", value="b")
        assert product.last.payload["actions"][0]["selected_option"]["value"] == "b"
        driver.click(fixtures.FOUNDER, card, "draft.approve")
        state = product.last.payload["state"]["values"]
        assert state["decision"]["ticket.assign"]["selected_option"]["value"] == "b"

    def test_overflow_carries_its_option(self, driver: SandboxDriver, product: Product, card: Json) -> None:
        driver.click(fixtures.OPERATOR, card, "ticket.more", value="merge")
        action = product.last.payload["actions"][0]
        assert (action["type"], action["selected_option"]["value"]) == ("overflow", "merge")

    def test_ephemeral_message_is_not_repeated_in_the_payload(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        slack.chat_postEphemeral(
            channel=fixtures.OPS, user=fixtures.FOUNDER, text="x", blocks=[actions(button())]
        )
        [message] = driver.ephemerals("ops", fixtures.FOUNDER)
        driver.click(fixtures.FOUNDER, message, "draft.approve")
        payload = product.last.payload
        assert payload["container"]["is_ephemeral"] is True
        assert "message" not in payload
        with pytest.raises(SandboxSaidNo, match="no_such_message"):
            driver.click(fixtures.OPERATOR, message, "draft.approve")

    def test_modal_payload_has_a_view_and_no_message(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        driver.shortcut(fixtures.FOUNDER, "incident.new")
        slack.views_open(
            trigger_id=product.last.payload["trigger_id"], view=modal(actions(button("draft.undo")))
        )
        driver.click_in_view(fixtures.FOUNDER, driver.open_view(fixtures.FOUNDER), "draft.undo")
        payload = product.last.payload
        assert payload["container"]["type"] == "view"
        assert payload["view"]["callback_id"] == "draft.edit_submit"
        assert not {"message", "channel", "response_url"} & payload.keys()


class TestRefusal:
    def test_absent_button_cannot_be_pressed(
        self, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        with pytest.raises(SandboxSaidNo, match="no_such_action"):
            driver.click(fixtures.FOUNDER, card, "draft.undo")
        assert product.received == []

    def test_absent_option_cannot_be_chosen(
        self, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        with pytest.raises(SandboxSaidNo, match="no_such_option"):
            driver.click(fixtures.FOUNDER, card, "ticket.more", value="delete")
        assert product.received == []

    def test_button_with_another_value_is_not_the_one_meant(self, driver: SandboxDriver, card: Json) -> None:
        with pytest.raises(SandboxSaidNo, match="no_such_action"):
            driver.click(fixtures.FOUNDER, card, "draft.approve", value="18.1")

    def test_unknown_person_cannot_press(self, driver: SandboxDriver, card: Json) -> None:
        with pytest.raises(SandboxSaidNo, match="user_not_found"):
            driver.click("U0NOBODY", card, "draft.approve")


class TestForgery:
    def test_altered_value_travels_when_asked_for(
        self, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        driver.click(fixtures.STRANGER, card, "draft.approve", forge_value="99.1")
        payload = product.last.payload
        assert payload["actions"][0]["value"] == "99.1"
        assert payload["message"]["blocks"] == card["blocks"]
        assert payload["user"]["id"] == fixtures.STRANGER

    def test_absent_button_travels_when_forged(
        self, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        driver.click(fixtures.FOUNDER, card, "ticket.lower", forge_value="1")
        assert product.last.payload["actions"][0]["action_id"] == "ticket.lower"

    def test_button_of_an_earlier_version_needs_stale(
        self, slack: WebClient, driver: SandboxDriver, product: Product, card: Json
    ) -> None:
        slack.chat_update(channel=fixtures.APPROVALS, ts=card["ts"], text="انتهى", blocks=[section()])
        with pytest.raises(SandboxSaidNo, match="no_such_action"):
            driver.click(fixtures.FOUNDER, card, "draft.approve")
        driver.click(fixtures.FOUNDER, card, "draft.approve", stale=True)
        assert product.last.payload["actions"][0]["value"] == "17.3"


class TestAnswer:
    def test_product_error_is_reported(self, driver: SandboxDriver, product: Product, card: Json) -> None:
        product.answer("boom", status=500)
        answer = driver.click(fixtures.FOUNDER, card, "draft.approve")
        assert (answer["status"], answer["failure"], answer["body"]) == (500, "http_error", "boom")
        assert len(product.received) == 1  # interactivity is never retried
