"""Picking fields out of foreign JSON: whatever stands there, none of these raises."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

KEY_LIMIT = 200
CLOCK_SKEW = timedelta(hours=1)


def get(container: Any, key: str) -> Any:
    return container.get(key) if isinstance(container, dict) else None


def dicts(value: Any) -> list[dict[str, Any]]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def digest(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def fitting(key: str) -> str:
    """A key that its column holds; two long ones with the same beginning stay two."""
    return key if len(key) <= KEY_LIMIT else f"{key[: KEY_LIMIT - 64]}{digest(key)}"


def not_future(said: datetime, received_at: datetime) -> datetime:
    """The source's time; ours where it lies ahead of an hour's clock skew."""
    # The last hours of the year 9999 have no time in Riyadh, and no message comes from the future.
    return said if said <= received_at + CLOCK_SKEW else received_at
