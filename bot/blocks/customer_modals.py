"""The modals that ask for a customer: link a ticket to one, and open a ticket on behalf of one."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.blocks import copy_ar
from bot.blocks import customer_copy_ar as words
from bot.blocks.text import Block, context, foreign_name, plain, section
from bot.ids import Field, View
from dealix_ops.contacts.customers import NAME_LIMIT
from dealix_ops.reports.customer_suggestions import Suggestion

MENU_LIMIT = 100
"""Slack's, for the options of a menu; a customer beyond it is found by typing the name."""
OPTION_LIMIT = 75
LARGEST_ID = 2**31
"""What a database takes as an id."""
TEXT_MAX = 3000
PERSON_MAX = 80
SHOWN_MAX = 60
UNLINK = "0"
"""No customer has it."""


@dataclass(frozen=True)
class Choice:
    """A customer in the menu."""

    customer_id: int
    name: str


@dataclass(frozen=True)
class AskState:
    """Travels through Slack in `private_metadata`: the ticket, or where the words were taken from.

    `before` is the customer that the ticket was linked to when the modal was opened.
    """

    ticket_id: int | None
    origin: str | None
    channel: str | None
    before: int | None = None

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "AskState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            ids = _id(body["ticket_id"]), _id(body.get("before"))
            return cls(ids[0], _maybe(body["origin"]), _maybe(body["channel"]), ids[1])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error


def link(
    state: AskState,
    choices: Sequence[Choice],
    *,
    suggested: Sequence[Suggestion] = (),
    linked_to: str | None = None,
) -> Block:
    """Suggestions stand first with their reasons, and none is chosen already."""
    now = words.LINKED_TO.format(name=foreign_name(linked_to, NAME_LIMIT)) if linked_to else None
    before = [section([now])] if now else []
    why = [section([_reason(one) for one in suggested])] if suggested else []
    first = [Choice(one.customer_id, one.name) for one in suggested]
    return _modal(
        View.LINK_CUSTOMER_SUBMIT,
        state,
        title=words.CHANGE_LINK if linked_to else words.LINK,
        submit=words.CHANGE_SUBMIT if linked_to else words.LINK_SUBMIT,
        blocks=[
            *before,
            *why,
            *_customer(choices, first=first, may_unlink=linked_to is not None),
            context(words.LINK_HINT),
        ],
    )


def _reason(one: Suggestion) -> str:
    why = words.WHY[one.reason].format(shows=foreign_name(one.shows, SHOWN_MAX))
    return words.SUGGESTION.format(name=foreign_name(one.name, SHOWN_MAX), why=why)


def on_behalf(state: AskState, choices: Sequence[Choice], *, said: str) -> Block:
    return _modal(
        View.ON_BEHALF_SUBMIT,
        state,
        title="تذكرة نيابة عن عميل",
        submit="افتح تذكرة",
        blocks=[
            *_customer(choices),
            _text(Field.TEXT, "كلام العميل كما قاله", said[:TEXT_MAX], longest=TEXT_MAX, multiline=True),
            _text(Field.NAME, "اسم الشخص", "", longest=PERSON_MAX, optional=True),
            _text(Field.PHONE, "جواله", "", longest=PERSON_MAX, optional=True),
            _text(Field.EMAIL, "بريده", "", longest=PERSON_MAX, optional=True),
            context("الجوال أو البريد لتسليم الرد. بلا أي منهما يُنسخ الرد فقط"),
        ],
    )


def _customer(
    choices: Sequence[Choice], *, first: Sequence[Choice] = (), may_unlink: bool = False
) -> list[Block]:
    """A menu only where there is somebody in it: Slack refuses an empty one."""
    suggested = {one.customer_id for one in first}
    rest = [_option(one) for one in choices if one.customer_id not in suggested][:MENU_LIMIT]
    if may_unlink:
        rest = [*rest[: MENU_LIMIT - 1], {"text": plain(words.UNLINK), "value": UNLINK}]
    menu: list[Block] = []
    if first or rest:
        element: dict[str, Any] = {
            "type": "static_select",
            "action_id": Field.CUSTOMER.value,
            "placeholder": plain("اختر"),
        }
        groups = [(words.SUGGESTED, [_option(one) for one in first]), (words.ALL_CUSTOMERS, rest)]
        made = [{"label": plain(label), "options": options} for label, options in groups if options]
        element |= {"option_groups": made} if first else {"options": rest}
        menu.append(_input(Field.CUSTOMER, "العميل", element, optional=True))
    label = "أو عميل ليس في القائمة" if menu else "اسم العميل"
    return [*menu, _text(Field.NEW_CUSTOMER, label, "", longest=NAME_LIMIT, optional=bool(menu))]


def _option(choice: Choice) -> dict[str, Any]:
    return {"text": plain(choice.name[:OPTION_LIMIT]), "value": str(choice.customer_id)}


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
