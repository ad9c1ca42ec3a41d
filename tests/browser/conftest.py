"""The product's pages on a port of this machine, and a real Chromium in front of them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from bot.main import web_app
from tests.bot.edge import Edge
from tests.bot.sandbox.support import Served
from tests.browser.chromium import executable
from tests.support.clock import MovingClock
from tests.support.kept import Kept

NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""What the page asks of others is noted and never leaves the machine."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For a module: while it runs, its thread belongs to Playwright's loop; other tests need their own."""
    found = executable()
    if found is None:
        message = "NO BROWSER TEST RAN: there is no Chromium (`make test` says how it looked for one)"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[NOWHERE_ELSE])
        yield browser
        browser.close()


@dataclass(kw_only=True)
class Tabs:
    """Browsers at one address; a test ends with nobody else asked and nothing complained of."""

    url: str
    chromium: Browser
    requests: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str, *, width: int = 390, height: int = 844, **how: Any) -> Page:
        """A tab of a browser that has seen nothing yet."""
        context = self.chromium.new_context(viewport={"width": width, "height": height}, locale="ar", **how)
        self.contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.url)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{self.url}{path}")
        return page

    def _note(self, request: Request) -> None:
        self.requests.append((request.method, request.url))

    def methods(self) -> list[str]:
        return [method for method, _ in self.requests]

    def expect_complaint(self, about: str) -> None:
        """One that belongs to the test, such as the status of a refused page."""
        [told] = self.complaints
        assert about in told
        self.complaints.clear()

    def end(self) -> None:
        for context in self.contexts:
            context.close()
        assert {urlsplit(url).netloc for _, url in self.requests} == {urlsplit(self.url).netloc}
        assert self.complaints == []


@dataclass(kw_only=True)
class Visit(Tabs):
    """The product's own pages."""

    edge: Edge


@pytest.fixture
def edge(sqlite_url: str, kept: Kept) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock(), public_url="https://ops.dealix.example")
    engine.close()
    database.close()


@pytest.fixture
def visit(edge: Edge, chromium: Browser) -> Iterator[Visit]:
    with Served(web_app(edge.product)) as site:
        visiting = Visit(url=site.url, chromium=chromium, edge=edge)
        yield visiting
        visiting.end()
