"""The other side in these tests: a clock turned by hand and a product that checks signatures itself."""

import hashlib
import hmac
import json
import socket
import threading
from collections import deque
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

import uvicorn
from slack_sdk import WebClient
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.settings import SandboxSettings

Json = dict[str, Any]

BOT_TOKEN = "xoxb" + "-test"
SIGNING_SECRET = "sign" + "ing"
APP_SECRET = "meta" + "app"
VERIFY_TOKEN = "verify" + "me"
START = 1_790_000_000.0


class ManualClock:
    """Moves only when told to."""

    def __init__(self) -> None:
        self.rewind()

    def rewind(self) -> None:
        """Go back to the start."""
        self._now = START

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds

    def wall(self) -> float:
        """Return the invented time."""
        return self._now

    def monotonic(self) -> float:
        """Return the same invented time."""
        return self._now


class VerifierClock(SignatureClock):
    """Shows the manual clock to the SDK's verifier."""

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock

    def now(self) -> float:
        """Return the invented time."""
        return self.clock.wall()


@dataclass(frozen=True)
class Received:
    """One request with a good signature."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """Return form fields."""
        return {
            key: values[0] for key, values in parse_qs(self.body.decode(), keep_blank_values=True).items()
        }

    @property
    def payload(self) -> Json:
        """Return the interactivity payload."""
        decoded: Json = json.loads(self.form["payload"])
        return decoded

    @property
    def json(self) -> Json:
        """Return the JSON body."""
        decoded: Json = json.loads(self.body)
        return decoded


class Product:
    """Answers with what was queued, 200 and empty otherwise; a bad signature is 401 and kept apart."""

    def __init__(self, clock: ManualClock) -> None:
        self.verifier = SignatureVerifier(SIGNING_SECRET, clock=VerifierClock(clock))
        self.received: list[Received] = []
        self.forged = 0
        self.answers: deque[Response] = deque()
        self.app = Starlette(
            routes=[
                Route("/slack/events", self.slack, methods=["POST"]),
                Route("/api/webhooks/whatsapp", self.whatsapp, methods=["POST"]),
                Route("/api/webhooks/whatsapp", self.handshake, methods=["GET"]),
            ]
        )

    def forget(self) -> None:
        """Start the next test with nothing seen and nothing queued."""
        self.received.clear()
        self.answers.clear()
        self.forged = 0

    def answer(self, body: Any = "", *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Queue one answer; anything but a string is sent as JSON."""
        text = body if isinstance(body, str) else json.dumps(body)
        kind = "text/plain" if isinstance(body, str) else "application/json"
        self.answers.append(Response(text, status_code=status, headers=headers, media_type=kind))

    @property
    def last(self) -> Received:
        """Return the newest request."""
        return self.received[-1]

    async def slack(self, request: Request) -> Response:
        """Check the v0 signature with the SDK."""
        body = await request.body()
        if b"url_verification" in body and not self.answers:
            self.answer({"challenge": json.loads(body)["challenge"]})
        return self._take(request, body, good=self.verifier.is_valid_request(body, dict(request.headers)))

    async def whatsapp(self, request: Request) -> Response:
        """Check Meta's signature with an HMAC of our own."""
        body = await request.body()
        expected = "sha256=" + hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
        return self._take(request, body, good=request.headers.get("x-hub-signature-256") == expected)

    async def handshake(self, request: Request) -> Response:
        """Answer the challenge to those who know the verify token."""
        query = request.query_params
        if query["hub.mode"] == "subscribe" and query["hub.verify_token"] == VERIFY_TOKEN:
            return Response(query["hub.challenge"], media_type="text/plain")
        return Response(status_code=403)

    def _take(self, request: Request, body: bytes, *, good: bool) -> Response:
        if not good:
            self.forged += 1
            return Response(status_code=401)
        self.received.append(Received(path=request.url.path, headers=dict(request.headers), body=body))
        return self.answers.popleft() if self.answers else Response()


class Served:
    """An ASGI app on a free port of this machine, in a thread."""

    def __init__(self, app: Starlette, **config: Any) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, access_log=False, ws="none", lifespan="off", **config)
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self._server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive()


def sandbox_settings(app_url: str, **changed: Any) -> SandboxSettings:
    """Return settings on a free port with the test's secrets and no waiting between retries."""
    values: Json = {
        "app_url": app_url,
        "port": 0,
        "bot_token": BOT_TOKEN,
        "signing_secret": SIGNING_SECRET,
        "whatsapp_app_secret": APP_SECRET,
        "whatsapp_verify_token": VERIFY_TOKEN,
        "retry_delays_s": (0.0, 0.0, 0.0),
    }
    return SandboxSettings(**{**values, **changed})


def slack_client(base_url: str, token: str = BOT_TOKEN) -> WebClient:
    """Return the SDK's client without retries, as the product has it."""
    return WebClient(token=token, base_url=f"{base_url}/api/", retry_handlers=[])


def section(text: str = "نص") -> Json:
    """Return a valid section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str = "draft.approve", value: str = "17.3", **more: Any) -> Json:
    """Return a valid button."""
    text = {"type": "plain_text", "text": "اعتماد"}
    return {"type": "button", "action_id": action_id, "text": text, "value": value, **more}


def actions(*elements: Json, block_id: str = "decision") -> Json:
    """Return an actions block."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def option(value: str, text: str = "خيار") -> Json:
    """Return an option."""
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def text_input(action_id: str = "body", block_id: str = "body_block", **more: Any) -> Json:
    """Return an input block with a text field."""
    label = {"type": "plain_text", "text": "النص"}
    element = {"type": "plain_text_input", "action_id": action_id, **more}
    return {"type": "input", "block_id": block_id, "label": label, "element": element}


def modal(*blocks: Json, **more: Any) -> Json:
    """Return a modal with a submit button."""
    title = {"type": "plain_text", "text": "تعديل"}
    view = {"type": "modal", "callback_id": "draft.edit_submit", "title": title, "submit": title}
    return {**view, "blocks": list(blocks) or [text_input()], **more}


def refusal_of(error: Any) -> str:
    """Return the code in a SlackApiError."""
    code: str = error.value.response["error"]
    return code
