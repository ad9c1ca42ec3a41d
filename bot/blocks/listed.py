"""«وعندك N غيرها»: new tickets that came all at once, a line each, with the button that brings the card."""

from datetime import datetime

from bot.blocks import alert_card, clock_line, copy_ar, moments, names
from bot.blocks import listed_copy_ar as copy
from bot.blocks.initiated_copy_ar import TITLE
from bot.blocks.text import Block, button, context, section
from bot.ids import Action
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.alert_cards import AlertCardView, CardView
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.initiated import InitiatedView
from dealix_ops.reports.listed import ListedView
from dealix_ops.vocabulary import Priority


def render(view: ListedView, now: datetime) -> SlackMessage:
    if not view.count:
        return SlackMessage(text=copy.NONE_LEFT, blocks=[context(copy.NONE_LEFT)])
    count = count_ar(view.count, Noun.TICKET)
    blocks = [section([f"*{copy.HEAD.format(count=count)}*", copy.ORDER])]
    blocks += [_line(one, now) for one in view.first]
    rest = view.count - len(view.first)
    if rest:
        blocks.append(context(copy.MORE.format(count=count_ar(rest, Noun.TICKET))))
    blocks.append(context(f"كما هي {clock_ar(now)}"))
    urgent = view.first[0].priority in (Priority.P0, Priority.P1)
    push = copy.PUSH_OF_INCIDENT if urgent else copy.PUSH
    return SlackMessage(text=push.format(count=count), blocks=blocks)


def _line(one: CardView, now: datetime) -> Block:
    told = _told(one, now)
    said = " · ".join([f"{copy_ar.MARK[one.priority]} {one.priority.name_ar}", *told])
    opens = button(copy.OPEN, Action.TICKET_OPEN_CARD, str(one.ticket_id))
    return section([said]) | {"accessory": opens}


def _told(one: CardView, now: datetime) -> list[str]:
    if isinstance(one, AlertCardView):
        return _alert(one)
    if isinstance(one, InitiatedView):
        return [f"{names.short_name(one.who)}: {TITLE[one.occasion]}"]
    return _ticket(one, now)


def _ticket(one: TicketCardView, now: datetime) -> list[str]:
    due = clock_line.number(one)
    clock = [f"{clock_line.label(one, due)} {moments.running(due, now)}"] if due else []
    return [f"{names.short_name(one.who)}: {copy_ar.TOPIC[one.topic]}", *clock]


def _alert(one: AlertCardView) -> list[str]:
    return [f"تنبيه: {alert_card.title(one)}"]
