"""Who may speak to us: each provider's signature over the raw bytes, compared in constant time."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

SLACK_WINDOW = timedelta(seconds=300)
LONGEST_SIGNATURES = 2_000


def whatsapp(raw: bytes, header: str | None, *, app_secret: str) -> bool:
    """`X-Hub-Signature-256: sha256=<hex>`, keyed by Meta's app secret."""
    expected = "sha256=" + hmac.new(app_secret.encode(), raw, hashlib.sha256).hexdigest()
    return same(header, expected)


def sentry(raw: bytes, header: str | None, *, client_secret: str) -> bool:
    """`Sentry-Hook-Signature`: bare lower-case hex, keyed by the integration's client secret."""
    return same(header, hmac.new(client_secret.encode(), raw, hashlib.sha256).hexdigest())


def standard_webhook(
    raw: bytes,
    *,
    message_id: str | None,
    timestamp: str | None,
    signature: str | None,
    keys: tuple[bytes, ...],
) -> bool:
    """Standard Webhooks: `v1,<base64>` over `id.timestamp.body`, several of them while a secret is changed.

    An id with a dot could move bytes between the three, so it is not signed.
    """
    whole = message_id and "." not in message_id and timestamp is not None and _digits(timestamp)
    if not whole or signature is None or len(signature) > LONGEST_SIGNATURES:
        return False
    base = f"{message_id}.{timestamp}.".encode() + raw
    expected = [base64.b64encode(hmac.digest(key, base, "sha256")).decode() for key in keys]
    given = [one.removeprefix("v1,") for one in signature.split(" ") if one.startswith("v1,")]
    return any(same(one, right) for one in given for right in expected)


def slack(
    raw: bytes, *, signature: str | None, timestamp: str | None, signing_secret: str, now: datetime
) -> bool:
    """`v0` scheme, five minutes either way; anything malformed is simply not signed."""
    if timestamp is None or not _digits(timestamp):
        return False
    if abs(now.timestamp() - int(timestamp)) > SLACK_WINDOW.total_seconds():
        return False
    base = b"v0:" + timestamp.encode() + b":" + raw
    return same(signature, "v0=" + hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest())


def _digits(timestamp: str) -> bool:
    return timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12


def same(given: str | None, expected: str) -> bool:
    """As bytes: `compare_digest` refuses text with letters beyond ASCII, and a header may hold any."""
    return given is not None and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
