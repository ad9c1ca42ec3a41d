"""The page to play on, before the running product or before one that answers to order."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from slack_sdk import WebClient

from bot.sandbox.driver import SandboxDriver
from bot.sandbox.local import LocalRun
from bot.sandbox.server import SandboxServer
from tests.bot.sandbox.support import ManualClock, Product, Served, sandbox_settings, slack_client
from tests.browser.conftest import Tabs
from tests.browser.playing import demo

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(kw_only=True)
class Stage(Tabs):
    """The sandbox's page before a product that says what the test told it to say."""

    server: SandboxServer
    product: Product

    @property
    def slack(self) -> WebClient:
        return slack_client(self.url)

    def desk(self, **how: Any) -> Page:
        """Ready when the first messages, or the word that there are none, stand on it."""
        page = self.open("/", **DESK, **how)
        page.locator(".list-frame .rows[data-empty]").wait_for()
        return page


@pytest.fixture(scope="module")
def played(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    """The product in processes of its own; each test plays a customer of its own."""
    database = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("page") / "dealix.db"))
    with demo(database.parent) as running:
        yield running


@pytest.fixture
def tabs(played: LocalRun, chromium: Browser) -> Iterator[Tabs]:
    looking = Tabs(url=played.sandbox_url, chromium=chromium)
    yield looking
    looking.end()


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[SandboxServer, Product]]:
    product = Product(clock := ManualClock())
    with (
        Served(product.app) as served,
        SandboxServer(sandbox_settings(served.url, post_gap_s=0.0), clock=clock) as server,
    ):
        yield server, product


@pytest.fixture
def stage(pair: tuple[SandboxServer, Product], chromium: Browser) -> Iterator[Stage]:
    server, product = pair
    product.forget()
    with SandboxDriver(server.base_url) as driver:
        driver.reset()
    looking = Stage(url=server.base_url, chromium=chromium, server=server, product=product)
    yield looking
    looking.end()


def messages(page: Page) -> Locator:
    return page.locator(".list-frame article")


def go_to(page: Page, room: str) -> None:
    """A channel by its name, on a phone through the list of them."""
    if page.get_by_role("button", name="القنوات").is_visible():
        page.get_by_role("button", name="القنوات").click()
    page.locator(".room").filter(has=page.get_by_text(room, exact=True)).click()


def write(page: Page, text: str) -> None:
    line = page.locator(".room-pane .compose-text")
    line.fill(text)
    line.press("Enter")
