"""A Slack that keeps what it is told; passes the same contract test as the real gateway."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dealix_ops.ports.slack import HomeMoved, MessageGone, SlackMessage
from tests.support.clock import MovingClock


@dataclass
class Posted:
    channel: str
    ts: str
    text: str
    outbox_id: int
    thread_ts: str | None
    at: datetime
    edits: int = 0


class FakeSlack:
    """`fail_next` raises before the call is performed, `lose_next` after it."""

    def __init__(self, clock: MovingClock) -> None:
        self._clock = clock
        self.posted: list[Posted] = []
        self.whispers: list[tuple[str, str, str]] = []
        self.homes: dict[str, tuple[str, list[Mapping[str, Any]]]] = {}
        self.published: list[tuple[str, datetime]] = []
        self.uploads: list[tuple[bytes, str, str]] = []
        self.deposits: list[tuple[bytes, str]] = []
        self.shared: list[tuple[str, str, str | None, str]] = []
        self._before: deque[Exception] = deque()
        self._before_upload: deque[Exception] = deque()
        self._before_share: deque[Exception] = deque()
        self._after_share: deque[Exception] = deque()
        self._after: deque[Exception] = deque()

    def fail_next(self, error: Exception) -> None:
        self._before.append(error)

    def fail_upload(self, error: Exception) -> None:
        self._before_upload.append(error)

    def fail_share(self, error: Exception) -> None:
        self._before_share.append(error)

    def lose_share(self, error: Exception) -> None:
        self._after_share.append(error)

    def lose_next(self, error: Exception) -> None:
        self._after.append(error)

    def post(
        self, channel: str, *, message: SlackMessage, outbox_id: int, thread_ts: str | None = None
    ) -> str:
        self._maybe(self._before)
        now = self._clock()
        ts = f"{now.timestamp():.0f}.{len(self.posted) + 1:06}"
        self.posted.append(Posted(channel, ts, message.text, outbox_id, thread_ts, now))
        self._maybe(self._after)
        return ts

    def update(self, channel: str, *, ts: str, message: SlackMessage) -> None:
        self._maybe(self._before)
        # The newest first: a quarter of days posts thousands, and what changes is seldom old.
        found = next((p for p in reversed(self.posted) if (p.channel, p.ts) == (channel, ts)), None)
        if found is None:
            raise MessageGone("no such message")
        found.text = message.text
        found.edits += 1
        self._maybe(self._after)

    def post_ephemeral(self, channel: str, *, user: str, message: SlackMessage) -> None:
        self._maybe(self._before)
        self.whispers.append((channel, user, message.text))
        self._maybe(self._after)

    def publish_home(self, user: str, *, blocks: Sequence[Mapping[str, Any]], hash_: str | None) -> str:
        self._maybe(self._before)
        if hash_ and user in self.homes and self.homes[user][0] != hash_:
            raise HomeMoved("another picture stands there")
        self.published.append((user, self._clock()))
        made = f"hash-{len(self.published)}"
        self.homes[user] = (made, list(blocks))
        self._maybe(self._after)
        return made

    def upload(self, content: bytes, *, filename: str, alt_text: str) -> str:
        self._maybe(self._before_upload)
        self.uploads.append((content, filename, alt_text))
        return f"FFAKE{len(self.uploads):06}"

    def deposit(self, content: bytes, *, filename: str) -> str:
        self._maybe(self._before_upload)
        self.deposits.append((content, filename))
        return f"FFILE{len(self.deposits):06}"

    def share(
        self, file_id: str, *, title: str, channel: str, comment: str, thread_ts: str | None = None
    ) -> None:
        self._maybe(self._before_share)
        self.shared.append((file_id, channel, thread_ts, comment))
        self._maybe(self._after_share)

    def permalink(self, channel: str, *, ts: str) -> str:
        if not any((p.channel, p.ts) == (channel, ts) for p in self.posted):
            raise MessageGone("no such message")
        return f"https://fake.slack.test/archives/{channel}/p{ts.replace('.', '')}"

    def find(
        self, channel: str, *, outbox_id: int, since: datetime, thread_ts: str | None = None
    ) -> str | None:
        for message in self.posted:
            same = (message.channel, message.outbox_id, message.thread_ts) == (channel, outbox_id, thread_ts)
            if same and message.at >= since:
                return message.ts
        return None

    def shows_file(
        self, channel: str, *, file_id: str, since: datetime, thread_ts: str | None = None
    ) -> bool:
        return any(one[:3] == (file_id, channel, thread_ts) for one in self.shared)

    def answers(self) -> bool:
        """Well, but for the calls that a test makes fail."""
        return True

    def _maybe(self, queue: "deque[Exception]") -> None:
        if queue:
            raise queue.popleft()
