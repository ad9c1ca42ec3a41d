"""The one message of the morning, and the short one of the afternoon: twelve lines, each begins in Arabic."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import copy_ar, day_words, moments
from bot.blocks import daily_copy_ar as copy
from bot.blocks import endings_copy_ar as endings
from bot.blocks.day_words import name_of, named
from bot.blocks.endings import silent_tickets
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action
from dealix_ops.clock import riyadh
from dealix_ops.invariants.copy_ar import WRONG
from dealix_ops.invariants.rules import Broken
from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import WEEKDAYS, clock_ar, date_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.daily import DayView, Flow, Heard
from dealix_ops.reports.renewals import AtRisk, Renewal
from dealix_ops.reports.standing import Standing
from dealix_ops.vocabulary import Source

NOON = 12
MOST_LATE = 5
MOST_MISSED = 3
LIST = "list"
"""A button may not be without a value."""


def render(view: DayView, *, name: str | None) -> SlackMessage:
    """`name` is how the founder is greeted."""
    if view.quiet:
        line = _quiet(view)
        return SlackMessage(text=line.replace(" ⚠️", ""), blocks=[section([line])])
    blocks = [section(lines(view, name=name))]
    return SlackMessage(text=_push(view), blocks=[*blocks, *_buttons(view)])


def lines(view: DayView, *, name: str | None) -> list[str]:
    """Those for waiting, sources and missed always stand; what is empty is said in a word or two."""
    now = view.at
    greeted = f" {day_words.customer(name)}" if name else ""
    head = copy.GREETING if riyadh(now).hour < NOON else copy.HEAD_LATER
    return [
        f"*{head.format(name=greeted, day=date_ar(now))}*",
        _waiting(view),
        _emergencies(view, closed=True),
        _oldest(view),
        _promised(view),
        *_closing(view),
        _flow(view.flow, view.since, now),
        _late(view.late, now),
        risks_line(view.risks),
        _renewals(view.renewals),
        sources_line(view.sources, now),
        missed_line(view.missed, now),
        *_broken(view.broken),
    ]


def afternoon(late: Sequence[Standing], now: datetime) -> SlackMessage:
    """What became late since the morning, the gravest first."""
    head = copy.AFTERNOON.format(count=copy.counted(len(late), Noun.TICKET))
    told = [f"• {line}" for line in _late_lines(late, now)[:MOST_LATE]]
    left = len(late) - len(told)
    more = [copy.LIST_MORE.format(count=left)] if left > 0 else []
    pressed = button(copy.BUTTON_LATE.format(count=len(late)), Action.DIGEST_LATE, LIST)
    return SlackMessage(text=f"{head}.", blocks=[section([f"*{head}*", *told, *more]), actions([pressed])])


def _quiet(view: DayView) -> str:
    """One line for a day without work: what waits for nobody's return, and what is broken."""
    parts = [date_ar(view.at), _emergencies(view, closed=False), _waiting(view)]
    broken = [_silence(one, view.at) for one in view.sources if one.silent]
    missed = [missed_line(view.missed, view.at)] if view.missed else []
    return " · ".join([*parts, *broken, *missed, *_broken(view.broken)])


def _push(view: DayView) -> str:
    waits, late = len(view.waiting), len(view.late)
    counted = copy.PUSH_WAITING.format(count=copy.counted(waits, Noun.APPROVAL))
    delayed = copy.PUSH_LATE.format(count=copy.counted(late, Noun.TICKET))
    return copy.PUSH.format(
        weekday=WEEKDAYS[riyadh(view.at).weekday()],
        waiting=counted if waits else copy.PUSH_WAITING_NONE,
        late=delayed if late else copy.PUSH_LATE_NONE,
    )


def _buttons(view: DayView) -> list[Block]:
    late = copy.BUTTON_LATE.format(count=len(view.late)) if view.late else copy.BUTTON_LATE_NONE
    pressed = [button(late, Action.DIGEST_LATE, LIST)]
    if view.waiting:
        waiting = copy.BUTTON_WAITING.format(count=len(view.waiting))
        pressed.insert(0, button(waiting, Action.DIGEST_WAITING, LIST, style="primary"))
    if view.silent:
        label = endings.CLOSE_SILENT.format(count=silent_tickets(view.silent))
        pressed.append(button(label, Action.DIGEST_SILENT, LIST))
    return [actions(pressed)]


def _waiting(view: DayView) -> str:
    return " · ".join([_undecided(view), *day_words.kept(view.kept)])


def _undecided(view: DayView) -> str:
    if not view.waiting:
        return copy.WAITING_NONE
    first, count = view.waiting[0], len(view.waiting)
    due = day_words.until(first.due, view.at)
    told = copy.NEAREST.format(name=name_of(first), priority=first.priority.name_ar, due=due)
    form = copy.WAITING.get(count, copy.WAITING_MANY)
    return form.format(count=count_ar(count, Noun.APPROVAL), first=told)


def _emergencies(view: DayView, *, closed: bool) -> str:
    """`closed`: where no incident is open, when the last one ended."""
    names = [name_of(one) for one in view.emergencies]
    parts = [copy.EMERGENCIES.format(named=named(names) if names else copy.NONE)]
    if view.incidents:
        form = copy.INCIDENTS.get(len(view.incidents), copy.INCIDENTS_MANY)
        ids = named([f"ح-{one}" for one in view.incidents], people=False)
        parts.append(form.format(ids=ids))
    elif closed and view.closed_at is not None:
        parts.append(copy.INCIDENT_CLOSED.format(at=moments.moment(view.closed_at, view.at)))
    return " · ".join(parts)


def _oldest(view: DayView) -> str:
    one, now = view.oldest, view.at
    if one is None or one.waits_since is None:
        return copy.OLDEST.format(named=copy.NONE)
    window = copy.WINDOW_CLOSED if one.source is Source.WHATSAPP else ""
    if one.window_until is not None:
        window = copy.WINDOW_CLOSES.format(at=moments.moment(one.window_until, now))
    span = day_words.span(now - one.waits_since)
    return copy.OLDEST.format(named=copy.OLDEST_SINCE.format(name=name_of(one), span=span, window=window))


def _promised(view: DayView) -> str:
    told = [
        copy.PROMISED_ONE.format(name=name_of(one), at=moments.moment(one.promise.due_at, view.at))
        for one in view.promised
        if one.promise is not None
    ]
    return copy.PROMISED.format(named=named(told, people=False) if told else copy.NONE)


def _closing(view: DayView) -> list[str]:
    if not view.closing:
        return []
    opens = view.reopens_at
    at = f"{WEEKDAYS[riyadh(opens).weekday()]} {clock_ar(opens)}"
    return [copy.CLOSING.format(count=copy.counted(len(view.closing), Noun.CONVERSATION), at=at)]


def _flow(flow: Flow, since: datetime, now: datetime) -> str:
    day = day_words.day_of(since, now)
    if not flow.lines:
        return copy.FLOW_NONE.format(since=day)
    lines = copy.counted(flow.lines, Noun.MESSAGE)
    conversations = copy.counted(flow.conversations, Noun.CONVERSATION, Case.OBLIQUE)
    parts = [copy.FLOW.format(since=day, lines=lines, conversations=conversations)]
    if flow.answered:
        count = copy.ANSWERED_FEW.get(flow.answered, f"{flow.answered:,}")
        parts.append(copy.ANSWERED.format(count=count))
    if flow.no_reply:
        parts.append(copy.NO_REPLY.format(count=flow.no_reply))
    if waits := flow.conversations - flow.answered - flow.no_reply:
        parts.append(copy.STILL_WAITS.format(count=waits))
    return "، ".join(parts)


def _late(late: Sequence[Standing], now: datetime) -> str:
    if not late:
        return copy.LATE_NONE
    form = copy.LATE.get(len(late), copy.LATE_MANY)
    return form.format(count=len(late), named=named(_late_lines(late, now)))


def _late_lines(late: Sequence[Standing], now: datetime) -> list[str]:
    return [day_words.late(one, due, now) for one in late if (due := one.late(now)) is not None]


def risks_line(risks: Sequence[AtRisk] | None) -> str:
    if risks is None:
        return copy.RISK_UNKNOWN
    if not risks:
        return copy.RISK_NONE
    told = [copy.RISK_ONE.format(name=day_words.customer(one.name), why=day_words.why(one)) for one in risks]
    return copy.RISK.format(count=copy.counted(len(risks), Noun.CUSTOMER), named=named(told))


def _renewals(renewals: Sequence[Renewal]) -> str:
    if not renewals:
        return copy.RENEWALS_NONE
    told = [
        copy.RENEWAL_ONE.format(
            name=day_words.customer(one.name),
            when=day_words.renewal_when(one),
            amount=day_words.amount(one),
            letter=f"، {letter}" if (letter := day_words.letter(one)) else "",
        )
        for one in renewals
    ]
    return copy.RENEWALS.format(named=named(told))


def sources_line(sources: Sequence[Heard], now: datetime) -> str:
    if not sources:
        return copy.SOURCES_NONE
    working = [copy_ar.SOURCE[one.source] for one in sources if not one.silent]
    form = copy.WORKS.get(len(working), copy.WORK)
    told = [form.format(names=" و".join(working))] if working else []
    told += [_silence(one, now) for one in sources if one.silent]
    return copy.SOURCES.format(told="، و".join(told))


def _silence(one: Heard, now: datetime) -> str:
    name = copy_ar.SOURCE[one.source]
    if one.at is None:
        return copy.NEVER_HEARD.format(name=name)
    return copy.SILENT.format(name=name, span=day_words.span(now - one.at))


def _broken(found: Sequence[Broken]) -> list[str]:
    """Only where something does not hold: the line is an alarm, and no line says that all is well."""
    if not found:
        return []
    return [copy.BROKEN.format(what="، ".join(WRONG[one.which] for one in found))]


def missed_line(missed: Sequence[tuple[str, datetime]], now: datetime) -> str:
    if not missed:
        return copy.MISSED_NONE
    told = [
        # A job of before an update has no name any more.
        copy.MISSED_ONE.format(job=copy.JOB.get(job, isolate(job)), at=moments.moment(due_at, now))
        for job, due_at in missed
    ]
    return copy.MISSED.format(named=named(told, shown=MOST_MISSED, people=False))
