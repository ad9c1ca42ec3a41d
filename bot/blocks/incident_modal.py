"""«أعلن حادثاً»: how grave, what happened, in a few words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.blocks import copy_ar
from bot.blocks import incidents_copy_ar as copy
from bot.blocks.text import Block, context, plain
from bot.ids import View
from dealix_ops.incidents.rules import Kind
from dealix_ops.vocabulary import Severity

TITLE_MAX = 120


class Field(StrEnum):
    """Block and action ids."""

    SEVERITY = "severity"
    KIND = "kind"
    TITLE = "title"


@dataclass(frozen=True)
class Proposed:
    """What stands in the fields when the modal opens."""

    severity: Severity | None = None
    kind: Kind | None = None
    title: str = ""


def modal(ticket_id: int, channel: str, proposed: Proposed) -> Block:
    """`channel` is where a refusal may be said; `ticket_id` is 0 where it is about none."""
    about = [context(copy.ABOUT_TICKET.format(ticket=ticket_id))] if ticket_id else []
    return shell(View.INCIDENT_DECLARE_SUBMIT, f"{ticket_id}.{channel}", [*about, *inputs(proposed)])


def shell(view: View, state: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state,
        "title": plain(copy.DECLARE_TITLE),
        "submit": plain(copy.DECLARE_SUBMIT),
        "close": plain(copy_ar.BACK),
        "blocks": blocks,
    }


def inputs(proposed: Proposed, *, optional: bool = False) -> list[Block]:
    severities = {one.value: words for one, words in copy.SEVERITY_CHOICE.items()}
    kinds = {one.value: words for one, words in copy.KIND_CHOICE.items()}
    title: Block = {
        "type": "plain_text_input",
        "action_id": Field.TITLE.value,
        "max_length": TITLE_MAX,
        **({"initial_value": proposed.title[:TITLE_MAX]} if proposed.title else {}),
    }
    severity = _menu(Field.SEVERITY, severities, proposed.severity)
    made = [
        _input(Field.SEVERITY, copy.FIELD_SEVERITY, severity, hint=copy.HINT_SEVERITY),
        _input(Field.KIND, copy.FIELD_KIND, _menu(Field.KIND, kinds, proposed.kind)),
        _input(Field.TITLE, copy.FIELD_TITLE, title, hint=copy.HINT_TITLE),
    ]
    return [block | {"optional": True} for block in made] if optional else made


def _menu(field: Field, words: dict[str, str], chosen: StrEnum | None) -> Block:
    options = [{"text": plain(label), "value": value} for value, label in words.items()]
    at = next((one for one in options if chosen is not None and one["value"] == chosen.value), None)
    made: Block = {"type": "static_select", "action_id": field.value, "options": options}
    return made | ({"initial_option": at} if at else {})


def _input(field: Field, label: str, element: Block, *, hint: str = "") -> Block:
    made: Block = {"type": "input", "block_id": field.value, "label": plain(label), "element": element}
    return made | ({"hint": plain(hint)} if hint else {})
