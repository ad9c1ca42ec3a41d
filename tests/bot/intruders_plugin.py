"""Before a person's press goes in, others try the very same one: the plugin of `make strangers`.

What they did is taken back, and the test goes on as if nobody had tried; only SQLite can be put back so.
"""

import asyncio
import json
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode
from weakref import WeakKeyDictionary

import pytest

from bot.listeners.desk import Desk
from dealix_ops.database import Database
from dealix_ops.delegation import service as delegation
from dealix_ops.sending.authority import Actor, Role
from tests.bot.edge import Answer, Edge, Json
from tests.bot.intruders import DELEGATE, Left, ids_of, judged, triers
from tests.bot.tables import rows
from tests.support.house import FOUNDER, OPERATOR

WRITTEN = "DEALIX_INTRUDERS_WRITTEN"
"""Variable: the file in which the plugin leaves what it saw."""
WANTED = "DEALIX_INTRUDERS_WANTED"
"""Variable: the ids that each class presses; once they are tried its other tests are skipped."""
FORM = "application/x-www-form-urlencoded"


class Trials:
    """`settled`: which id was tried by whom to an end; `broken`: what should not have been."""

    def __init__(self) -> None:
        self.settled: set[tuple[str, str]] = set()
        self.broken: list[str] = []
        self.opened: list[str] | None = None
        """Modals, while somebody tries; None while nobody does."""
        self._locks: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

    def one_by_one(self) -> asyncio.Lock:
        """Each test has a loop of its own, and a lock belongs to the loop on which somebody first waited."""
        return self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())

    async def before(self, edge: Edge, payload: Json, send: Callable[..., Awaitable[Answer]]) -> None:
        pressed = ids_of(payload)
        for intruder in triers(pressed):
            known = all((one, intruder.name) in self.settled for one in pressed)
            if known or not edge.database.is_sqlite:
                continue
            with put_back(edge.database):
                if intruder is DELEGATE:
                    _delegate(edge)
                before, self.opened = rows(edge.database), []
                raw = urlencode({"payload": json.dumps(intruder.instead_of(payload))}).encode()
                await send(edge, raw, kind=FORM)
                after, opened = rows(edge.database), bool(self.opened)
                self.opened = None
            left = Left.of(before, after, user_id=intruder.user_id, opened=opened)
            right, settled = judged(pressed, intruder, left)
            if not right:
                self.broken.append(f"{sorted(pressed)} by {intruder.name}: {left}")
            if settled or not right:
                self.settled |= {(one, intruder.name) for one in pressed}


@contextmanager
def put_back(database: Database) -> Iterator[None]:
    """The file as it was, page by page, into the one that stands open elsewhere."""
    kept, live = sqlite3.connect(":memory:"), sqlite3.connect(str(database.url.database))
    try:
        live.backup(kept)
        yield
        kept.backup(live)
    finally:
        live.close()
        kept.close()


def _delegate(edge: Edge) -> None:
    now, founder = edge.clock(), Actor(FOUNDER.user_id, Role.FOUNDER, frozenset({FOUNDER.user_id}))
    with edge.database.transaction() as session:
        if delegation.stand_in(session, Actor(OPERATOR.user_id, Role.OPERATOR, founder.founders), now=now):
            return
        until, operators = now + timedelta(days=1), {OPERATOR.user_id}
        delegation.start(session, OPERATOR.user_id, until=until, operators=operators, actor=founder, now=now)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if WRITTEN not in os.environ:
        return
    trials = Trials()
    config.stash[TRIALS] = trials
    send, open_modal, change_modal = Edge.slack, Desk.open_modal, Desk.change_modal

    async def slack(self: Edge, raw: bytes, **given: Any) -> Answer:
        payload = _payload(raw) if given.get("kind") == FORM and "headers" not in given else None
        if payload is None:
            return await send(self, raw, **given)
        async with trials.one_by_one():
            await trials.before(self, payload, send)
            return await send(self, raw, **given)

    async def opens(self: Desk, at: str, view: Json) -> bool:
        if trials.opened is None:
            return await open_modal(self, at, view)
        trials.opened.append(at)
        return True

    async def changes(self: Desk, at: str, view: Json) -> bool:
        if trials.opened is None:
            return await change_modal(self, at, view)
        trials.opened.append(at)
        return True

    Edge.slack, Desk.open_modal, Desk.change_modal = slack, opens, changes  # type: ignore[method-assign, assignment]


TRIALS = pytest.StashKey[Trials]()


def _payload(raw: bytes) -> Json | None:
    """Of a whole press only: what is broken is somebody else's test."""
    found = parse_qs(raw.decode()).get("payload")
    payload: Any = json.loads(found[0]) if found else None
    whole = isinstance(payload, dict) and payload.get("user", {}).get("id") in (
        FOUNDER.user_id,
        OPERATOR.user_id,
    )
    return payload if whole else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Where every id of a class was tried to an end, its other tests show nothing more."""
    trials, wanted = item.config.stash.get(TRIALS, None), os.environ.get(WANTED)
    if trials is None or wanted is None:
        return
    asked = [one for where, ids in json.loads(wanted).items() if where in item.nodeid for one in ids]
    if asked and all((one, intruder.name) in trials.settled for one in asked for intruder in triers([one])):
        pytest.skip("tried to an end")


def pytest_sessionfinish(session: pytest.Session) -> None:
    trials = session.config.stash.get(TRIALS, None)
    if trials is not None:
        told = {"settled": sorted(trials.settled), "broken": trials.broken}
        Path(os.environ[WRITTEN]).write_text(json.dumps(told), encoding="utf-8")
