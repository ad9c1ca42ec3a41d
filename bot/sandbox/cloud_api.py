"""The fake WhatsApp Cloud API (contracts/whatsapp.md section 9): what is sent lands on the phone."""

import asyncio
import hmac
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.box import Sandbox
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.lost_reply import LostReply

Json = dict[str, Any]

METHOD = "whatsapp.messages"  # the name for faults and the call log
MAX_TEXT = 4_096
MAX_TRACKER = 512


class CloudRefusal(Exception):
    """An error of section 10; branch on `code`, never on the words."""

    def __init__(self, code: int, details: str, *, status: int = 400) -> None:
        super().__init__(details)
        self.code = code
        self.details = details
        self.status = status


async def send_message(request: Request) -> Response:
    """Answer POST /<version>/<phone number id>/messages."""
    box: Sandbox = request.app.state.box
    payload = await _payload(request)
    record = box.journal.call(METHOD, payload)
    fault = box.faults.strike(METHOD)
    response = fail_first(fault) or _perform(box, request, payload)
    if fault and fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.delay_s)
    if fault and fault.kind is FaultKind.LOST_REPLY:
        response = LostReply(response)
    record["http_status"] = response.status_code
    record["outcome"] = f"{response.status_code} ({fault.kind})" if fault else str(response.status_code)
    box.changes.note("call", method=METHOD)
    return response


def fail_first(fault: Fault | None) -> Response | None:
    match fault.kind if fault else None:
        case FaultKind.RATELIMITED:
            return refused(CloudRefusal(130429, "throughput exceeded", status=429))
        case FaultKind.SERVER_ERROR:
            return refused(CloudRefusal(131016, "service unavailable", status=503))
        case FaultKind.ERROR:
            return refused(
                CloudRefusal(int(fault.error) if fault and fault.error.isdigit() else 131000, "on order")
            )
    return None


def _perform(box: Sandbox, request: Request, payload: Json) -> Response:
    try:
        check_token(request, box.settings.whatsapp_access_token)
        return JSONResponse(_answer(box, payload))
    except CloudRefusal as refusal:
        return refused(refusal)


def _answer(box: Sandbox, payload: Json) -> Json:
    if payload.get("messaging_product") != "whatsapp":
        raise CloudRefusal(100, "messaging_product must be whatsapp")
    if payload.get("status") == "read":
        box.phone.mark(str(payload.get("message_id")), status="read")
        return {"success": True}
    recipient = payload.get("to") or payload.get("recipient")
    if not isinstance(recipient, str) or not recipient:
        raise CloudRefusal(131008, "to or recipient is required")
    _check_content(payload)
    return _accept(box, payload, recipient)


def _accept(box: Sandbox, payload: Json, recipient: str) -> Json:
    message_id = box.phone.new_id()
    is_template = payload["type"] == "template"
    box.phone.remember(
        {
            "direction": "outbound",
            "id": message_id,
            "wa_id": recipient,
            "type": payload["type"],
            "text": payload.get("text", {}).get("body"),
            "template": payload.get("template"),
            "biz_opaque_callback_data": payload.get("biz_opaque_callback_data"),
            "context": payload.get("context"),
            "status": "sent",
        }
    )
    listed = {"id": message_id, **({"message_status": "accepted"} if is_template else {})}
    contacts = [{"input": recipient, "wa_id": recipient}]
    return {"messaging_product": "whatsapp", "contacts": contacts, "messages": [listed]}


def _check_content(payload: Json) -> None:
    kind = payload.get("type", "text")
    payload["type"] = kind
    if len(str(payload.get("biz_opaque_callback_data") or "")) > MAX_TRACKER:
        raise CloudRefusal(131009, f"biz_opaque_callback_data holds at most {MAX_TRACKER} characters")
    if kind == "text":
        body = (payload.get("text") or {}).get("body")
        if not isinstance(body, str) or not body:
            raise CloudRefusal(131008, "text.body is required")
        if len(body) > MAX_TEXT:
            raise CloudRefusal(131009, f"text.body holds at most {MAX_TEXT} characters")
    elif kind != "template":
        raise CloudRefusal(131051, f"the sandbox does not carry type {kind}")


def check_token(request: Request, expected: str) -> None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    known = not expected or hmac.compare_digest(token.encode(), expected.encode())
    if scheme.lower() != "bearer" or not token or not known:
        raise CloudRefusal(190, "the access token is missing or wrong", status=401)


def refused(refusal: CloudRefusal) -> JSONResponse:
    error = {
        "message": f"(#{refusal.code}) {refusal.details}",
        "type": "OAuthException",
        "code": refusal.code,
        "error_data": {"messaging_product": "whatsapp", "details": refusal.details},
        "fbtrace_id": "sandbox",
    }
    return JSONResponse({"error": error}, status_code=refusal.status)


async def _payload(request: Request) -> Json:
    try:
        payload = json.loads(await request.body())
    except ValueError:
        return {}
    return payload if isinstance(payload, dict) else {}
