"""Foreign JSON made safe to keep: decoded strictly, cleaned of what databases refuse, secrets masked."""

import json
import math
from typing import Any

from dealix_ops.errors import OpsError
from dealix_ops.language.masking import mask_secrets

IDENTIFIERS = frozenset(
    {
        "id",
        "from",
        "wa_id",
        "user_id",
        "from_user_id",
        "message_id",
        "timestamp",
        "phone_number_id",
        "recipient_id",
        "sha256",
    }
)
"""Keys with the source's own ids: random letters that are no secrets and are needed letter for letter."""
MAX_DEPTH = 60


class PayloadBroken(OpsError):
    """Not JSON, or JSON that no honest sender makes."""


def decode(raw: bytes) -> Any:
    """Strict JSON without NaN, bottomless nesting, lone surrogates or NUL characters.

    Raises:
        PayloadBroken: what came is not that.
    """
    try:
        return _clean(json.loads(raw, parse_constant=_refuse_constant), depth=0)
    except (ValueError, RecursionError) as error:
        raise PayloadBroken("the body is not valid JSON") from error


def clean(value: Any) -> Any:
    """The same structure with what databases refuse replaced; for what was not decoded as JSON."""
    return _clean(value, depth=0)


def masked(value: Any) -> tuple[Any, bool]:
    """The same structure with every secret masked, and whether one was found."""
    found = False

    def walk(part: Any, key: str | None) -> Any:
        nonlocal found
        if isinstance(part, str) and key not in IDENTIFIERS:
            text, hit = mask_secrets(part)
            found = found or hit
            return text
        if isinstance(part, dict):
            return {name: walk(inner, name) for name, inner in part.items()}
        if isinstance(part, list):
            return [walk(inner, key) for inner in part]
        return part

    return walk(value, None), found


def _clean(value: Any, *, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, dict):
        return {_clean_text(key): _clean(inner, depth=depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner, depth=depth + 1) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number that has no end")  # 1e999 is read as infinity, which PostgreSQL refuses
    return value


def _clean_text(text: str) -> str:
    """PostgreSQL takes neither NUL nor half a surrogate pair; a replacement mark keeps the rest."""
    return text.replace("\x00", "�").encode("utf-8", "replace").decode()


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
