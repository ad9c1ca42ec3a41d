"""Who may speak to us: each provider's signature over the raw bytes, compared in constant time."""

import hashlib
import hmac
from datetime import datetime, timedelta

SLACK_WINDOW = timedelta(seconds=300)


def whatsapp(raw: bytes, header: str | None, *, app_secret: str) -> bool:
    """`X-Hub-Signature-256: sha256=<hex>`, keyed by Meta's app secret."""
    expected = "sha256=" + hmac.new(app_secret.encode(), raw, hashlib.sha256).hexdigest()
    return same(header, expected)


def slack(
    raw: bytes, *, signature: str | None, timestamp: str | None, signing_secret: str, now: datetime
) -> bool:
    """`v0` scheme, five minutes either way; anything malformed is simply not signed."""
    if timestamp is None or not (timestamp.isascii() and timestamp.isdigit()) or len(timestamp) > 12:
        return False
    if abs(now.timestamp() - int(timestamp)) > SLACK_WINDOW.total_seconds():
        return False
    base = b"v0:" + timestamp.encode() + b":" + raw
    return same(signature, "v0=" + hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest())


def same(given: str | None, expected: str) -> bool:
    """As bytes: `compare_digest` refuses text with letters beyond ASCII, and a header may hold any."""
    return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
