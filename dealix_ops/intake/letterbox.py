"""Deliveries that knock at the same moment share a commit: not the rows take the time, but the commit.

Why beside `shared_commits`, and what it brought: `docs/decisions/0030-doorstep.md`.
"""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from dealix_ops.database import AWAY, Database
from dealix_ops.intake import storing
from dealix_ops.intake.item import Item
from dealix_ops.intake.storing import Row
from dealix_ops.vocabulary import Source

MOST = 64
"""Deliveries of one commit: whoever was first waits for all of them."""
MOST_ROWS = 250
"""Of one commit that several share: each conversation is a lock, and PostgreSQL has room for few thousand."""
CROWDED = frozenset({"40P01", "53200"})
"""PostgreSQL's own words for a deadlock and for no room for locks: smaller transactions may pass."""

Failure = Exception | None


@dataclass(frozen=True)
class _Delivery:
    rows: list[Row]
    kept: asyncio.Future[None]


class Letterbox:
    """Belongs to one event loop; its rows are written on a thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letterbox")
        self._waiting: list[_Delivery] = []
        self._writing = False

    async def keep(self, items: Iterable[Item], *, source: Source, raw: bytes, received_at: datetime) -> None:
        """Each item once, whoever delivers it again; on disk when this returns, else it raises."""
        rows = storing.rows_of(items, source=source, raw=raw, received_at=received_at)
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Delivery(rows, kept))
        self._write_next()
        await kept

    def _write_next(self) -> None:
        if self._writing or not self._waiting:
            return
        self._writing = True
        batch = self._waiting[: _fitting(self._waiting)]
        self._waiting = self._waiting[len(batch) :]
        asked = asyncio.get_running_loop().run_in_executor(self._threads, self._written, batch)
        asked.add_done_callback(lambda answer: self._tell(batch, answer))

    def _tell(self, batch: list[_Delivery], answer: asyncio.Future[list[Failure]]) -> None:
        self._writing = False
        self._write_next()
        for delivery, failure in zip(batch, answer.result(), strict=True):
            if delivery.kept.done():
                continue  # whoever knocked has gone away; what was brought is kept all the same
            if failure is None:
                delivery.kept.set_result(None)
            else:
                delivery.kept.set_exception(failure)

    def _written(self, batch: list[_Delivery]) -> list[Failure]:
        """What one delivery breaks is its own failure; where the database is away, it is everybody's."""
        failure = self._write([row for delivery in batch for row in delivery.rows])
        if failure is None or len(batch) == 1 or _is_everybodys(failure):
            return [failure] * len(batch)
        return [self._write(delivery.rows) for delivery in batch]

    def _write(self, rows: list[Row]) -> Failure:
        try:
            with self._database.plain() as connection:
                storing.store_all(connection, rows)
        except Exception as error:  # noqa: BLE001  whoever waits for these rows is told
            return error
        return None


def _fitting(waiting: list[_Delivery]) -> int:
    """How many of the first fit into one commit; a large one goes alone."""
    rows = 0
    for count, delivery in enumerate(waiting[:MOST]):
        rows += len(delivery.rows)
        if rows > MOST_ROWS:
            return max(count, 1)
    return min(len(waiting), MOST)


def _is_everybodys(failure: Exception) -> bool:
    state = getattr(getattr(failure, "orig", None), "sqlstate", None)
    return isinstance(failure, AWAY) and state not in CROWDED
