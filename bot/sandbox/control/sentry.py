"""Sentry's button: alerts raised on order, signed as Sentry signs them."""

import asyncio
import json
import secrets
from collections import Counter
from typing import Any

from bot.sandbox.control.fields import Fields
from bot.sandbox.deliveries import Answer
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.sentry_app import ACTIONS, delivery
from bot.sandbox.signing import sentry_headers

Json = dict[str, Any]

WEBHOOK = "/api/webhooks/sentry"
MOST = 5_000


async def alert(fields: Fields) -> Json:
    """POST /sandbox/sentry/alert {issue_id, resource, action?, environment?, fields?, at?}."""
    return (await _send(fields, _made(fields, fields.need("issue_id")), resource=_resource(fields))).shown()


async def storm(fields: Fields) -> Json:
    """POST /sandbox/sentry/storm {issue_id, count, at_once, different?, over_s?}: each its own event and id.

    `different`: also an issue of its own, numbered on from `issue_id`. `over_s`: spread over so many seconds.
    """
    count, hands = int(fields.number("count", 100)), int(fields.number("at_once", 8))
    if not 0 < count <= MOST or hands < 1:
        raise ControlRefusal("bad_field", f"count is 1 to {MOST}, at_once at least 1", status=400)
    resource, free = _resource(fields), asyncio.Semaphore(hands)
    apart_s = fields.number("over_s", 0) / count
    first, different = fields.need("issue_id"), bool(fields.values.get("different"))
    if different and not first.isdecimal():
        raise ControlRefusal("bad_field", "different issues are numbered on from issue_id", status=400)

    async def one(number: int) -> Answer:
        issue = str(int(first) + number) if different else first
        await asyncio.sleep(number * apart_s)
        async with free:
            return await _send(fields, _made(fields, issue), resource=resource)

    answers = await asyncio.gather(*(one(number) for number in range(count)))
    statuses = Counter(str(answer.status) for answer in answers)
    return {"statuses": dict(statuses), "slowest_ms": max(answer.ms for answer in answers)}


async def raw(fields: Fields) -> Json:
    """POST /sandbox/sentry/raw {payload, resource}: sign and post anything."""
    return (await _send(fields, fields.mapping("payload"), resource=fields.need("resource"))).shown()


def _resource(fields: Fields) -> str:
    resource = fields.maybe("resource") or "event_alert"
    if resource not in ACTIONS:
        raise ControlRefusal("bad_field", f"resource is one of {', '.join(ACTIONS)}", status=400)
    return resource


def _made(fields: Fields, issue_id: str) -> Json:
    resource = _resource(fields)
    return delivery(
        resource,
        issue_id,
        action=fields.maybe("action") or ACTIONS[resource],
        at=fields.number("at", fields.box.clock.wall()),
        environment=fields.maybe("environment") or "production",
        fields=fields.values.get("fields") or {},
    )


async def _send(fields: Fields, payload: Json, *, resource: str) -> Answer:
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    headers = sentry_headers(
        fields.box.settings.sentry_client_secret,
        body,
        resource=resource,
        request_id=fields.maybe("request_id") or secrets.token_hex(16),
        timestamp=int(fields.number("timestamp", fields.box.clock.wall())),
    )
    return await fields.box.deliveries.send("POST", WEBHOOK, kind="sentry", body=body, headers=headers)
