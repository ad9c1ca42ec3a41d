"""One sandbox and one product for all tests of a worker; each test starts afresh at the same instant."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from slack_sdk import WebClient

from bot.sandbox.driver import SandboxDriver
from bot.sandbox.server import SandboxServer
from tests.bot.sandbox.support import ManualClock, Product, Served, sandbox_settings, slack_client


@dataclass(frozen=True)
class Bench:
    """The running pair."""

    sandbox_url: str
    product_url: str
    clock: ManualClock
    product: Product
    driver: SandboxDriver


@pytest.fixture(scope="session")
def running() -> Iterator[Bench]:
    clock = ManualClock()
    product = Product(clock)
    with (
        Served(product.app) as served,
        SandboxServer(sandbox_settings(served.url), clock=clock) as server,
        SandboxDriver(server.base_url) as driver,
    ):
        yield Bench(server.base_url, served.url, clock, product, driver)


@pytest.fixture
def bench(running: Bench) -> Bench:
    running.clock.rewind()
    running.product.forget()
    running.driver.reset()
    running.driver.point_at(running.product_url)
    return running


@pytest.fixture
def driver(bench: Bench) -> SandboxDriver:
    return bench.driver


@pytest.fixture
def product(bench: Bench) -> Product:
    return bench.product


@pytest.fixture
def clock(bench: Bench) -> ManualClock:
    return bench.clock


@pytest.fixture
def slack(bench: Bench) -> WebClient:
    return slack_client(bench.sandbox_url)
