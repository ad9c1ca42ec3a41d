"""What the worker does to the world outside, and how each of its views is drawn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

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
from dealix_ops import own_errors
from dealix_ops.bootstrap import Product, Worker, slack_port
from dealix_ops.doctor import connector_tests
from dealix_ops.doctor.connector_tests import ConnectorTests
from dealix_ops.durable.checklist_effects import ChecklistDrawing, ChecklistEffects
from dealix_ops.durable.digest_effects import DigestDrawing, DigestEffects
from dealix_ops.durable.home_effects import HomeEffects
from dealix_ops.durable.slack_effects import Drawing
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectKind
from dealix_ops.reports.alert_cards import CardView
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.settings import Settings


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
