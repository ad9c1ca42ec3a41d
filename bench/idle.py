"""What the processes cost while nobody writes: share of a core and memory of their own; prints JSON."""

import os
import time
from pathlib import Path
from typing import Any

from bench.running import DATABASES, product, told
from bench.startup import ROLES

SETTLE_S, SECONDS = 10, 30
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    told("idle", {database: _measured(database) for database in DATABASES})


def _measured(database: str) -> dict[str, Any]:
    with product(database, ROLES[database]) as run:
        time.sleep(SETTLE_S)
        before = {name: _cpu_s(pid) for name, pid in run.pids.items()}
        time.sleep(SECONDS)
        return {
            name: {
                "percent_of_a_core": round((_cpu_s(pid) - before[name]) / SECONDS * 100, 1),
                "memory_mb": _memory(pid),
            }
            for name, pid in run.pids.items()
        }


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> int:
    """Resident; libraries that other processes share are counted too."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main()
