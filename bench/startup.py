"""From the command to a `/readyz` that says yes, in real processes; prints JSON.

The first start after a change compiles every module and is not counted.
"""

import time
from statistics import median
from typing import Any

from bench.running import DATABASES, answered, product, told

ROLES = {"sqlite": ["serve"], "postgresql": ["web", "worker", "clock"]}
ROUNDS = 3


def main() -> None:
    told("startup", {database: _measured(database) for database in DATABASES})


def _measured(database: str) -> dict[str, Any]:
    with product(database, ROLES[database]) as run:
        seconds: dict[str, list[float]] = {"healthy": [], "ready": [], "stopped": []}
        for _ in range(ROUNDS):
            began = time.perf_counter()
            for role in ROLES[database]:
                run.stop(role)
            seconds["stopped"].append(time.perf_counter() - began)
            began = time.perf_counter()
            run.spawn()
            answered(f"{run.product_url}/healthz")
            seconds["healthy"].append(time.perf_counter() - began)
            answered(f"{run.product_url}/readyz")
            seconds["ready"].append(time.perf_counter() - began)
    return {f"{name}_seconds": round(median(each), 2) for name, each in seconds.items()}


if __name__ == "__main__":
    main()
