"""Before anything is computed: an id for the request, the key, its rate, the body's size and kind."""

import math
import re
import uuid
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web import bodies
from bot.web.api.keys import Buckets, Keys
from bot.web.api.problems import problem
from bot.web.api.shapes import JSON

REQUEST_ID = "X-Request-ID"
LIMIT = 256_000
"""Bytes of a body."""
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Guard:
    """Wraps the API's own application."""

    def __init__(self, app: ASGIApp, *, keys: Keys, buckets: Buckets) -> None:
        self._app = app
        self._keys = keys
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)  # knows no other kind, and says so
            return
        headers = Headers(scope=scope)
        request_id = request_id_of(headers)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer[REQUEST_ID] = request_id
                answer["Cache-Control"] = "no-store"
            await send(message)

        owner = self._keys.owner(headers.get("authorization"))
        refused = self._refusal(owner, request_id)
        if refused is not None:
            await refused(scope, receive, named)
            return
        try:
            body = await _body(scope, receive)
        except bodies.BodyTooLarge:
            await problem(413, request_id=request_id)(scope, receive, named)
            return
        except bodies.BodyTooSlow:
            close = {"Connection": "close"}
            await problem(408, request_id=request_id, headers=close)(scope, receive, named)
            return
        if body and _kind(headers) != JSON:
            await problem(415, request_id=request_id)(scope, receive, named)
            return
        scope["state"] = {**scope.get("state", {}), "request_id": request_id, "actor": owner}
        await self._app(scope, _again(body, receive), named)

    def _refusal(self, owner: str | None, request_id: str) -> Response | None:
        if owner is None:
            challenge = {"WWW-Authenticate": "Bearer"}
            return problem(401, request_id=request_id, headers=challenge)
        seconds = self._buckets.wait(owner)
        if seconds > 0:
            later = {"Retry-After": str(math.ceil(seconds))}
            return problem(429, request_id=request_id, headers=later)
        return None


def request_id_of(headers: Mapping[str, str]) -> str:
    """The caller's own where it is 1 to 64 letters, digits, dots, dashes or underscores; else a new one."""
    given = headers.get(REQUEST_ID, "")
    return given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


async def _body(scope: Scope, receive: Receive) -> bytes:
    return await bodies.read(Request(scope, receive), limit=LIMIT)


def _again(body: bytes, receive: Receive) -> Receive:
    """The body that was read once, then whatever the server still says."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
