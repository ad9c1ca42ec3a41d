"""Short-lived handles: trigger ids (three seconds, once) and response urls (thirty minutes, five times)."""

import secrets
from dataclasses import dataclass

from bot.sandbox.clock import Clock
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.settings import SandboxSettings


@dataclass
class Trigger:
    """One trigger id and whether it was exchanged; `view_id` is the modal it came from, if any."""

    user: str
    made_at: float
    view_id: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Where and for whom a response url answers; `message_ts` is the message it may replace."""

    channel: str
    user: str
    made_at: float
    message_ts: str | None = None
    uses: int = 0


class Handles:
    """Issue and redeem handles by the monotonic clock."""

    def __init__(self, *, clock: Clock, settings: SandboxSettings) -> None:
        self.clock = clock
        self.settings = settings
        self.triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}

    def new_trigger(self, user: str, *, view_id: str | None = None) -> str:
        """Issue a trigger id whose three seconds start now."""
        trigger_id = f"{len(self.triggers) + 1}.{secrets.token_hex(8)}"
        self.triggers[trigger_id] = Trigger(user=user, made_at=self.clock.monotonic(), view_id=view_id)
        return trigger_id

    def check_trigger(self, trigger_id: str) -> Trigger:
        """Return a trigger that is known, young and unused, or refuse (contract section 4)."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            # Slack words an id it never issued this way (java-slack-sdk 302, slack-go 805), not as expired.
            raise SlackRefusal(
                "invalid_arguments", ("[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]",)
            )
        if trigger.used:
            raise SlackRefusal("exchanged_trigger_id")
        if self.clock.monotonic() - trigger.made_at > self.settings.trigger_lifetime_s:
            raise SlackRefusal("expired_trigger_id")
        return trigger

    def new_response_url(self, *, channel: str, user: str, message_ts: str | None = None) -> str:
        """Issue the secret last part of a response url."""
        token = secrets.token_urlsafe(12)
        self.urls[token] = ResponseUrl(
            channel=channel, user=user, message_ts=message_ts, made_at=self.clock.monotonic()
        )
        return token

    def redeem_url(self, token: str) -> ResponseUrl:
        """Count one use or refuse (contract section 4: five uses, thirty minutes)."""
        url = self.urls.get(token)
        if url is None:
            raise SlackRefusal("no_such_url")
        if self.clock.monotonic() - url.made_at > self.settings.response_url_lifetime_s:
            raise SlackRefusal("expired_url")
        if url.uses >= self.settings.response_url_uses:
            raise SlackRefusal("used_url")
        url.uses += 1
        return url
