"""The application with a Slack behind it that opens modals."""

from collections.abc import Iterator

import pytest

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from tests.bot.edge import Edge
from tests.bot.listeners.nights import approves, riyadh
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.sandbox.support import Served
from tests.dealix_ops.sla.test_breaches import P2
from tests.support.clock import MovingClock
from tests.support.kept import Kept


@pytest.fixture(scope="session")
def running_door() -> Iterator[tuple[SlackDoor, str]]:
    door = SlackDoor()
    with Served(door.app) as served:
        yield door, served.url


@pytest.fixture
def door(running_door: tuple[SlackDoor, str]) -> Iterator[SlackDoor]:
    running_door[0].forget()
    yield running_door[0]
    running_door[0].released.set()
    assert running_door[0].problems == []


@pytest.fixture
def desk(sqlite_url: str, kept: Kept, door: SlackDoor, running_door: tuple[SlackDoor, str]) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock(), slack_url=f"{running_door[1]}/api/")
    engine.close()
    database.close()


@pytest.fixture
def each_desk(
    database: Database, engine: Engine, door: SlackDoor, running_door: tuple[SlackDoor, str]
) -> Edge:
    """On SQLite and on PostgreSQL."""
    return Edge(database, engine, MovingClock(), slack_url=f"{running_door[1]}/api/")


@pytest.fixture
def paged(sqlite_url: str, kept: Kept, running_door: tuple[SlackDoor, str]) -> Iterator[Edge]:
    """With a public address, so that pages have links."""
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    slack_url = f"{running_door[1]}/api/"
    yield Edge(database, engine, MovingClock(), slack_url=slack_url, public_url="https://ops.dealix.example")
    engine.close()
    database.close()


@pytest.fixture
async def night(desk: Edge) -> Edge:
    """A P2 approved at 23:10 on a Sunday."""
    await approves(desk, P2, riyadh(22, 23, 10))
    return desk
