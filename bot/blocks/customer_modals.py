"""The modals that ask for a customer: link a ticket to one, and open a ticket on behalf of one."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.blocks import copy_ar
from bot.blocks.text import Block, context, plain
from bot.ids import Field, View
from dealix_ops.contacts.customers import NAME_LIMIT

MENU_LIMIT = 100
"""Slack's, for the options of a menu; a customer beyond it is found by typing the name."""
OPTION_LIMIT = 75
LARGEST_ID = 2**31
"""What a database takes as an id."""
TEXT_MAX = 3000
PERSON_MAX = 80


@dataclass(frozen=True)
class Choice:
    """A customer in the menu."""

    customer_id: int
    name: str


@dataclass(frozen=True)
class AskState:
    """Travels through Slack in `private_metadata`: the ticket, or where the words were taken from."""

    ticket_id: int | None
    origin: str | None
    channel: str | None

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "AskState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            return cls(_id(body["ticket_id"]), _maybe(body["origin"]), _maybe(body["channel"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error


def link(state: AskState, choices: Sequence[Choice]) -> Block:
    return _modal(
        View.LINK_CUSTOMER_SUBMIT,
        state,
        title="اربط بعميل",
        submit="اربط",
        blocks=[*_customer(choices), context("يظهر اسم العميل على البطاقة، ولا يصل إلى أحد شيء")],
    )


def on_behalf(state: AskState, choices: Sequence[Choice], *, words: str) -> Block:
    return _modal(
        View.ON_BEHALF_SUBMIT,
        state,
        title="تذكرة نيابة عن عميل",
        submit="افتح تذكرة",
        blocks=[
            *_customer(choices),
            _text(Field.TEXT, "كلام العميل كما قاله", words[:TEXT_MAX], longest=TEXT_MAX, multiline=True),
            _text(Field.NAME, "اسم الشخص", "", longest=PERSON_MAX, optional=True),
            _text(Field.PHONE, "جواله", "", longest=PERSON_MAX, optional=True),
            _text(Field.EMAIL, "بريده", "", longest=PERSON_MAX, optional=True),
            context("الجوال أو البريد لتسليم الرد. بلا أي منهما يُنسخ الرد فقط"),
        ],
    )


def _customer(choices: Sequence[Choice]) -> list[Block]:
    """A menu only where there is somebody in it: Slack refuses an empty one."""
    menu: list[Block] = []
    if choices:
        element = {
            "type": "static_select",
            "action_id": Field.CUSTOMER.value,
            "placeholder": plain("اختر"),
            "options": [
                {"text": plain(choice.name[:OPTION_LIMIT]), "value": str(choice.customer_id)}
                for choice in choices[:MENU_LIMIT]
            ],
        }
        menu.append(_input(Field.CUSTOMER, "العميل", element, optional=True))
    label = "أو عميل ليس في القائمة" if choices else "اسم العميل"
    return [*menu, _text(Field.NEW_CUSTOMER, label, "", longest=NAME_LIMIT, optional=bool(choices))]


def _text(
    field: Field, label: str, value: str, *, longest: int, optional: bool = False, multiline: bool = False
) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": field.value,
        "max_length": longest,
        "multiline": multiline,
    }
    return _input(field, label, element | ({"initial_value": value} if value else {}), optional=optional)


def _input(field: Field, label: str, element: dict[str, Any], *, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": field.value,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }


def _modal(view: View, state: AskState, *, title: str, submit: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state.dump(),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(copy_ar.BACK),
        "blocks": blocks,
    }


def _maybe(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _id(value: Any) -> int | None:
    if value is None or (type(value) is int and 0 <= value < LARGEST_ID):
        return value
    raise ValueError("no id")
