"""Composition root of the processes: what is plugged into what, and how each starts and stops."""

import threading
from collections.abc import Callable, Iterator, Set
from socket import socket
from types import FrameType

import structlog
import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response

from bot import slack_app
from bot.listeners.commands import Commands
from bot.listeners.desk import Desk
from bot.listeners.events import Events
from bot.web import api, bodies, handoff, health, metrics, webhooks
from bot.web import media as media_web
from bot.web import proof as proof_web
from bot.web import slack as slack_web
from bot.web.observing import Observed, Observing
from bot.web.patience import CONNECTIONS, ImpatientProtocol
from dealix_ops import stopping
from dealix_ops.bootstrap import Product
from dealix_ops.claims import rules as gates
from dealix_ops.features import feature_states
from dealix_ops.gateways.slack_modals import modal_client
from dealix_ops.intake.payload import PayloadBroken
from dealix_ops.media.sealing import of_settings

log = structlog.get_logger(__name__)

GRACE_S = 5


def web_app(product: Product) -> FastAPI:
    """Only what is configured is served: an endpoint without its secret would have to trust everybody."""
    settings = product.settings
    # An address with a slash too many does not exist: where it led to would be made of the Host header.
    app = FastAPI(title="Dealix Ops", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.add_exception_handler(bodies.BodyTooLarge, _too_large)
    app.add_exception_handler(bodies.BodyTooSlow, _too_slow)
    app.add_exception_handler(PayloadBroken, _broken)
    app.include_router(health.router(database=product.database, settings=settings, clock=product.clock))
    observed = Observed()
    app.add_middleware(Observing, observed=observed)
    app.include_router(metrics.router(product, observed))
    enabled = {state.name for state in feature_states(settings) if state.enabled}
    for router in [*webhooks.routers(product, enabled), *_slack(product, enabled)]:
        app.include_router(router)
    api.mount(app, product)
    return app


def _slack(product: Product, enabled: Set[str]) -> Iterator[APIRouter]:
    settings = product.settings
    if "slack" not in enabled or not settings.slack_bot_token or not settings.slack_signing_secret:
        return
    token = settings.slack_bot_token.get_secret_value()
    signing_secret = settings.slack_signing_secret.get_secret_value()
    desk = Desk(
        database=product.database,
        decisions=product.decisions,
        alerts=product.alerts,
        outbox=product.queues,
        settings=settings,
        clock=product.clock,
        modals=modal_client(token=token, base_url=settings.slack_api_base_url),
    )
    said = Commands(desk)
    bolt = slack_app.build(desk, said, bot_token=token, signing_secret=signing_secret)
    events = Events(desk, said).receive
    yield handoff.router(product)
    yield proof_web.router(product)
    sealing = of_settings(settings)
    if sealing is not None:
        yield media_web.router(product, sealing)
    yield slack_web.router(bolt, events=events, signing_secret=signing_secret, clock=product.clock)


class Server(uvicorn.Server):
    """Says when it serves, and that it was asked to end before it waits for open requests."""

    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            log.info("listening", host=self.config.host, port=self.config.port)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._on_stop()
        super().handle_exit(sig, frame)


def run_web(product: Product, *, on_stop: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or Ctrl-C, then let open requests end."""
    stopping.by_exception()
    settings = product.settings
    config = uvicorn.Config(
        web_app(product),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nothing of ours asks who stands behind a proxy, so nobody can pretend
        http=ImpatientProtocol,
        ws="none",
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=GRACE_S,
    )
    # Beside serving: what comes in is stored meanwhile, and `/readyz` waits for it.
    threading.Thread(target=gates.prepare, daemon=True).start()
    Server(config, on_stop).run()


async def _too_large(_request: Request, _error: Exception) -> Response:
    return Response(status_code=413)


async def _too_slow(_request: Request, _error: Exception) -> Response:
    """The connection ends with it: the rest of the body may still come, and would be read as a request."""
    return Response(status_code=408, headers={"Connection": "close"})


async def _broken(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)
