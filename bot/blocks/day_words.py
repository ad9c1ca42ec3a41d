"""Who, since when and until when, as the day's message and the lists behind it say it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.blocks import copy_ar, moments
from bot.blocks import daily_copy_ar as copy
from bot.blocks import ticket_copy_ar as ticket_copy
from bot.blocks.initiated_copy_ar import LETTER
from bot.blocks.text import foreign_name
from dealix_ops.clock import riyadh
from dealix_ops.customer_success import copy_ar as success_copy
from dealix_ops.customer_success import rules
from dealix_ops.customer_success.rules import SCORES, Sign, Signals
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import WEEKDAYS, clock_ar, date_ar, deadline_ar
from dealix_ops.reports.kept import KeptText
from dealix_ops.reports.renewals import AtRisk, Renewal
from dealix_ops.reports.standing import Standing
from dealix_ops.sla.rules import Due
from dealix_ops.vocabulary import Source

NAME_LIMIT = 30
"""Twelve lines of names that escaping doubles still fit into one section."""
NAMED = 2
COUNTED_IN_DAYS = timedelta(days=2)
A_WEEK = 7


def name_of(one: Standing) -> str:
    """The company where it is known; an alert's person is the project that it came from."""
    shown = foreign_name(one.company or one.person or "", NAME_LIMIT) or copy_ar.NO_NAME
    return f"{copy_ar.SOURCE[Source.SENTRY]} {shown}" if one.source is Source.SENTRY else shown


def kept(found: Sequence[KeptText]) -> list[str]:
    """«تُسلَّم 9:00 ص: الأفق، مدار»; nothing where nothing waits for the morning."""
    if not found:
        return []
    names = [
        f"{customer(one.company or one.person or '') or copy_ar.NO_NAME} ت-{one.ticket_id}" for one in found
    ]
    at = clock_ar(min(one.until for one in found))
    return [copy.KEPT.format(at=at, named=named(names, people=False))]


def customer(name: str) -> str:
    return foreign_name(name, NAME_LIMIT)


def named(names: Sequence[str], *, shown: int = NAMED, people: bool = True) -> str:
    left = len(names) - shown
    return "، ".join([*names[:shown], *([copy.others(left, people=people)] if left > 0 else [])])


def span(duration: timedelta) -> str:
    """After «منذ» or «متأخر»."""
    if duration >= COUNTED_IN_DAYS:
        return count_ar(duration.days, Noun.DAY, Case.OBLIQUE)
    return moments.took(duration)


def until(due: Due | None, now: datetime) -> str:
    """« قبل 9:10 ص»; nothing where no clock runs."""
    if due is None:
        return ""
    if now > due.due_at:
        return copy.LATE_ALREADY.format(at=moments.moment(due.due_at, now))
    return f" {deadline_ar(due.due_at, now)}"


def late(one: Standing, due: Due, now: datetime) -> str:
    clock = ticket_copy.CLOCK[due.metric]
    return copy.LATE_ONE.format(name=name_of(one), clock=clock, span=span(now - due.due_at))


def why(one: AtRisk) -> str:
    """The heaviest sign."""
    said = one.signals
    signs = rules.risk(said).signs
    return _sign(max(signs, key=lambda sign: SCORES[sign]), said)


def every_why(one: AtRisk) -> str:
    return "، ".join(_sign(sign, one.signals) for sign in rules.risk(one.signals).signs)


def _sign(which: Sign, said: Signals) -> str:
    return copy.sign(which, said.days_inactive, said.drafts_pending, said.last_proof_pack_days_ago)


def renewal_when(one: Renewal) -> str:
    if one.days < 0:
        return copy.PASSED.format(span=count_ar(-one.days, Noun.DAY, Case.OBLIQUE))
    if one.days < 2:
        return (copy.TODAY, copy.TOMORROW)[one.days]
    return copy.IN_DAYS.format(span=count_ar(one.days, Noun.DAY, Case.OBLIQUE))


def renewal_todo(one: Renewal) -> str:
    said = success_copy.renewal(one.days)
    return f" · {said}" if said else ""


def letter(one: Renewal) -> str:
    """How far our own message to them came; nothing where none was due."""
    return LETTER[one.letter] if one.letter is not None else ""


def amount(one: Renewal) -> str:
    return copy.AMOUNT.format(amount=one.monthly_sar) if one.monthly_sar is not None else ""


def day_of(instant: datetime, now: datetime) -> str:
    """«الخميس», «أمس», of today the time, of longer ago the date."""
    then, days = riyadh(instant), (riyadh(now).date() - riyadh(instant).date()).days
    if days < 2:
        return (clock_ar(instant), moments.YESTERDAY)[days]
    return WEEKDAYS[then.weekday()] if days < A_WEEK else date_ar(instant)
