"""The modal of «كلّمت العميل» and «رددت من الجوال»: by what, when, and one line of what was said."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.blocks import arrivals, copy_ar
from bot.blocks import hand_off_copy_ar as words
from bot.blocks.text import Block, context, plain
from bot.ids import Field, View
from bot.ticket_ref import TicketRef
from dealix_ops.ports.inbox import NewLine
from dealix_ops.sending.outside import NOTE_MAX, OutsideMeans

TITLES = {OutsideMeans.CALL: words.CALLED, OutsideMeans.COMPANY_PHONE: words.ELSEWHERE}


@dataclass(frozen=True)
class OutsideState:
    """Travels through Slack: the ticket, the newest line shown, the approval it was said instead of.

    `since` is the newest line of the card that was pressed; None in a modal of before it was kept."""

    ticket_id: int
    seen: int
    channel: str
    begun_as: OutsideMeans
    instead_of: str = ""
    since: int | None = None

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_button(cls, value: str, channel: str, begun_as: OutsideMeans) -> "OutsideState | None":
        """A ticket's button, or a hand-off's with its approval behind; None for anything else."""
        ref, instead_of = TicketRef.with_tail(value)
        return cls(ref.ticket_id, ref.seen, channel, begun_as, instead_of, ref.seen) if ref else None

    @classmethod
    def load(cls, text: str) -> "OutsideState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            ref = TicketRef.of(f"{body['ticket_id']}.{body['seen']}")
            if ref is None:
                raise ValueError("no ids of ours")
            begun_as, instead_of = OutsideMeans(body["begun_as"]), str(body["instead_of"])
            since = body.get("since")
            pressed = since if isinstance(since, int) and 0 < since <= ref.seen else None
            return cls(ref.ticket_id, ref.seen, str(body["channel"]), begun_as, instead_of, pressed)
        except (KeyError, TypeError) as error:
            raise ValueError("no state of ours") from error


@dataclass(frozen=True)
class OutsideTyped:
    """What stands in the fields, as it was given."""

    means: str
    when: str = "0"
    time: str = ""
    note: str = ""


def modal(state: OutsideState, typed: OutsideTyped, *, new_lines: Sequence[NewLine] = ()) -> Block:
    """`new_lines` came after the card or the modal was drawn; what was typed before stays.

    Where they do not all fit, the state is bound to the last one shown, and the next press shows the rest.
    """
    came = arrivals.shown(new_lines, since="البطاقة")
    if came.left:
        state = replace(state, seen=came.through)
    means = [_option(label, one.value) for one, label in words.MEANS.items()]
    times = [_option(label, str(minutes)) for minutes, label in words.AGO.items()]
    time = {"type": "timepicker", "action_id": Field.TIME.value}
    note = {
        "type": "plain_text_input",
        "action_id": Field.NOTE.value,
        "max_length": NOTE_MAX,
    }
    return {
        "type": "modal",
        "callback_id": View.OUTSIDE_SUBMIT.value,
        "private_metadata": state.dump(),
        "title": plain(TITLES[state.begun_as]),
        "submit": plain(copy_ar.SHOW_THE_REST if came.left else words.OUTSIDE_SAVE),
        "close": plain(copy_ar.BACK),
        "blocks": [
            *came.blocks,
            _input(Field.MEANS, words.OUTSIDE_MEANS, _radio(Field.MEANS, means, typed.means)),
            _input(Field.WHEN, words.OUTSIDE_WHEN, _radio(Field.WHEN, times, typed.when)),
            _input(Field.TIME, words.OUTSIDE_TIME, _given(time, "initial_time", typed.time))
            | {"optional": True},
            _input(Field.NOTE, words.OUTSIDE_NOTE, _given(note, "initial_value", typed.note[:NOTE_MAX])),
            context(words.OUTSIDE_HINT),
        ],
    }


def _given(element: dict[str, Any], key: str, value: str) -> dict[str, Any]:
    return element | ({key: value} if value else {})


def _radio(field: Field, options: list[dict[str, Any]], chosen: str) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "radio_buttons", "action_id": field.value, "options": options}
    picked = [option for option in options if option["value"] == chosen]
    return element | ({"initial_option": picked[0]} if picked else {})


def _input(field: Field, label: str, element: dict[str, Any]) -> Block:
    return {"type": "input", "block_id": field.value, "label": plain(label), "element": element}


def _option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain(label), "value": value}
