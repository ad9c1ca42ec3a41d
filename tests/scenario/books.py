"""The database read with SQL of our own, so that a fault in the product's code cannot hide itself."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psycopg

T = TypeVar("T")
Row = tuple[Any, ...]
POLL_S = 0.02


class Books:
    """Opened anew for each question: a product that was killed leaves nothing behind in here."""

    def __init__(self, place: Path | str) -> None:
        self._place = place

    def rows(self, query: str, *values: object) -> list[Row]:
        """`query` marks its values with %s."""
        if isinstance(self._place, Path):
            with _sqlite(self._place) as connection:
                return connection.execute(query.replace("%s", "?"), values).fetchall()
        with psycopg.connect(self._place) as server:
            return server.execute(query.encode(), values).fetchall()

    def column(self, query: str, *values: object) -> list[Any]:
        return [row[0] for row in self.rows(query, *values)]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody can write while the block runs."""
        assert isinstance(self._place, Path)
        with _sqlite(self._place) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")


@contextmanager
def _sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def eventually(look: Callable[[], T], what: str, *, timeout_s: float = 20.0) -> T:
    """Ask a database, which has no bell, until the answer is true-ish."""
    deadline = time.monotonic() + timeout_s
    while not (seen := look()):
        assert time.monotonic() < deadline, f"{what} within {timeout_s} s"
        time.sleep(POLL_S)
    return seen
