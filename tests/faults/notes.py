"""What the client noted, what the checker finds, and the way to the rows; no code of the product either."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import psycopg

Row = tuple[Any, ...]


@dataclass
class Noted:
    """One customer, as whoever played them saw it: everything in here was answered with 200."""

    wa_id: str
    name: str
    lines: list[str] = field(default_factory=list)
    """External ids of messages that Meta need not deliver again."""
    pressed: list[str] = field(default_factory=list)
    """People who tried to approve or edit, acknowledged or not."""
    approved: bool = False
    sent: bool = False


@dataclass(frozen=True)
class Finding:
    """`kind` is lost, doubled, unapproved, stuck, ledger or leak; an outage has more."""

    kind: str
    what: str


class Store:
    """The database, opened anew for each question."""

    def __init__(self, place: str) -> None:
        """`place`: a file, or a `postgresql://` address."""
        self._place = place

    def rows(self, query: str, *values: object) -> list[Row]:
        """`query` marks its values with %s."""
        if self._place.startswith("postgresql://"):
            with psycopg.connect(self._place) as server:
                return server.execute(query.encode(), values or None).fetchall()
        with closing(sqlite3.connect(self._place, timeout=30)) as file:
            return file.execute(query.replace("%s", "?"), values).fetchall()
