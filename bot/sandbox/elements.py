"""Interactive elements as a person meets them: finding one, choosing a value, and the state Slack reports."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.errors import ControlRefusal

Json = dict[str, Any]

# element type -> (key in actions and state, key of the value shown at first)
STATE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}


def walk(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every element that carries an action id, with its block."""
    for block in blocks:
        candidates = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in candidates:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def options_of(element: Json) -> list[Json]:
    """Return the options of a select or overflow, those in groups too."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group.get("options", []))]


def option_by_value(element: Json, value: str) -> Json:
    """Return the option with a value, or refuse: a person cannot choose what is not listed."""
    if element["type"] == "external_select":
        return {"text": {"type": "plain_text", "text": value}, "value": value}
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise ControlRefusal("no_such_option", f"{element.get('action_id')} has no option {value!r}")


def chosen_entry(element: Json, given: Any) -> Json:
    """Return the state entry for what a person typed or chose; None empties it."""
    kind = element["type"]
    key, _ = STATE_KEYS[kind]
    if given is None or given == "":
        return {"type": kind, key: [] if key.endswith("s") else None}
    if key == "selected_option":
        return {"type": kind, key: option_by_value(element, given)}
    if key == "selected_options":
        values = given if isinstance(given, list) else [given]
        return {"type": kind, key: [option_by_value(element, value) for value in values]}
    return {"type": kind, key: given}


def shown_at_first(element: Json) -> Json:
    """Return the state entry of an untouched element."""
    kind = element["type"]
    key, initial = STATE_KEYS[kind]
    return {"type": kind, key: element.get(initial, [] if key.endswith("s") else None)}


def is_blank(entry: Json) -> bool:
    """Say whether a state entry holds nothing; spaces alone count as nothing, as in Slack's own check."""
    value = next((value for key, value in entry.items() if key != "type"), None)
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def state_values(blocks: list[Json], chosen: dict[str, Json]) -> dict[str, Json]:
    """Return state.values: initial values, overlaid by what the person chose."""
    values: dict[str, Json] = {}
    for block, element in walk(blocks):
        if element["type"] not in STATE_KEYS:
            continue
        block_id, action_id = block["block_id"], element["action_id"]
        entry = chosen.get(block_id, {}).get(action_id) or shown_at_first(element)
        values.setdefault(block_id, {})[action_id] = entry
    return values
