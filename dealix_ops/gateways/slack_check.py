"""What `dealix doctor` asks Slack: who the bot is, and what kind of room a channel is."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from dealix_ops.gateways.slack import TIMEOUT_S, call

SCOPES = "x-oauth-scopes"
"""The header in which Slack names what the token was installed with."""


@dataclass(frozen=True)
class Room:
    name: str
    member: bool
    private: bool
    shared: bool
    archived: bool


@dataclass(frozen=True)
class Account:
    """The bot's name and its workspace's; `scopes` is None where Slack did not say what the token may."""

    said: str
    scopes: frozenset[str] | None


class SlackCheck:
    """Raises what every gateway raises: NotAccepted, OutcomeUnknown or Refused."""

    def __init__(self, *, token: str, base_url: str) -> None:
        self._client = WebClient(token=token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])

    def account(self) -> Account:
        told: list[str] = []

        def ask() -> SlackResponse:
            answer = self._client.auth_test()
            told.extend(value for name, value in answer.headers.items() if name.lower() == SCOPES)
            return answer

        answer = call(ask)
        granted = frozenset(one.strip() for one in ",".join(told).split(",")) if told else None
        return Account(f"{answer.get('user')} in {answer.get('team')}", granted)

    def room(self, channel: str) -> Room:
        facts = call(lambda: self._client.conversations_info(channel=channel)).get("channel") or {}
        return Room(
            name=str(facts.get("name") or channel),
            member=bool(facts.get("is_member") or facts.get("is_im")),
            private=bool(facts.get("is_private") or facts.get("is_im")),
            # Other companies sit in it: as a Slack Connect channel, or invited into one.
            shared=bool(facts.get("is_ext_shared") or facts.get("is_pending_ext_shared")),
            archived=bool(facts.get("is_archived")),
        )
