"""Pieces of the modals in which answers are written: the menus, and a proposal beside what somebody typed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.blocks import drafts_copy_ar as copy
from bot.blocks.text import SECTION_LIMIT, Block, actions, button, escape, plain, quote, section
from bot.ids import Action, Field
from dealix_ops.drafts.language import DraftLanguage

OPTION_MAX = 75
MENU_MAX = 100
LONGEST_BESIDE = 1200
"""Of a text that is offered beside the field: our own are at most 500, a person's may be longer."""


@dataclass(frozen=True)
class SavedChoice:
    """A saved reply in the menu."""

    id: int
    title: str


def mark(text: str) -> str:
    """Tells a text that we offered from one that somebody typed; Slack carries it, so it holds no words."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def languages(shown: str) -> Block:
    """The one button: into the other language."""
    other = DraftLanguage(shown).other
    return actions([button(copy.IN_LANGUAGE[other], Action.DRAFT_LANGUAGE, other.value)])


def menus(kind: str, saved: Sequence[SavedChoice]) -> Block:
    """What kind of answer it is to be, and what was kept from earlier ones."""
    kinds = [{"text": plain(words), "value": key.value} for key, words in copy.KIND.items()]
    elements = [_menu(Action.DRAFT_KIND, copy.KIND_OF_ANSWER, kinds, chosen=kind)]
    if saved:
        options = [{"text": plain(one.title[:OPTION_MAX]), "value": str(one.id)} for one in saved[:MENU_MAX]]
        elements.append(_menu(Action.DRAFT_SAVED, copy.SAVED_REPLIES, options))
    return actions(elements)


def promise(at: int, block_id: str) -> Block:
    """The time of the clock that a sent text starts; a person's own words are not read for one."""
    element: dict[str, Any] = {"type": "datetimepicker", "action_id": Field.PROMISED.value}
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": plain(copy.PROMISED),
        "hint": plain(copy.PROMISED_HINT),
        "element": element | ({"initial_date_time": at} if at else {}),
    }


def beside(text: str) -> Block:
    """In full, so that it can be copied."""
    shown = f"{copy.PROPOSED_BESIDE}\n{quote(escape(text[:LONGEST_BESIDE]))}"
    return section([shown[:SECTION_LIMIT]])


def _menu(action: Action, label: str, options: list[Block], *, chosen: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "static_select",
        "action_id": action.value,
        "placeholder": plain(label),
        "options": options,
    }
    at = next((option for option in options if option["value"] == chosen), None)
    return made | ({"initial_option": at} if at else {})
