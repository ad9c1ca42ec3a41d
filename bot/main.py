"""Composition root of the processes: what is plugged into what, and how each starts and stops."""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Set
from datetime import datetime
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response

from bot import slack_app
from bot.blocks import (
    alert_card,
    connectors,
    daily,
    full_text,
    hand_off,
    home,
    listed,
    media,
    onboarding,
    ticket_card,
)
from bot.blocks.ticket_card import Mentioned
from bot.listeners.commands import Commands
from bot.listeners.desk import Desk
from bot.listeners.events import Events
from bot.web import api, bodies, handoff, health, webhooks
from bot.web import media as media_web
from bot.web import proof as proof_web
from bot.web import slack as slack_web
from dealix_ops import own_errors
from dealix_ops.bootstrap import Product, Worker, slack_port
from dealix_ops.claims.rules import check_outgoing
from dealix_ops.doctor import connector_tests
from dealix_ops.doctor.connector_tests import ConnectorTests
from dealix_ops.durable.checklist_effects import ChecklistDrawing, ChecklistEffects
from dealix_ops.durable.digest_effects import DigestDrawing, DigestEffects
from dealix_ops.durable.home_effects import HomeEffects
from dealix_ops.durable.slack_effects import Drawing
from dealix_ops.features import feature_states
from dealix_ops.gateways.slack import modal_client
from dealix_ops.intake.payload import PayloadBroken
from dealix_ops.media.sealing import of_settings
from dealix_ops.ports import EffectHandler, EffectKind, SlackMessage, SlackPort
from dealix_ops.reports.alert_cards import CardView
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.settings import Settings
from dealix_ops.vocabulary import Priority

GRACE_S = 5


def drawing(settings: Settings) -> Drawing:
    """How the worker's views become Slack messages."""
    card = partial(_card, settings=settings)
    public_url = settings.public_url
    return Drawing(
        ticket_card=card,
        listed=listed.render,
        hand_off=partial(hand_off.render, pages=public_url is not None),
        hand_off_text=hand_off.bare_text,
        hand_off_link=partial(hand_off.link, public_url=public_url or ""),
        moved=ticket_card.moved,
        full_text=full_text.render,
        media=partial(media.links, public_url=public_url),
    )


def _card(view: CardView, now: datetime, *, settings: Settings) -> SlackMessage:
    if isinstance(view, TicketCardView):
        mentioned = Mentioned(settings.founder_ids, settings.on_call)
        return ticket_card.render(view, now, mentioned=mentioned)
    with own_errors.muted():  # an alert that cannot be drawn must not raise the next one
        return alert_card.render(view, now, web_host=settings.sentry_web_host)


def web_app(product: Product) -> FastAPI:
    """Only what is configured is served: an endpoint without its secret would have to trust everybody."""
    settings = product.settings
    app = FastAPI(title="Dealix Ops", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(bodies.BodyTooLarge, _too_large)
    app.add_exception_handler(PayloadBroken, _broken)
    app.include_router(health.router(database=product.database, settings=settings, clock=product.clock))
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
        inbound=product.queues,
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


def worker(product: Product) -> Worker:
    slack = slack_port(product.settings)
    also = partial(customer_handlers, product, slack)
    return Worker(product, drawing=drawing(product.settings), slack=slack, also=also)


def customer_handlers(
    product: Product, slack: SlackPort, pause: Callable[[float], bool]
) -> Mapping[EffectKind, EffectHandler]:
    """Checklists of onboardings, tests of connectors, everybody's Home tab, and the day's messages."""
    shown: dict[str, Any] = {"database": product.database, "clock": product.clock}
    checklists = ChecklistEffects(
        slack=slack, drawing=ChecklistDrawing(onboarding.render, onboarding.moved), pause=pause, **shown
    )
    tests = ConnectorTests(
        settings=product.settings,
        outbox=product.queues,
        say=connectors.tested,
        questions=connector_tests.questions(product.settings),
        **shown,
    )
    homes = HomeEffects(slack=slack, settings=product.settings, draw=home.render, **shown)
    digests = DigestEffects(
        slack=slack,
        drawing=digest_drawing(product.settings),
        settings=product.settings,
        pause=pause,
        **shown,
    )
    return {**checklists.handlers(), **tests.handlers(), **homes.handlers(), **digests.handlers()}


def digest_drawing(settings: Settings) -> DigestDrawing:
    return DigestDrawing(partial(daily.render, name=settings.speaker_name), daily.afternoon)


def run_web(product: Product) -> None:
    """Serve until SIGTERM or Ctrl-C, then let open requests end."""
    stop_by_exception()
    settings = product.settings
    config = uvicorn.Config(
        web_app(product),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=GRACE_S,
    )
    # The gates' patterns take a second to compile: not in the first person's three.
    threading.Thread(target=check_outgoing, args=("",), kwargs={"priority": Priority.P0}, daemon=True).start()
    uvicorn.Server(config).run()


def wait_for_stop() -> None:
    """Block until SIGTERM or Ctrl-C."""
    stop_by_exception()
    threading.Event().wait()


def stop_by_exception() -> None:
    """SIGTERM ends in `finally` blocks; uvicorn raises the signal once more when it has shut down."""
    signal.signal(signal.SIGTERM, _raise_exit)


def _raise_exit(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


async def _too_large(_request: Request, _error: Exception) -> Response:
    return Response(status_code=413)


async def _broken(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)
