"""What the clock does: ticks every few seconds, jobs at a time of day in Riyadh. Two tables, nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from dealix_ops.durable.home_effects import HomeTabs
from dealix_ops.intake.renewing import Renewing
from dealix_ops.media import service as media
from dealix_ops.onboarding import showing
from dealix_ops.paging import duty
from dealix_ops.proof import packs
from dealix_ops.sending import links
from dealix_ops.sending.nudging import Nudging
from dealix_ops.sending.redrawing import Redrawing
from dealix_ops.sla.breaches import Breaches
from dealix_ops.sla.calls import Calls
from dealix_ops.sla.recounting import Recounting
from dealix_ops.vocabulary import Source
from dealix_ops.working_time import asking
from scheduler import (
    check_ins,
    colours,
    digests,
    guards,
    incident_close,
    incidents,
    initiated,
    mornings,
    paging,
    promises,
    success,
    weekly,
)
from scheduler.slots import Job, plan, run_due


@dataclass(frozen=True)
class Tick:
    """Idempotent and derived from rows: two clocks may run it at the same moment."""

    id: str
    every: timedelta
    run: Callable[[Product], None]


def sweep(product: Product) -> None:
    """Take over what silent workers left."""
    product.sweeper.sweep(now=product.clock())


def release_due(product: Product) -> None:
    """Hand over what waited for its time: settled drafts, paced cards."""
    with product.database.transaction() as session:
        product.queues.release_due(session, now=product.clock())


def nudge(product: Product) -> None:
    """Remind, once, of what was handed over and not marked as sent."""
    with product.database.transaction() as session:
        Nudging(product.decisions.way_out).nudge(session, now=product.clock())


def renew(product: Product) -> None:
    """Cards, drafts and hand-offs whose words the clock made wrong; one lock at a time."""
    renewing = Renewing(product.settling)
    with product.database.reading() as session:
        outdated = renewing.outdated(session, now=product.clock())
    for ticket_id in outdated:
        with product.database.transaction() as session:
            renewing.renew(session, ticket_id, now=product.clock())
    redrawing = Redrawing(product.decisions.way_out)
    with product.database.reading() as session:
        yesterdays = redrawing.outdated(session, now=product.clock())
    for approval_id in yesterdays:
        with product.database.transaction() as session:
            redrawing.redraw(session, approval_id, now=product.clock())


def tell_breaches(product: Product) -> None:
    """Post anew, once, the card of a P0 or P1 whose customer waits longer than promised."""
    elsewhere = {Source.SENTRY: product.alerts.channel}
    breaches = Breaches(outbox=product.queues, channel=product.channel, elsewhere=elsewhere)
    with product.database.reading() as session:
        late = breaches.late(session, now=product.clock())
    for ticket_id in late:
        with product.database.transaction() as session:
            breaches.tell(session, ticket_id, now=product.clock())


def call_people(product: Product) -> None:
    """In the card's thread, once each: who has a P0 or P1 whose time runs out, and who comes next."""
    settings, elsewhere = product.settings, {Source.SENTRY: product.alerts.channel}
    with product.database.reading() as session:
        on_call = duty.on_call(session, settings.on_call, now=product.clock())
        calls = Calls(product.queues, product.channel, on_call, settings.founder_ids, elsewhere)
        due = calls.due(session, now=product.clock())
    for ticket_id in due:
        with product.database.transaction() as session:
            calls.call(session, ticket_id, now=product.clock())


def count_anew(product: Product) -> None:
    """Due times that were counted over a day of which a founder said meanwhile that nobody works."""
    elsewhere = {Source.SENTRY: product.alerts.channel}
    recounting = Recounting(product.queues, product.channel, elsewhere)
    with product.database.reading() as session:
        outdated = recounting.outdated(session, now=product.clock())
    for ticket_id in outdated:
        with product.database.transaction() as session:
            recounting.move(session, ticket_id, now=product.clock())


def renew_checklists(product: Product) -> None:
    """Checklists that the API or a connector moved, and those that stand still; one lock at a time."""
    channel = product.settings.slack_channel_success
    if channel is None:
        return
    with product.database.reading() as session:
        outdated = showing.outdated(session, now=product.clock())
    for customer_id in outdated:
        with product.database.transaction() as session:
            showing.renew(session, customer_id, channel=channel, outbox=product.queues, now=product.clock())


def remove_media(product: Product) -> None:
    """Customers' files whose time is over, and the keys of pages that open nothing any more."""
    with product.database.transaction() as session:
        media.remove_expired(session, now=product.clock())
        links.remove_expired(session, now=product.clock())
        packs.remove_expired(session, now=product.clock())


def ask_about_days(product: Product, session: Session, slot: datetime) -> None:
    """Unconfirmed holidays ahead, and the away text of the phone."""
    asking.ask(session, outbox=product.queues, channel=product.operations_channel, now=slot)


def run_jobs(product: Product) -> None:
    """Whatever has become due since somebody last looked."""
    for job in JOBS:
        run_due(product, job)
    plan(product, JOBS)


def renew_homes(product: Product) -> None:
    """Home tabs that show something else by now, of people who look at them; one lock at a time."""
    tabs = HomeTabs(product.queues, product.settings)
    with product.database.reading() as session:
        outdated = tabs.outdated(session, now=product.clock())
    for user_id in outdated:
        with product.database.transaction() as session:
            tabs.renew(session, user_id, now=product.clock())


JOBS = (
    Job("success.read", CronTrigger(hour=8, timezone=RIYADH), timedelta(hours=12), success.read_risks),
    Job(
        "verdict.read",
        CronTrigger(day_of_week="sun,mon,tue,wed,thu", hour=16, timezone=RIYADH),
        timedelta(hours=6),
        guards.judge_week,
    ),
    Job(
        digests.MORNING,
        CronTrigger(hour=8, minute=30, timezone=RIYADH),
        timedelta(hours=6),
        digests.morning,
    ),
    Job(
        digests.AFTERNOON,
        CronTrigger(day_of_week="sun,mon,tue,wed,thu", hour=15, timezone=RIYADH),
        timedelta(hours=2),
        digests.afternoon,
    ),
    Job(
        "retention.remove",
        CronTrigger(hour=3, minute=40, timezone=RIYADH),
        timedelta(hours=20),
        guards.remove,
    ),
    Job("paging.drill", CronTrigger(day=1, hour=10, timezone=RIYADH), timedelta(days=3), paging.remind),
    Job(
        weekly.EVENING,
        CronTrigger(day_of_week="sun,mon,tue,wed,thu", hour=18, timezone=RIYADH),
        timedelta(hours=2),
        weekly.evening,
    ),
    Job(
        weekly.BOARD, CronTrigger(day_of_week="sun", hour=9, timezone=RIYADH), timedelta(days=1), weekly.board
    ),
    Job(
        weekly.REVIEW,
        CronTrigger(day_of_week="mon", hour=9, timezone=RIYADH),
        timedelta(days=1),
        weekly.review,
    ),
    Job(
        "initiated.propose",
        CronTrigger(hour=8, minute=10, timezone=RIYADH),
        timedelta(hours=12),
        initiated.propose,
    ),
    Job(
        "check_in.list",
        CronTrigger(hour=8, minute=15, timezone=RIYADH),
        timedelta(hours=12),
        initiated.list_check_ins,
    ),
    Job(
        "proof.review",
        CronTrigger(hour=8, minute=20, timezone=RIYADH),
        timedelta(hours=12),
        initiated.list_packs,
    ),
    Job("calendar.ask", CronTrigger(hour=10, timezone=RIYADH), timedelta(hours=10), ask_about_days),
)
TICKS = (
    Tick("jobs.due", timedelta(seconds=15), run_jobs),
    Tick("durable.due", timedelta(seconds=1), release_due),
    Tick("hand_off.morning", timedelta(seconds=15), mornings.give),
    Tick("hand_off.nudge", timedelta(seconds=15), nudge),
    Tick("tickets.renew", timedelta(seconds=30), renew),
    Tick("sla.breach", timedelta(seconds=30), tell_breaches),
    Tick("sla.call", timedelta(seconds=30), call_people),
    Tick("sla.colour", timedelta(minutes=1), colours.show),
    Tick("incidents.remind", timedelta(seconds=15), incidents.remind),
    Tick("incidents.chase", timedelta(minutes=1), incident_close.chase),
    Tick("promises.remind", timedelta(seconds=30), promises.remind),
    Tick("paging.ring", timedelta(seconds=5), paging.ring),
    Tick("sla.calendar", timedelta(minutes=1), count_anew),
    Tick("durable.sweep", timedelta(seconds=5), sweep),
    Tick("onboarding.renew", timedelta(seconds=30), renew_checklists),
    Tick("initiated.renew", timedelta(minutes=1), initiated.renew),
    Tick("home.renew", timedelta(seconds=15), renew_homes),
    Tick("media.retention", timedelta(minutes=10), remove_media),
    Tick("drafts.nudge", timedelta(minutes=1), guards.remind_of_drafts),
    Tick("drafts.expire", timedelta(minutes=1), guards.expire_drafts),
    Tick("durable.forget", timedelta(minutes=10), guards.forget_jobs),
    Tick("clock.check_in", check_ins.CLOCK_EVERY, lambda _product: check_ins.clock_lives()),
    Tick("invariants.watch", timedelta(minutes=1), guards.watch_invariants),
    Tick("ledger.seal", timedelta(seconds=2), guards.seal),
)
