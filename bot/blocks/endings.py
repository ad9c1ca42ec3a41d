"""The modals that end a ticket, the line about an opportunity, and the list of silent tickets."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.blocks import arrivals, copy_ar, moments
from bot.blocks import endings_copy_ar as copy
from bot.blocks.names import short_name, source_of
from bot.blocks.text import Block, actions, button, context, foreign_name, person, plain, section
from bot.ids import Action, Field, View
from bot.ticket_ref import TicketRef
from dealix_ops.endings.rules import LEAST_LETTERS, WHY_MAX
from dealix_ops.endings.silent import Closed, Silent
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.vocabulary import Priority

ASKS = frozenset(copy.LABEL)
NAME_LIMIT = 60
LISTED = 20
"""Tickets of one list: what a button closes must stand above it, whole."""
TITLE_MAX = 24


@dataclass(frozen=True)
class EndState:
    """Travels through Slack: what is to be done, with which reason, to what the person has seen of which."""

    what: Action
    ticket_id: int
    seen: int
    channel: str
    reason: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_button(cls, what: Action, value: str, channel: str) -> "EndState | None":
        """A ticket's button, or a menu's with a reason behind; None for anything else."""
        ref, reason = TicketRef.with_tail(value)
        return cls(what, ref.ticket_id, ref.seen, channel, reason) if ref else None

    @classmethod
    def load(cls, text: str) -> "EndState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            what, ref = Action(body["what"]), TicketRef.of(f"{body['ticket_id']}.{body['seen']}")
            if ref is None or what not in ASKS:
                raise ValueError("no state of ours")
            return cls(what, ref.ticket_id, ref.seen, str(body["channel"]), str(body["reason"]))
        except (KeyError, TypeError) as error:
            raise ValueError("no state of ours") from error


def modal(state: EndState, *, new_lines: Sequence[NewLine] = (), why: str = "", chosen: str = "") -> Block:
    """What the press needs: a choice, a reason, or only a look at the lines that came since the card.

    Where they do not all fit, the state is bound to the last one shown, and the next press shows the rest.
    """
    came = arrivals.shown(new_lines, since="البطاقة")
    if came.left:
        state = replace(state, seen=came.through)
    view = View.NOT_CUSTOMER_SUBMIT if state.what is Action.TICKET_NOT_CUSTOMER else View.CLOSE_SUBMIT
    label = copy.LABEL[state.what]
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state.dump(),
        "title": plain(copy.TITLE.get(state.what, label)[:TITLE_MAX]),
        "submit": plain(copy_ar.SHOW_THE_REST if came.left else label[:TITLE_MAX]),
        "close": plain(copy_ar.BACK),
        "blocks": [*came.blocks, *_fields(state, why, chosen), context(copy.HINT[state.what])],
    }


def _fields(state: EndState, why: str, chosen: str) -> list[Block]:
    if state.what is Action.TICKET_CLOSE_OTHER:
        element: dict[str, Any] = {
            "type": "plain_text_input",
            "action_id": Field.NOTE.value,
            "min_length": LEAST_LETTERS,
            "max_length": WHY_MAX,
        }
        return [_input(Field.NOTE, copy.WHY, element | ({"initial_value": why[:WHY_MAX]} if why else {}))]
    if state.what is Action.TICKET_NOT_CUSTOMER:
        options = [{"text": plain(words), "value": move.value} for move, words in copy.KINDS.items()]
        picked = [option for option in options if option["value"] == chosen]
        radio: dict[str, Any] = {
            "type": "radio_buttons",
            "action_id": Field.REASON.value,
            "options": options,
        }
        return [_input(Field.REASON, copy.WHAT, radio | ({"initial_option": picked[0]} if picked else {}))]
    return []


def _input(field: Field, label: str, element: dict[str, Any]) -> Block:
    return {"type": "input", "block_id": field.value, "label": plain(label), "element": element}


def opportunity(view: TicketCardView, by: str) -> str:
    """For the revenue channel; where there is none it stands under the card."""
    return copy.OPPORTUNITY.format(
        name=short_name(view.who),
        source=source_of(view.who),
        topic=copy_ar.TOPIC[view.topic],
        ticket=view.ticket_id,
        person=person(by),
    )


def silent_list(silent: Sequence[Silent], now: datetime) -> SlackMessage:
    """Each with its customer and since when; the button closes these and no other."""
    if not silent:
        return SlackMessage(text=copy.SILENT_NONE, blocks=[section([copy.SILENT_NONE])])
    shown, more = silent[:LISTED], len(silent) - LISTED
    head = copy.SILENT_HEAD.format(count=count_ar(len(silent), Noun.TICKET))
    lines = [_silent_line(one, now) for one in shown]
    value = "-".join(str(one.ticket_id) for one in shown)
    label = copy.CLOSE_SILENT.format(count=silent_tickets(len(shown)))
    blocks = [section([f"*{head}*", *lines])]
    if more > 0:
        blocks.append(context(copy.SILENT_MORE.format(count=count_ar(more, Noun.TICKET))))
    blocks.append(actions([button(label, Action.TICKETS_CLOSE_SILENT, value, style="primary")]))
    return SlackMessage(text=head, blocks=blocks)


def listed_ids(value: str) -> list[int] | None:
    """None for anything that `silent_list` did not write."""
    refs = [TicketRef.of(f"{part}.0") for part in value.split("-")]
    known = [ref.ticket_id for ref in refs if ref is not None]
    return known if len(known) == len(refs) <= LISTED else None


def closed_text(closed: Closed) -> str:
    """How many, and which were not and why."""
    count = count_ar(len(closed.closed), Noun.TICKET)
    lines = [copy.SILENT_TOLD.format(count=count) if closed.closed else copy.SILENT_TOLD_NONE]
    for words, ids in (
        (copy.SILENT_WROTE, closed.wrote),
        (copy.SILENT_BEFORE, closed.ended_before),
        (copy.SILENT_FOUNDERS, closed.founders),
        (copy.SILENT_OTHERS, closed.others),
    ):
        if ids:
            lines.append(words.format(tickets="، ".join(f"ت-{ticket_id}" for ticket_id in ids)))
    return "\n".join(lines)


def _silent_line(one: Silent, now: datetime) -> str:
    name = foreign_name(one.company or one.name or "", NAME_LIMIT) or copy_ar.NO_NAME
    priority, since = Priority(one.priority).name_ar, moments.moment(one.asked_at, now)
    return copy.SILENT_LINE.format(ticket=one.ticket_id, name=name, priority=priority, since=since)


def silent_tickets(count: int) -> str:
    """«6 تذاكر صامتة», «تذكرة صامتة», «تذكرتين صامتتين»."""
    counted = count_ar(count, Noun.TICKET, Case.OBLIQUE)
    return f"{counted} {'صامتتين' if count == 2 else 'صامتة'}"
