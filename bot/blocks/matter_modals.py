"""The modals of «اعتماد الثلاثة», «ادمج» and «افصل», and what is said after them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.blocks import copy_ar, ticket_words, way_out_line
from bot.blocks import matters_copy_ar as copy
from bot.blocks.matters import approve_label, names_of
from bot.blocks.names import NAME_LIMIT, name_of, source_of
from bot.blocks.text import (
    SECTION_LIMIT,
    Block,
    button,
    context,
    escape,
    foreign,
    foreign_name,
    plain,
    quote,
    section,
)
from bot.ids import Action, Field, View
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.matters.merging import Choice
from dealix_ops.reports.people import Line
from dealix_ops.reports.shared import Reporter

MOST_BLOCKS = 100
"""Slack's, of a modal."""
METADATA_MAX = 3000
MENU_MAX = 100
TICKS = 10
"""Options that Slack allows in one group of checkboxes."""
LINES_SHOWN = 50
OPTION_MAX = 75
WORDS_SHOWN, WORDS_LIMIT = 3, 200
ONE_BY_ONE = 45
"""Buttons below a word to one person, each in a block of its own; Slack allows 50 blocks."""


@dataclass(frozen=True)
class MatterState:
    """Travels through Slack: the ticket, where the word belongs, and the very texts that were shown."""

    ticket_id: int
    channel: str
    tokens: tuple[str, ...] = ()

    def dump(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> "MatterState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            tokens = tuple(str(token) for token in body["tokens"])
            return cls(int(body["ticket_id"]), str(body["channel"]), tokens)
        except (KeyError, TypeError) as error:
            raise ValueError("no state of ours") from error


def approve_all(
    state: MatterState, reporters: Sequence[Reporter], founders_own: Sequence[Reporter]
) -> Block | None:
    """Every text in full with its recipient; None where one modal cannot hold them all."""
    blocks: list[Block] = []
    for one in reporters:
        text = f"{copy.TEXT_HEAD}\n{quote(escape(one.text or ''))}"
        if len(text) > SECTION_LIMIT:
            return None
        blocks += [section([_recipient(one), *_words(one)]), section([text])]
    if founders_own:
        blocks.append(context(copy.FOUNDERS_OWN.format(names=names_of(founders_own))))
    blocks.append(context(copy.EACH_ITS_OWN))
    if len(blocks) > MOST_BLOCKS or len(state.dump()) > METADATA_MAX:
        return None
    label = copy_ar.APPROVE if len(reporters) == 1 else approve_label(len(reporters))
    return _modal(View.APPROVE_ALL_SUBMIT, state, copy.APPROVE_TITLE, label, blocks)


def one_by_one(reporters: Sequence[Reporter]) -> list[Block]:
    """Each with a button that opens its own text."""
    blocks = [section([copy.TOO_MUCH])]
    for one in reporters[:ONE_BY_ONE]:
        review = button(copy.REVIEW, Action.DRAFT_EDIT, one.token or "")
        blocks.append(section([_recipient(one)]) | {"accessory": review})
    return blocks


def merge(state: MatterState, choices: Sequence[Choice]) -> Block:
    options = [
        {
            "text": plain(_option(one)),
            "description": plain(copy.AS_ONE if one.as_one else copy.SHARE_A_CARD),
            "value": str(one.ticket_id),
        }
        for one in choices[:MENU_MAX]
    ]
    menu = _input(Field.TICKET, copy.MERGE_WITH, {"type": "static_select", "options": options})
    return _modal(View.MERGE_SUBMIT, state, copy.MERGE_TITLE, copy.MERGE, [menu, context(copy.MERGE_HINT)])


def split_lines(state: MatterState, lines: Sequence[Line]) -> Block:
    """In groups of ten, the newest fifty."""
    shown = lines[-LINES_SHOWN:]
    options = [{"text": plain(_line(line)), "value": str(line.inbound_id)} for line in shown]
    blocks = [_ticks(options[at : at + TICKS], at // TICKS) for at in range(0, len(options), TICKS)]
    if len(shown) < len(lines):
        blocks.append(context(copy.SPLIT_NEWEST.format(count=count_ar(len(shown), Noun.MESSAGE))))
    blocks.append(context(copy.SPLIT_LINES_HINT))
    return _modal(View.SPLIT_SUBMIT, state, copy.SPLIT_TITLE, copy.SPLIT, blocks)


def split_whom(state: MatterState, reporters: Sequence[Reporter]) -> Block:
    options = [
        {"text": plain(_cut(f"{_plain_name(one.who.name)} · ت-{one.ticket_id}")), "value": str(one.ticket_id)}
        for one in reporters[:MENU_MAX]
    ]
    menu = _input(Field.TICKET, copy.SPLIT_WHOM, {"type": "static_select", "options": options})
    return _modal(
        View.SPLIT_SUBMIT, state, copy.SPLIT_TITLE, copy.SPLIT, [menu, context(copy.SPLIT_WHOM_HINT)]
    )


def outcome(approved: Sequence[Reporter], refused: Sequence[tuple[Reporter, str]]) -> str:
    """Who was approved, and why each of the others was not."""
    done = copy.TOLD_APPROVED.format(names=names_of(approved)) if approved else copy.TOLD_NONE
    left = [copy.TOLD_REFUSED.format(name=name_of(one.who), why=why) for one, why in refused]
    return "\n".join([done, *left])


def _recipient(one: Reporter) -> str:
    way = f"{source_of(one.who)}، {way_out_line.send_from(one.who)}"
    return copy.RECIPIENT.format(name=name_of(one.who), way=way, ticket=one.ticket_id)


def _words(one: Reporter) -> list[str]:
    """What this person wrote, or that there is more of it: nobody approves over words they did not see."""
    shown, count = one.lines[-WORDS_SHOWN:], len(one.lines)
    head = copy.THEIR_WORDS if len(shown) == count else copy.THEIR_LAST.format(shown=len(shown), count=count)
    return [head, *(quote(foreign(line.text, WORDS_LIMIT) or ticket_words.kind_of(line)) for line in shown)]


def _option(one: Choice) -> str:
    about = f"{one.priority.name_ar} · {copy_ar.TOPIC[one.topic]}"
    return _cut(f"ت-{one.ticket_id} · {_plain_name(one.name)} · {about}")


def _plain_name(name: str | None) -> str:
    """A menu prints a mention as it stands."""
    return foreign_name(name or "", NAME_LIMIT) or copy_ar.NO_NAME


def _line(line: Line) -> str:
    return _cut(foreign(line.text, OPTION_MAX) or ticket_words.kind_of(line))


def _cut(text: str) -> str:
    return text if len(text) <= OPTION_MAX else f"{text[: OPTION_MAX - 1]}…"


def _ticks(options: list[Block], group: int) -> Block:
    """Slack knows a block by its id, and an answer is read by the element's: the group stands in both."""
    label = copy.SPLIT_LINES if group == 0 else copy.SPLIT_LINES_MORE
    element = {"type": "checkboxes", "action_id": Field.LINES.value, "options": options}
    block_id = f"{Field.LINES.value}.{group}"
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": plain(label),
        "element": element,
    }


def _input(field: Field, label: str, element: dict[str, Any]) -> Block:
    named = element | {"action_id": field.value}
    return {"type": "input", "block_id": field.value, "label": plain(label), "element": named}


def _modal(view: View, state: MatterState, title: str, submit: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state.dump(),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(copy_ar.BACK),
        "blocks": blocks,
    }
