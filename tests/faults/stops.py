"""`make stops`: SIGTERM to every process at once under work, ROUNDS times on each database; prints JSON.

Slack is well, or slow, or takes calls without ever answering while somebody sends half a request. What a
process held is given back: the next ones go on at once, not after the silence of a dead one.
"""

import json
import os
import signal
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

from tests.faults import client
from tests.faults.checker import Checker
from tests.faults.fleet import drawn
from tests.faults.notes import Finding, Store
from tests.faults.trouble import World
from tests.faults.world import opened
from tests.scenario.forwarder import Forwarder

DATABASES = ("sqlite", "postgresql")
LIMIT_S = 10.0
SILENT_S = 60.0
"""So long that whatever goes on sooner was given back."""
CUSTOMERS = 8
SLACK = ("well", "slow", "mute")
SEED = 20261122
HELD = (
    "SELECT 'inbound', id FROM inbound WHERE status = 'running'"
    " UNION ALL SELECT kind, id FROM outbox WHERE status = 'running'"
)


def main() -> int:
    rounds = int(os.environ.get("ROUNDS", "5"))
    only = os.environ.get("DB")
    told = {database: _played(database, rounds) for database in ([only] if only else DATABASES)}
    sys.stdout.write(json.dumps({"limit_s": LIMIT_S, **told}, ensure_ascii=False, indent=2) + "\n")
    return int(any(one["findings"] for each in told.values() for one in each))


def _played(database: str, rounds: int) -> list[dict[str, Any]]:
    door = Forwarder()
    settings = {"SLACK_API_BASE_URL": f"http://127.0.0.1:{door.port}/api/"}
    with opened(database, silent_s=SILENT_S, settings=settings) as (world, store):
        door.target = world.fleet.sandbox_url
        checker = Checker(store, world.fleet.sandbox_url)
        return [_round(world, store, checker, door, number) for number in range(1, rounds + 1)]


def _round(world: World, store: Store, checker: Checker, door: Forwarder, number: int) -> dict[str, Any]:
    dice, slack = drawn(SEED, number), SLACK[number % len(SLACK)]
    customers = [
        client.customer(
            world.driver,
            store,
            world.fleet.doors,
            plan=dice.choice(client.PLANS),
            run=number,
            dice=drawn(SEED, dice.randrange(10**9)),
        )
        for _ in range(CUSTOMERS)
    ]
    if slack == "slow":
        world.driver.fault("chat.postMessage", "slow", delay_s=2.0, times=4)
    findings: list[Finding] = []
    with ThreadPoolExecutor(CUSTOMERS) as people:
        played = [people.submit(one.play) for one in customers]
        time.sleep(dice.uniform(1.5, 5.0))
        with ExitStack() as open_requests:
            if slack == "mute":
                door.mute()
                for url in world.fleet.doors:
                    open_requests.enter_context(_half_a_request(url))
                time.sleep(1.0)
            took, held = _stop_all(world, findings), store.rows(HELD)
        if slack != "mute":
            findings += [Finding("stuck", f"still held after the stop: {row}") for row in held]
        waiting = len(checker.open_work())
        door.speak()
        world.fleet.start()
        began = time.monotonic()
        errors = [one.exception() for one in played]
    findings += [Finding("stuck", f"{type(one).__name__}: {one}") for one in errors if one is not None]
    never_ended = checker.never_ended(within_s=SILENT_S / 2)
    noted = [one.noted for one in customers]
    findings += checker.findings(noted, never_ended=never_ended)
    findings += world.ears.leaks(noted, [*client.TEXTS, client.ADDED], world.fleet.doors)
    return {
        "round": number,
        "slack": slack,
        "seconds_to_the_end": took,
        "work_waiting": waiting,
        "messages": sum(len(one.lines) for one in noted),
        "approvals": sum(one.approved for one in noted),
        "all_done_after_s": round(time.monotonic() - began, 1),
        "searched": world.ears.taken(),
        "findings": [vars(one) for one in findings],
    }


def _half_a_request(url: str) -> socket.socket:
    place = urlsplit(url)
    opened = socket.create_connection((place.hostname or "", place.port or 0))
    opened.sendall(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    return opened


def _stop_all(world: World, findings: list[Finding]) -> dict[str, float]:
    """Asked at the same moment; how long each took."""
    began, took = time.monotonic(), dict[str, float]()
    ending = {name: world.fleet.process(name) for name in world.fleet.names}
    for process in ending.values():
        process.send_signal(signal.SIGTERM)
    while len(took) < len(ending) and time.monotonic() - began < 3 * LIMIT_S:
        for name, process in ending.items():
            if name not in took and process.poll() is not None:
                took[name] = round(time.monotonic() - began, 1)
        time.sleep(0.02)
    for name, process in ending.items():
        if took.get(name, LIMIT_S + 1) > LIMIT_S or process.poll() != 0:
            findings.append(Finding("stuck", f"{name} ended with {process.poll()} after {took.get(name)} s"))
        world.fleet.kill(name)  # whoever would not end
    return took


if __name__ == "__main__":
    sys.exit(main())
