"""The clocks of a card: one number where several run, and WhatsApp's window beside it."""

from datetime import datetime

from bot.blocks import moments, ticket_words
from bot.blocks import ticket_copy_ar as copy
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.sla.rules import Calendar, Due, Metric, WallTime, strictest
from dealix_ops.sla.standing import Standing, standing
from dealix_ops.vocabulary import Means

COLOUR = {Standing.HALF: "🟡 ", Standing.PRESSING: "🟠 "}
"""What is late says so in words."""


def number(view: TicketCardView) -> Due | None:
    """The stricter of what runs; the resolution only where nothing else does."""
    return urgent(view) or strictest([view.clocks.get(Metric.RESOLUTION)])


def urgent(view: TicketCardView) -> Due | None:
    """Listening, the first response or after it the next reply, what we promised: somebody waits for it."""
    return strictest([view.clocks.get(Metric.LISTEN), _answer(view), view.promise])


def late_answer(view: TicketCardView, now: datetime) -> Due | None:
    """What the customer should have heard by now."""
    due = strictest([_answer(view), view.promise])
    return due if due is not None and now > due.due_at else None


def _answer(view: TicketCardView) -> Due | None:
    first = view.clocks.get(Metric.FIRST_RESPONSE)
    return first if first is not None and first.running else view.next_reply


def render(view: TicketCardView, now: datetime) -> list[str]:
    """The earlier of the two stands first; under a clock of minutes nobody asks for tomorrow's window."""
    due = number(view)
    clock = _clock(view, due, now) if due else ""
    window = "" if due and _minutes_left(due, now) else _window(view, now)
    parts = [clock, window]
    until = view.window_until
    if due is not None and due.paused_at is None and until is not None and now < until < due.due_at:
        parts.reverse()
    shown = " · ".join(part for part in parts if part)
    colour = COLOUR.get(_standing(view, due, now), "") if due else ""
    return [f"⏱ {colour}{shown}"] if shown else []


def waits(view: TicketCardView) -> bool:
    """Nothing runs against us: the resolution stands still until the customer writes."""
    due = number(view)
    return due is not None and due.paused_at is not None


def _clock(view: TicketCardView, due: Due, now: datetime) -> str:
    if due.paused_at is not None:
        return copy.WAITS_SINCE.format(since=moments.moment(due.paused_at, now))
    return f"{label(view, due)}: {moments.running(due, now)}"


def _standing(view: TicketCardView, due: Due, now: datetime) -> Standing:
    working = view.working if due.calendar is Calendar.WORKING else None
    return standing(due, now, working or WallTime())


def label(view: TicketCardView, due: Due) -> str:
    unread = ticket_words.unread(view.lines)
    if due.metric is Metric.LISTEN and unread is not None and unread.kind != ticket_words.SOUND:
        return copy.LOOK_CLOCK
    return copy.CLOCK[due.metric]


def _minutes_left(due: Due, now: datetime) -> bool:
    return due.paused_at is None and now <= due.due_at < now + moments.COUNTED_IN_MINUTES


def _window(view: TicketCardView, now: datetime) -> str:
    """Only where the answer leaves by WhatsApp."""
    until = view.window_until
    if until is None or view.who.means is not Means.WHATSAPP:
        return ""
    if until <= now:
        return copy.WINDOW_OVER
    return copy.WINDOW.format(until=moments.moment(until, now))
