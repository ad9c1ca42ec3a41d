"""What the clock does and how often: one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from dealix_ops.bootstrap import Product
from dealix_ops.intake.renewing import Renewing
from dealix_ops.ledger import service as ledger
from dealix_ops.media import service as media
from dealix_ops.sending.nudging import Nudging
from dealix_ops.sla.breaches import Breaches
from dealix_ops.vocabulary import Source


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
    """Cards and drafts whose words the clock made wrong; one lock at a time."""
    renewing = Renewing(product.settling)
    with product.database.reading() as session:
        outdated = renewing.outdated(session, now=product.clock())
    for ticket_id in outdated:
        with product.database.transaction() as session:
            renewing.renew(session, ticket_id, now=product.clock())


def tell_breaches(product: Product) -> None:
    """Post anew, once, the card of a P0 or P1 whose customer waits longer than promised."""
    elsewhere = {Source.SENTRY: product.alerts.channel}
    breaches = Breaches(outbox=product.queues, channel=product.channel, elsewhere=elsewhere)
    with product.database.reading() as session:
        late = breaches.late(session, now=product.clock())
    for ticket_id in late:
        with product.database.transaction() as session:
            breaches.tell(session, ticket_id, now=product.clock())


def remove_media(product: Product) -> None:
    """Customers' files whose time is over."""
    with product.database.transaction() as session:
        media.remove_expired(session, now=product.clock())


def seal(product: Product) -> None:
    """Chain the ledger's newest entries."""
    try:
        with product.database.transaction() as session:
            ledger.seal(session)
    except IntegrityError:
        # The other clock sealed the same entries first; its chain is the chain.
        return


TICKS = (
    Tick("durable.due", timedelta(seconds=1), release_due),
    Tick("hand_off.nudge", timedelta(seconds=15), nudge),
    Tick("tickets.renew", timedelta(seconds=30), renew),
    Tick("sla.breach", timedelta(seconds=30), tell_breaches),
    Tick("durable.sweep", timedelta(seconds=5), sweep),
    Tick("media.retention", timedelta(minutes=10), remove_media),
    Tick("ledger.seal", timedelta(seconds=2), seal),
)
