"""Fixtures of the whole suite: two real databases built by the migrations, a moving clock."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from tests.support.clock import MovingClock
from tests.support.databases import Postgres, migrated_sqlite
from tests.support.house import House
from tests.support.kept import Kept
from tests.support.scheduling import ScenariosByModule

# `make fuzz`: as many inputs as an issue promises; the everyday run keeps to hypothesis's hundred.
settings.register_profile(
    "fuzz", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ScenariosByModule:
    return ScenariosByModule(config, log)


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not walk over it again and again."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # a test makes many objects and keeps none
    gc.enable()


@pytest.fixture(autouse=True)
def _no_settings_from_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's environment and `.env` must not decide whether a test passes."""
    for name in list(os.environ):
        if name.startswith(("DEALIX_", "SLACK_", "WHATSAPP_", "SENTRY_", "MAIL_", "DATABASE_URL")):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dealix-"))
    yield migrated_sqlite(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    server = Postgres.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def kept() -> Iterator[Kept]:
    held = Kept()
    yield held
    held.end()


@pytest.fixture(scope="session")
def sqlite_place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dealix-"))
    yield folder / "dealix.db"
    shutil.rmtree(folder)


@pytest.fixture
def sqlite_url(sqlite_template: Path, sqlite_place: Path) -> str:
    """Always the same place, where nothing of the test before is left."""
    for left in sqlite_place.parent.iterdir():
        left.unlink()
    return f"sqlite:///{shutil.copy(sqlite_template, sqlite_place)}"


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    server: Postgres = request.getfixturevalue("postgres")
    name = server.lend()
    yield server.url(name)
    server.give_back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Every test that takes it runs on both databases."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def database(database_url: str, kept: Kept) -> Iterator[Database]:
    opened = kept.database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def engine(database_url: str, database: Database, kept: Kept) -> Iterator[Engine]:
    """Its queues are in the template already."""
    opened = kept.engine(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def house(database: Database, engine: Engine, clock: MovingClock) -> House:
    """The product's services on a real database; work is queued, and run by hand in the test's own thread."""
    return House(database, engine, clock)
