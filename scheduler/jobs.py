"""What the clock does and how often: one table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from dealix_ops.bootstrap import Product
from dealix_ops.ledger import service as ledger


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
    Tick("durable.sweep", timedelta(seconds=5), sweep),
    Tick("ledger.seal", timedelta(seconds=2), seal),
)
