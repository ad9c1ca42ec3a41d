"""What the domain needs of Slack."""

from collections.abc import Collection, Mapping, Sequence
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


class NameTaken(Refused):
    """Another channel has this name, perhaps an archived one."""


@dataclass(frozen=True)
class Room:
    """A channel of ours, as it was found."""

    id: str
    name: str


@dataclass(frozen=True)
class Line:
    """A message somebody wrote, as Slack has it; `thread_ts` is the one it answers."""

    ts: str
    author: str
    text: str
    thread_ts: str | None


class RoomsPort(Protocol):
    """Channels that the product makes itself; raises what `SlackPort` raises."""

    def create(self, name: str, *, private: bool) -> str:
        """The new channel's id, with the bot in it; raises NameTaken."""

    def find(self, names: Collection[str], *, since: datetime) -> Room | None:
        """A live channel of one of these names, made after `since`, in which the bot is and that has no
        topic yet: one whose answer was lost."""

    def set_topic(self, channel: str, *, topic: str) -> None:
        """At most 250 characters, without formatting."""

    def invite(self, channel: str, *, users: Sequence[str]) -> Mapping[str, str]:
        """Who was not let in, with Slack's word for why; whoever is inside already is no failure."""

    def pin(self, channel: str, *, ts: str) -> None: ...

    def line(self, channel: str, *, ts: str) -> Line | None:
        """None where there is none any more; a reply in a thread is found as the message above it is."""


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

    def upload(self, content: bytes, *, filename: str, alt_text: str) -> str:
        """A file's id, for an image block; nobody sees it until a message carries it."""

    def deposit(self, content: bytes, *, filename: str) -> str:
        """The bytes of a file, by its id; nobody sees it until `share`."""

    def share(
        self, file_id: str, *, title: str, channel: str, comment: str, thread_ts: str | None = None
    ) -> None:
        """Finishes it into a channel or a thread, with words of ours."""

    def permalink(self, channel: str, *, ts: str) -> str:
        """The message's address in Slack; raises MessageGone where there is none."""

    def find(
        self, channel: str, *, outbox_id: int, since: datetime, thread_ts: str | None = None
    ) -> str | None:
        """The `ts` of the message that carries this outbox id, posted after `since`."""

    def shows_file(
        self, channel: str, *, file_id: str, since: datetime, thread_ts: str | None = None
    ) -> bool:
        """Whether a message there, shared after `since`, carries this file."""

    def answers(self) -> bool:
        """Whether it answers what concerns no message; never raises."""
