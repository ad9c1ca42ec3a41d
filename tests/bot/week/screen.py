"""What stands on somebody's screen in Slack, and the payload of a finger on it."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dealix_ops.ports.slack import SlackMessage
from tests.bot import edge as edges
from tests.bot.edge import Json
from tests.support.house import CHANNEL

PUBLIC = "https://ops.dealix.example"
PAGE_LINK = re.compile(rf"{PUBLIC}(/[hm]/[A-Za-z0-9_-]+)")
PAGE_TEXT = re.compile(r'<textarea id="text"[^>]*>(.*?)</textarea>', re.S)


@dataclass(frozen=True)
class OnSlack:
    """A message as it stands; `name` is how the transcript calls it."""

    ts: str
    name: str
    message: SlackMessage


def elements(message: SlackMessage) -> Sequence[Json]:
    blocks: list[Any] = list(message.blocks or ())
    rows = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return [*rows, *(block["accessory"] for block in blocks if "accessory" in block)]


def label(element: Json) -> str:
    if element["type"] == "overflow":
        return "⋯"
    return str((element.get("text") or element["placeholder"])["text"])


def options(element: Json) -> dict[str, str]:
    """Value by label, whatever group it stands in."""
    groups = element.get("option_groups") or [{"options": element["options"]}]
    return {one["text"]["text"]: one["value"] for group in groups for one in group["options"]}


def pressed(element: Json, choice: str | None, ts: str, user: str) -> Json:
    body = edges.press(element["action_id"], str(element.get("value", "")), user=user)
    body["container"] |= {"message_ts": ts, "channel_id": CHANNEL}
    if choice is not None:
        offered = options(element)
        assert choice in offered, f"«{choice}» is not among {list(offered)}"
        acted = body["actions"][0] | {"type": element["type"], "selected_option": {"value": offered[choice]}}
        body["actions"] = [{key: value for key, value in acted.items() if key != "value"}]
    return body


def address(message: SlackMessage) -> str:
    found = PAGE_LINK.search(str(message.blocks))
    assert found is not None, "no page in the message"
    return found[1]


def page_text(page: str) -> str:
    found = PAGE_TEXT.search(page)
    assert found is not None, "no text on the page"
    return html.unescape(found[1]).strip()


def ids(payload: Json) -> set[str]:
    """What was pressed: the id of the button or menu, and of the act that a choice stands for."""
    action = payload["actions"][0]
    chosen, _, rest = (action.get("selected_option") or {}).get("value", "").partition("|")
    return {action["action_id"].rpartition(".P")[0] or action["action_id"], *([chosen] if rest else [])}
