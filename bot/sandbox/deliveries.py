"""Requests to the product: signed, three seconds each, and Slack's retries for events."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.sandbox.clock import Clock
from bot.sandbox.journal import Journal
from bot.sandbox.settings import SandboxSettings
from bot.sandbox.signing import slack_headers

FORM = "application/x-www-form-urlencoded"
MAX_REDIRECTS = 2  # contract section 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `failure` is Slack's word for a failed delivery, empty when there was a 2xx in time."""

    status: int | None
    ms: float
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    failure: str = ""

    def shown(self) -> dict[str, Any]:
        """Return the part every control answer has."""
        return {"status": self.status, "ms": self.ms, "body": self.body, "failure": self.failure}


def new_client() -> httpx.AsyncClient:
    """Make the client: a fresh connection each time, so a restart of the product leaves no dead one."""
    return httpx.AsyncClient(
        limits=httpx.Limits(max_keepalive_connections=0),
        timeout=None,  # noqa: S113  one deadline for the whole exchange is set by Deliveries.send
        follow_redirects=True,
        max_redirects=MAX_REDIRECTS,
        trust_env=False,
    )


class Deliveries:
    """Sends to `app_url`, which may move when the product restarts on another port."""

    def __init__(self, *, settings: SandboxSettings, clock: Clock, journal: Journal) -> None:
        self.settings = settings
        self.clock = clock
        self.journal = journal
        self.app_url = settings.app_url.rstrip("/")
        self.client: httpx.AsyncClient | None = None

    async def send(
        self, method: str, path: str, *, kind: str, body: bytes = b"", headers: dict[str, str]
    ) -> Answer:
        """Perform one request under the deadline and journal it; never raises for the product's faults."""
        if self.client is None:
            raise RuntimeError("the sandbox is not running: its lifespan opens the client")
        request = self.client.build_request(method, self.app_url + path, content=body, headers=headers)
        answer = await self._exchange(self.client, request)
        self.journal.delivery({"kind": kind, "path": path, **answer.shown()})
        return answer

    async def slack_form(self, kind: str, fields: dict[str, str]) -> Answer:
        """Post form fields to /slack/events; commands and interactivity are never retried (section 2)."""
        return await self._signed(kind, urlencode(fields).encode(), FORM, {})

    async def slack_payload(self, payload: dict[str, Any]) -> Answer:
        """Post an interactivity payload."""
        return await self.slack_form(payload["type"], {"payload": json.dumps(payload)})

    async def slack_json(
        self, kind: str, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Answer:
        """Post one JSON event delivery."""
        return await self._signed(kind, json.dumps(body).encode(), "application/json", headers or {})

    async def event_with_retries(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """Deliver an event until a 2xx, a refusal to be retried, or the last retry; return every attempt."""
        attempts: list[dict[str, Any]] = []
        headers: dict[str, str] = {}
        for number in range(len(self.settings.retry_delays_s) + 1):
            answer = await self.slack_json("event_callback", body, headers)
            attempts.append(
                {**answer.shown(), "retry_num": number, "retry_reason": headers.get("x-slack-retry-reason")}
            )
            refused = answer.headers.get("x-slack-no-retry") == "1"
            if not answer.failure or refused or number == len(self.settings.retry_delays_s):
                break
            await asyncio.sleep(self.settings.retry_delays_s[number])
            headers = {"x-slack-retry-num": str(number + 1), "x-slack-retry-reason": answer.failure}
        return attempts

    async def _signed(self, kind: str, body: bytes, content_type: str, extra: dict[str, str]) -> Answer:
        signature = slack_headers(self.settings.signing_secret, timestamp=int(self.clock.wall()), body=body)
        headers = {"content-type": content_type, "user-agent": "Slackbot 1.0", **signature, **extra}
        return await self.send("POST", "/slack/events", kind=kind, body=body, headers=headers)

    async def _exchange(self, client: httpx.AsyncClient, request: httpx.Request) -> Answer:
        started = time.perf_counter()
        status, text, found, failure = None, "", {}, ""
        try:
            async with asyncio.timeout(self.settings.delivery_timeout_s):
                response = await client.send(request)
            status, text, found = response.status_code, response.text, dict(response.headers)
            failure = "" if response.is_success else "http_error"
        except TimeoutError:
            failure = "http_timeout"
        except httpx.TooManyRedirects:
            failure = "too_many_redirects"
        except httpx.TransportError:
            failure = "connection_failed"
        elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
        return Answer(status=status, ms=elapsed_ms, body=text, headers=found, failure=failure)
