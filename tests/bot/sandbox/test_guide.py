"""The guided story: a step is done when it happened, and whoever may not start again is told so."""

from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from bot.sandbox.guide import copy_ar as copy
from bot.sandbox.guide.player import TEN_LINES
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import section

Json = dict[str, Any]


def guide(bench: Bench) -> Json:
    shown: Json = httpx.get(f"{bench.sandbox_url}/sandbox/guide").json()
    return shown


def done(bench: Bench, step: str) -> list[bool]:
    found: list[bool] = next(one["done"] for one in guide(bench)["steps"] if one["id"] == step)
    return found


def post(bench: Bench, path: str, **values: Any) -> httpx.Response:
    return httpx.post(f"{bench.sandbox_url}/sandbox/guide/{path}", json=values)


class TestDone:
    def test_at_first_nothing_is(self, bench: Bench) -> None:
        assert not any(part for step in guide(bench)["steps"] for part in step["done"])
        assert [len(step["parts"]) for step in guide(bench)["steps"]] == [
            len(step["done"]) for step in guide(bench)["steps"]
        ]

    def test_alarm_needs_its_card_and_not_only_the_message(self, bench: Bench, slack: WebClient) -> None:
        bench.driver.customer_writes("تسريب", wa_id="966500000001", name="نورة")
        assert done(bench, copy.LEAK) == [False, False, False]
        card = slack.chat_postMessage(
            channel=fixtures.APPROVALS, text="x", blocks=[section("طارئ (P0): بيانات · نورة")]
        )
        assert done(bench, copy.LEAK) == [True, False, False]
        answered = [section("طارئ · نورة: اعتمدها")]
        slack.chat_update(channel=fixtures.APPROVALS, ts=card["ts"], text="x", blocks=answered)
        assert done(bench, copy.LEAK) == [True, False, False]

    def test_burst_needs_ten_lines_and_one_card(self, bench: Bench, slack: WebClient) -> None:
        for text in TEN_LINES[:-1]:
            bench.driver.customer_writes(text)
        assert done(bench, copy.BURST) == [False, False]
        bench.driver.customer_writes(TEN_LINES[-1])
        assert done(bench, copy.BURST) == [True, False]
        slack.chat_postMessage(channel=fixtures.APPROVALS, text=f"بطاقة: {TEN_LINES[-1]}")
        assert done(bench, copy.BURST) == [True, True]
        bench.clock.advance(1)
        slack.chat_postMessage(channel=fixtures.APPROVALS, text=f"ثانية: {TEN_LINES[-1]}")
        assert done(bench, copy.BURST) == [True, False]

    def test_slow_writer_is_no_burst(self, bench: Bench) -> None:
        for text in TEN_LINES:
            bench.driver.customer_writes(text)
            bench.clock.advance(60)
        assert done(bench, copy.BURST) == [False, False]

    def test_outage_needs_a_post_that_failed_and_stands_in_the_end(
        self, bench: Bench, slack: WebClient, driver: SandboxDriver
    ) -> None:
        card: Json = {
            "channel": fixtures.APPROVALS,
            "text": "بطاقة",
            "metadata": {"event_type": "dealix_outbox", "event_payload": {"outbox_id": 7}},
        }
        driver.fault("slack.*", "server_error", times=9)
        driver.customer_writes("بطاقة")
        assert done(bench, copy.OUTAGE) == [True, False, False]
        with pytest.raises(SlackApiError):
            slack.chat_postMessage(**card)
        assert done(bench, copy.OUTAGE) == [True, True, False]
        driver.clear_faults()
        assert done(bench, copy.OUTAGE) == [True, True, False]
        slack.chat_postMessage(**card)
        assert done(bench, copy.OUTAGE) == [True, True, True]


class TestFaultOfSlackAlone:
    def test_whatsapp_goes_on(self, bench: Bench, driver: SandboxDriver) -> None:
        driver.fault("slack.*", "server_error", times=9)
        url = f"{bench.sandbox_url}/v25.0/{fixtures.PHONE_NUMBER_ID}"
        assert httpx.get(url, headers={"authorization": "Bearer x"}).status_code == 200


class TestStage:
    def test_without_the_demo_nothing_starts_again(self, bench: Bench) -> None:
        bench.driver.stage(restarts=False)
        assert post(bench, "restart").json()["error"] == "nobody_restarts"

    def test_request_is_seen_and_over_when_the_product_is_there_again(self, bench: Bench) -> None:
        bench.driver.stage(restarts=True)
        before = bench.driver.changes()["revision"]
        assert post(bench, "restart").json()["restarting"] is True
        assert [one["kind"] for one in bench.driver.changes(before)["changes"]] == ["restart_wanted"]
        bench.driver.reset()
        assert guide(bench)["restarting"] is True
        bench.driver.stage(restarts=True)
        assert guide(bench)["restarting"] is False
        bench.driver.stage(restarts=False)

    def test_one_step_at_a_time(self, bench: Bench) -> None:
        assert post(bench, "play", step=copy.LEAK).json()["playing"] == copy.LEAK
        refused = post(bench, "play", step=copy.BURST)
        assert (refused.status_code, refused.json()["error"]) == (409, "busy")
        bench.driver.reset()
        assert guide(bench)["playing"] is None

    def test_unknown_step_is_refused(self, bench: Bench) -> None:
        assert post(bench, "play", step="end").status_code == 400
