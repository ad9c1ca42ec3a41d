"""The webhook that a paging service, or a small bridge to one, takes: JSON, signed, with its time.

`docs/paging.md` says how a receiver checks it.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

import httpx

from dealix_ops.clock import Clock
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.settings import Settings

TIMEOUT_S = 10.0
BUSY = frozenset({408, 425, 429})
TIMESTAMP, SIGNATURE, KEY = "X-Dealix-Timestamp", "X-Dealix-Signature", "Idempotency-Key"


class WebhookPager:
    """Implements `ports.Pager`."""

    def __init__(self, *, url: str, secret: str, clock: Clock) -> None:
        self._url = url
        self._secret = secret
        self._clock = clock

    def ring(self, body: Mapping[str, Any], *, key: str) -> None:
        raw = json.dumps(body, ensure_ascii=False).encode()
        at = str(int(self._clock().timestamp()))
        headers = {
            "content-type": "application/json",
            TIMESTAMP: at,
            SIGNATURE: f"v1={signature(self._secret, at, raw)}",
            KEY: key,
        }
        try:
            # `trust_env`: neither a proxy nor a .netrc of the machine may learn what is rung.
            with httpx.Client(timeout=TIMEOUT_S, trust_env=False, follow_redirects=False) as client:
                answer = client.post(self._url, content=raw, headers=headers)
        except httpx.ConnectError as error:
            raise NotAccepted("the paging webhook cannot be reached") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise OutcomeUnknown(f"paging webhook: {type(error).__name__}") from error
        _check(answer.status_code)


def pager(settings: Settings, clock: Clock) -> WebhookPager | None:
    """None where it is off."""
    url, secret = settings.paging_webhook_url, settings.paging_webhook_secret
    if url is None or secret is None:
        return None
    return WebhookPager(url=url, secret=secret.get_secret_value(), clock=clock)


def signature(secret: str, timestamp: str, raw: bytes) -> str:
    """HMAC-SHA256 in hex over `timestamp.body`."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + raw, hashlib.sha256).hexdigest()


def _check(status: int) -> None:
    if httpx.codes.is_success(status):
        return
    if status in BUSY:
        raise NotAccepted(f"the paging webhook answered {status}")
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise OutcomeUnknown(f"the paging webhook answered {status}", answered=True)
    raise Refused(f"the paging webhook answered {status}")
