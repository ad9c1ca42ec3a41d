"""The thin layer before Bolt settles size, signature and form, so Bolt only meets honest requests."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.web import bodies, signatures
from dealix_ops.intake import payload

NOT_FOUND = 404
JSON = "application/json"


Events = Callable[[Any, bytes], Awaitable[None]]
"""Keeps one signed event, before it is acknowledged."""


def router(app: AsyncApp, *, events: Events, signing_secret: str, clock: Callable[[], datetime]) -> APIRouter:
    routes = APIRouter()

    @routes.post("/slack/events")
    async def receive(request: Request) -> Response:
        raw = await bodies.read(request, limit=bodies.SLACK_LIMIT)
        signed = signatures.slack(
            raw,
            signature=request.headers.get("x-slack-signature"),
            timestamp=request.headers.get("x-slack-request-timestamp"),
            signing_secret=signing_secret,
            now=clock(),
        )
        if not signed:
            return Response(status_code=401)
        kind = request.headers.get("content-type", "")
        if not _well_formed(raw, kind):
            return Response(status_code=400)
        if kind.startswith(JSON):
            delivered = payload.decode(raw)
            if delivered.get("type") != "url_verification":
                await events(delivered, raw)
                return Response(status_code=200)
        request_for_bolt = _request_for_bolt(raw, dict(request.headers))
        if request_for_bolt is None:
            return Response(status_code=400)
        answer = await app.async_dispatch(request_for_bolt)
        # Bolt has no listener for it, and a 404 would show the person a failure.
        status = 200 if answer.status == NOT_FOUND else answer.status
        return Response(answer.body, status_code=status, headers=answer.first_headers_without_set_cookie())

    return routes


def _well_formed(raw: bytes, content_type: str) -> bool:
    """JSON for events; a form for commands and for presses, whose `payload` is JSON with a type."""
    try:
        text = raw.decode()
        if content_type.startswith(JSON):
            return isinstance(json.loads(text), dict)
        form = parse_qs(text, strict_parsing=True)
        return all(_whole(json.loads(press)) for press in form.get("payload", []))
    except (ValueError, RecursionError):
        return False


def _whole(press: object) -> bool:
    """The fields by which Bolt chooses a listener; without them it raises before any of ours can answer."""
    match press:
        case {"type": "block_actions", "user": {"id": str()}, "actions": [{"action_id": str()}, *_]}:
            return True
        case {
            "type": "view_submission",
            "user": {"id": str()},
            "view": {"type": str(), "callback_id": str()},
        }:
            return True
        case {"type": "shortcut" | "message_action", "user": {"id": str()}, "callback_id": str()}:
            return True
        case {"type": "block_actions" | "view_submission" | "shortcut" | "message_action"}:
            return False
        case _:
            return isinstance(press, dict)


def _request_for_bolt(raw: bytes, headers: Mapping[str, str]) -> AsyncBoltRequest | None:
    """None where Bolt stumbles over a field of an odd type while it looks for team and user."""
    copied: dict[str, str | Sequence[str]] = dict(headers)
    try:
        return AsyncBoltRequest(body=raw.decode(), headers=copied)
    except (AttributeError, LookupError, TypeError, ValueError):
        return None
