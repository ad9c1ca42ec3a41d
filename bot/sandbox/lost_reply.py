"""A reply that never leaves: the call was performed, then the connection closes without a byte.

ASGI has no word for this: an application that returns silently makes uvicorn log an error and answer 500.
So the protocol class below lends its transport to the request, through the state that every scope carries.
"""

import asyncio
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

TRANSPORT = "sandbox.transport"


class LendingProtocol(H11Protocol):
    """uvicorn's HTTP protocol, whose requests can hang up on their caller."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Put this connection's transport where its requests find it."""
        super().connection_made(transport)
        self.app_state: dict[str, Any] = {**self.app_state, TRANSPORT: transport}


class LostReply(Response):
    """Hangs up instead of answering; `answer` is what the caller would have read."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection and wait until uvicorn knows, so that it does not answer 500 in our place."""
        transport = scope.get("state", {}).get(TRANSPORT)
        if transport is None:
            raise RuntimeError("lost_reply needs the server of bot.sandbox.server")
        transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass
