"""The thin layer before Bolt settles size, signature and form, so Bolt only meets honest requests."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.web import bodies, signatures

NOT_FOUND = 404


def router(app: AsyncApp, *, signing_secret: str, clock: Callable[[], datetime]) -> APIRouter:
    routes = APIRouter()

    @routes.post("/slack/events")
    async def events(request: Request) -> Response:
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
        if not _well_formed(raw, request.headers.get("content-type", "")):
            return Response(status_code=400)
        request_for_bolt = _request_for_bolt(raw, dict(request.headers))
        if request_for_bolt is None:
            return Response(status_code=400)
        answer = await app.async_dispatch(request_for_bolt)
        # Bolt has no listener for it: recorded nowhere, wanted by nobody, but a 404 makes Slack retry.
        status = 200 if answer.status == NOT_FOUND else answer.status
        return Response(answer.body, status_code=status, headers=answer.first_headers_without_set_cookie())

    return routes


def _well_formed(raw: bytes, content_type: str) -> bool:
    """JSON for events; a form for commands and for presses, whose `payload` is JSON with a type."""
    try:
        text = raw.decode()
        if content_type.startswith("application/json"):
            return isinstance(json.loads(text), dict)
        form = parse_qs(text, strict_parsing=True)
        return all(_whole(json.loads(payload)) for payload in form.get("payload", []))
    except (ValueError, RecursionError):
        return False


def _whole(payload: object) -> bool:
    """The fields by which Bolt chooses a listener; without them it raises before any of ours can answer."""
    match payload:
        case {"type": "block_actions", "user": {"id": str()}, "actions": [{"action_id": str()}, *_]}:
            return True
        case {
            "type": "view_submission",
            "user": {"id": str()},
            "view": {"type": str(), "callback_id": str()},
        }:
            return True
        case {"type": "block_actions" | "view_submission"}:
            return False
        case _:
            return isinstance(payload, dict)


def _request_for_bolt(raw: bytes, headers: Mapping[str, str]) -> AsyncBoltRequest | None:
    """None where Bolt stumbles over a field of an odd type while it looks for team and user."""
    copied: dict[str, str | Sequence[str]] = dict(headers)
    try:
        return AsyncBoltRequest(body=raw.decode(), headers=copied)
    except (AttributeError, LookupError, TypeError, ValueError):
        return None
