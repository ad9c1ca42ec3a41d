"""The customer's WhatsApp phone and Meta's webhook calls."""

import secrets
from typing import Any
from urllib.parse import urlencode

from bot.sandbox import fixtures
from bot.sandbox.control.fields import Fields
from bot.sandbox.deliveries import Answer
from bot.sandbox.signing import meta_json, whatsapp_headers
from bot.sandbox.whatsapp_phone import status_envelope, text_envelope

Json = dict[str, Any]

WEBHOOK = "/api/webhooks/whatsapp"


async def text(fields: Fields) -> Json:
    """POST /sandbox/whatsapp/text; `wa_id` null with a `user_id` is a customer who hides the number."""
    box = fields.box
    wa_id = fields.values.get("wa_id", fixtures.CUSTOMER_WA_ID)
    contact = {
        "wa_id": wa_id or None,
        "user_id": fields.maybe("user_id"),
        "name": fields.maybe("name") or fixtures.CUSTOMER_NAME,
    }
    message_id = fields.maybe("message_id") or box.phone.new_id()
    timestamp = int(fields.number("timestamp", box.clock.wall()))
    body = fields.need("text")
    envelope = text_envelope(message_id=message_id, text=body, timestamp=timestamp, contact=contact)
    known = {message["id"] for message in box.phone.messages}
    if message_id not in known:  # the same id again is Meta's redelivery, not a second message
        box.phone.remember(
            {"direction": "inbound", "id": message_id, "type": "text", "text": body, **contact}
        )
    answer = await _post(fields, envelope)
    return {**answer.shown(), "message_id": message_id}


async def raw(fields: Fields) -> Json:
    """POST /sandbox/whatsapp/raw {payload}: sign and post anything."""
    return (await _post(fields, fields.mapping("payload"))).shown()


async def status(fields: Fields) -> Json:
    """POST /sandbox/whatsapp/status {message_id, status, errors?}: report the fate of an outbound message."""
    message_id = fields.need("message_id")
    sent = next((message for message in fields.box.phone.messages if message["id"] == message_id), None)
    envelope = status_envelope(
        message_id=message_id,
        status=fields.need("status"),
        recipient_id=sent["wa_id"] if sent else fields.maybe("wa_id") or fixtures.CUSTOMER_WA_ID,
        timestamp=int(fields.number("timestamp", fields.box.clock.wall())),
        errors=fields.values.get("errors") or [],
    )
    return (await _post(fields, envelope)).shown()


async def verify(fields: Fields) -> Json:
    """GET /sandbox/whatsapp/verify?token=: the handshake, with another token to see it refused."""
    challenge = str(secrets.randbelow(10**9))
    token = fields.maybe("token") or fields.box.settings.whatsapp_verify_token
    query = urlencode({"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge})
    answer = await fields.box.deliveries.send("GET", f"{WEBHOOK}?{query}", kind="whatsapp_verify", headers={})
    kind = answer.headers.get("content-type", "")
    return {
        **answer.shown(),
        "matches": answer.status == 200 and answer.body == challenge,
        "content_type": kind,
    }


async def messages(fields: Fields) -> Json:
    """GET /sandbox/whatsapp/messages?wa_id=."""
    return {"messages": fields.box.phone.of(fields.maybe("wa_id"))}


async def _post(fields: Fields, payload: Json) -> Answer:
    body = meta_json(payload)
    signature = whatsapp_headers(fields.box.settings.whatsapp_app_secret, body)
    headers = {"content-type": "application/json", "user-agent": "facebookexternalua", **signature}
    return await fields.box.deliveries.send("POST", WEBHOOK, kind="whatsapp", body=body, headers=headers)
