"""Signatures as Slack and Meta make them, written from the contracts and not from the product's verifier."""

import hashlib
import hmac
import json
from typing import Any


def slack_headers(secret: str, *, timestamp: int, body: bytes) -> dict[str, str]:
    """Sign the exact bytes with the v0 scheme (contracts/slack.md section 1)."""
    base = b"v0:" + str(timestamp).encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(timestamp), "x-slack-signature": f"v0={digest}"}


def whatsapp_headers(app_secret: str, body: bytes) -> dict[str, str]:
    """Sign the exact bytes with the app secret (contracts/whatsapp.md section 2)."""
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}"}


def meta_json(payload: dict[str, Any]) -> bytes:
    """Serialise as Meta does, letters and slashes escaped, so that only the raw bytes verify."""
    return json.dumps(payload, separators=(",", ":")).replace("/", "\\/").encode()
