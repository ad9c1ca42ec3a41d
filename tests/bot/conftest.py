"""The web application on both databases, and on SQLite alone where the database is not the point."""

from collections.abc import Iterator

import pytest

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from tests.bot.edge import REFUSALS, Edge
from tests.support.clock import MovingClock
from tests.support.kept import Kept


@pytest.fixture(autouse=True)
def _slack_takes_what_is_shown() -> Iterator[None]:
    """Whatever a test is about: nothing that it posted, changed or published would have been refused."""
    REFUSALS.clear()
    yield
    assert REFUSALS == []


@pytest.fixture
def edge(database: Database, engine: Engine) -> Edge:
    """Each test that takes it runs on SQLite and on PostgreSQL."""
    return Edge(database, engine, MovingClock())


@pytest.fixture
def desk_edge(sqlite_url: str, kept: Kept) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock())
    engine.close()
    database.close()
