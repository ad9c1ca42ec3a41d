"""`python -m dealix_ops.cli web`, `worker` and `clock` as an operator starts them; others are forked."""

from collections.abc import Iterator

import httpx
import pytest

from bot.sandbox.local import LocalRun
from tests.scenario.together import assert_ends_cleanly
from tests.support.databases import Postgres

pytestmark = pytest.mark.scenario

ROLES = ("web", "worker", "clock")


@pytest.fixture
def run(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    name = postgres.lend()
    folder = tmp_path_factory.mktemp("run")
    with LocalRun(folder, database_url=postgres.url(name), roles=ROLES, migrate=False) as running:
        yield running
    postgres.give_back(name)


def test_each_starts_is_ready_and_ends_when_asked(run: LocalRun) -> None:
    ready = httpx.get(f"{run.product_url}/readyz")
    assert (ready.status_code, set(ready.json()["checks"].values())) == (200, {True})
    for role in ROLES:
        assert_ends_cleanly(run, role)
