"""What stands in the forms about proof, as facts."""

import re
from datetime import date, datetime, time, timedelta

from bot.blocks.proof import Field
from bot.listeners import forms
from bot.listeners.forms import Filled
from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.language.amounts import riyals
from dealix_ops.proof import errors
from dealix_ops.proof.rules import Kind, Window
from dealix_ops.proof.service import Told

_TICKET = re.compile(r"(?:ت-)?(\d{1,9})")


def told(filled: Filled, now: datetime) -> Told:
    """Raises PressBroken, AmountUnusable, TimeUnusable, NotTheirTicket."""
    day = _day(filled, Field.DAY)
    if day > riyadh(now).date():
        raise errors.TimeUnusable("not yet")
    ticket = filled.said(Field.TICKET)
    named = _TICKET.fullmatch(ticket)
    if ticket and named is None:
        raise errors.NotTheirTicket("no number of a ticket")
    return Told(
        kind=forms.choice(Kind, filled.said(Field.KIND)),
        words=filled.said(Field.WORDS),
        at=min(_noon(day), now),
        origin=filled.origin,
        amount_sar=_amount(filled.said(Field.AMOUNT)),
        ticket_id=int(named[1]) if named else None,
    )


def window(filled: Filled, now: datetime) -> Window:
    """Whole days of Riyadh; today ends now. Raises PressBroken."""
    since, until = _day(filled, Field.SINCE), _day(filled, Field.UNTIL)
    end = datetime.combine(until, time(), RIYADH) + timedelta(days=1)
    return Window(
        datetime.combine(since, time(), RIYADH), min(end, now) if until == riyadh(now).date() else end
    )


def _amount(typed: str) -> int | None:
    """Raises AmountUnusable."""
    try:
        return riyals(typed)
    except ValueError as error:
        raise errors.AmountUnusable("no whole riyals") from error


def _day(filled: Filled, field: Field) -> date:
    return forms.day(filled.said(field))


def _noon(day: date) -> datetime:
    """A day without a clock: the middle of it belongs to no other day anywhere."""
    return datetime.combine(day, time(12), RIYADH)
