"""From a customer's message to its card in Slack, in a quiet hour; prints JSON.

A message every 1.5 s, because Slack takes one post a second: what is measured is the product, not a queue.
"""

import time
from typing import Any

from bench.running import DATABASES, percentiles, product, told
from bench.startup import ROLES

SAMPLES, EVERY_S, WARM_UP = 100, 1.5, 5


def main() -> None:
    told("cards", {database: _measured(database) for database in DATABASES})


def _measured(database: str) -> dict[str, Any]:
    took: list[float] = []
    with product(database, ROLES[database]) as run:
        next_at = time.monotonic()
        for number in range(WARM_UP + SAMPLES):
            time.sleep(max(0.0, next_at - time.monotonic()))
            next_at = time.monotonic() + EVERY_S
            name = f"نورة {number + 1000}"
            began = time.time()
            run.driver.customer_writes("ليش الفواتير مو ظاهرة؟", name=name, wa_id=f"96650000{number + 1000}")
            card = run.driver.wait_for_message("approvals", name, timeout=20)
            took.append((float(card["ts"]) - began) * 1_000)
    return {name: round(value) for name, value in percentiles(took[WARM_UP:]).items()}


if __name__ == "__main__":
    main()
