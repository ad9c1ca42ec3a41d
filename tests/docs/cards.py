"""Prints `docs/cards.md`: the card of every state as a person reads it. `python -m tests.docs.cards`."""

import re
from pathlib import Path
from typing import Any

from bot.blocks import connectors, home, listed, onboarding, ticket_card
from bot.blocks.ticket_card import Mentioned
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.listed import ListedView
from dealix_ops.vocabulary import Priority, Topic
from tests.bot.blocks.customer_views import CHECKLISTS, connections
from tests.bot.blocks.days import SUNDAY
from tests.bot.blocks.home_views import MORNING, address
from tests.bot.blocks.states import State, ordinary, states
from tests.bot.blocks.views import NOW

PAGE = Path(__file__).parents[2] / "docs" / "cards.md"
HEAD = """# البطاقات

<!-- made by `python -m tests.docs.cards`; tests/docs/test_cards_page.py holds it to the code -->

كل حالة كما تُقرأ على الجوال، بترتيب واحد: ماذا وكم خطره، من، الساعة، كلامه، لماذا، النص كاملاً، كيف يخرج،
ثم الأزرار. «الإشعار» هو ما يقرؤه الجوال بصوته. ما بين القوسين المربعين أزرار، وما بعد السهم خيارات القائمة.
"""
PEOPLE = {"<@U_FOUNDER>": "@المؤسس", "<@U_OPERATOR>": "@المشغّل"}
ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_INVISIBLE = re.compile("[\\u200f\\u2066\\u2069]")
_LINK = re.compile(r"<https[^|>]*\|([^>]*)>")
MENTIONED = Mentioned(frozenset({"U_FOUNDER"}), frozenset({"U_OPERATOR"}))


def page() -> str:
    customers = [shown(name, onboarding.render(view, NOW)) for name, view in CHECKLISTS]
    customers.append(shown("قنوات عميل", connectors.render(connections(), NOW)))
    return "\n".join([HEAD, *(_state(one) for one in states()), _many(), *customers, _home()])


def text_of(message: SlackMessage) -> list[str]:
    """Line by line, buttons in brackets."""
    found: list[str] = []
    for block in message.blocks or ():
        if block["type"] == "section":
            found += _lines(block["text"]["text"])
            found += _elements([block["accessory"]]) if "accessory" in block else []
        elif block["type"] == "context":
            found += [line for one in block["elements"] for line in _lines(one["text"])]
        elif block["type"] == "actions":
            found += _elements(block["elements"])
    return found


def _many() -> str:
    prices = ordinary(ticket_id=129, priority=Priority.P3, topic=Topic.PRICING)
    return shown("أكثر من عشرين جديدة دفعة واحدة", listed.render(ListedView(23, (ordinary(), prices)), NOW))


def _home() -> str:
    """It rings nowhere, so no phone reads it aloud."""
    blocks = home.render(MORNING, SUNDAY, address)
    shown = text_of(SlackMessage(text="", blocks=blocks))
    return "\n".join(["## الصفحة الرئيسية", "", "```text", *shown, "```", ""])


def _state(state: State) -> str:
    return shown(state.name, ticket_card.render(state.view, state.now, mentioned=MENTIONED))


def shown(name: str, message: SlackMessage) -> str:
    shown = [f"الإشعار: {_plain(message.text)}", "", *text_of(message)]
    return "\n".join([f"## {name}", "", "```text", *shown, "```", ""])


def _elements(elements: list[dict[str, Any]]) -> list[str]:
    row = " ".join(f"[{_label(one)}]" for one in elements)
    menus = [_menu(one) for one in elements if "options" in one or "option_groups" in one]
    return [row, *menus]


def _label(element: dict[str, Any]) -> str:
    if element["type"] == "overflow":
        return "⋯"
    return str((element.get("text") or element["placeholder"])["text"])


def _menu(element: dict[str, Any]) -> str:
    groups = element.get("option_groups") or [{"options": element["options"]}]
    named = []
    for group in groups:
        labels = " · ".join(option["text"]["text"] for option in group["options"])
        named.append(f"{group['label']['text']}: {labels}" if "label" in group else labels)
    return f"   {_label(element)} ← " + " | ".join(named)


def _lines(text: str) -> list[str]:
    return [_plain(line) for line in text.split("\n")]


def _plain(text: str) -> str:
    shown = _LINK.sub(r"\1", _INVISIBLE.sub("", text))
    for coded, plain in (PEOPLE | ENTITIES).items():
        shown = shown.replace(coded, plain)
    return shown.replace("*", "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
