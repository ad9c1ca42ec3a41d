"""What the worker does to the world outside, and how each of its views is drawn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from bot.blocks import (
    alert_card,
    brief,
    connectors,
    daily,
    full_text,
    hand_off,
    home,
    incident_actions,
    incident_run,
    initiated,
    listed,
    media,
    onboarding,
    post_mortem,
    success_lists,
    ticket_card,
    week,
)
from bot.blocks import incidents as incident_blocks
from bot.blocks import paging as paging_blocks
from bot.blocks.ticket_card import Mentioned
from dealix_ops import own_errors
from dealix_ops.bootstrap import Product
from dealix_ops.doctor import connector_tests
from dealix_ops.doctor.connector_tests import ConnectorTests
from dealix_ops.durable.checklist_effects import ChecklistDrawing, ChecklistEffects
from dealix_ops.durable.digest_effects import DigestDrawing, DigestEffects
from dealix_ops.durable.erasing_effects import ErasingEffects
from dealix_ops.durable.home_effects import HomeEffects
from dealix_ops.durable.incident_effects import IncidentDrawing, IncidentEffects
from dealix_ops.durable.incident_files import IncidentFiles
from dealix_ops.durable.paging_effects import PageDrawing, PagingEffects
from dealix_ops.durable.slack_effects import Drawing
from dealix_ops.durable.weekly_effects import WeeklyDrawing, WeeklyEffects
from dealix_ops.gateways import pager, smtp
from dealix_ops.gateways.by_settings import rooms_port, slack_port
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectKind
from dealix_ops.reports.alert_cards import CardView
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.initiated import InitiatedView
from dealix_ops.reports.week import WeekView
from dealix_ops.settings import Settings
from dealix_ops.worker import Worker


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
    if isinstance(view, InitiatedView):
        return initiated.render(view, now)
    with own_errors.muted():  # an alert that cannot be drawn must not raise the next one
        return alert_card.render(view, now, web_host=settings.sentry_web_host)


def worker(product: Product) -> Worker:
    slack = slack_port(product.settings)
    also = partial(customer_handlers, product, slack)
    return Worker(product, drawing=drawing(product.settings), slack=slack, also=also)


def customer_handlers(
    product: Product, slack: SlackPort, pause: Callable[[float], bool]
) -> Mapping[EffectKind, EffectHandler]:
    """Checklists of onboardings, tests of connectors, everybody's Home tab, the day's messages, alarms."""
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
    weekly = WeeklyEffects(
        slack=slack, drawing=weekly_drawing(), settings=product.settings, pause=pause, **shown
    )
    paging = PagingEffects(
        slack=slack,
        mailer=smtp.mailer(product.settings),
        pager=pager.pager(product.settings, product.clock),
        mail_to=product.settings.paging_mail_to or (),
        outbox=product.queues,
        operations=product.operations_channel,
        drawing=page_drawing(product.settings),
        pause=pause,
        **shown,
    )
    incidents = IncidentEffects(
        slack=slack,
        rooms=rooms_port(product.settings),
        drawing=incident_drawing(),
        incidents=product.incidents,
        members=product.incident_members,
        tickets_channel=product.channel,
        pause=pause,
        **shown,
    )
    erasing = ErasingEffects(slack=slack, pause=pause, **shown)
    acts = {**checklists.handlers(), **tests.handlers(), **homes.handlers(), **erasing.handlers()}
    reviews = IncidentFiles(
        slack=slack, comment=post_mortem.comment, as_text=post_mortem.as_text, pause=pause, **shown
    )
    acts |= {**incidents.handlers(), **reviews.handlers()}
    return {**acts, **digests.handlers(), **weekly.handlers(), **paging.handlers()}


def incident_drawing() -> IncidentDrawing:
    return IncidentDrawing(
        card=incident_blocks.card,
        summary=incident_blocks.summary,
        topic=incident_blocks.topic,
        moved=incident_blocks.moved,
        said=incident_run.said,
        todo=incident_actions.chased,
    )


def page_drawing(settings: Settings) -> PageDrawing:
    channel = settings.slack_channel_alerts or settings.slack_channel_approvals
    return PageDrawing(
        paging_blocks.slack,
        partial(paging_blocks.letter, channel=channel),
        partial(paging_blocks.webhook, channel=channel),
    )


def weekly_drawing() -> WeeklyDrawing:
    return WeeklyDrawing(
        review=lambda view, address, picture: week.review(view, address, picture=picture),
        picture=_picture,
        alt_text=week.alt_text,
        board=brief.sunday,
        closing=week.closing,
    )


def _picture(view: WeekView) -> bytes | None:
    from bot.blocks import week_picture  # with the library that paints it, once a week

    return None if week.is_empty(view) else week_picture.paint(view)


def digest_drawing(settings: Settings) -> DigestDrawing:
    morning = partial(daily.render, name=settings.speaker_name)
    return DigestDrawing(morning, daily.afternoon, success_lists.check_ins, success_lists.packs)
