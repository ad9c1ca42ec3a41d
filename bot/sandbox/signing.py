"""Signatures as Slack, Meta and Sentry make them, from the contracts and not from the product's verifier."""

import base64
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


def sentry_headers(
    client_secret: str, body: bytes, *, resource: str, request_id: str | None, timestamp: int
) -> dict[str, str]:
    """Sign the exact bytes with the client secret, and name what they are (contracts/sentry.md section 1)."""
    digest = hmac.new(client_secret.encode(), body, hashlib.sha256).hexdigest()
    named = {"request-id": request_id} if request_id else {}
    return {
        "content-type": "application/json",
        "sentry-hook-resource": resource,
        "sentry-hook-timestamp": str(timestamp),
        "sentry-hook-signature": digest,
        **named,
    }


def standard_webhook_headers(secret: str, body: bytes, *, message_id: str, timestamp: int) -> dict[str, str]:
    """Sign id, time and exact bytes (Standard Webhooks 1.0.0); the secret is base64 after `whsec_`."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    base = f"{message_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.new(key, base, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature}",
    }


def meta_json(payload: dict[str, Any]) -> bytes:
    """Serialise as Meta does, letters and slashes escaped, so that only the raw bytes verify."""
    return json.dumps(payload, separators=(",", ":")).replace("/", "\\/").encode()
