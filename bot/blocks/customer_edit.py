"""The modals of a customer's card: terms and owner, and what its persons agreed to."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.blocks import copy_ar
from bot.blocks import customer_copy_ar as copy
from bot.blocks.initiated_copy_ar import FIELD_CHECK_IN, RHYTHM
from bot.blocks.text import Block, context, foreign, plain, section
from bot.ids import View
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.opt_ins import EVIDENCE_LIMIT
from dealix_ops.initiated.rules import Rhythm
from dealix_ops.language.display import printable
from dealix_ops.reports.customer_cards import CustomerView, PersonView, Way
from dealix_ops.vocabulary import Means

OPTION_LIMIT = 75
MENU_LIMIT = 100
AMOUNT_MAX = 20
LARGEST_ID = 2**31
NO_BUNDLE = "none"


class Field(StrEnum):
    """Block and action ids of these modals' inputs."""

    BUNDLE = "bundle"
    MONTHLY = "monthly"
    CONTRACT = "contract"
    RENEWAL = "renewal"
    OWNER = "owner"
    CHECK_IN = "check_in"
    ADDRESS = "address"
    WORDS = "words"
    GIVEN = "given"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class CardState:
    """Travels through Slack: the customer, where to answer, and the terms that the modal showed."""

    customer_id: int
    channel: str
    shown: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "CardState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            customer_id = body["customer_id"]
            if type(customer_id) is not int or not 0 < customer_id < LARGEST_ID:
                raise ValueError("no id")
            return cls(customer_id, str(body["channel"]), str(body["shown"]))
        except (KeyError, TypeError) as error:
            raise ValueError("no state of ours") from error


def shown(terms: Terms) -> str:
    """What two people who edit at once compare."""
    return json.dumps([str(value) for value in asdict(terms).values()])


def terms_modal(state: CardState, terms: Terms, *, may_money: bool) -> Block:
    """Whoever may not change money sees no field for it."""
    owner: dict[str, Any] = {"type": "users_select", "action_id": Field.OWNER.value}
    if terms.owner:
        owner["initial_user"] = terms.owner
    blocks = _money(terms) if may_money else [section([copy.MONEY_IS_FOUNDERS])]
    blocks.append(_input(Field.OWNER, copy.FIELD_OWNER, owner))
    blocks.append(_input(Field.CHECK_IN, FIELD_CHECK_IN, _rhythm(terms)))
    return _modal(View.CUSTOMER_EDIT_SUBMIT, state, copy.EDIT_TITLE, blocks)


def _rhythm(terms: Terms) -> dict[str, Any]:
    """Of itself, until somebody chooses."""
    options = [{"text": plain(label), "value": rhythm} for rhythm, label in RHYTHM.items()]
    chosen = next(one for one in options if one["value"] == (terms.check_in or Rhythm.AUTO.value))
    return _menu(Field.CHECK_IN, options) | {"initial_option": chosen}


def _money(terms: Terms) -> list[Block]:
    bundles = [{"text": plain(one.name), "value": one.key} for one in BUNDLES]
    bundles.append({"text": plain(copy.NO_BUNDLE), "value": NO_BUNDLE})
    bundle: dict[str, Any] = {
        "type": "static_select",
        "action_id": Field.BUNDLE.value,
        "placeholder": plain(copy.CHOOSE),
        "options": bundles,
    }
    chosen = [option for option in bundles if option["value"] == terms.bundle_id]
    monthly: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": Field.MONTHLY.value,
        "max_length": AMOUNT_MAX,
    }
    if terms.monthly_sar is not None:
        monthly["initial_value"] = f"{terms.monthly_sar:,}"
    return [
        _input(Field.BUNDLE, copy.FIELD_BUNDLE, bundle | ({"initial_option": chosen[0]} if chosen else {})),
        _input(Field.MONTHLY, copy.FIELD_MONTHLY, monthly),
        _input(Field.CONTRACT, copy.FIELD_CONTRACT, _day(Field.CONTRACT, terms.contract_on)),
        _input(Field.RENEWAL, copy.FIELD_RENEWAL, _day(Field.RENEWAL, terms.renews_on)),
    ]


def opt_in_modal(state: CardState, view: CustomerView, today: date) -> Block:
    """An address is named by its contact and its means, so that none travels through Slack."""
    addresses = [option for one in view.persons for option in _addresses(one)]
    given = [
        _option(
            f"{one.name or copy.NO_NAME}: {copy.CHANNEL[Means(row.channel)]} {row.given_on}",
            str(row.opt_in_id),
        )
        for one in view.persons
        for row in one.opt_ins
    ]
    blocks: list[Block] = []
    if addresses:
        words = {
            "type": "plain_text_input",
            "action_id": Field.WORDS.value,
            "max_length": EVIDENCE_LIMIT,
        }
        blocks += [
            _input(Field.ADDRESS, copy.OPT_IN_PERSON, _menu(Field.ADDRESS, addresses)),
            _input(Field.WORDS, copy.OPT_IN_WORDS, words),
            _input(Field.GIVEN, copy.OPT_IN_ON, _day(Field.GIVEN, today)),
        ]
    if given:
        blocks.append(_input(Field.WITHDRAW, copy.OPT_IN_WITHDRAW, _menu(Field.WITHDRAW, given)))
    if not blocks:
        return _modal(View.OPT_IN_SUBMIT, state, copy.OPT_IN_TITLE, [section([copy.NO_ADDRESSES])])
    return _modal(View.OPT_IN_SUBMIT, state, copy.OPT_IN_TITLE, [*blocks, context(copy.OPT_IN_HINT)])


def _addresses(one: PersonView) -> list[dict[str, Any]]:
    name = one.name or copy.NO_NAME
    return [_option(f"{name}: {foreign(way.address, OPTION_LIMIT)}", _key(way)) for way in one.ways]


def address_of(value: str, view: CustomerView) -> Way | None:
    """The address behind an option of `opt_in_modal`; None for anything else."""
    return next((way for one in view.persons for way in one.ways if _key(way) == value), None)


def _key(way: Way) -> str:
    """The same whatever was joined or taken apart since the modal was opened."""
    return f"{way.contact_id}.{way.means}"


def _option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain(printable(label, OPTION_LIMIT)), "value": value}


def _menu(field: Field, options: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "static_select",
        "action_id": field.value,
        "placeholder": plain(copy.CHOOSE),
        "options": list(options[:MENU_LIMIT]),
    }


def _day(field: Field, day: date | None) -> dict[str, Any]:
    made = {"type": "datepicker", "action_id": field.value}
    return made | ({"initial_date": day.isoformat()} if day else {})


def _input(field: Field, label: str, element: dict[str, Any]) -> Block:
    return {
        "type": "input",
        "block_id": field.value,
        "label": plain(label),
        "element": element,
        "optional": True,
    }


def _modal(view: View, state: CardState, title: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state.dump(),
        "title": plain(title),
        "submit": plain(copy.SAVE),
        "close": plain(copy_ar.BACK),
        "blocks": blocks,
    }
