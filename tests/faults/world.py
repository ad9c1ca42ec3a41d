"""One world: a database, a local Slack, the product's processes, and runs one after the other."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.faults import client, trouble
from tests.faults.checker import Checker
from tests.faults.discretion import Ears, SentrySink
from tests.faults.fleet import SERVE, SPREAD, Fleet, SmallDisk, drawn
from tests.faults.notes import Finding, Store
from tests.faults.trouble import World
from tests.support.databases import Postgres

SILENT_S = 1.5
"""A silence this short keeps a run short; `takeover` measures with the product's own figure."""
CUSTOMERS = 3
QUIET_S = 60.0


def play(database: str, *, seed: int, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Each run's report, as it ends."""
    os.nice(10)  # others work on this machine
    with opened(database) as (world, store):
        checker = Checker(store, world.fleet.sandbox_url)
        for number in numbers:
            yield _run(world, store, checker, seed=seed, number=number)


@contextmanager
def opened(
    database: str, *, silent_s: float = SILENT_S, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[World, Store]]:
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="faults-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if database == "sqlite":
            disk = SmallDisk(folder / "disk")
            stack.callback(disk.close)
            place, server = str(disk.folder / "dealix.db"), None
            url = f"sqlite:///{place}"
        else:
            server, disk = Postgres.start(), None
            stack.callback(server.stop)
            url = server.url(server.create_empty())
            place = url.replace("+psycopg", "")
        roles = SERVE if disk else SPREAD
        sink = stack.enter_context(SentrySink())
        told = {"SENTRY_DSN": sink.dsn, **(settings or {})}
        fleet = Fleet(folder, database_url=url, roles=roles, silent_s=silent_s, settings=told)
        stack.enter_context(fleet)
        ears = Ears(folder, sink, secrets=fleet.secrets)
        file = place if disk else None
        yield World(fleet, fleet.driver, disk, server, file, ears), Store(place)


def _run(world: World, store: Store, checker: Checker, *, seed: int, number: int) -> dict[str, Any]:
    began, dice = time.monotonic(), drawn(seed, number)
    troubles = trouble.plan(dice, trouble.kinds(world))
    plans = [dice.choice(client.PLANS) for _ in range(CUSTOMERS)]
    customers = [
        client.customer(
            world.driver,
            store,
            world.fleet.doors,
            plan=plan,
            run=number,
            dice=drawn(seed, dice.randrange(10**9)),
        )
        for plan in plans
    ]
    findings: list[Finding] = []
    alone = world.fleet.ended_alone
    with ThreadPoolExecutor(CUSTOMERS + 1) as people:
        played = [people.submit(one.play) for one in customers]
        _strike_all(world, troubles, began)
        world.driver.clear_faults()
        world.fleet.await_ready()
        for one in played:
            error = one.exception()
            if error is not None:
                findings.append(Finding("stuck", f"{type(error).__name__}: {error}"))
    never_ended = checker.never_ended(within_s=QUIET_S)
    noted = [one.noted for one in customers]
    findings += checker.findings(noted, never_ended=never_ended)
    findings += world.ears.leaks(noted, [*client.TEXTS, client.ADDED], world.fleet.doors)
    if findings:
        _keep_log(world, number, findings)
    return {
        "run": number,
        "seconds": round(time.monotonic() - began, 1),
        "troubles": [one.kind for one in troubles],
        "plans": plans,
        "messages": sum(len(one.noted.lines) for one in customers),
        "approvals": sum(one.noted.approved for one in customers),
        "ended_alone": world.fleet.ended_alone - alone,
        "disk": None if world.disk is None else "tmpfs" if world.disk.is_mounted else "quota",
        "searched": world.ears.taken(),
        "findings": [vars(one) for one in findings],
    }


def _strike_all(world: World, troubles: list[trouble.Trouble], began: float) -> None:
    for one in troubles:
        time.sleep(max(0.0, began + one.at_s - time.monotonic()))
        trouble.strike(world, one)


def _keep_log(world: World, number: int, findings: list[Finding]) -> None:
    path = Path(tempfile.gettempdir()) / f"dealix-faults-{os.getpid()}-{number}.log"
    said = "\n".join(f"{one.kind}: {one.what}" for one in findings)
    path.write_text(f"{said}\n{world.fleet.log_tail(400)}")
    sys.stderr.write(f"run {number}: {said}\nsee {path}\n")
