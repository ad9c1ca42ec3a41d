"""Meta's media endpoints (contracts/whatsapp.md section 6): both want the token, and both answers expire."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from bot.sandbox import fixtures
from bot.sandbox.box import Sandbox
from bot.sandbox.cloud_api import CloudRefusal, check_token, fail_first, refused
from bot.sandbox.faults import FaultKind
from bot.sandbox.media_shelf import Lie, StoredFile

NUMBER = "whatsapp.number"
DESCRIBE, CONTENT = "whatsapp.media", "whatsapp.media_content"  # the names for faults and the call log
PIECE = 65_536


async def describe(request: Request) -> Response:
    """Answer GET /<version>/<media id>."""

    def answer(box: Sandbox) -> Response:
        kept = box.media.find(request.path_params["media_id"])
        if kept is None:
            raise CloudRefusal(100, "Object with this ID does not exist")
        return JSONResponse(_described(request, box, kept))

    return await _answered(request, DESCRIBE, answer)


async def number(request: Request) -> Response:
    """Answer GET /<version>/<our number>: what one asks to learn whether a token works."""
    told = {"id": fixtures.PHONE_NUMBER_ID}
    return await _answered(request, NUMBER, lambda _box: JSONResponse(told))


async def content(request: Request) -> Response:
    """Answer GET /whatsapp-media/<key>."""

    def answer(box: Sandbox) -> Response:
        kept = box.media.at(request.path_params["key"])
        if kept is None:
            return Response(status_code=404)
        if kept.lie is Lie.REDIRECT:
            return RedirectResponse("http://127.0.0.1:9/elsewhere", status_code=302)
        return StreamingResponse(_pieces(kept.content), media_type=kept.mime)

    return await _answered(request, CONTENT, answer)


async def _answered(request: Request, method: str, answer: Callable[[Sandbox], Response]) -> Response:
    box: Sandbox = request.app.state.box
    record = box.journal.call(method, {"path": request.url.path})
    fault = box.faults.strike(method)
    if fault and fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.delay_s)
    response = fail_first(fault)
    if response is None:
        try:
            check_token(request, box.settings.whatsapp_access_token)
            response = answer(box)
        except CloudRefusal as refusal:
            response = refused(refusal)
    record["http_status"] = response.status_code
    record["outcome"] = str(response.status_code)
    box.changes.note("call", method=method)
    return response


def _described(request: Request, box: Sandbox, kept: StoredFile) -> dict[str, Any]:
    base = str(request.base_url).rstrip("/")
    if kept.lie is Lie.FOREIGN_HOST:
        base = "https://lookaside.fbsbx.com.evil.example"
    told = {} if kept.lie is Lie.TOO_LARGE else {"file_size": len(kept.content)}
    return {
        "messaging_product": "whatsapp",
        "id": kept.id,
        "url": f"{base}/whatsapp-media/{box.media.address(kept)}",
        "mime_type": kept.mime,
        "sha256": kept.digest.hex(),
        **told,
    }


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    """Without a length, as some of Meta's answers come."""
    for at in range(0, len(content), PIECE):
        yield content[at : at + PIECE]
