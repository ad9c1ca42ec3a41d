"""The driver's hands of those who write in Slack: in a channel, to the bot, and what they change later."""

from typing import Any

Json = dict[str, Any]


class Author:
    """Part of `SandboxDriver`, which gives it the way to the sandbox."""

    def _post(self, path: str, body: Json, *, wait_s: float = 0.0) -> Json:
        raise NotImplementedError

    def say(self, user: str, channel: str, text: str, *, thread_ts: str | None = None) -> Json:
        """Write in a channel as a person; delivers the events. Returns message, event, mention."""
        return self._post("/say", {"user": user, "channel": channel, "text": text, "thread_ts": thread_ts})

    def direct(self, user: str, text: str) -> Json:
        """Write to the bot itself as a person."""
        return self._post("/direct", {"user": user, "text": text})

    def edit(self, user: str, message: Json, text: str) -> Json:
        """Change a message of one's own; delivers the event."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self._post("/edit", {"user": user, "text": text, **where})

    def delete(self, user: str, message: Json) -> Json:
        """Delete a message of one's own; delivers the event."""
        return self._post("/delete", {"user": user, "channel": message["channel"], "ts": message["ts"]})
