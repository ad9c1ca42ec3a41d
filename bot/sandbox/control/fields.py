"""Reading control requests and answering them; a driver's mistake gets a clear 4xx, never a guess."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.box import Sandbox
from bot.sandbox.errors import ControlRefusal, SlackRefusal
from bot.sandbox.fixtures import User
from bot.sandbox.workspace import Channel

Json = dict[str, Any]
Control = Callable[["Fields"], Awaitable[Any]]


class Fields:
    """One control request: its JSON body or query, and the sandbox it is for."""

    def __init__(self, box: Sandbox, values: Json, *, base_url: str) -> None:
        self.box = box
        self.values = values
        self.base_url = base_url

    def need(self, key: str) -> str:
        """Return a string that must be there."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value:
            raise ControlRefusal("missing_field", key, status=400)
        return value

    def maybe(self, key: str) -> str | None:
        """Return a string, or None for absent and empty."""
        value = self.values.get(key)
        return str(value) if value not in (None, "") else None

    def mapping(self, key: str) -> Json:
        """Return an object that must be there."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            raise ControlRefusal("missing_field", f"{key} must be an object", status=400)
        return value

    def number(self, key: str, default: float) -> float:
        """Return a number."""
        try:
            return float(self.values.get(key, default))
        except (TypeError, ValueError) as error:
            raise ControlRefusal("bad_field", f"{key} must be a number", status=400) from error

    def user(self) -> User:
        """Return the person who acts."""
        return self.box.workspace.user(self.need("user"))

    def channel(self) -> Channel:
        """Return the channel by id or by name."""
        wanted = self.need("channel")
        for channel in self.box.workspace.channels.values():
            if wanted in (channel.id, channel.name):
                return channel
        raise ControlRefusal("channel_not_found", wanted, status=404)


def control(handler: Control) -> Callable[[Request], Awaitable[Response]]:
    """Wrap a control function into an endpoint."""

    async def endpoint(request: Request) -> Response:
        values: Json = dict(request.query_params)
        body = await request.body()
        try:
            if body:
                values |= _object(body)
            fields = Fields(request.app.state.box, values, base_url=str(request.base_url).rstrip("/"))
            return JSONResponse(await handler(fields))
        except ControlRefusal as refusal:
            return JSONResponse({"error": refusal.code, "detail": refusal.detail}, status_code=refusal.status)
        except SlackRefusal as refusal:
            return JSONResponse(
                {"error": refusal.code, "detail": "; ".join(refusal.messages)}, status_code=404
            )

    return endpoint


def _object(body: bytes) -> Json:
    try:
        decoded = json.loads(body)
    except ValueError as error:
        raise ControlRefusal("bad_json", str(error), status=400) from error
    if not isinstance(decoded, dict):
        raise ControlRefusal("bad_json", "an object is expected", status=400)
    return decoded
