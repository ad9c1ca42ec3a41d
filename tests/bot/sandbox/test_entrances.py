"""Events with their retries, commands, shortcuts and messages of people."""

import socket

import pytest
from slack_sdk import WebClient
from starlette.responses import RedirectResponse

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from bot.sandbox.server import SandboxServer
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import ManualClock, Product, sandbox_settings

EVENT = {"type": "app_home_opened", "user": fixtures.FOUNDER, "tab": "home", "channel": "D0HOME"}


class TestEvent:
    def test_envelope_has_what_bolt_reads(self, driver: SandboxDriver, product: Product) -> None:
        result = driver.event(EVENT)
        body = product.last.json
        assert (body["type"], body["event"], body["event_id"]) == (
            "event_callback",
            EVENT,
            result["event_id"],
        )
        assert body["authorizations"][0]["user_id"] == fixtures.BOT_USER_ID
        assert (result["delivered"], len(result["attempts"])) == (True, 1)
        assert "x-slack-retry-num" not in product.last.headers

    def test_failures_are_retried_three_times_with_headers_and_one_event_id(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        for _ in range(4):
            product.answer("no", status=500)
        result = driver.event(EVENT)
        headers = [
            (one.headers.get("x-slack-retry-num"), one.headers.get("x-slack-retry-reason"))
            for one in product.received
        ]
        assert headers == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
        assert {one.json["event_id"] for one in product.received} == {result["event_id"]}
        assert result["delivered"] is False

    def test_success_ends_the_retries(self, driver: SandboxDriver, product: Product) -> None:
        product.answer("no", status=503)
        result = driver.event(EVENT)
        assert [attempt["status"] for attempt in result["attempts"]] == [503, 200]
        assert result["delivered"] is True

    def test_no_retry_header_on_a_failure_is_obeyed(self, driver: SandboxDriver, product: Product) -> None:
        product.answer("no", status=500, headers={"x-slack-no-retry": "1"})
        result = driver.event(EVENT)
        assert (result["delivered"], len(product.received)) == (False, 1)

    def test_unreachable_product_is_connection_failed(self, driver: SandboxDriver) -> None:
        with (
            socket.socket() as taken
        ):  # bound but not listening: a connection is refused, whoever else runs here
            taken.bind(("127.0.0.1", 0))
            driver.point_at(f"http://127.0.0.1:{taken.getsockname()[1]}")
            result = driver.event(EVENT)
        assert [attempt["failure"] for attempt in result["attempts"]] == ["connection_failed"] * 4

    def test_third_redirect_is_too_many(self, driver: SandboxDriver, product: Product) -> None:
        for _ in range(12):
            product.answers.append(RedirectResponse("/slack/events", status_code=307))
        assert driver.event(EVENT)["attempts"][0]["failure"] == "too_many_redirects"

    def test_silence_is_http_timeout(self, bench: Bench) -> None:
        # A listening socket that nobody reads from: the connection opens and no answer ever comes.
        with socket.create_server(("127.0.0.1", 0)) as deaf:
            url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
            settings = sandbox_settings(url, delivery_timeout_s=0.05)
            with SandboxServer(settings) as server, SandboxDriver(server.base_url) as driver:
                reasons = [attempt["retry_reason"] for attempt in driver.event(EVENT)["attempts"]]
        assert reasons == [None, "http_timeout", "http_timeout", "http_timeout"]

    def test_given_retry_is_one_delivery_of_the_same_event(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        driver.event(EVENT, event_id="Ev0SAME")
        driver.event(EVENT, event_id="Ev0SAME", retry_num=2, retry_reason="http_timeout")
        assert [one.json["event_id"] for one in product.received] == ["Ev0SAME", "Ev0SAME"]
        assert product.last.headers["x-slack-retry-num"] == "2"

    def test_signature_is_made_at_the_sandbox_clock(
        self, driver: SandboxDriver, product: Product, clock: ManualClock
    ) -> None:
        driver.event(EVENT)
        assert product.last.headers["x-slack-request-timestamp"] == str(int(clock.wall()))
        assert product.forged == 0

    def test_wrong_secret_would_be_noticed(self, bench: Bench) -> None:
        settings = sandbox_settings(bench.product_url, signing_secret="other", retry_delays_s=())
        with SandboxServer(settings, clock=bench.clock) as server, SandboxDriver(server.base_url) as driver:
            assert driver.event(EVENT)["attempts"][0]["status"] == 401
        assert (bench.product.forged, bench.product.received) == (1, [])


class TestVerifyUrl:
    def test_echoed_challenge_matches(self, driver: SandboxDriver, product: Product) -> None:
        assert driver.verify_url()["matches"] is True
        assert product.last.json["type"] == "url_verification"

    def test_answer_without_the_challenge_does_not_match(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        product.answer("something")
        assert driver.verify_url()["matches"] is False


class TestCommand:
    def test_form_fields_are_slacks(self, driver: SandboxDriver, product: Product) -> None:
        driver.command(fixtures.OPERATOR, "تصعيد العميل", channel="support")
        form = product.last.form
        assert (form["command"], form["text"]) == ("/dealix", "تصعيد العميل")
        assert (form["user_id"], form["channel_id"], form["channel_name"]) == (
            fixtures.OPERATOR,
            fixtures.SUPPORT,
            "support",
        )
        assert form["trigger_id"]

    def test_text_in_the_answer_is_shown_to_the_person_only(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        product.answer({"response_type": "ephemeral", "text": "لم أفهم"})
        assert driver.command(fixtures.OPERATOR, "؟")["message"]["text"] == "لم أفهم"
        assert [message["text"] for message in driver.ephemerals("ops", fixtures.OPERATOR)] == ["لم أفهم"]
        assert driver.messages("ops") == []

    def test_empty_answer_shows_nothing(self, driver: SandboxDriver) -> None:
        assert driver.command(fixtures.OPERATOR, "x")["message"] is None
        assert driver.warnings() == []


class TestShortcut:
    def test_global_one_has_no_channel(self, driver: SandboxDriver, product: Product) -> None:
        driver.shortcut(fixtures.FOUNDER, "incident.new")
        payload = product.last.payload
        assert (payload["type"], payload["callback_id"]) == ("shortcut", "incident.new")
        assert not {"channel", "response_url", "message"} & payload.keys()

    def test_message_one_carries_the_message(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        slack.chat_postMessage(channel=fixtures.SUPPORT, text="شكوى")
        message = driver.wait_for_message("support", "شكوى")
        driver.shortcut(fixtures.FOUNDER, "ticket.from_message", message=message)
        payload = product.last.payload
        assert (payload["type"], payload["message_ts"]) == ("message_action", message["ts"])
        assert (payload["message"]["text"], payload["channel"]["name"]) == ("شكوى", "support")


class TestSay:
    def test_message_is_kept_and_delivered(self, driver: SandboxDriver, product: Product) -> None:
        said = driver.say(fixtures.OPERATOR, "support", "العميل متضايق")
        event = product.last.json["event"]
        assert (event["type"], event["user"], event["channel_type"]) == (
            "message",
            fixtures.OPERATOR,
            "channel",
        )
        assert event["ts"] == said["message"]["ts"] == driver.messages("support")[0]["ts"]

    def test_naming_the_bot_also_delivers_a_mention(self, driver: SandboxDriver, product: Product) -> None:
        driver.say(fixtures.OPERATOR, "support", f"<@{fixtures.BOT_USER_ID}> الحالة")
        assert [one.json["event"]["type"] for one in product.received] == ["message", "app_mention"]


class TestEdit:
    def test_author_s_edit_is_delivered_with_both_texts(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        said = driver.say(fixtures.OPERATOR, "support", "العميل متضايق")["message"]
        driver.edit(fixtures.OPERATOR, said, "العميل راضٍ")
        event = product.last.json["event"]
        assert (event["subtype"], event["channel"]) == ("message_changed", fixtures.SUPPORT)
        assert (event["previous_message"]["text"], event["message"]["text"]) == (
            "العميل متضايق",
            "العميل راضٍ",
        )
        assert event["message"]["edited"]["user"] == fixtures.OPERATOR
        assert driver.messages("support")[0]["text"] == "العميل راضٍ"

    def test_nobody_changes_another_s_message(self, driver: SandboxDriver) -> None:
        said = driver.say(fixtures.OPERATOR, "support", "العميل متضايق")["message"]
        with pytest.raises(SandboxSaidNo, match="not_the_author"):
            driver.edit(fixtures.FOUNDER, said, "x")
        with pytest.raises(SandboxSaidNo, match="not_the_author"):
            driver.delete(fixtures.FOUNDER, said)


class TestDelete:
    def test_message_without_replies_is_gone(self, driver: SandboxDriver, product: Product) -> None:
        said = driver.say(fixtures.OPERATOR, "support", "العميل متضايق")["message"]
        driver.delete(fixtures.OPERATOR, said)
        event = product.last.json["event"]
        assert (event["subtype"], event["deleted_ts"]) == ("message_deleted", said["ts"])
        assert event["previous_message"]["user"] == fixtures.OPERATOR
        assert driver.messages("support") == []

    def test_message_with_replies_leaves_a_tombstone(self, driver: SandboxDriver, product: Product) -> None:
        said = driver.say(fixtures.OPERATOR, "support", "العميل متضايق")["message"]
        driver.say(fixtures.FOUNDER, "support", "أشوفها", thread_ts=said["ts"])
        driver.delete(fixtures.OPERATOR, said)
        event = product.last.json["event"]
        assert (event["subtype"], event["message"]["subtype"]) == ("message_changed", "tombstone")
        assert (event["message"]["user"], event["previous_message"]["user"]) == (
            "USLACKBOT",
            fixtures.OPERATOR,
        )
        assert "edited" not in event["message"]
        assert len(driver.messages("support")) == 2


class TestDirect:
    def test_words_to_the_bot_come_from_a_conversation_of_two(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        first, second = (driver.direct(fixtures.FOUNDER, text)["message"] for text in ("هلا", "مساعدة"))
        event = product.last.json["event"]
        assert (event["channel_type"], event["user"], event["text"]) == ("im", fixtures.FOUNDER, "مساعدة")
        assert first["channel"] == second["channel"] == event["channel"]
