"""What stands in for the outside where it is not set up: cards go to the log, readings to nobody."""

import itertools
import json
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

from dealix_ops.ports.media import MediaFailed
from dealix_ops.ports.reader import ReaderAnswer, ReaderFailed, ReaderFault
from dealix_ops.ports.slack import HomeMoved, MessageGone, SlackMessage
from dealix_ops.vocabulary import MediaFault


class ConsoleSlack:
    """Implements `ports.SlackPort` in memory; refuses nothing but what is not there."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._count = itertools.count(1)
        self._messages: dict[tuple[str, str], tuple[int, str | None]] = {}
        self._homes: dict[str, str] = {}

    def post(
        self, channel: str, *, message: SlackMessage, outbox_id: int, thread_ts: str | None = None
    ) -> str:
        with self._lock:
            ts = f"{datetime.now(UTC).timestamp():.0f}.{next(self._count):06}"
            self._messages[channel, ts] = (outbox_id, thread_ts)
        self._print("post", channel, message)
        return ts

    def update(self, channel: str, *, ts: str, message: SlackMessage) -> None:
        if (channel, ts) not in self._messages:
            raise MessageGone("no such message")
        self._print("update", channel, message)

    def post_ephemeral(self, channel: str, *, user: str, message: SlackMessage) -> None:
        self._print(f"only to {user}", channel, message)

    def publish_home(self, user: str, *, blocks: Sequence[Mapping[str, Any]], hash_: str | None) -> str:
        if hash_ and self._homes.get(user, hash_) != hash_:
            raise HomeMoved("another picture stands there")
        self._homes[user] = f"home-{next(self._count)}"
        self._print("home", user, SlackMessage(text="", blocks=blocks))
        return self._homes[user]

    def permalink(self, channel: str, *, ts: str) -> str:
        if (channel, ts) not in self._messages:
            raise MessageGone("no such message")
        return f"https://console.invalid/archives/{channel}/p{ts.replace('.', '')}"

    def find(
        self, channel: str, *, outbox_id: int, since: datetime, thread_ts: str | None = None
    ) -> str | None:
        with self._lock:
            for (there, ts), (carried, thread) in self._messages.items():
                if there == channel and carried == outbox_id and thread == thread_ts:
                    return ts if float(ts) >= since.timestamp() else None
        return None

    def _print(self, what: str, channel: str, message: SlackMessage) -> None:
        body = {"slack": what, "channel": channel, "text": message.text, "blocks": message.blocks}
        print(json.dumps(body, ensure_ascii=False, default=str), file=self._stream, flush=True)


class NoReader:
    """Implements `ports.SecondReader` where none is set: work left over from when one was ends here."""

    model = "none"

    def read(self, text: str) -> ReaderAnswer:
        raise ReaderFailed(ReaderFault.OFF)


class NoMedia:
    """Implements `ports.MediaSource` where no access token is set."""

    def fetch(self, external_id: str, *, limit: int, sha256: str | None) -> bytes:
        raise MediaFailed(MediaFault.NO_TOKEN)
