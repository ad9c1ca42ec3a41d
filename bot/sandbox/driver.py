"""The sandbox's remote control for tests and the demo: one method for each thing a person can do or see."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from bot.sandbox.author import Author
from bot.sandbox.mechanic import Mechanic
from bot.sandbox.visitor import Visitor

Json = dict[str, Any]
T = TypeVar("T")

# Longer than every wait inside the sandbox except long polls, which add their own time.
ANSWER_TIMEOUT_S = 30.0


class SandboxSaidNo(Exception):
    """The control API refused; `code` says why, such as no_such_action."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


class NothingCame(AssertionError):
    """A wait ended without what was waited for."""


class SandboxDriver(Author, Mechanic, Visitor):
    """A synchronous client of one sandbox; thread-safe, to be closed or used with `with`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._client = httpx.Client(base_url=self.base_url, timeout=ANSWER_TIMEOUT_S, trust_env=False)

    def __enter__(self) -> Self:
        """Return the driver itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its connections."""
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    # The customer and Meta

    def customer_writes(self, text: str, **sender: Any) -> Json:
        """Send a WhatsApp text; sender: wa_id, name, message_id, timestamp, user_id."""
        return self._post("/whatsapp/text", {"text": text, **sender})

    def customer_sends(self, kind: str, **more: Any) -> Json:
        """Send a file made in code: audio, image, document, video, sticker; more: seconds, caption, lie, …"""
        return self._post("/whatsapp/media", {"kind": kind, **more})

    def whatsapp_raw(self, payload: Json) -> Json:
        """Sign and post any payload as Meta."""
        return self._post("/whatsapp/raw", {"payload": payload})

    def whatsapp_status(self, message_id: str, status: str, *, errors: list[Json] | None = None) -> Json:
        """Report what became of an outbound message."""
        told = {"message_id": message_id, "status": status, "errors": errors or []}
        return self._post("/whatsapp/status", told)

    def whatsapp_verify(self, *, token: str | None = None) -> Json:
        """Perform the GET handshake; `matches` says whether the challenge came back."""
        return self._get("/whatsapp/verify", token=token)

    def phone(self, wa_id: str | None = None) -> list[Json]:
        """Return the messages on a customer's phone, both directions."""
        return self._list("/whatsapp/messages", "messages", wa_id=wa_id)

    def sentry_alert(self, issue_id: str, resource: str = "event_alert", **more: Any) -> Json:
        """Raise one; more: action, fields (over the subject's own), environment, request_id, timestamp."""
        return self._post("/sentry/alert", {"issue_id": issue_id, "resource": resource, **more})

    def sentry_storm(self, issue_id: str, *, count: int, at_once: int = 8, **more: Any) -> Json:
        """Raise many alerts as fast as they are taken; more: different (an issue each), over_s, fields.

        Returns statuses, slowest_ms.
        """
        body = {"issue_id": issue_id, "count": count, "at_once": at_once, **more}
        return self._post("/sentry/storm", body, wait_s=60.0 + more.get("over_s", 0.0))

    def sentry_raw(self, payload: Json, *, resource: str, **more: Any) -> Json:
        """Sign and post any payload as Sentry; more: request_id, timestamp."""
        return self._post("/sentry/raw", {"payload": payload, "resource": resource, **more})

    # People in Slack

    def click(self, user: str, message: Json, action_id: str, **more: Any) -> Json:
        """Press something on a message; more: value, block_id, forge_value, stale."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._post("/click", {"user": user, **where, "action_id": action_id, **more})

    def click_in_view(self, user: str, view: Json, action_id: str, **more: Any) -> Json:
        """Press something in a modal or on App Home."""
        return self._post("/click", {"user": user, "view_id": view["id"], "action_id": action_id, **more})

    def submit(self, user: str, view: Json, values: Json) -> Json:
        """Fill in and submit a modal by action id. Returns status, ms, response_action, errors, view."""
        return self._post("/submit", {"user": user, "view_id": view["id"], "values": values})

    def close_view(self, user: str, view: Json, *, clear: bool = False) -> Json:
        """Close a modal, or with `clear` all of them."""
        return self._post("/close", {"user": user, "view_id": view["id"], "clear": clear})

    def command(self, user: str, text: str, *, channel: str = "ops", command: str = "/dealix") -> Json:
        """Type a slash command; `message` in the result is what the answer showed."""
        return self._post("/command", {"user": user, "channel": channel, "command": command, "text": text})

    def shortcut(self, user: str, callback_id: str, *, message: Json | None = None) -> Json:
        """Use a message shortcut, or without a message a global one."""
        where = {"channel": message["channel"], "ts": message["ts"]} if message else {}
        return self._post("/shortcut", {"user": user, "callback_id": callback_id, **where})

    def event(self, event: Json, **more: Any) -> Json:
        """Deliver any event; more: event_id, retry_num, retry_reason. Returns delivered, attempts."""
        return self._post("/event", {"event": event, **more})

    def open_home(self, user: str) -> Json:
        """Look at App Home's first tab."""
        return self.event({"type": "app_home_opened", "user": user, "tab": "home", "channel": "D0HOME"})

    def verify_url(self) -> Json:
        """Perform url_verification."""
        return self._post("/verify-url", {})

    # What there is to see

    def channels(self) -> list[Json]:
        """Return all conversations."""
        return self._list("/channels", "channels")

    def messages(self, channel: str) -> list[Json]:
        """Return all messages of a channel by id or name, oldest first, replies too."""
        return self._list("/messages", "messages", channel=channel)

    def replies(self, channel: str, ts: str) -> list[Json]:
        """Return the replies under a message, oldest first."""
        return [one for one in self.messages(channel) if one["is_reply"] and one["thread_ts"] == ts]

    def ephemerals(self, channel: str | None = None, user: str | None = None) -> list[Json]:
        """Return messages shown to one person."""
        return self._list("/ephemerals", "messages", channel=channel, user=user)

    def views(self, user: str) -> list[Json]:
        """Return a person's open modals, the one in front last."""
        return self._list("/views", "stack", user=user)

    def open_view(self, user: str, timeout: float = 5.0) -> Json:
        """Wait for a modal in front of a person and return it."""
        return self.wait_until(lambda: self.views(user)[-1:], f"a modal for {user}", timeout)[0]

    def home(self, user: str) -> Json | None:
        """Return a person's App Home, or None before the first views.publish."""
        view: Json | None = self._get("/views", user=user)["home"]
        return view

    def calls(self, method: str | None = None) -> list[Json]:
        """Return the product's API calls with arguments and outcome."""
        return self._list("/calls", "calls", method=method)

    def warnings(self) -> list[Json]:
        """Return what Slack accepts and a careful product avoids."""
        return self._list("/warnings", "warnings")

    def deliveries(self) -> list[Json]:
        """Return every request made to the product."""
        return self._list("/deliveries", "deliveries")

    # Waiting

    def wait_for_messages(
        self, channel: str, contains: str, *, count: int = 1, timeout: float = 5.0
    ) -> list[Json]:
        """Wait until so many messages of a channel hold a string in text or blocks; raises NothingCame."""
        wanted = {"channel": channel, "contains": contains, "count": count, "timeout_s": timeout}
        result = self._get("/wait", wait_s=timeout, **wanted)
        if not result["found"]:
            here = [message["text"] for message in self.messages(channel)]
            raise NothingCame(f"{count} x {contains!r} in {channel} within {timeout} s; there: {here}")
        found: list[Json] = result["messages"]
        return found

    def wait_for_message(self, channel: str, contains: str, timeout: float = 5.0) -> Json:
        """Wait for one message and return the newest that matches."""
        return self.wait_for_messages(channel, contains, timeout=timeout)[-1]

    def changes(self, since: int = 0, *, timeout: float = 0.0) -> Json:
        """Return revision and the changes after `since`, waiting for one when there is none."""
        return self._get("/changes", wait_s=timeout, since=since, timeout_s=timeout)

    def wait_until(self, look: Callable[[], T], what: str, timeout: float = 5.0) -> T:
        """Look again after every change until the result is true-ish; raises NothingCame."""
        deadline = time.monotonic() + timeout
        while True:
            revision = self.changes()["revision"]
            seen = look()
            if seen:
                return seen
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise NothingCame(f"{what} within {timeout} s")
            self.changes(revision, timeout=remaining)

    def _post(self, path: str, body: Json, *, wait_s: float = 0.0) -> Json:
        timeout = ANSWER_TIMEOUT_S + wait_s
        return self._checked(self._client.post(f"/sandbox{path}", json=body, timeout=timeout))

    def _get(self, path: str, *, wait_s: float = 0.0, **query: Any) -> Json:
        given = {key: value for key, value in query.items() if value is not None}
        return self._checked(
            self._client.get(f"/sandbox{path}", params=given, timeout=ANSWER_TIMEOUT_S + wait_s)
        )

    def _delete(self, path: str) -> Json:
        return self._checked(self._client.delete(f"/sandbox{path}"))

    def _list(self, path: str, key: str, **query: Any) -> list[Json]:
        found: list[Json] = self._get(path, **query)[key]
        return found

    @staticmethod
    def _checked(response: httpx.Response) -> Json:
        body: Json = response.json()
        if response.is_error:
            raise SandboxSaidNo(body["error"], body.get("detail", ""))
        return body
