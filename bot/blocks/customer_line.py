"""What we know of the customer: facts from our own rows, and nothing where there is none."""

from datetime import date, datetime, time, timedelta

from bot.blocks import copy_ar, moments
from bot.blocks import customer_copy_ar as words
from bot.blocks import ticket_copy_ar as copy
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.contacts.customers import Terms
from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.reports.known import Earlier, Known

SHORTEST = timedelta(days=1)
MONTH = 30
NEAR_DAYS = 30
"""Product facts: what is done for a renewal begins 30 days before it."""


def render(known: Known, now: datetime) -> list[str]:
    agreed = terms(
        Terms(bundle_id=known.bundle_id, monthly_sar=known.monthly_sar, renews_on=known.renews_on), now
    )
    since = _since(known, now)
    if agreed and not since and known.bundle_id is None and known.monthly_sar is not None:
        agreed[0] = words.MONTHLY_FIRST.format(amount=known.monthly_sar)  # no line begins with a figure
    parts = [*since, *agreed]
    if known.open_tickets > 1:
        parts.append(open_tickets(known.open_tickets))
    return [" · ".join(parts)] if parts else []


def terms(agreed: Terms, now: datetime) -> list[str]:
    """Bundle, value and renewal, as far as somebody recorded them."""
    name = next((one.name for one in BUNDLES if one.key == agreed.bundle_id), agreed.bundle_id)
    parts = [words.BUNDLE.format(name=isolate(name))] if name else []
    if agreed.monthly_sar is not None:
        parts.append(words.MONTHLY.format(amount=agreed.monthly_sar))
    if agreed.renews_on is not None:
        parts.append(_renewal(agreed.renews_on, now))
    return parts


def flags(known: Known, now: datetime) -> list[str]:
    """What makes a matter delicate because of the contract alone."""
    days = _days_until(known.renews_on, now) if known.renews_on else None
    return [words.RENEWAL_NEAR] if days is not None and 0 <= days <= NEAR_DAYS else []


def earlier(before: Earlier | None, now: datetime) -> list[str]:
    if before is None:
        return []
    topic = words.SAME_PROBLEM if before.is_same else copy_ar.TOPIC[before.topic]
    return [copy.EARLIER.format(topic=topic, ago=ago(before.opened_at, now), ticket=before.ticket_id)]


def ago(instant: datetime, now: datetime) -> str:
    days = (riyadh(now).date() - riyadh(instant).date()).days
    return ("اليوم", moments.YESTERDAY)[days] if days < 2 else f"قبل {_span(days, months=False)}"


def open_tickets(count: int) -> str:
    if count == 2:
        return copy.OPEN_TICKETS_TWO
    return copy.OPEN_TICKETS.format(count=count_ar(count, Noun.TICKET))


def _since(known: Known, now: datetime) -> list[str]:
    """The contract's own beginning, else how long our records reach back."""
    if known.contract_on is not None:
        begun = datetime.combine(known.contract_on, time(), RIYADH)
        if begun <= now:
            return [words.CUSTOMER_SINCE.format(span=_span(max(1, (now - begun).days)))]
    if known.since is not None and now - known.since >= SHORTEST:
        return [copy.KNOWN_SINCE.format(span=_span((now - known.since).days))]
    return []


def _renewal(renews_on: date, now: datetime) -> str:
    days = _days_until(renews_on, now)
    if days < 0:
        return words.RENEWAL_PASSED.format(span=_span(-days, months=False))
    if days < 2:
        return (words.RENEWS_TODAY, words.RENEWS_TOMORROW)[days]
    return words.RENEWS_IN.format(span=_span(days, months=days > 3 * MONTH))


def _days_until(day: date, now: datetime) -> int:
    return (day - riyadh(now).date()).days


def _span(days: int, *, months: bool = True) -> str:
    whole = days // MONTH if months else 0
    return count_ar(whole, Noun.MONTH, Case.OBLIQUE) if whole else count_ar(days, Noun.DAY, Case.OBLIQUE)
