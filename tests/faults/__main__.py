"""`make faults`: many short runs of the product in trouble, each checked by somebody else; prints JSON.

RUNS, SEED, DB (sqlite or postgresql) and JOBS (worlds side by side) come from the environment; RUN plays one
run of a seed again. What happens in a run is drawn from seed and number; when the threads meet is not.
"""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from typing import Any

from tests.faults.world import play

DEFAULT_SEED = 20261122


def main() -> int:
    database = os.environ.get("DB", "sqlite")
    seed = int(os.environ.get("SEED", DEFAULT_SEED))
    if sys.argv[1:] == ["world"]:
        # Whoever is asked to end puts its processes and its file system away first.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        numbers = [int(one) for one in os.environ["NUMBERS"].split(",")]
        for told in play(database, seed=seed, numbers=numbers):
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return 0
    only = os.environ.get("RUN")
    numbers = [int(only)] if only else list(range(1, int(os.environ.get("RUNS", "200")) + 1))
    return _side_by_side(database, seed, numbers, jobs=min(int(os.environ.get("JOBS", "3")), len(numbers)))


def _side_by_side(database: str, seed: int, numbers: list[int], *, jobs: int) -> int:
    worlds = []
    for job in range(jobs):
        mine = ",".join(map(str, numbers[job::jobs]))
        env = os.environ | {"NUMBERS": mine, "DB": database, "SEED": str(seed)}
        command = [sys.executable, "-m", "tests.faults", "world"]
        worlds.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True))
    # Asked to end: what was played so far is told.
    signal.signal(signal.SIGTERM, lambda *_: _end(worlds))
    runs: list[dict[str, Any]] = []
    for world in worlds:
        assert world.stdout is not None
        runs += [json.loads(line) for line in world.stdout]
    codes = [world.wait() for world in worlds]
    total = summary(runs) | {"database": database, "seed": seed, "wanted": len(numbers)}
    sys.stdout.write(json.dumps(total, ensure_ascii=False, indent=2) + "\n")
    return int(any(codes) or len(runs) != len(numbers) or bool(total["findings"]))


def _end(worlds: list["subprocess.Popen[str]"]) -> None:
    for world in worlds:
        world.terminate()


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    found = [{"run": run["run"], **one} for run in runs for one in run["findings"]]
    troubles = Counter(kind for run in runs for kind in run["troubles"])
    counts = Counter(one["kind"] for one in found)
    return {
        "runs": len(runs),
        **{kind: counts[kind] for kind in ("lost", "doubled", "unapproved", "stuck", "ledger", "leak")},
        "messages": sum(run["messages"] for run in runs),
        "approvals": sum(run["approvals"] for run in runs),
        "troubles": dict(troubles),
        "ended_alone": sum(run["ended_alone"] for run in runs),
        "seconds": round(sum(run["seconds"] for run in runs)),
        "searched": dict(sum((Counter(run["searched"]) for run in runs), Counter())),
        "disk_full_by": sorted({run["disk"] for run in runs if run["disk"]}),
        "findings": found,
    }


if __name__ == "__main__":
    sys.exit(main())
