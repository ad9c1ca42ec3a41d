"""What the product is compared with: servers that do the least that could be called the same.

`ingest`: Starlette, an HMAC over the body, one committed row by the same driver with the same durability.
`press`: Bolt with the product's options, which acknowledges and does nothing; with `BARE_PLACE` it commits
one row first, as whoever may not lose a press must.
"""

import asyncio
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import threading
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TABLE = "CREATE TABLE IF NOT EXISTS bare (id TEXT PRIMARY KEY, body TEXT NOT NULL)"
INSERT = "INSERT INTO bare (id, body) VALUES (?, ?)"
Write = Callable[[str, str], None]


async def alive(_request: Request) -> Response:
    return Response("ok")


def ingest() -> Starlette:
    secret, keep = os.environ["BARE_SECRET"].encode(), _keeper(os.environ["BARE_PLACE"])

    async def receive(request: Request) -> Response:
        raw = await request.body()
        right = "sha256=" + hmac.new(secret, raw, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right, request.headers.get("x-hub-signature-256", "")):
            return Response(status_code=401)
        await keep(hashlib.sha256(raw).hexdigest(), raw.decode())
        return Response()

    return Starlette(
        routes=[Route("/healthz", alive), Route("/api/webhooks/whatsapp", receive, methods=["POST"])]
    )


def _keeper(place: str) -> Callable[[str, str], Awaitable[None]]:
    """Returns once the row is on disk."""
    sqlite = not place.startswith("postgresql://")
    write = _sqlite(place) if sqlite else _postgres(place)
    threads = ThreadPoolExecutor(1 if sqlite else 10)

    async def keep(name: str, text: str) -> None:
        await asyncio.get_running_loop().run_in_executor(threads, write, name, text)

    return keep


def _sqlite(place: str) -> Write:
    connection = sqlite3.connect(place, check_same_thread=False, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(TABLE)

    def write(name: str, text: str) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(INSERT, (name, text))
        connection.execute("COMMIT")

    return write


def _postgres(place: str) -> Write:
    mine = threading.local()
    with psycopg.connect(place) as first:
        first.execute(TABLE)

    def write(name: str, text: str) -> None:
        if not hasattr(mine, "connection"):
            mine.connection = psycopg.connect(place)
        with mine.connection.transaction():
            mine.connection.execute(INSERT.replace("?", "%s").encode(), (name, text))

    return write


def press() -> Starlette:
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.authorization import AuthorizeResult

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T", bot_token="bare", bot_user_id="U")  # noqa: S106  nobody's

    app = AsyncApp(
        signing_secret=os.environ["BARE_SECRET"], authorize=authorize, process_before_response=True
    )

    place = os.environ.get("BARE_PLACE")
    keep = _keeper(place) if place else None

    @app.action("draft.approve")
    async def acknowledge(ack: AsyncAck, body: dict[str, Any]) -> None:
        if keep is not None:
            await keep(uuid.uuid4().hex, json.dumps(body))
        await ack()

    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/healthz", alive), Route("/slack/events", events, methods=["POST"])])


if __name__ == "__main__":
    served = {"ingest": ingest, "press": press}[sys.argv[1]]()
    uvicorn.run(served, port=int(sys.argv[2]), log_config=None, access_log=False)
