"""The week's check-ins and the month's proof reviews: one message each, a draft only where one presses."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from bot.blocks import initiated_copy_ar as words
from bot.blocks.daily_copy_ar import counted
from bot.blocks.initiated import day_ar
from bot.blocks.text import Block, actions, button, foreign_name, plain, section
from bot.ids import Action
from dealix_ops.language.numbers_ar import Noun
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.initiated import CheckIn, PackDue

NAME_LIMIT = 40
LABEL_LIMIT = 60
SHOWN = 12
"""With a button each; the rest stands in a menu."""
MENU_LIMIT = 100
NAMED = 30


def check_ins(found: Sequence[CheckIn]) -> SlackMessage:
    calls, written = [one for one in found if not one.written], [one for one in found if one.written]
    kinds = ((words.CHECK_INS, calls), (words.SUMMARIES, written))
    parts = [form.format(count=counted(len(those), Noun.CUSTOMER)) for form, those in kinds if those]
    head = " · ".join(parts)
    blocks = [section([f"*{head}*", words.CHECK_INS_HOW])]
    for on, those in groupby(calls, key=lambda one: one.on):
        blocks += _day(on, list(those))
    return SlackMessage(text=f"{'، '.join(parts)}.", blocks=[*blocks, *_written(written)])


def packs(found: Sequence[PackDue]) -> SlackMessage:
    head = words.PACKS.format(count=counted(len(found), Noun.CUSTOMER))
    lines = [words.PACK_LINE.format(name=_name(one.name), last=_last(one.newest_on)) for one in found[:SHOWN]]
    blocks = [section([f"*{head}*", words.PACKS_HOW]), section(lines)]
    for one in found[:SHOWN]:
        label = words.PACK.format(name=_label(one.name))
        blocks.append(actions([button(label, Action.PROOF_SHOW, str(one.customer_id))]))
    rest = [(words.PACK.format(name=_label(one.name)), one.customer_id) for one in found[SHOWN:]]
    return SlackMessage(text=f"{head}.", blocks=[*blocks, *_menu(words.PACK_OTHER, Action.PROOF_SHOW, rest)])


def _day(on: date | None, those: Sequence[CheckIn]) -> list[Block]:
    named = "، ".join(_name(one.name) for one in those[:NAMED])
    if on is None:
        line = words.CHECK_INS_LEFT.format(count=len(those), names=named)
        rest = [(words.CHECK_IN.format(name=_label(one.name)), one.customer_id) for one in those]
        return [section([line]), *_menu(words.CHECK_IN_OTHER, Action.CHECK_IN_DRAFT, rest)]
    line = words.CHECK_INS_DAY.format(day=day_ar(on), names=named)
    # One row each: a row takes no action twice.
    pressed = [
        actions(
            [
                button(
                    words.CHECK_IN.format(name=_label(one.name)), Action.CHECK_IN_DRAFT, f"{one.customer_id}"
                )
            ]
        )
        for one in those
    ]
    return [section([line]), *pressed]


def _written(those: Sequence[CheckIn]) -> list[Block]:
    if not those:
        return []
    named = "، ".join(_name(one.name) for one in those[:NAMED])
    line = words.SUMMARIES_LEFT.format(count=len(those), names=named)
    options = [(words.SUMMARY.format(name=_label(one.name)), one.customer_id) for one in those]
    return [section([line]), *_menu(words.SUMMARY_OF, Action.CHECK_IN_DRAFT, options)]


def _menu(label: str, action: Action, options: Iterable[tuple[str, int]]) -> list[Block]:
    made = [{"text": plain(text), "value": str(customer_id)} for text, customer_id in options][:MENU_LIMIT]
    if not made:
        return []
    menu: dict[str, Any] = {
        "type": "static_select",
        "action_id": action.value,
        "placeholder": plain(label),
        "options": made,
    }
    return [actions([menu])]


def _last(newest_on: date | None) -> str:
    return words.PACK_LAST.format(day=day_ar(newest_on)) if newest_on is not None else words.PACK_NONE


def _name(name: str) -> str:
    return foreign_name(name, NAME_LIMIT)


def _label(name: str) -> str:
    return foreign_name(name, LABEL_LIMIT)
