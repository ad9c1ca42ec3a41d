"""What a choice of another priority carries, who changed it last, and the modal of «خفّض»."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.blocks import arrivals, copy_ar, moments
from bot.blocks.delegation import under
from bot.blocks.text import Block, context, person, plain
from bot.ids import Field, View
from dealix_ops.judging.case import Judged
from dealix_ops.judging.rules import LEAST_LETTERS, LowerReason, softer_than
from dealix_ops.judging.verdicts import READER
from dealix_ops.ports.inbox import NewLine
from dealix_ops.vocabulary import Priority

NOTE_MAX = 500


@dataclass(frozen=True)
class LowerState:
    """Travels in the button and in `private_metadata`: the ticket, and what the card showed of it."""

    ticket_id: int
    shown: Priority
    seen: int
    channel: str = ""

    def value(self) -> str:
        return f"{self.ticket_id}.{self.shown}.{self.seen}"

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_button(cls, value: str, channel: str) -> "LowerState | None":
        """None for anything that `value` did not write."""
        try:
            ticket_id, shown, seen = value.split(".")
            return cls(_number(ticket_id), Priority(shown), _number(seen), channel)
        except ValueError:
            return None

    @classmethod
    def load(cls, text: str) -> "LowerState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            shown, channel = Priority(body["shown"]), str(body["channel"])
            return cls(_number(str(body["ticket_id"])), shown, _number(str(body["seen"])), channel)
        except (KeyError, TypeError) as error:
            raise ValueError("no state of ours") from error


@dataclass(frozen=True)
class RaiseChoice:
    """An option of the menu: the ticket, the priority its card showed, and the chosen one."""

    ticket_id: int
    shown: Priority
    to: Priority

    def value(self) -> str:
        return f"{self.ticket_id}.{self.shown}.{self.to}"


def raise_of(value: str) -> RaiseChoice | None:
    """None for anything that `RaiseChoice.value` did not write."""
    try:
        ticket_id, shown, to = value.split(".")
        return RaiseChoice(_number(ticket_id), Priority(shown), Priority(to))
    except ValueError:
        return None


def judged_line(judged: Judged, priority: Priority, now: datetime) -> str:
    """«رفعها» or «خفّضها», by whom, from what."""
    by = "القارئ الثاني" if judged.by.startswith(READER) else person(judged.by)
    verb = "رفعها" if priority.rank < judged.before.rank else "خفّضها"
    at = moments.moment(judged.at, now)
    line = f"الأولوية: {verb} {by} من {_named(judged.before)} {at}{under(judged.under)}"
    return f"{line} ({copy_ar.LOWER_REASON[judged.reason]})" if judged.reason else line


def lower(
    state: LowerState,
    *,
    chosen: str = "",
    reason: str = "",
    note: str = "",
    new_lines: Sequence[NewLine] = (),
) -> Block:
    """`new_lines` came after the card or the modal was drawn; what was typed before stays.

    Where they do not all fit, the state is bound to the last one shown, and the next press shows the rest.
    """
    came = arrivals.shown(new_lines, since="البطاقة")
    if came.left:
        state = replace(state, seen=came.through)
    priorities = [_option(to, to.value) for to in softer_than(state.shown)]
    reasons = [{"text": plain(copy_ar.LOWER_REASON[one]), "value": one.value} for one in LowerReason]
    note_input = {
        "type": "plain_text_input",
        "action_id": Field.NOTE.value,
        "multiline": True,
        "min_length": LEAST_LETTERS,
        "max_length": NOTE_MAX,
    }
    return {
        "type": "modal",
        "callback_id": View.TICKET_LOWER_SUBMIT.value,
        "private_metadata": state.dump(),
        "title": plain(f"خفّض ت-{state.ticket_id}"),
        "submit": plain(copy_ar.SHOW_THE_REST if came.left else copy_ar.LOWER),
        "close": plain(copy_ar.BACK),
        "blocks": [
            *came.blocks,
            _input(Field.PRIORITY, "الأولوية الصحيحة", _radio(Field.PRIORITY, priorities, chosen)),
            _input(Field.REASON, "السبب", _radio(Field.REASON, reasons, reason)),
            _input(Field.NOTE, "لماذا؟", note_input | ({"initial_value": note[:NOTE_MAX]} if note else {})),
            context("يبقى السبب في السجل، وتتغيّر المهلة والمسودة، ولا يصل إلى العميل شيء"),
        ],
    }


def _radio(field: Field, options: list[dict[str, Any]], chosen: str) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "radio_buttons", "action_id": field.value, "options": options}
    picked = [option for option in options if option["value"] == chosen]
    return element | ({"initial_option": picked[0]} if picked else {})


def _input(field: Field, label: str, element: dict[str, Any]) -> Block:
    return {"type": "input", "block_id": field.value, "label": plain(label), "element": element}


def _option(priority: Priority, value: str) -> dict[str, Any]:
    return {"text": plain(_named(priority)), "value": value}


def _named(priority: Priority) -> str:
    return f"{priority.name_ar} ({priority})"


def _number(text: str) -> int:
    """Raises ValueError for what no row of ours can be."""
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise ValueError("no id of ours")
    return int(text)
