"""The web application on both databases, and on SQLite alone where the database is not the point."""

from collections.abc import Iterator

import pytest

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from tests.bot.edge import Edge
from tests.support.clock import MovingClock


@pytest.fixture
def edge(database: Database, engine: Engine) -> Edge:
    """Each test that takes it runs on SQLite and on PostgreSQL."""
    return Edge(database, engine, MovingClock())


@pytest.fixture
def desk_edge(sqlite_url: str) -> Iterator[Edge]:
    database = Database(sqlite_url)
    engine = Engine(database.url)
    engine.register_queues()
    yield Edge(database, engine, MovingClock())
    engine.close()
    database.close()
