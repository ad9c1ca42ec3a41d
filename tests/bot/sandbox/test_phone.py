"""The customer's phone as the page shows it: ticks, what goes with a message, what a person carried over."""

import json
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import Product, button

Json = dict[str, Any]
NOURA = "966500000001"
LINK = {"type": "button", "text": {"type": "plain_text", "text": "افتح واتساب"}, "action_id": "open"}


def phone(bench: Bench) -> Json:
    shown: Json = httpx.get(f"{bench.sandbox_url}/sandbox/phone").json()
    return shown


def reacts(bench: Bench, **values: Any) -> httpx.Response:
    return httpx.post(f"{bench.sandbox_url}/sandbox/whatsapp/reaction", json=values)


def line(product: Product) -> Json:
    """The message in the newest delivery."""
    found: Json = json.loads(product.last.body)["entry"][0]["changes"][0]["value"]["messages"][0]
    return found


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


class TestPeople:
    def test_everybody_has_a_chat_and_whoever_writes_gets_one(self, bench: Bench) -> None:
        bench.driver.customer_writes("هلا", wa_id="966500000099", name="جديد")
        people = {one["wa_id"]: one["name"] for one in phone(bench)["customers"]}
        assert people == dict(fixtures.CUSTOMERS) | {"966500000099": "جديد"}


class TestTicks:
    def test_taken_by_the_product_is_delivered(self, bench: Bench) -> None:
        bench.driver.customer_writes("هلا")
        assert [one["status"] for one in phone(bench)["messages"]] == ["delivered"]

    def test_refused_by_the_product_is_only_sent_until_it_comes_again(self, bench: Bench) -> None:
        bench.product.answer(status=500)
        bench.driver.customer_writes("هلا", message_id="wamid.A")
        assert [one["status"] for one in phone(bench)["messages"]] == ["sent"]
        bench.driver.customer_writes("هلا", message_id="wamid.A")
        assert [one["status"] for one in phone(bench)["messages"]] == ["delivered"]

    def test_read_when_the_product_says_so(self, bench: Bench) -> None:
        bench.driver.customer_writes("هلا", message_id="wamid.A")
        read = {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.A"}
        url = f"{bench.sandbox_url}/v25.0/{fixtures.PHONE_NUMBER_ID}/messages"
        assert httpx.post(url, json=read, headers={"authorization": "Bearer x"}).status_code == 200
        assert [one["status"] for one in phone(bench)["messages"]] == ["read"]


class TestContext:
    def test_forwarded_and_quoted_are_told(self, driver: SandboxDriver, product: Product) -> None:
        driver.customer_writes("هلا", forwarded=True, reply_to="wamid.B")
        told = {"forwarded": True, "from": fixtures.DISPLAY_PHONE_NUMBER, "id": "wamid.B"}
        assert line(product)["context"] == told

    def test_plain_message_has_none(self, driver: SandboxDriver, product: Product) -> None:
        driver.customer_writes("هلا")
        assert "context" not in line(product)

    @pytest.mark.parametrize("emoji", ["👍", None])
    def test_reaction_is_a_message_about_a_message(
        self, bench: Bench, product: Product, emoji: str | None
    ) -> None:
        reacts(bench, message_id="wamid.B", emoji=emoji)
        told = {"message_id": "wamid.B"} | ({"emoji": emoji} if emoji else {})
        assert (line(product)["type"], line(product)["reaction"]) == ("reaction", told)
        assert [one["reacted_to"] for one in phone(bench)["messages"]] == ["wamid.B"]


class TestCarriedOver:
    """By the link that was there, the button that is there now, and the text in the thread."""

    def hand_off(self, slack: WebClient, clock: Any) -> str:
        link = LINK | {"url": f"https://wa.me/{NOURA}?text=x"}
        posted = slack.chat_postMessage(
            channel=fixtures.APPROVALS, text="جاهزة", blocks=actions(link, button("draft.mark_sent"))
        )
        ts = str(posted["ts"])
        clock.advance(1)
        slack.chat_postMessage(channel=fixtures.APPROVALS, thread_ts=ts, text="حياكم &amp; أهلاً")
        return ts

    def test_said_to_be_sent_it_is_on_the_phone(self, bench: Bench, slack: WebClient) -> None:
        ts = self.hand_off(slack, bench.clock)
        assert phone(bench)["messages"] == []
        slack.chat_update(
            channel=fixtures.APPROVALS, ts=ts, text="أُرسلت", blocks=actions(button("draft.not_sent"))
        )
        [shown] = phone(bench)["messages"]
        told = {"direction": "by_hand", "wa_id": NOURA, "text": "حياكم & أهلاً"}
        assert told.items() <= shown.items()

    def test_taken_back_it_is_gone(self, bench: Bench, slack: WebClient) -> None:
        ts = self.hand_off(slack, bench.clock)
        for action in ("draft.not_sent", "draft.mark_sent"):
            slack.chat_update(channel=fixtures.APPROVALS, ts=ts, text="x", blocks=actions(button(action)))
        assert phone(bench)["messages"] == []
