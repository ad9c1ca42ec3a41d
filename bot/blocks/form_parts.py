"""Pieces of the modals with several fields, and what of them travels through Slack and back."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.blocks import copy_ar
from bot.blocks.text import Block, plain
from bot.ids import View

OPTION_MAX = 75
MENU_MAX = 100
LARGEST_ID = 2**31


@dataclass(frozen=True)
class FormState:
    """What the form is about, a row's id, and where its answer is whispered."""

    about: int
    channel: str

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "FormState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            about, channel = body["about"], body["channel"]
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error
        if type(about) is not int or not 0 <= about < LARGEST_ID or not isinstance(channel, str):
            raise ValueError("no state of ours")
        return cls(about, channel)


def modal(view: View, state: FormState, *, title: str, submit: str, blocks: Sequence[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state.dump(),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(copy_ar.BACK),
        "blocks": list(blocks),
    }


def told(title: str, blocks: Sequence[Block]) -> Block:
    """A modal that only says something."""
    return {"type": "modal", "title": plain(title), "close": plain(copy_ar.BACK), "blocks": list(blocks)}


def text(
    name: str, label: str, *, longest: int, value: str = "", hint: str = "", optional: bool = False
) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": longest}
    element["multiline"] = longest > OPTION_MAX * 2
    return _input(name, label, element | ({"initial_value": value} if value else {}), hint, optional)


def menu(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    chosen: str = "",
    optional: bool = False,
) -> Block:
    """At most a hundred options, each with label and value; never empty, which Slack refuses."""
    made = [{"text": plain(said[:OPTION_MAX]), "value": value} for said, value in options[:MENU_MAX]]
    element: Block = {"type": "static_select", "action_id": name, "options": made}
    at = next((one for one in made if one["value"] == chosen), None)
    return _input(name, label, element | ({"initial_option": at} if at else {}), "", optional)


def day(name: str, label: str, value: date) -> Block:
    element = {"type": "datepicker", "action_id": name, "initial_date": value.isoformat()}
    return _input(name, label, element, "", optional=False)


def _input(name: str, label: str, element: dict[str, Any], hint: str, optional: bool) -> Block:
    made: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return made | ({"hint": plain(hint)} if hint else {})
