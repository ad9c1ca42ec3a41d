"""The Home tab: what waits for this person, what is late, what is shut and why, what comes next."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.blocks import copy_ar, customer_copy_ar, day_words, moments, ticket_copy_ar
from bot.blocks import home_copy_ar as copy
from bot.blocks.daily_copy_ar import JOB
from bot.blocks.text import Block, actions, button, context, person, plain, section
from bot.ids import Action
from bot.ticket_ref import TicketRef
from dealix_ops.durable.home_effects import Address
from dealix_ops.features import FeatureState
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import date_ar
from dealix_ops.reports.home import Coming, Entry, HomeView
from dealix_ops.vocabulary import Source

DIVIDER: Block = {"type": "divider"}


def render(view: HomeView, now: datetime, address: Address) -> list[Block]:
    """Times are fixed ones: the picture stands until something in it changes."""
    if not view.known:
        return [section([copy.STRANGER])]
    return [
        section([f"*{copy.TITLE.format(day=date_ar(now))}*"]),
        *_waiting(view, now, address),
        DIVIDER,
        *_late(view, now, address),
        DIVIDER,
        section([f"*{copy.SHUT}*", _live(view), *(_shut(state) for state in view.shut)]),
        section(_coming(view, now)),
        context(copy.DRAWN.format(at=moments.moment(now, now))),
    ]


def _waiting(view: HomeView, now: datetime, address: Address) -> Iterator[Block]:
    count = len(view.waiting) + view.waiting_more
    counted = copy.WAITING.format(count=count) if count else copy.WAITING_NONE
    yield section([f"*{counted}*"])
    for one in view.waiting:
        due = day_words.until(one.standing.due, now).strip(" ،")
        yield section([" · ".join(filter(None, (_line(one), due)))])
        edit = [button(copy_ar.EDIT, Action.DRAFT_EDIT, one.token)] if one.token else []
        yield from _row([*edit, *_to_card(one, address)])
    if view.waiting_more:
        yield context(copy.WAITING_MORE.format(count=view.waiting_more))
    for later in day_words.kept(view.kept):
        yield section([later])


def _late(view: HomeView, now: datetime, address: Address) -> Iterator[Block]:
    count = len(view.late) + view.late_more
    counted = copy.LATE.format(count=count) if count else copy.LATE_NONE
    yield section([f"*{counted}*"])
    for one in view.late:
        taken = copy.TAKEN.format(person=person(one.taken_by)) if one.taken_by else copy.NOT_TAKEN
        yield section([_line(one), f"{_since(one, now)} · {taken}"])
        yield from _row([*_claim(one), *_to_card(one, address)])
    if view.late_more:
        yield context(copy.LATE_MORE.format(count=view.late_more))


def _line(one: Entry) -> str:
    standing = one.standing
    name, priority = day_words.name_of(standing), standing.priority
    said = f"{copy_ar.MARK[priority]} {priority.name_ar}"
    return copy.LINE.format(ticket=standing.ticket_id, name=name, priority=said)


def _since(one: Entry, now: datetime) -> str:
    due = one.standing.late(now)
    if due is None:
        return ""
    clock = ticket_copy_ar.CLOCK[due.metric]
    return copy.LATE_SINCE.format(clock=clock, at=moments.moment(due.due_at, now))


def _claim(one: Entry) -> list[dict[str, Any]]:
    """An alert is claimed on its own card, by its own token."""
    if one.taken_by is not None or not one.standing.live or one.standing.source is Source.SENTRY:
        return []
    ref = TicketRef(one.standing.ticket_id, 0)
    return [button(ticket_copy_ar.CLAIM, Action.TICKET_CLAIM, ref.value(), style="primary")]


def _to_card(one: Entry, address: Address) -> list[dict[str, Any]]:
    url = address(one.card)
    if url is None:
        return []
    opens = {"type": "button", "text": plain(customer_copy_ar.TO_CARD), "action_id": Action.OPEN_CARD.value}
    return [opens | {"url": url}]


def _row(elements: list[dict[str, Any]]) -> Iterator[Block]:
    if elements:
        yield actions(elements)


def _live(view: HomeView) -> str:
    if not view.live_flags:
        return copy.LIVE_OFF
    return copy.LIVE_FLAGS.format(flags="، ".join(isolate(flag) for flag in view.live_flags))


def _shut(state: FeatureState) -> str:
    missing = "، ".join(isolate(name) for name in state.missing)
    return copy.SHUT_ONE.format(what=copy.FEATURE[state.name], missing=missing)


def _coming(view: HomeView, now: datetime) -> list[str]:
    told = [_next(one, now) for one in view.coming if one.job in JOB]
    return [f"*{copy.COMING}*", *told] if told else [f"*{copy.COMING_NONE}*"]


def _next(one: Coming, now: datetime) -> str:
    words = copy.COMING_OVERDUE if one.overdue else copy.COMING_ONE
    return words.format(job=JOB[one.job], at=moments.moment(one.at, now))
