"""Monday's review and the evening's closing windows; every figure of the picture stands in words too."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.blocks import daily, day_words, moments
from bot.blocks import daily_copy_ar as daily_copy
from bot.blocks import ticket_copy_ar as ticket_copy
from bot.blocks import week_copy_ar as copy
from bot.blocks.customer_copy_ar import TO_CARD
from bot.blocks.text import Block, actions, button, plain, section
from bot.ids import Action
from dealix_ops.clock import riyadh
from dealix_ops.language.times_ar import WEEKDAYS, clock_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.clocks import Ended
from dealix_ops.reports.figures import Figures
from dealix_ops.reports.standing import Standing
from dealix_ops.reports.week import WeekView, Worst
from dealix_ops.sla.report import FEWEST_TICKETS
from dealix_ops.sla.rules import Calendar, Metric
from dealix_ops.vocabulary import Priority

MOST_CLOSING = 8
Addressed = Callable[[int], str | None]
"""Where a ticket's card stands, by its number; None where it has none."""


def is_empty(view: WeekView) -> bool:
    return not view.week.ended and not sum(view.week.opened.values())


def review(view: WeekView, address: Addressed, *, picture: str | None) -> SlackMessage:
    """`picture` is the uploaded file's id; without one the message says that it is missing."""
    head = copy.HEAD.format(span=copy.span(view))
    told = [copy.EMPTY] if is_empty(view) else _figures(view)
    blocks = [section([f"*{head}*", *told])]
    if picture is not None:
        blocks.append(_image(view, picture))
    elif not is_empty(view):
        blocks.append(section([copy.NO_PICTURE]))
    if view.worst:
        blocks.append(section([f"*{copy.WORST}*", *(_worst(one, address) for one in view.worst)]))
    sources = daily.sources_line(view.sources, view.at)
    now = [daily.risks_line(view.risks), sources, daily.missed_line(view.missed, view.at)]
    return SlackMessage(_push(view), [*blocks, section(now), _buttons(view)])


def alt_text(view: WeekView) -> str:
    """The picture's figures, for whoever cannot see it."""
    answers = [
        f"{priority.name_ar}: {copy.counted_share(share)}"
        for priority in Priority
        if (share := view.week.in_time(Metric.FIRST_RESPONSE, priority)).whole
    ]
    days = [f"{WEEKDAYS[day.weekday()]} {view.week.late_on(day)}" for day in view.days]
    risks = [f"{day_words.customer(one.name)} {copy.risk(one)}" for one in (view.risks or ())[:5]]
    parts = (
        (copy.TITLE, [copy.span(view)]),
        (copy.FIRST_PLAIN, answers),
        (copy.DAYS, days),
        (copy.RISKS, risks),
    )
    return ". ".join(f"{title}: {'، '.join(told) or daily_copy.NONE}" for title, told in parts)


def closing(standing: Sequence[Standing], until: datetime, now: datetime, address: Addressed) -> SlackMessage:
    """Conversations that lose their window before somebody works again, the next first."""
    opens = riyadh(until)
    at = f"{WEEKDAYS[opens.weekday()]} {clock_ar(until)}"
    head = copy.closing_head(len(standing), at)
    told = [_closing(one, now, address) for one in standing[:MOST_CLOSING]]
    left = len(standing) - len(told)
    more = [daily_copy.LIST_MORE.format(count=left)] if left > 0 else []
    drafted = sum(one.drafted for one in standing)
    blocks = [section([f"*{head}*", *told, *more, copy.CLOSING_AFTER])]
    if drafted:
        pressed = button(daily_copy.BUTTON_DRAFTS, Action.DIGEST_WAITING, daily.LIST, style="primary")
        blocks.append(actions([pressed]))
    return SlackMessage(head.removeprefix("⏳ "), blocks)


def _figures(view: WeekView) -> list[str]:
    own, before = view.week, view.before
    was_quiet = not before.ended
    verdict = copy.VERDICT.format(verdict=copy.VERDICTS[view.verdict])
    few = len({one.ticket_id for one in own.ended}) < FEWEST_TICKETS
    return [
        _opened(own) + _against(f"{sum(before.opened.values()):,}"),
        _first(own) + ("" if was_quiet else _against(_first_share(before))),
        _took(own) + _against(_took_span(before)),
        _late(own) + _against(f"{before.late_tickets:,}"),
        verdict + (copy.TOO_FEW if few else ""),
    ]


def _opened(own: Figures) -> str:
    counted = [
        copy.OPENED_PART.format(priority=priority.name_ar, count=count)
        for priority, count in own.opened.items()
        if count
    ]
    parts = f" ({'، '.join(counted)})" if counted else ""
    return copy.OPENED.format(count=copy.tickets(sum(own.opened.values())), parts=parts)


def _first(own: Figures) -> str:
    return copy.FIRST.format(share=_first_share(own)) if _first_whole(own) else copy.FIRST_NONE


def _first_whole(own: Figures) -> int:
    return own.in_time(Metric.FIRST_RESPONSE).whole


def _first_share(own: Figures) -> str:
    return copy.counted_share(own.in_time(Metric.FIRST_RESPONSE)) if _first_whole(own) else daily_copy.NONE


def _took(own: Figures) -> str:
    known = own.took[Metric.FIRST_RESPONSE] is not None
    return copy.TOOK.format(span=_took_span(own)) if known else copy.TOOK_NONE


def _took_span(own: Figures) -> str:
    took = own.took[Metric.FIRST_RESPONSE]
    return day_words.span(took) if took is not None else daily_copy.NONE


def _late(own: Figures) -> str:
    return copy.RAN_OUT.format(count=copy.tickets(own.late_tickets)) if own.late else copy.RAN_OUT_NONE


def _against(before: str) -> str:
    return copy.AGAINST.format(before=before)


def _image(view: WeekView, file_id: str) -> Block:
    return {
        "type": "image",
        "slack_file": {"id": file_id},
        "alt_text": alt_text(view),
        "title": plain(copy.TITLE),
    }


def _worst(one: Worst, address: Addressed) -> str:
    ended = one.ended
    line = copy.WORST_LINE.format(
        ticket=ended.ticket_id,
        name=day_words.name_of(one.standing),
        priority=ended.priority.name_ar,
        clock=ticket_copy.CLOCK[ended.metric],
        span=_delay(ended),
        still=copy.STILL if ended.still and one.standing.live else "",
    )
    return line + _link(ended.ticket_id, address)


def _delay(ended: Ended) -> str:
    """A day of work is no day: what counts our hours is told in hours."""
    late_by = ended.late_by or timedelta(0)
    if ended.calendar is Calendar.WORKING:
        return copy.OF_WORK.format(span=moments.took(late_by))
    return day_words.span(late_by)


def _closing(one: Standing, now: datetime, address: Addressed) -> str:
    line = copy.CLOSING_LINE.format(
        ticket=one.ticket_id,
        name=day_words.name_of(one),
        at=moments.moment(one.window_until, now) if one.window_until else "",
        draft=copy.DRAFT_READY if one.drafted else copy.DRAFT_NONE,
    )
    return line + _link(one.ticket_id, address)


def _link(ticket_id: int, address: Addressed) -> str:
    found = address(ticket_id)
    return f" · <{found}|{TO_CARD}>" if found else ""


def _push(view: WeekView) -> str:
    if is_empty(view):
        return copy.PUSH_EMPTY
    share, late = view.week.in_time(Metric.FIRST_RESPONSE), view.week.late_tickets
    first = copy.PUSH_FIRST.format(of=share.of, whole=share.whole) if share.whole else copy.PUSH_FIRST_NONE
    told = copy.PUSH_LATE.format(count=copy.tickets(late)) if late else copy.PUSH_LATE_NONE
    return copy.PUSH.format(first=first, late=told)


def _buttons(view: WeekView) -> Block:
    label = daily_copy.BUTTON_LATE_NONE
    if view.late_now:
        label = daily_copy.BUTTON_LATE.format(count=view.late_now)
    pressed = [button(label, Action.DIGEST_LATE, daily.LIST)]
    if view.waiting:
        waiting = daily_copy.BUTTON_WAITING.format(count=view.waiting)
        pressed.insert(0, button(waiting, Action.DIGEST_WAITING, daily.LIST, style="primary"))
    pressed.append(button(copy.BUTTON_FIGURES, Action.DIGEST_FIGURES, daily.LIST))
    return actions(pressed)
