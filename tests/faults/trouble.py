"""What goes wrong in a run, drawn from its seed before it begins."""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass

from bot.sandbox.driver import SandboxDriver
from tests.faults.discretion import Ears
from tests.faults.fleet import Fleet, SmallDisk
from tests.support.databases import Postgres

SLACK = (
    ("ratelimited", {"retry_after": 1, "times": 2}),
    ("server_error", {"times": 3}),
    ("slow", {"delay_s": 1.5, "times": 2}),
    ("lost_reply", {"times": 2}),
)
METHODS = ("chat.postMessage", "chat.postMessage", "chat.update", "*")
WITHIN_S = 5.0
MOST = 4


@dataclass(frozen=True)
class Trouble:
    at_s: float
    kind: str
    value: int
    """Drawn too: which process, which failure."""
    lasts_s: float


@dataclass
class World:
    fleet: Fleet
    driver: SandboxDriver
    disk: SmallDisk | None
    server: Postgres | None
    file: str | None
    ears: Ears
    kills: int = 0


def kinds(world: World) -> list[str]:
    """Kills and Slack's illnesses are the most frequent ones; TROUBLES names those to keep to, by comma."""
    if only := os.environ.get("TROUBLES"):
        return only.split(",")
    own = ["locked", "disk_full"] if world.file else ["restart"]
    return ["kill", "kill", "kill", "slack", "slack", "slack", "clock", *own]


def plan(dice: random.Random, known: list[str]) -> list[Trouble]:
    return sorted(
        (
            Trouble(dice.uniform(0, WITHIN_S), dice.choice(known), dice.randrange(1000), dice.uniform(0.2, 2))
            for _ in range(dice.randint(1, MOST))
        ),
        key=lambda one: one.at_s,
    )


def strike(world: World, trouble: Trouble) -> None:
    ACTS[trouble.kind](world, trouble)


def _kill(world: World, trouble: Trouble) -> None:
    name = world.fleet.names[trouble.value % len(world.fleet.names)]
    world.fleet.kill(name)
    world.kills += 1
    time.sleep(trouble.lasts_s)
    world.fleet.revive(name)


def _slack(world: World, trouble: Trouble) -> None:
    kind, more = SLACK[trouble.value % len(SLACK)]
    world.driver.fault(METHODS[trouble.value // 10 % len(METHODS)], kind, **more)


def _clock(world: World, trouble: Trouble) -> None:
    """Forward by so much that everybody alive looks silent, then back."""
    world.fleet.clock.write_text(str(5 + trouble.value % 8))
    time.sleep(trouble.lasts_s)
    world.fleet.clock.write_text("0")


def _locked(world: World, trouble: Trouble) -> None:
    """Another program writes for a while."""
    assert world.file is not None
    with closing(sqlite3.connect(world.file, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(trouble.lasts_s)
        other.execute("ROLLBACK")


def _disk_full(world: World, trouble: Trouble) -> None:
    assert world.disk is not None
    with world.disk.full([world.fleet.pid(name) for name in world.fleet.names]):
        time.sleep(trouble.lasts_s)


def _restart(world: World, trouble: Trouble) -> None:
    assert world.server is not None
    world.server.restart(mode=("fast", "immediate")[trouble.value % 2])


ACTS: Mapping[str, Callable[[World, Trouble], None]] = {
    "kill": _kill,
    "slack": _slack,
    "clock": _clock,
    "locked": _locked,
    "disk_full": _disk_full,
    "restart": _restart,
}
