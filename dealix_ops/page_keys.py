"""Keys of pages that one person opens for two hours: 128 bits, of which the database keeps only a proof."""

import hashlib
import secrets
from datetime import timedelta

LIFE = timedelta(hours=2)
_BYTES, _LETTERS = 16, 22


def new() -> str:
    return secrets.token_urlsafe(_BYTES)


def proof(key: str) -> str | None:
    """What is stored instead of the key; None for what no key of ours can be."""
    if len(key) != _LETTERS or not key.isascii():
        return None
    return hashlib.sha256(key.encode()).hexdigest()
