"""Why we would write to somebody who asked nothing, and what may stand in the way; pure."""

from datetime import datetime, time
from enum import StrEnum

from dealix_ops.clock import riyadh


class Occasion(StrEnum):
    """What a message that answers nobody is about."""

    RENEWAL_30 = "renewal_30_day"
    RENEWAL_7 = "renewal_7_day"
    RENEWAL_DAY = "renewal_day"
    CHECK_IN = "weekly_check_in"
    SUMMARY = "fortnightly_summary"
    QBR = "quarterly_review"
    INCIDENT = "incident_over"


PROMOTIONAL = frozenset({Occasion.RENEWAL_7})
"""It carries an offer: only between nine and nine, and to nobody who did not agree."""
FOUNDERS_OWN = frozenset({Occasion.RENEWAL_7, Occasion.RENEWAL_DAY})
"""An offer and an invoice are money: the founder decides them, as he decides what is delicate."""
OFFERS_FROM, OFFERS_UNTIL = time(9), time(21)


class Over(StrEnum):
    """Why nobody needs it any more; `moved`: the contract has another day by now."""

    PASSED = "passed"
    MOVED = "moved"
    LEFT = "left"


class Barrier(StrEnum):
    """Why it may not leave now, though it is still wanted."""

    NO_WAY = "no_way"
    NO_OPT_IN = "no_opt_in"
    FORGOTTEN = "forgotten"
    HOURS = "hours"
    FROZEN = "frozen"


def in_hours(occasion: Occasion, now: datetime) -> bool:
    return occasion not in PROMOTIONAL or OFFERS_FROM <= riyadh(now).time() < OFFERS_UNTIL
