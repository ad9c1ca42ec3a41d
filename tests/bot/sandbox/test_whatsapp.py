"""The customer's phone: envelopes, signatures on the exact bytes, the handshake and the fake Cloud API."""

import hashlib
import hmac
import json
from typing import Any

import httpx
import pytest

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from bot.sandbox.signing import meta_json, slack_headers, whatsapp_headers
from tests.bot.sandbox.conftest import Bench
from tests.bot.sandbox.support import VERIFY_TOKEN, Product

Json = dict[str, Any]

SEND = {
    "messaging_product": "whatsapp",
    "to": fixtures.CUSTOMER_WA_ID,
    "type": "text",
    "text": {"body": "تم"},
}


def send(bench: Bench, payload: Json, *, token: str = "t") -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(
        f"{bench.sandbox_url}/v23.0/{fixtures.PHONE_NUMBER_ID}/messages", json=payload, headers=headers
    )


class TestSigning:
    def test_slack_signature_is_the_documented_hmac(self) -> None:
        expected = hmac.new(b"s", b"v0:1790000000:a=1", hashlib.sha256).hexdigest()
        headers = slack_headers("s", timestamp=1790000000, body=b"a=1")
        assert headers["x-slack-signature"] == f"v0={expected}"

    def test_whatsapp_signature_covers_exact_bytes(self) -> None:
        assert whatsapp_headers("s", b"{}") != whatsapp_headers("s", b"{} ")

    def test_meta_json_escapes_letters_and_slashes_and_stays_json(self) -> None:
        body = meta_json({"text": "متى/الآن"})
        assert body.isascii()
        assert b"\\/" in body
        assert json.loads(body) == {"text": "متى/الآن"}


class TestCustomerWrites:
    def test_envelope_is_the_contracts(self, driver: SandboxDriver, product: Product) -> None:
        result = driver.customer_writes("متى الموعد؟")
        [entry] = product.last.json["entry"]
        [change] = entry["changes"]
        value = change["value"]
        assert (entry["id"], change["field"]) == (fixtures.WABA_ID, "messages")
        assert value["metadata"] == {
            "display_phone_number": fixtures.DISPLAY_PHONE_NUMBER,
            "phone_number_id": fixtures.PHONE_NUMBER_ID,
        }
        assert value["contacts"] == [
            {"profile": {"name": fixtures.CUSTOMER_NAME}, "wa_id": fixtures.CUSTOMER_WA_ID}
        ]
        assert value["messages"] == [
            {
                "from": fixtures.CUSTOMER_WA_ID,
                "id": result["message_id"],
                "timestamp": "1790000000",
                "type": "text",
                "text": {"body": "متى الموعد؟"},
            }
        ]
        assert (result["status"], product.forged) == (200, 0)

    def test_given_sender_and_time_are_used(self, driver: SandboxDriver, product: Product) -> None:
        driver.customer_writes("x", wa_id="966500000009", name="سارة", message_id="wamid.A", timestamp=5)
        value = product.last.json["entry"][0]["changes"][0]["value"]
        message = value["messages"][0]
        assert (message["from"], message["id"], message["timestamp"]) == ("966500000009", "wamid.A", "5")
        assert value["contacts"][0]["profile"]["name"] == "سارة"

    def test_hidden_number_leaves_only_the_scoped_id(self, driver: SandboxDriver, product: Product) -> None:
        driver.customer_writes("x", wa_id=None, user_id="SA.1")
        value = product.last.json["entry"][0]["changes"][0]["value"]
        assert "from" not in value["messages"][0]
        assert value["messages"][0]["from_user_id"] == "SA.1"
        assert "wa_id" not in value["contacts"][0]

    def test_same_id_again_is_a_redelivery_not_a_second_message(
        self, driver: SandboxDriver, product: Product
    ) -> None:
        driver.customer_writes("x", message_id="wamid.A")
        driver.customer_writes("x", message_id="wamid.A")
        assert len(product.received) == 2
        assert [message["direction"] for message in driver.phone()] == ["inbound"]

    def test_raw_payload_is_signed_too(self, driver: SandboxDriver, product: Product) -> None:
        assert driver.whatsapp_raw({"object": "غير معروف"})["status"] == 200
        assert product.last.json == {"object": "غير معروف"}


class TestVerify:
    def test_right_token_brings_the_challenge_back(self, driver: SandboxDriver) -> None:
        result = driver.whatsapp_verify()
        assert (result["status"], result["matches"]) == (200, True)
        assert result["content_type"].startswith("text/plain")

    def test_wrong_token_is_refused(self, driver: SandboxDriver) -> None:
        result = driver.whatsapp_verify(token=VERIFY_TOKEN + "x")
        assert (result["status"], result["matches"]) == (403, False)


class TestCloudApi:
    def test_text_lands_on_the_phone(self, bench: Bench, driver: SandboxDriver) -> None:
        answer = send(bench, {**SEND, "biz_opaque_callback_data": "appr_1"})
        body = answer.json()
        assert body["contacts"] == [{"input": fixtures.CUSTOMER_WA_ID, "wa_id": fixtures.CUSTOMER_WA_ID}]
        [message] = driver.phone(fixtures.CUSTOMER_WA_ID)
        assert (message["direction"], message["text"], message["biz_opaque_callback_data"]) == (
            "outbound",
            "تم",
            "appr_1",
        )
        assert message["id"] == body["messages"][0]["id"]
        assert driver.phone("966500000009") == []

    @pytest.mark.parametrize(
        ("change", "status", "code"),
        [
            ({"messaging_product": "sms"}, 400, 100),
            ({"to": ""}, 400, 131008),
            ({"text": {"body": ""}}, 400, 131008),
            ({"text": {"body": "x" * 4_097}}, 400, 131009),
            ({"type": "hologram"}, 400, 131051),
        ],
    )
    def test_bad_send_is_refused(
        self, bench: Bench, driver: SandboxDriver, change: Json, status: int, code: int
    ) -> None:
        answer = send(bench, {**SEND, **change})
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
        assert driver.phone() == []

    def test_4096_characters_pass(self, bench: Bench) -> None:
        assert send(bench, {**SEND, "text": {"body": "x" * 4_096}}).status_code == 200

    def test_missing_token_is_190(self, bench: Bench) -> None:
        answer = send(bench, SEND, token="")
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, 190)

    def test_template_is_accepted_for_delivery(self, bench: Bench) -> None:
        template = {"name": "appt_reminder", "language": {"code": "ar"}}
        answer = send(bench, {**SEND, "type": "template", "template": template})
        assert answer.json()["messages"][0]["message_status"] == "accepted"

    def test_lost_reply_leaves_the_message_on_the_phone(self, bench: Bench, driver: SandboxDriver) -> None:
        driver.fault("whatsapp.messages", "lost_reply")
        with pytest.raises(httpx.RemoteProtocolError):
            send(bench, SEND)
        assert [message["text"] for message in driver.phone()] == ["تم"]

    def test_status_report_reaches_the_product(
        self, bench: Bench, driver: SandboxDriver, product: Product
    ) -> None:
        message_id = send(bench, SEND).json()["messages"][0]["id"]
        driver.whatsapp_status(message_id, "failed", errors=[{"code": 131047, "title": "window"}])
        [status] = product.last.json["entry"][0]["changes"][0]["value"]["statuses"]
        assert (status["id"], status["status"], status["recipient_id"]) == (
            message_id,
            "failed",
            fixtures.CUSTOMER_WA_ID,
        )
        assert status["errors"][0]["code"] == 131047
