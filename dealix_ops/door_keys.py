"""Settings of the public doors read into what the doors need; no error quotes what it read."""

import re
from base64 import b64decode
from typing import Any

from pydantic import SecretStr

SHORTEST_KEY = 16
MEDIA_KEY_BYTES = 32
_URL_SAFE = str.maketrans("-_", "+/")


def form_keys(value: Any) -> Any:
    """`name:key` pairs. The key in the address is all that keeps strangers out, so a short one is refused."""
    if not isinstance(value, str):
        return value
    found = {}
    for pair in filter(None, (part.strip() for part in value.split(","))):
        name, _, key = pair.partition(":")
        if not re.fullmatch(r"[a-z0-9-]{1,32}", name) or not re.fullmatch(
            rf"[A-Za-z0-9_-]{{{SHORTEST_KEY},128}}", key
        ):
            raise ValueError(
                "name:key pairs, a name of a-z 0-9 -, a key of 16 to 128 letters, digits, _ or -"
            )
        found[name] = SecretStr(key)
    return found or None


def webhook_secrets(value: Any) -> Any:
    """As Standard Webhooks writes them: `whsec_` and 24 to 64 bytes in base64."""
    if not isinstance(value, str):
        return value
    found = []
    for secret in filter(None, (part.strip() for part in value.split(","))):
        try:
            key = b64decode(secret.removeprefix("whsec_"), validate=True)
        except ValueError:
            key = b""
        if not secret.startswith("whsec_") or not 24 <= len(key) <= 64:
            raise ValueError("each is whsec_ and 24 to 64 bytes in base64")
        found.append(SecretStr(secret))
    return tuple(found) or None


def api_keys(value: Any) -> Any:
    """Comma-separated Bearer keys, each of the letters a header may carry; several while one is changed."""
    if not isinstance(value, str):
        return value
    found = [part.strip() for part in value.split(",") if part.strip()]
    if any(not re.fullmatch(r"[A-Za-z0-9._~+/=-]{1,200}", key) for key in found):
        raise ValueError("each is 1 to 200 letters, digits or . _ ~ + / = -")
    return tuple(SecretStr(key) for key in found) or None


def media_keys(value: Any) -> Any:
    """Comma-separated, 32 bytes each in base64: the first seals, every one opens."""
    if not isinstance(value, str):
        return value
    found = [part.strip() for part in value.split(",") if part.strip()]
    if any(len(_plain_base64(key)) != MEDIA_KEY_BYTES for key in found):
        raise ValueError("each is 32 bytes in base64: openssl rand -base64 32")
    return tuple(SecretStr(key) for key in found) or None


def media_key_bytes(secret: SecretStr) -> bytes:
    """The 32 bytes that a checked key writes."""
    return _plain_base64(secret.get_secret_value())


def _plain_base64(text: str) -> bytes:
    """Nothing where it is none; both alphabets are taken."""
    try:
        return b64decode(text.translate(_URL_SAFE), validate=True)
    except ValueError:
        return b""


def mail_address(value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return None
    if not re.fullmatch(r"[^\s@<>:,]{1,64}@[^\s@<>:,]{1,90}", value):
        raise ValueError("must be one mail address")
    return value.lower()


def mail_addresses(value: Any) -> Any:
    """Comma-separated; none for an empty text."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    return tuple(mail_address(part) for part in parts) or None


def key_bytes(secret: SecretStr) -> bytes:
    """The HMAC key that a checked webhook secret writes."""
    return b64decode(secret.get_secret_value().removeprefix("whsec_"))
