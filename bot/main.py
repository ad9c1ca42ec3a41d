"""Composition root of the processes: what is plugged into what, and how each starts and stops."""

import signal
import threading
from datetime import datetime
from functools import partial
from types import FrameType

import uvicorn
from fastapi import FastAPI, Request, Response

from bot import slack_app
from bot.blocks import alert_card, hand_off, ticket_card
from bot.listeners.commands import Commands
from bot.listeners.desk import Desk
from bot.listeners.events import Events
from bot.web import bodies, health
from bot.web import slack as slack_web
from bot.web.webhooks import forms, mail, sentry, whatsapp
from dealix_ops import own_errors
from dealix_ops.bootstrap import Product, Worker, slack_port
from dealix_ops.door_keys import key_bytes
from dealix_ops.durable.slack_effects import Drawing
from dealix_ops.gateways.slack import modal_client
from dealix_ops.intake.mail import Ours
from dealix_ops.intake.payload import PayloadBroken
from dealix_ops.ports import SlackMessage
from dealix_ops.reports.alert_cards import CardView
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.settings import Settings, feature_states

GRACE_S = 5


def drawing(settings: Settings) -> Drawing:
    """How the worker's views become Slack messages."""
    card = partial(_card, settings=settings)
    return Drawing(card, hand_off.render, hand_off.bare_text, ticket_card.moved)


def _card(view: CardView, now: datetime, *, settings: Settings) -> SlackMessage:
    if isinstance(view, TicketCardView):
        return ticket_card.render(view, now, founders=settings.founder_ids)
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
    if "whatsapp" in enabled and settings.whatsapp_app_secret and settings.whatsapp_verify_token:
        app.include_router(
            whatsapp.router(
                database=product.database,
                queue=product.queues,
                clock=product.clock,
                app_secret=settings.whatsapp_app_secret.get_secret_value(),
                verify_token=settings.whatsapp_verify_token.get_secret_value(),
            )
        )
    if "sentry_alerts" in enabled and settings.sentry_client_secret:
        app.include_router(
            sentry.router(
                database=product.database,
                queue=product.queues,
                clock=product.clock,
                client_secret=settings.sentry_client_secret.get_secret_value(),
            )
        )
    if "forms" in enabled and settings.form_keys:
        app.include_router(
            forms.router(
                database=product.database,
                queue=product.queues,
                clock=product.clock,
                keys={name: key.get_secret_value() for name, key in settings.form_keys.items()},
            )
        )
    if "mail" in enabled and settings.mail_webhook_secrets and settings.mail_address:
        app.include_router(
            mail.router(
                database=product.database,
                queue=product.queues,
                clock=product.clock,
                keys=tuple(key_bytes(secret) for secret in settings.mail_webhook_secrets),
                ours=Ours(settings.mail_address, settings.mail_authserv_id),
            )
        )
    if "slack" in enabled and settings.slack_bot_token and settings.slack_signing_secret:
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
        app.include_router(
            slack_web.router(bolt, events=events, signing_secret=signing_secret, clock=product.clock)
        )
    return app


def worker(product: Product) -> Worker:
    return Worker(product, drawing=drawing(product.settings), slack=slack_port(product.settings))


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
