"""What arrives at Sentry's door, made as Sentry makes it, or as somebody who is not Sentry does."""

import hashlib
import hmac
import itertools
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.sandbox.sentry_app import ACTIONS, delivery
from tests.bot.edge import SENTRY_SECRET
from tests.bot.web.webhooks.sent import Sent

Json = dict[str, Any]
ISSUE = "5540021"
_numbers = itertools.count(1)


Made = Callable[[datetime], list[Sent]]
Step = tuple[str, str | None, Json]
"""Resource, action and fields of one delivery."""
FIRES: Step = ("event_alert", None, {})
ENDS: Step = ("issue", "resolved", {})


def signature(raw: bytes) -> str:
    return hmac.new(SENTRY_SECRET.encode(), raw, hashlib.sha256).hexdigest()


def body(
    resource: str, at: datetime, *, issue: str = ISSUE, action: str | None = None, **fields: Any
) -> Json:
    """`environment` is that of the event's tag or of the metric's rule."""
    return delivery(
        resource,
        issue,
        action=action or ACTIONS[resource],
        at=at.timestamp(),
        environment=fields.pop("environment", "production"),
        fields=fields,
    )


def knock(
    payload: Any, *, resource: str, at: datetime, request_id: str | None = "", sign: bool = True, **more: Any
) -> Sent:
    raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    headers = {"sentry-hook-resource": resource, "sentry-hook-timestamp": str(int(at.timestamp()))}
    if request_id is not None:
        headers["request-id"] = request_id or f"{next(_numbers):032x}"
    signed = {"sentry-hook-signature": signature(raw)} if sign else {}
    return Sent(raw, headers=headers | signed | more.pop("headers", {}), **more)


def alert(resource: str = "event_alert", *, action: str | None = None, **fields: Any) -> Made:
    return lambda at: [knock(body(resource, at, action=action, **fields), resource=resource, at=at)]


def raw(raw: bytes, **more: Any) -> Made:
    return lambda at: [knock(raw, resource="event_alert", at=at, **more)]


def other(resource: str, payload: Any) -> Made:
    return lambda at: [knock(payload, resource=resource, at=at)]


def forged(value: str | None) -> Made:
    headers = {} if value is None else {"sentry-hook-signature": value}
    return lambda at: [
        knock(body("event_alert", at), resource="event_alert", at=at, sign=False, headers=headers)
    ]


def altered(at: datetime) -> list[Sent]:
    whole = knock(body("event_alert", at), resource="event_alert", at=at)
    return [Sent(whole.raw.replace(b"TimeoutError", b"TimeoutErroq", 1), headers=whole.headers)]


def twice(at: datetime) -> list[Sent]:
    return [knock(body("event_alert", at), resource="event_alert", at=at)] * 2


def twice_without_id(at: datetime) -> list[Sent]:
    return [knock(body("event_alert", at), resource="event_alert", at=at, request_id=None)] * 2


def then(*steps: Step) -> Made:
    """Several deliveries, a minute of Sentry's time between them."""

    def made(at: datetime) -> list[Sent]:
        start = at.timestamp() - 60 * len(steps)
        found: list[Sent] = []
        for number, (resource, action, fields) in enumerate(steps, start=1):
            then_at = datetime.fromtimestamp(start + 60 * number, at.tzinfo)
            payload = body(resource, then_at, action=action, **dict(fields))
            found.append(knock(payload, resource=resource, at=then_at))
        return found

    return made


def stale(at: datetime) -> list[Sent]:
    payload = body("event_alert", at)
    return [knock(payload, resource="event_alert", at=datetime.fromtimestamp(1_600_000_000, at.tzinfo))]


def hooked(timestamp: str) -> Made:
    more = {"sentry-hook-timestamp": timestamp}
    return lambda at: [knock(body("event_alert", at), resource="event_alert", at=at, headers=more)]
