"""How long a channel waits after its worker was killed; with the product's own silence, prints JSON.

One worker holds the channel in a slow call to Slack, a second one stands by, the first is killed.
On SQLite the one process is killed and started again at once.
"""

import json
import sys
import time
from collections.abc import Callable

from bot.sandbox.driver import Json
from tests.faults.checker import Checker
from tests.faults.client import customer
from tests.faults.fleet import drawn
from tests.faults.trouble import World
from tests.faults.world import opened

DATABASES = ("sqlite", "postgresql")
SILENT_S = 20.0
"""The default of DEALIX_WORKER_SILENT_S."""
LIMIT_S = 30.0
SAMPLES = 3
HOLD_S = 60.0


def main() -> int:
    told = {database: [_sample(database, number) for number in range(SAMPLES)] for database in DATABASES}
    sys.stdout.write(json.dumps({"seconds_until_the_channel_goes_on": told, "limit": LIMIT_S}) + "\n")
    return int(any(one > LIMIT_S for each in told.values() for one in each))


def _sample(database: str, number: int) -> float:
    with opened(database, silent_s=SILENT_S) as (world, store):
        victim = "serve.1" if database == "sqlite" else "worker.1"
        if database == "postgresql":
            world.fleet.kill("worker.2")  # so that the first one holds the channel
        dice = drawn(number, 0)
        written = [
            customer(world.driver, store, world.fleet.doors, plan="two_lines", run=number, dice=dice)
            for _ in range(2)
        ]
        world.driver.fault("chat.postMessage", "slow", delay_s=HOLD_S)
        for one in written:
            one.writes()
        _until(lambda: bool(world.driver.calls("chat.postMessage")))
        if database == "postgresql":
            world.fleet.revive("worker.2")
            time.sleep(3)  # it announces itself and stands by
        before = len(_posts(world))
        killed_at = time.monotonic()
        world.fleet.kill(victim)
        if database == "sqlite":
            world.fleet.revive(victim)
        _until(lambda: len(_posts(world)) > before)
        waited = time.monotonic() - killed_at
        _until(lambda: not Checker(store, world.fleet.sandbox_url).open_work())
        return round(waited, 1)


def _posts(world: World) -> list[Json]:
    return world.driver.messages("approvals")


def _until(look: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not look():
        assert time.monotonic() < deadline
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
