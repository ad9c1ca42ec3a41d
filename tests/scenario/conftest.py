"""The running product: real processes, real HTTP, a local Slack and a customer's phone."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.local import LocalRun
from tests.scenario.books import Books
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import Matter

QUICK = {"DEALIX_WORKER_SILENT_S": "1.5"}
"""A silence this short is noticed while a killed process starts again."""


@pytest.fixture(scope="module")
def database_path(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("run") / "dealix.db"))


@pytest.fixture(scope="module")
def run(database_path: Path) -> Iterator[LocalRun]:
    """`serve` on SQLite, shared by a module: each test plays a customer of its own."""
    with ForkedRun(database_path.parent, settings=QUICK, migrate=False) as running:
        yield running


@pytest.fixture(scope="module")
def new_matter(run: LocalRun, database_path: Path) -> Callable[[], Matter]:
    numbers = itertools.count(101)
    return lambda: Matter(run, Books(database_path), next(numbers))


@pytest.fixture
def matter(run: LocalRun, new_matter: Callable[[], Matter]) -> Iterator[Matter]:
    """A customer nobody heard of before, in a workspace without planned failures."""
    yield new_matter()
    run.driver.clear_faults()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """A failure ends with what the product's processes said last."""
    report = yield
    running = getattr(item, "funcargs", {}).get("run")
    if report.failed and isinstance(running, LocalRun):
        report.sections.append(("the processes", running.log_tail(60)))
    return report
