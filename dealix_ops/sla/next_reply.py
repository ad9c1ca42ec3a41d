"""How long a customer has waited for the answer that comes next; derived, stored nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dealix_ops.sla.rules import Counting, Due, Metric, graded, target
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class Waiting:
    """One unanswered line. A reaction, and thanks that ask for nothing, wait for no answer."""

    occurred_at: datetime
    asks: bool = True


def next_reply(
    unanswered: Iterable[Waiting], *, priority: Priority, counting: Counting, needs_listen: bool = False
) -> Due | None:
    """From the oldest line that waits, by the priority's first-response target and calendar; None where none
    waits."""
    since = min((line.occurred_at for line in unanswered if line.asks), default=None)
    if since is None:
        return None
    within = target(priority, Metric.FIRST_RESPONSE, needs_listen=needs_listen)
    calendar = counting.of(graded(priority, Metric.FIRST_RESPONSE, needs_listen=needs_listen))
    due_at = counting.time(calendar).add(since, within)
    return Due(Metric.NEXT_REPLY, within, since, due_at, None, calendar=calendar)
