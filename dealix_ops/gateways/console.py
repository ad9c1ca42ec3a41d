"""What stands in for the outside where it is not set up: cards go to the log, readings to nobody."""

import itertools
import json
import sys
import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

from dealix_ops.ports.media import MediaFailed
from dealix_ops.ports.reader import ReaderAnswer, ReaderFailed, ReaderFault
from dealix_ops.ports.slack import HomeMoved, Line, MessageGone, NameTaken, Room, SlackMessage
from dealix_ops.vocabulary import MediaFault


class ConsoleSlack:
    """Implements `ports.SlackPort` in memory; refuses nothing but what is not there."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._count = itertools.count(1)
        self._messages: dict[tuple[str, str], tuple[int, str | None]] = {}
        self._shared: set[tuple[str, str, str | None]] = set()
        self._homes: dict[str, str] = {}

    def post(
        self, channel: str, *, message: SlackMessage, outbox_id: int, thread_ts: str | None = None
    ) -> str:
        with self._lock:
            ts = f"{datetime.now(UTC).timestamp():.0f}.{next(self._count):06}"
            self._messages[channel, ts] = (outbox_id, thread_ts)
        self._print("post", channel, message)
        return ts

    def answers(self) -> bool:
        return True

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

    def upload(self, content: bytes, *, filename: str, alt_text: str) -> str:
        self._print("file", filename, SlackMessage(text=alt_text))
        return f"FCONSOLE{next(self._count):06}"

    def deposit(self, content: bytes, *, filename: str) -> str:
        self._print("file", filename, SlackMessage(text=content.decode(errors="replace")))
        return f"FCONSOLE{next(self._count):06}"

    def share(
        self, file_id: str, *, title: str, channel: str, comment: str, thread_ts: str | None = None
    ) -> None:
        with self._lock:
            self._shared.add((channel, file_id, thread_ts))
        self._print(f"shared {file_id} {title}", channel, SlackMessage(text=comment))

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

    def shows_file(
        self, channel: str, *, file_id: str, since: datetime, thread_ts: str | None = None
    ) -> bool:
        with self._lock:
            return (channel, file_id, thread_ts) in self._shared

    def _print(self, what: str, channel: str, message: SlackMessage) -> None:
        body = {"slack": what, "channel": channel, "text": message.text, "blocks": message.blocks}
        print(json.dumps(body, ensure_ascii=False, default=str), file=self._stream, flush=True)


class ConsoleRooms:
    """Implements `ports.RoomsPort` in memory; the log shows what would stand in Slack."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._rooms: dict[str, tuple[str, datetime]] = {}
        self._topics: dict[str, str] = {}

    def create(self, name: str, *, private: bool) -> str:
        with self._lock:
            if any(taken == name for taken, _ in self._rooms.values()):
                raise NameTaken("the name is taken", code="name_taken")
            room = f"C-console-{len(self._rooms) + 1}"
            self._rooms[room] = (name, datetime.now(UTC))
        self._print("create", name, private=private)
        return room

    def find(self, names: Collection[str], *, since: datetime) -> Room | None:
        with self._lock:
            for room, (name, made_at) in self._rooms.items():
                if name in names and made_at >= since and room not in self._topics:
                    return Room(room, name)
        return None

    def set_topic(self, channel: str, *, topic: str) -> None:
        self._topics[channel] = topic
        self._print("topic", channel, topic=topic)

    def invite(self, channel: str, *, users: Sequence[str]) -> Mapping[str, str]:
        self._print("invite", channel, users=list(users))
        return {}

    def pin(self, channel: str, *, ts: str) -> None:
        self._print("pin", channel, ts=ts)

    def line(self, channel: str, *, ts: str) -> Line | None:
        """Nobody writes into a console."""
        return None

    def _print(self, what: str, channel: str, **more: Any) -> None:
        body = {"slack": what, "channel": channel, **more}
        print(json.dumps(body, ensure_ascii=False), file=self._stream, flush=True)


class NoReader:
    """Implements `ports.SecondReader` where none is set: work left over from when one was ends here."""

    model = "none"

    def read(self, text: str) -> ReaderAnswer:
        raise ReaderFailed(ReaderFault.OFF)


class NoMedia:
    """Implements `ports.MediaSource` where no access token is set."""

    def fetch(self, external_id: str, *, limit: int, sha256: str | None) -> bytes:
        raise MediaFailed(MediaFault.NO_TOKEN)
