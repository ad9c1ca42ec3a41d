"""How grave an incident is and what its clocks are. Figures: product facts, incidents."""

from dataclasses import dataclass
from datetime import timedelta

from dealix_ops.vocabulary import Severity

MANY_CUSTOMERS = 5
PDPL_NOTICE_WITHIN = timedelta(hours=72)
"""From awareness, where personal data leaked."""
BOUNCE_LIMIT, COMPLAINT_LIMIT, BLOCK_LIMIT = 0.05, 0.003, 0.03
FEWEST_SENDS = 50
"""Below it a rate says nothing about a channel."""


@dataclass(frozen=True)
class Clocks:
    """`post_mortem` is None where one is optional."""

    first_action: timedelta
    update_every: timedelta
    post_mortem: timedelta | None


CLOCKS: dict[Severity, Clocks] = {
    Severity.SEV1: Clocks(timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=24)),
    Severity.SEV2: Clocks(timedelta(minutes=30), timedelta(minutes=60), timedelta(hours=48)),
    Severity.SEV3: Clocks(timedelta(minutes=120), timedelta(minutes=240), None),
}


@dataclass(frozen=True)
class Sends:
    """What came of the messages that a channel sent."""

    sent: int
    bounced: int = 0
    complained: int = 0
    blocked: int = 0


def severity(*, has_data_leak: bool, has_unauthorized_send: bool, affected_customers: int) -> Severity:
    """A leak or a send that nobody approved is SEV1, whatever the number of customers."""
    if has_data_leak or has_unauthorized_send:
        return Severity.SEV1
    return Severity.SEV2 if affected_customers >= MANY_CUSTOMERS else Severity.SEV3


def must_freeze(sends: Sends) -> bool:
    """Initiated sends of the channel stop; approved answers stay possible by hand."""
    if sends.sent < FEWEST_SENDS:
        return False
    over = (
        sends.bounced > BOUNCE_LIMIT * sends.sent,
        sends.complained > COMPLAINT_LIMIT * sends.sent,
        sends.blocked > BLOCK_LIMIT * sends.sent,
    )
    return any(over)
