"""Around every request: its id in the log and in the answer, its time in a histogram."""

from time import perf_counter

import structlog
from prometheus_client import CollectorRegistry, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from bot.web.api.guard import REQUEST_ID, request_id_of

log = structlog.get_logger(__name__)

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 3.0, 10.0)
DOORS = (
    ("/slack/", "slack"),
    ("/api/webhooks/whatsapp", "whatsapp"),
    ("/api/webhooks/sentry", "sentry"),
    ("/api/webhooks/forms/", "forms"),
    ("/api/webhooks/mail", "mail"),
    ("/api/v1/", "api"),
    ("/h/", "hand_off"),
    ("/m/", "media"),
    ("/p/", "proof"),
    ("/healthz", "monitor"),
    ("/readyz", "monitor"),
    ("/metrics", "monitor"),
)
"""Names for a label: an address itself may hold a key, and strangers could make as many as they like."""


class Observed:
    """What one process has answered; the registry is its own, so that several may stand in one test."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._answers = Histogram(
            "dealix_answer_seconds",
            "From a request's arrival to its whole answer",
            ("door", "answer"),
            buckets=SECONDS,
            registry=self.registry,
        )

    def answered(self, path: str, status: int, seconds: float) -> None:
        self._answers.labels(_door(path), f"{status // 100}xx").observe(seconds)


class Observing:
    """The outermost layer; a plain ASGI one, because Starlette's own costs a task for each request."""

    def __init__(self, app: ASGIApp, *, observed: Observed) -> None:
        self._app = app
        self._observed = observed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_id_of(Headers(scope=scope))
        MutableHeaders(scope=scope)[REQUEST_ID] = request_id
        status, began = 500, perf_counter()

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).setdefault(REQUEST_ID, request_id)
            await send(message)

        with bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, named)
            except Exception as error:
                # The server says so too, but behind us: without the id.
                log.error("request_failed", exc_info=error)  # noqa: TRY400  places only, see `logs`
                raise
            finally:
                self._observed.answered(scope["path"], status, perf_counter() - began)


def _door(path: str) -> str:
    return next((name for prefix, name in DOORS if path.startswith(prefix)), "other")
