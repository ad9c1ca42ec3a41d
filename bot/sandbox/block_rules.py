"""Limits on blocks and views: contracts/slack.md section 6, then the SDK's own models as a second opinion."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from bot.sandbox.element_rules import check_element
from bot.sandbox.sdk_rules import block_faults, view_faults
from bot.sandbox.text_rules import MAX_ID, Problems

Json = dict[str, Any]

MAX_BLOCKS_MESSAGE = 50
MAX_BLOCKS_VIEW = 100
MAX_MARKDOWN = 12_000
MAX_VIEW_BYTES = 250 * 1024
# Section 12: sent as plain dictionaries and not modelled by the SDK, or modelled without limits known to us.
UNCHECKED = frozenset(
    {
        "rich_text",
        "table",
        "data_table",
        "data_visualization",
        "video",
        "file",
        "call",
        "task_card",
        "plan",
        "alert",
        "card",
        "carousel",
        "container",
    }
)


def block_problems(
    blocks: Any, *, limit: int = MAX_BLOCKS_MESSAGE, root: str = "/blocks", low: int = 0
) -> list[str]:
    """Return what Slack would refuse in a list of blocks, with pointers; empty when it would accept them."""
    problems = Problems()
    markdown = 0
    for number, block in enumerate(problems.count(blocks, low, limit, root)):
        where = f"{root}/{number}"
        if not isinstance(block, dict) or not isinstance(block.get("type"), str):
            problems.add("must be a block with a type", where)
            continue
        problems.optional(block, "block_id", MAX_ID, where, minimum=1)
        if block["type"] in CHECKERS:
            CHECKERS[block["type"]](problems, block, where)
        elif block["type"] not in UNCHECKED:
            problems.add(f"unsupported type: {block['type']}", f"{where}/type")
        markdown += len(str(block.get("text", ""))) if block["type"] == "markdown" else 0
    if markdown > MAX_MARKDOWN:
        problems.add(f"markdown blocks hold at most {MAX_MARKDOWN} characters together", root)
    return problems.found or _sdk_problems(blocks, root)


def view_problems(view: Any) -> list[str]:
    """Return what Slack would refuse in a modal or a home view."""
    problems = Problems()
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return ["[ERROR] must be a view of type modal or home [json-pointer:/view/type]"]
    if view["type"] == "modal":
        problems.text(view.get("title"), 24, "/view/title", plain=True)
        problems.optional_text(view, "submit", 24, "/view")
        problems.optional_text(view, "close", 24, "/view")
        if view.get("submit") is None and _has_input(view.get("blocks")):
            problems.add("missing required field: submit, as there is an input block", "/view")
    elif view.get("submit") is not None or view.get("close") is not None:
        problems.add("a home view has neither submit nor close", "/view")
    problems.optional(view, "private_metadata", 3000, "/view")
    problems.optional(view, "callback_id", MAX_ID, "/view")
    if len(json.dumps(view, ensure_ascii=False).encode()) > MAX_VIEW_BYTES:
        problems.add(f"must be at most {MAX_VIEW_BYTES} bytes", "/view")
    blocks = block_problems(view.get("blocks"), limit=MAX_BLOCKS_VIEW, root="/view/blocks", low=1)
    found = problems.found + blocks
    return found or list(view_faults(view))


def _has_input(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )


def _sdk_problems(blocks: list[Json], root: str) -> list[str]:
    return [
        fault
        for number, block in enumerate(blocks)
        if block["type"] not in UNCHECKED  # the SDK drops these
        for fault in block_faults(block, f"{root}/{number}")
    ]


def _section(problems: Problems, block: Json, where: str) -> None:
    if block.get("text") is None and not block.get("fields"):
        problems.add("needs text or fields", where)
    problems.optional_text(block, "text", 3000, where, plain=False)
    if block.get("fields") is not None:
        for number, field in enumerate(problems.count(block["fields"], 1, 10, f"{where}/fields")):
            problems.text(field, 2000, f"{where}/fields/{number}")
    if block.get("accessory") is not None:
        check_element(problems, block["accessory"], f"{where}/accessory")


def _header(problems: Problems, block: Json, where: str) -> None:
    problems.text(block.get("text"), 150, f"{where}/text", plain=True)


def _context(problems: Problems, block: Json, where: str) -> None:
    for number, element in enumerate(problems.count(block.get("elements"), 1, 10, f"{where}/elements")):
        here = f"{where}/elements/{number}"
        if isinstance(element, dict) and element.get("type") == "image":
            check_element(problems, element, here)
        else:
            problems.text(element, 3000, here)


def _actions(problems: Problems, block: Json, where: str, *, high: int = 25) -> None:
    elements = problems.count(block.get("elements"), 1, high, f"{where}/elements")
    for number, element in enumerate(elements):
        check_element(problems, element, f"{where}/elements/{number}")
    ids = Counter(element.get("action_id") for element in elements if isinstance(element, dict))
    for action_id, times in ids.items():
        if action_id is not None and times > 1:
            problems.add(f"`action_id` {action_id} already used in this block", f"{where}/elements")


def _context_actions(problems: Problems, block: Json, where: str) -> None:
    _actions(problems, block, where, high=5)


def _image(problems: Problems, block: Json, where: str) -> None:
    check_element(problems, {**block, "action_id": None}, where)
    problems.optional_text(block, "title", 2000, where)


def _input(problems: Problems, block: Json, where: str) -> None:
    problems.text(block.get("label"), 2000, f"{where}/label", plain=True)
    problems.optional_text(block, "hint", 2000, where)
    check_element(problems, block.get("element"), f"{where}/element")


def _markdown(problems: Problems, block: Json, where: str) -> None:
    problems.length(block.get("text"), MAX_MARKDOWN, f"{where}/text")


def _divider(problems: Problems, block: Json, where: str) -> None:
    """Accept: a divider has nothing to be wrong."""


CHECKERS: dict[str, Callable[[Problems, Json, str], None]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "divider": _divider,
}
