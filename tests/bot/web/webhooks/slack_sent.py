"""What arrives at Slack's door as an event, made as Slack makes it, or as somebody who is not Slack does."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.bot.edge import slack_headers
from tests.bot.web.webhooks.sent import LEAK, Sent
from tests.support.slack_events import ROOM, SUPPORT, delivery, edited, message, stamp

PATH = "/slack/events"
JSON = "application/json"
RETRY = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
QUESTION = "متى الموعد؟"


Made = Callable[[datetime], list[Sent]]


def signed(raw: bytes, at: datetime, *, kind: str = JSON, **more: Any) -> Sent:
    own = {name: str(value) for name, value in slack_headers(raw, at=at.timestamp()).items()}
    return Sent(raw, path=PATH, headers={"content-type": kind} | own | more.pop("headers", {}), **more)


def raw(body: bytes, **more: Any) -> Made:
    return lambda at: [signed(body, at, **more)]


def payload(body: Any) -> Made:
    return raw(json.dumps(body).encode())


def event(inner: Any, *, at: datetime, event_id: str | None = None, **more: Any) -> Sent:
    return signed(json.dumps(delivery(inner, event_id=event_id)).encode(), at, **more)


def said(text: Any, *, channel: str = ROOM, **more: Any) -> Made:
    """A message in the customer's channel, or where `channel` says; `more` overwrites its fields."""
    return lambda at: [event(message(text, **{"ts": stamp(at), "channel": channel} | more), at=at)]


def inner(fields: Any) -> Made:
    """An event of any other type."""
    return lambda at: [event(fields, at=at)]


def unsigned(name: str, value: str | None) -> Made:
    """A leak whose signature or time is another, or is missing."""

    def made(at: datetime) -> list[Sent]:
        whole = event(message(LEAK, ts=stamp(at)), at=at)
        kept = {key: held for key, held in whole.headers.items() if key != name}
        return [replace(whole, headers=kept | ({name: value} if value is not None else {}))]

    return made


def altered(at: datetime) -> list[Sent]:
    whole = event(message(LEAK, ts=stamp(at)), at=at)
    return [replace(whole, raw=whole.raw.replace(b"event_callback", b"event_callbacq", 1))]


def dated(**ago: float) -> Made:
    """Signed rightly, at another time."""

    def made(at: datetime) -> list[Sent]:
        return [event(message(LEAK, ts=stamp(at)), at=at - timedelta(**ago))]

    return made


def retried(at: datetime) -> list[Sent]:
    """The first delivery came through, and Slack did not hear our answer in time."""
    line = message(QUESTION, ts=stamp(at))
    first = event(line, at=at, event_id="Ev1")
    return [first, *(event(line, at=at, event_id="Ev1", headers=RETRY) for _ in range(3))]


def retry_alone(at: datetime) -> list[Sent]:
    """The first delivery never reached us."""
    return [event(message(QUESTION, ts=stamp(at)), at=at, headers=RETRY)]


def mentioned(at: datetime) -> list[Sent]:
    """Naming the bot makes two events of one message."""
    line = message(f"<@U0BOT> {QUESTION}", ts=stamp(at))
    return [event(line, at=at), event(line | {"type": "app_mention"}, at=at)]


def line_and_edit(at: datetime) -> list[Sent]:
    line = message(QUESTION, ts=stamp(at))
    return [event(line, at=at), event(edited(line, LEAK, at=stamp(at + timedelta(seconds=9))), at=at)]


def thread(at: datetime) -> list[Sent]:
    """A report of a colleague, and another colleague's words under it."""
    top = message(QUESTION, ts=stamp(at), channel=SUPPORT, user="U0SALES")
    reply = message(LEAK, ts=stamp(at + timedelta(seconds=5)), channel=SUPPORT, thread_ts=top["ts"])
    return [event(top, at=at), event(reply, at=at)]
