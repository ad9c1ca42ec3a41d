"""Limits on text objects and ids: contracts/slack.md section 6, from the SDK's models [S8]."""

from typing import Any

MAX_ID = 255


class Problems:
    """Collects what is wrong, each with a pointer to the place, as Slack's response_metadata does."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, text: str, where: str) -> None:
        """Keep one problem."""
        self.found.append(f"[ERROR] {text} [json-pointer:{where}]")

    def length(self, value: Any, limit: int, where: str, *, minimum: int = 1) -> None:
        """Require a string within bounds."""
        if not isinstance(value, str):
            self.add("must be a string", where)
        elif len(value) < minimum:
            self.add(f"must be at least {minimum} characters", where)
        elif len(value) > limit:
            self.add(f"must be at most {limit} characters", where)

    def optional(self, owner: dict[str, Any], key: str, limit: int, where: str, *, minimum: int = 0) -> None:
        """Require a string within bounds if the key is there."""
        if owner.get(key) is not None:
            self.length(owner[key], limit, f"{where}/{key}", minimum=minimum)

    def count(self, items: Any, low: int, high: int, where: str) -> list[Any]:
        """Require a list with so many items and return it, or an empty one."""
        if not isinstance(items, list):
            self.add("must be a list", where)
            return []
        if not low <= len(items) <= high:
            self.add(f"must have between {low} and {high} items", where)
        return items

    def text(self, value: Any, limit: int, where: str, *, plain: bool = False) -> None:
        """Require a text object: its kind, at least one character, at most `limit`."""
        if not isinstance(value, dict):
            self.add("must be a text object", where)
            return
        kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
        if value.get("type") not in kinds:
            self.add(f"must be {' or '.join(kinds)}", f"{where}/type")
        self.length(value.get("text"), limit, f"{where}/text")

    def optional_text(
        self, owner: dict[str, Any], key: str, limit: int, where: str, *, plain: bool = True
    ) -> None:
        """Require a text object if the key is there."""
        if owner.get(key) is not None:
            self.text(owner[key], limit, f"{where}/{key}", plain=plain)
