"""What the clock guards: texts that wait for long, invariants, what is kept for how long, and the verdict."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.clock import riyadh
from dealix_ops.doctor import invariants
from dealix_ops.freezes import service as freezes
from dealix_ops.invariants.rules import Invariant
from dealix_ops.invariants.service import Watching
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.retention import service as retention
from dealix_ops.retention.rules import REMOVED, Removed
from dealix_ops.sending.lapsing import Lapsing
from dealix_ops.sending.standing_drafts import StandingDrafts
from dealix_ops.working_time.rules import OPEN_KINDS
from scheduler.digests import working_of

MOST_JOBS = 500
STOPPED = "أوقفنا ما نبدأ به نحن من رسائل حتى يراجعه المؤسس: تأخّر خلال 7 أيام {count} {founders}"


def remind_of_drafts(product: Product) -> None:
    """In its thread, once: a text that waits for a decision for half of its first response's time."""
    standing = _drafts(product)
    with product.database.reading() as session:
        unseen = standing.unseen(session, working_of(product, session), now=product.clock())
    for draft_id in unseen:
        with product.database.transaction() as session:
            standing.nudge(session, draft_id, now=product.clock())


def expire_drafts(product: Product) -> None:
    """Texts that time made wrong, and approved ones not said to be sent; one lock at a time."""
    standing, lapsing = _drafts(product), Lapsing(product.decisions.way_out)
    with product.database.reading() as session:
        outdated = standing.outdated(session, now=product.clock())
        lapsed = lapsing.over(session, now=product.clock())
    for draft_id in outdated:
        with product.database.transaction() as session:
            standing.expire(session, draft_id, now=product.clock())
    for approval_id in lapsed:
        with product.database.transaction() as session:
            lapsing.lapse(session, approval_id, now=product.clock())
    with product.database.transaction() as session:
        lapsing.ask_again(session, now=product.clock())


def _drafts(product: Product) -> StandingDrafts:
    settings = product.settings
    return StandingDrafts(product.decisions.way_out, settings.on_call, settings.founder_ids)


def remove(product: Product, session: Session, _slot: datetime) -> None:
    """What the table of `dealix_ops/retention` says is over: a bounded batch of each, once a day."""
    retention.remove(session, now=product.clock())


def forget_jobs(product: Product) -> None:
    """The durable engine's own rows; outside our transactions, by its own connection."""
    before = product.clock() - REMOVED[Removed.JOBS].age
    product.engine.forget(before=before, most=MOST_JOBS)


def seal(product: Product) -> None:
    """Chain the ledger's newest entries."""
    try:
        with product.database.transaction() as session:
            ledger.seal(session)
    except IntegrityError:
        # The other clock sealed the same entries first; its chain is the chain.
        return


def watch_invariants(product: Product) -> None:
    """Say once that something does not hold, and once that it holds again."""
    # After a stop every entry is old: only what this clock cannot seal either is a fault.
    seal(product)
    now = product.clock()
    with product.database.reading() as session:
        found = invariants.look(session, now=now, of=invariants.AT_ANY_TIME)
    with product.database.transaction() as session:
        Watching(product.queues, product.operations_channel).compare(session, found, now=now)


def judge_week(product: Product, session: Session, slot: datetime) -> None:
    """Once a working day: a rate at its limit is crossed in both directions within minutes.

    In the afternoon, because what a weekend left is looked at by then: thanks that nobody pressed away count
    as late until somebody does.
    """
    now = product.clock()
    if working_of(product, session).kinds(riyadh(slot).date()) not in OPEN_KINDS:
        return
    found = invariants.look(session, now=now, of=(Invariant.VERDICT,))
    if Watching(product.queues, product.operations_channel).compare(session, found, now=now):
        _judge(product, session, late=found[Invariant.VERDICT], now=now)


def _judge(product: Product, session: Session, *, late: int, now: datetime) -> None:
    """The week became critical: what we begin ourselves stops until a founder lifts it, once each time.

    Better again, nothing is lifted: whoever reviews it decides that.
    """
    if not late:
        ledger.record(session, Event.VERDICT_EASED, at=now)
        return
    ledger.record(session, Event.VERDICT_CRITICAL, at=now, facts={"late": late})
    freezes.start(session, freezes.EVERYTHING, by=ledger.SYSTEM, now=now)
    founders = " ".join(f"<@{one}>" for one in sorted(product.settings.founder_ids))
    text = STOPPED.format(count=count_ar(late, Noun.TICKET), founders=founders).strip()
    channel = product.operations_channel
    payload = {"channel": channel, "text": text}
    product.queues.add(session, Effect(EffectKind.NOTICE, channel, payload), now=now)
