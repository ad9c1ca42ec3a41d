"""What we know of the customer: facts from our own rows, and nothing where there is none."""

from datetime import datetime, timedelta

from bot.blocks import copy_ar, moments
from bot.blocks import ticket_copy_ar as copy
from dealix_ops.clock import riyadh
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.reports.known import Earlier, Known

SHORTEST = timedelta(days=1)
MONTH = 30


def render(known: Known, now: datetime) -> list[str]:
    """Bundle, value and renewal stand here once somebody records them."""
    parts = []
    if known.since is not None and now - known.since >= SHORTEST:
        parts.append(copy.KNOWN_SINCE.format(span=_span((now - known.since).days)))
    if known.open_tickets > 1:
        parts.append(_open_tickets(known.open_tickets))
    return [" · ".join(parts)] if parts else []


def earlier(before: Earlier | None, now: datetime) -> list[str]:
    if before is None:
        return []
    days = (riyadh(now).date() - riyadh(before.opened_at).date()).days
    ago = ("اليوم", moments.YESTERDAY)[days] if days < 2 else f"قبل {count_ar(days, Noun.DAY, Case.OBLIQUE)}"
    topic = copy_ar.TOPIC[before.topic]
    return [copy.EARLIER.format(topic=topic, ago=ago, ticket=before.ticket_id)]


def _span(days: int) -> str:
    months = days // MONTH
    return count_ar(months, Noun.MONTH, Case.OBLIQUE) if months else count_ar(days, Noun.DAY, Case.OBLIQUE)


def _open_tickets(count: int) -> str:
    if count == 2:
        return copy.OPEN_TICKETS_TWO
    return copy.OPEN_TICKETS.format(count=count_ar(count, Noun.TICKET))
