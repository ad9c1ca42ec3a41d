"""`make outage`: Slack is down for MINUTES while customers write twice a second; prints JSON.

Real processes, two of each on PostgreSQL (DB=sqlite: `serve`). All is well for two minutes; then Slack
refuses connections, answers 503, and takes calls without answering, a third of the time each.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from bot.sandbox import fixtures
from tests.faults.checker import TICKETS, Checker
from tests.faults.notes import Finding, Noted, Store
from tests.faults.outage_checker import OutageChecker, Span, Wrote
from tests.faults.trouble import World
from tests.faults.world import opened
from tests.scenario.forwarder import Forwarder

EVERY_S = 0.5
BEFORE_S = 120
KNOWN, NEW, SILENT = 60, 80, 40
"""Customers who write before Slack is gone, others whose first line falls into it, and how many of the
first write no more then."""
QUIET_S = 900.0
LEAD_S = 15.0
"""The first card stands, and its draft is no longer written anew with every line."""
ACK_LIMIT_MS = 3_000.0
TWICE, NOISE_MS = 2.0, 15.0
"""Unaffected: no more than twice as slow as a minute before, beyond what the machine's noise is."""
ORDINARY = "ليش الفواتير مو ظاهرة؟"
GRAVE = {1: "فتحت اللوحة وطلعت لي أرقام جوالات متدربين مو عندنا", 2: "الخدمة واقفة عندنا كلنا"}
"""A leak and an outage among the new ones: their cards stand alone, whatever waits."""
SEED = 20261122


@dataclass
class Acks:
    """What the product answered in one part of the run, by kind of request."""

    webhooks: list[float] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def take(self, into: list[float], answer: Mapping[str, Any], what: str) -> bool:
        if answer["status"] != 200:
            self.refused.append(f"{what}: {answer['status']} {answer['failure']}")
            return False
        into.append(float(answer["ms"]))
        return True


class Run:
    def __init__(self, world: World, store: Store, door: Forwarder) -> None:
        self.world, self.store, self.door = world, store, door
        self.customers = [
            Noted(wa_id=f"9665{number:08d}", name=f"نورة {number:08d}")
            for number in range(1, KNOWN + NEW + 1)
        ]
        self.approved: list[Noted] = []
        self.wrote: list[Wrote] = []
        self._doors = world.fleet.doors

    def part(self, seconds: float, who: Sequence[Noted], *, presses: int) -> Acks:
        """`who` take turns, two lines a second; presses are spread over the same time."""
        acks = Acks()
        with ThreadPoolExecutor(1) as founder:
            pressed = founder.submit(self._press_all, acks, presses, seconds)
            began = time.monotonic()
            for number in range(round(seconds / EVERY_S)):
                time.sleep(max(0.0, began + number * EVERY_S - time.monotonic()))
                self._write(acks, who[number % len(who)])
            pressed.result()
        return acks

    def _write(self, acks: Acks, noted: Noted) -> None:
        number, new = len(self.wrote), self.customers.index(noted) - KNOWN
        text = f"{GRAVE.get(new, ORDINARY)} سطر {number:04d}"
        message_id = f"wamid.{noted.wa_id}.{number}"
        self.world.driver.point_at(self._doors[number % len(self._doors)])
        sender = {"name": noted.name, "wa_id": noted.wa_id, "message_id": message_id}
        if acks.take(acks.webhooks, self.world.driver.customer_writes(text, **sender), message_id):
            noted.lines.append(f"message:{message_id}")
            self.wrote.append(Wrote(noted.wa_id, number))

    def _press_all(self, acks: Acks, presses: int, seconds: float) -> None:
        time.sleep(min(LEAD_S, seconds / 2))
        for _ in range(presses):
            time.sleep(max(0.0, seconds - LEAD_S) / (presses + 1))
            for noted, card in self._cards()[:1]:
                noted.pressed.append(fixtures.FOUNDER)
                answer = self.world.driver.click(fixtures.FOUNDER, card, "draft.approve")
                noted.approved = acks.take(acks.presses, answer, f"press for {noted.wa_id}")
                self.approved.append(noted)

    def _cards(self) -> list[tuple[Noted, dict[str, str]]]:
        """Of those who wrote before Slack was gone, write no more, and were not answered."""
        query = f"SELECT channel, ts FROM slack_card WHERE entity = 'ticket' AND entity_id IN ({TICKETS})"
        waiting = [one for one in self.customers[:SILENT] if one.lines and one not in self.approved]
        found = [(noted, self.store.rows(query, noted.wa_id)) for noted in waiting[:3]]
        return [(noted, {"channel": rows[0][0], "ts": rows[0][1]}) for noted, rows in found if rows]


@contextmanager
def _down(run: Run, seconds: float) -> Iterator[None]:
    """Refused, then 503, then silence; the block runs meanwhile, and Slack is back after it."""
    with ThreadPoolExecutor(1) as weather:
        run.door.shut()
        told = weather.submit(_change, run, seconds / 3)
        yield
        told.result()
        run.door.speak()
        run.world.driver.clear_faults()


def _change(run: Run, third_s: float) -> None:
    time.sleep(third_s)
    run.world.driver.fault("slack.*", "server_error", times=1_000_000)
    run.door.reopen()
    time.sleep(third_s)
    run.door.mute()
    time.sleep(third_s)


def main() -> int:
    database, minutes = os.environ.get("DB", "postgresql"), float(os.environ.get("MINUTES", "10"))
    door = Forwarder()
    settings = {"SLACK_API_BASE_URL": f"http://127.0.0.1:{door.port}/api/"}
    with opened(database, silent_s=20.0, settings=settings) as (world, store):
        door.target = world.fleet.sandbox_url
        told = _played(Run(world, store, door), seconds=minutes * 60)
    about = {"database": database, "minutes": minutes, "cores": os.cpu_count()}
    sys.stdout.write(json.dumps(about | told, ensure_ascii=False, indent=2) + "\n")
    return int(bool(told["findings"]))


def _played(run: Run, *, seconds: float) -> dict[str, Any]:
    dice = random.Random(SEED)
    few = min(1.0, seconds / 600)
    before = run.part(BEFORE_S, _turns(run.customers[:KNOWN], BEFORE_S), presses=15)
    checker = Checker(run.store, run.world.fleet.sandbox_url)
    checker.never_ended(within_s=60)
    writers = run.customers[SILENT:]
    dice.shuffle(writers)
    span = Span(began=time.time())
    with _down(run, seconds):
        during = run.part(
            seconds, writers[: max(20, round(len(writers) * few))], presses=max(5, round(25 * few))
        )
    span.ended = time.time()
    waiting = len(checker.open_work())
    never_ended = checker.never_ended(within_s=QUIET_S)
    arrived_s = round(time.time() - span.ended, 1)
    outage = OutageChecker(run.store, run.world.driver, span)
    written = [one for one in run.customers if one.lines]
    found = checker.findings(written, never_ended=never_ended)
    findings = [*found, *outage.findings(run.wrote), *_slower(before, during)]
    texts = [ORDINARY, *GRAVE.values()]
    findings += run.world.ears.leaks(run.customers, texts, run.world.fleet.doors)
    return {
        "load_average": round(os.getloadavg()[0], 1),
        "acks": {"before": _figures(before), "during": _figures(during)},
        "work_waiting_at_the_end": waiting,
        "all_arrived_after_s": arrived_s,
        **outage.figures(),
        "searched": run.world.ears.taken(),
        "findings": [vars(one) for one in findings],
    }


def _turns(who: Sequence[Noted], seconds: float) -> list[Noted]:
    """Each their lines one after the other, so that new cards come no faster than Slack takes them."""
    lines = round(seconds / EVERY_S) // len(who)
    return [one for one in who for _ in range(lines)]


def _slower(before: Acks, during: Acks) -> Iterator[Finding]:
    for acks in (before, during):
        yield from (Finding("refused", one) for one in acks.refused)
    for name in ("webhooks", "presses"):
        known, found = _percentiles(getattr(before, name)), _percentiles(getattr(during, name))
        for which, ms in found.items():
            if ms > TWICE * known[which] + NOISE_MS or ms > ACK_LIMIT_MS:
                yield Finding("slower", f"{name} {which}: {known[which]} ms before, {ms} ms during")


def _figures(acks: Acks) -> dict[str, Any]:
    return {
        name: {"count": len(each), **_percentiles(each), "slowest_ms": max(each)}
        for name, each in (("webhooks", acks.webhooks), ("presses", acks.presses))
    }


def _percentiles(ms: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(ms, n=100, method="inclusive")
    return {"p50_ms": round(cuts[49], 1), "p95_ms": round(cuts[94], 1)}


if __name__ == "__main__":
    sys.exit(main())
