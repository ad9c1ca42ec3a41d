"""The SDK's own models as a second opinion, down to the last option: a block does not look so far."""

import copy
import logging
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block, Option, OptionGroup
from slack_sdk.models.views import View

Json = dict[str, Any]

KEPT_RAW: dict[str, type[Option] | type[OptionGroup]] = {
    "options": Option,
    "initial_options": Option,
    "option_groups": OptionGroup,
}
"""What the models keep as the dictionaries they were given."""
NOT_BELOW = frozenset({"blocks", "state"})
logging.getLogger("slack_sdk.models").setLevel(
    logging.ERROR
)  # of what it drops it warns, and here it is told


def block_faults(block: Json, where: str) -> Iterator[str]:
    """What the models say against a block and everything in it."""
    try:
        parsed = Block.parse(copy.deepcopy(block))
    except (SlackObjectFormationError, TypeError, AttributeError, KeyError, ValueError) as error:
        yield _told(error, where)
        return
    if parsed is None:
        yield _told("unsupported type", where)
    else:
        yield from _below(block, parsed, where)


def view_faults(view: Json) -> Iterator[str]:
    """What they say against a view itself; its blocks have their own turn."""
    yield from _below(view, View(**copy.deepcopy(view)), "/view")


def _below(given: Json, model: JsonObject, where: str) -> Iterator[str]:
    try:
        model.validate_json()
    except (SlackObjectFormationError, TypeError, AttributeError) as error:
        yield _told(error, where)
        return
    for key, value in given.items():
        if key in model.attributes and key not in NOT_BELOW and isinstance(value, dict | list):
            yield from _inside(value, _models(key, getattr(model, key, None)), f"{where}/{key}")


def _models(key: str, kept: Any) -> Any:
    kind = KEPT_RAW.get(key)
    raw = kind is not None and isinstance(kept, list) and all(isinstance(one, dict) for one in kept)
    return kind.parse_all(copy.deepcopy(kept)) if kind and raw else kept


def _inside(given: Any, models: Any, where: str) -> Iterator[str]:
    if isinstance(given, list):
        if not isinstance(models, list | tuple) or len(models) != len(given):
            yield _told("unsupported type in it", where)
            return
        for number, (one, model) in enumerate(zip(given, models, strict=True)):
            yield from _inside(one, model, f"{where}/{number}")
    elif isinstance(given, dict):
        if models is None:
            yield _told("unsupported type", where)
        elif isinstance(models, JsonObject):
            yield from _below(given, models, where)


def _told(what: object, where: str) -> str:
    return f"[ERROR] {what} [json-pointer:{where}]"
