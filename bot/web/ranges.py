"""A piece of a file, as audio players ask for it: iOS plays nothing that does not answer in pieces."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


@dataclass(frozen=True)
class Piece:
    """First and last byte, both included."""

    first: int
    last: int


class NotThere(Exception):
    """Asked for a piece behind the end."""


def asked(header: str | None, size: int) -> Piece | None:
    """None where the whole is to be sent: no range, several at once, or none that the standard knows.

    Raises NotThere.
    """
    match = _ONE.fullmatch((header or "").strip())
    if match is None or (not match[1] and not match[2]):
        return None
    if not match[1]:
        first, last = max(0, size - int(match[2])), size - 1
    else:
        first, last = int(match[1]), min(int(match[2]), size - 1) if match[2] else size - 1
        if match[2] and int(match[2]) < first:
            return None
    if first >= size or last < first:
        raise NotThere(f"{size} bytes")
    return Piece(first, last)
