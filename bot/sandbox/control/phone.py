"""The customer's WhatsApp phone and Meta's webhook calls."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bot.sandbox import fixtures, media_files
from bot.sandbox.control.fields import Fields
from bot.sandbox.deliveries import Answer
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.handed_over import handed_over
from bot.sandbox.media_shelf import Lie
from bot.sandbox.signing import meta_json, whatsapp_headers
from bot.sandbox.whatsapp_phone import line_envelope, status_envelope

Json = dict[str, Any]

WEBHOOK = "/api/webhooks/whatsapp"
MADE: dict[str, tuple[str, Callable[[float], bytes]]] = {
    "audio": ("audio/ogg; codecs=opus", media_files.voice),
    "image": ("image/png", lambda _: media_files.picture()),
    "document": ("application/pdf", lambda _: media_files.document()),
    "video": ("video/mp4", media_files.video),
    "sticker": ("image/webp", lambda _: media_files.sticker()),
}


async def text(fields: Fields) -> Json:
    """POST /sandbox/whatsapp/text {text, wa_id?, name?, forwarded?, reply_to?, message_id?}.

    `wa_id` null with a `user_id` is a customer who hides the number; the same `message_id` comes again.
    """
    body = fields.need("text")
    return await _write(fields, {"type": "text", "text": {"body": body}, **_context(fields)}, text=body)


async def reaction(fields: Fields) -> Json:
    """POST /sandbox/whatsapp/reaction {message_id, emoji?}: without an emoji it is taken back."""
    to, emoji = fields.need("message_id"), fields.maybe("emoji")
    reacted = {"message_id": to, **({"emoji": emoji} if emoji else {})}
    del fields.values["message_id"]  # the reaction is a message with an id of its own
    return await _write(fields, {"type": "reaction", "reaction": reacted}, text=emoji, reacted_to=to)


async def media(fields: Fields) -> Json:
    """POST /sandbox/whatsapp/media {kind, seconds?, caption?, lie?, forwarded?}: a file made in code."""
    kind, seconds = fields.need("kind"), fields.number("seconds", 42)
    if kind not in MADE:
        raise ControlRefusal("bad_field", f"kind is one of {', '.join(MADE)}", status=400)
    lie, caption = fields.maybe("lie"), fields.maybe("caption")
    if lie is not None and lie not in list(Lie):
        raise ControlRefusal("bad_field", f"lie is one of {', '.join(Lie)}", status=400)
    mime, make = MADE[kind]
    kept = fields.box.media.keep(make(seconds), mime=mime, lie=Lie(lie) if lie else None)
    part: Json = {"id": kept.id, "mime_type": mime, "sha256": kept.sha_in_base64}
    part |= {"voice": True} if kind == "audio" else {}
    part |= {"filename": "file.pdf"} if kind == "document" else {}
    part |= {"caption": caption} if caption else {}
    length = seconds if kind in ("audio", "video") else None
    line = {"type": kind, kind: part, **_context(fields)}
    told = await _write(fields, line, text=caption, media_id=kept.id, seconds=length)
    return {**told, "media_id": kept.id}


def _context(fields: Fields) -> Json:
    forwarded = {"forwarded": True} if fields.values.get("forwarded") else {}
    quoted = fields.maybe("reply_to")
    replied = {"from": fixtures.DISPLAY_PHONE_NUMBER, "id": quoted} if quoted else {}
    return {"context": {**forwarded, **replied}} if forwarded or replied else {}


async def _write(fields: Fields, line: Json, *, text: str | None, **shown: Any) -> Json:
    box = fields.box
    wa_id = fields.values.get("wa_id", fixtures.CUSTOMER_WA_ID)
    contact = {
        "wa_id": wa_id or None,
        "user_id": fields.maybe("user_id"),
        "name": fields.maybe("name") or fixtures.CUSTOMER_NAME,
    }
    message_id = fields.maybe("message_id") or box.phone.new_id()
    timestamp = int(fields.number("timestamp", box.clock.wall()))
    envelope = line_envelope(message_id=message_id, line=line, timestamp=timestamp, contact=contact)
    known = {message["id"] for message in box.phone.messages}
    if message_id not in known:  # the same id again is Meta's redelivery, not a second message
        kept = {"direction": "inbound", "id": message_id, "type": line["type"], "text": text, **contact}
        box.phone.remember({**kept, "context": line.get("context"), "status": "sent", **shown})
    answer = await _post(fields, envelope)
    if not answer.failure:
        box.phone.mark(message_id, status="delivered")
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
    fields.box.phone.mark(message_id, status=fields.need("status"))
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


async def show(fields: Fields) -> Json:
    """GET /sandbox/phone: everybody who has a chat, and all messages, those carried over by hand too."""
    box = fields.box
    messages = [*box.phone.messages, *handed_over(box.workspace)]
    names = {one["wa_id"]: one["name"] for one in box.phone.messages if one["direction"] == "inbound"}
    people = dict(fixtures.CUSTOMERS) | {wa_id: name for wa_id, name in names.items() if wa_id}
    return {
        "customers": [{"wa_id": wa_id, "name": name} for wa_id, name in people.items()],
        "messages": sorted(messages, key=lambda one: float(one["at"])),
    }


async def _post(fields: Fields, payload: Json) -> Answer:
    body = meta_json(payload)
    signature = whatsapp_headers(fields.box.settings.whatsapp_app_secret, body)
    headers = {"content-type": "application/json", "user-agent": "facebookexternalua", **signature}
    return await fields.box.deliveries.send("POST", WEBHOOK, kind="whatsapp", body=body, headers=headers)
