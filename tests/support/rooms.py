"""Channels of a Slack that keeps what it is told; passes the same contract test as the real gateway."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dealix_ops.ports.slack import Line, NameTaken, Room
from tests.support.clock import MovingClock


@dataclass
class Made:
    id: str
    name: str
    private: bool
    at: datetime
    topic: str = ""
    members: set[str] = field(default_factory=set)
    pinned: list[str] = field(default_factory=list)


class FakeRooms:
    """`fail` raises before the next calls of a method, `lose` after its next one."""

    def __init__(self, clock: MovingClock) -> None:
        self._clock = clock
        self.made: list[Made] = []
        self.taken: set[str] = set()
        self.strangers: dict[str, str] = {}
        self.lines: dict[tuple[str, str], Line] = {}
        self._before: dict[str, deque[BaseException]] = {}
        self._after: dict[str, BaseException] = {}

    def fail(self, method: str, error: BaseException, *, times: int = 1) -> None:
        self._before.setdefault(method, deque()).extend([error] * times)

    def lose(self, method: str, error: BaseException) -> None:
        self._after[method] = error

    def create(self, name: str, *, private: bool) -> str:
        self._begin("create")
        if name in self.taken or any(one.name == name for one in self.made):
            raise NameTaken("Slack: name_taken", code="name_taken")
        self.made.append(Made(f"C_ROOM{len(self.made) + 1}", name, private, self._clock()))
        self._end("create")
        return self.made[-1].id

    def find(self, names: Collection[str], *, since: datetime) -> Room | None:
        self._begin("find")
        fresh = (one for one in self.made if one.name in names and one.at >= since and not one.topic)
        found = next(fresh, None)
        return Room(found.id, found.name) if found else None

    def set_topic(self, channel: str, *, topic: str) -> None:
        self._begin("set_topic")
        self._room(channel).topic = topic
        self._end("set_topic")

    def invite(self, channel: str, *, users: Sequence[str]) -> Mapping[str, str]:
        self._begin("invite")
        self._room(channel).members |= set(users) - set(self.strangers)
        self._end("invite")
        return {user: code for user, code in self.strangers.items() if user in users}

    def pin(self, channel: str, *, ts: str) -> None:
        self._begin("pin")
        room = self._room(channel)
        room.pinned += [ts] if ts not in room.pinned else []
        self._end("pin")

    def line(self, channel: str, *, ts: str) -> Line | None:
        self._begin("line")
        return self.lines.get((channel, ts))

    def _room(self, channel: str) -> Made:
        return next(one for one in self.made if one.id == channel)

    def _begin(self, method: str) -> None:
        if self._before.get(method):
            raise self._before[method].popleft()

    def _end(self, method: str) -> None:
        if method in self._after:
            raise self._after.pop(method)
