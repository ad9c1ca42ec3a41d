"""Bytes into text by the charset they claim, else by the two that Arabic mail really uses."""

import codecs

FALLBACKS = ("utf-8", "windows-1256")
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""Python knows them as encodings; they are none of text, and two are quadratic in it."""


def decoded(raw: bytes, charset: str | None) -> str:
    """Never raises: what fits nowhere keeps a replacement mark where it does not fit."""
    for candidate in (charset, *FALLBACKS):
        try:
            if candidate and codecs.lookup(candidate).name not in _NO_CHARSETS:
                return raw.decode(candidate)
        except (LookupError, ValueError, TypeError):
            continue
    return raw.decode("utf-8", "replace")
