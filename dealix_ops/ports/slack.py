"""What the domain needs of Slack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dealix_ops.ports.work import Refused


class MessageGone(Refused):
    """The message to change is no longer there."""


class HomeMoved(Refused):
    """Another picture stands on the Home tab than the one whose hash was named."""


@dataclass(frozen=True)
class SlackMessage:
    """`text` is what a notification reads out and must stand alone; both are escaped already."""

    text: str
    blocks: Sequence[Mapping[str, Any]] | None = None
    mrkdwn: bool = True


class SlackPort(Protocol):
    """Every method raises NotAccepted, OutcomeUnknown or Refused, and nothing of a library's."""

    def post(
        self, channel: str, *, message: SlackMessage, outbox_id: int, thread_ts: str | None = None
    ) -> str:
        """Returns the message's `ts`; the outbox id goes into its metadata."""

    def update(self, channel: str, *, ts: str, message: SlackMessage) -> None:
        """Raises MessageGone where there is nothing to change."""

    def post_ephemeral(self, channel: str, *, user: str, message: SlackMessage) -> None: ...

    def publish_home(self, user: str, *, blocks: Sequence[Mapping[str, Any]], hash_: str | None) -> str:
        """One person's Home tab; returns the hash of what stands there now.

        Raises HomeMoved where something else than `hash_` stood there.
        """

    def permalink(self, channel: str, *, ts: str) -> str:
        """The message's address in Slack; raises MessageGone where there is none."""

    def find(
        self, channel: str, *, outbox_id: int, since: datetime, thread_ts: str | None = None
    ) -> str | None:
        """The `ts` of the message that carries this outbox id, posted after `since`."""
