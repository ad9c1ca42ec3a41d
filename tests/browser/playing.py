"""The demo's page in front of a whole running product, and a person who does nothing but click and type."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from bot.sandbox.demo import settings
from bot.sandbox.local import LocalRun
from tests.browser.conftest import Tabs
from tests.scenario.forked_run import ForkedRun

PATIENCE_MS = 40_000


@contextmanager
def demo(folder: Path) -> Iterator[LocalRun]:
    """Everything that `dealix demo` starts, on a database that has its tables."""
    with ForkedRun(folder, settings=settings(folder), migrate=False) as run:
        yield run


class Visitor:
    """One screen."""

    def __init__(self, chromium: Browser, url: str, *, width: int) -> None:
        self._tabs = Tabs(url=url, chromium=chromium)
        self.page: Page = self._tabs.open("/", width=width, height=900)
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.get_by_text("القصة في خمس خطوات").wait_for(state="attached")
        self.page.locator("#phone .wa-person").first.wait_for(state="attached")

    def close(self) -> None:
        self._tabs.end()

    def tab(self, name: str) -> None:
        """Where the screen is too small for all of it."""
        button = self.page.locator("#tabs").get_by_role("button", name=name)
        if button.is_visible():
            button.click()

    def phone(self, customer: str) -> None:
        self.tab("جوال العميل")
        self.page.locator("#phone").get_by_role("button", name=customer).click()

    def write(self, customer: str, text: str) -> None:
        self.phone(customer)
        box = self.page.get_by_role("textbox", name="رسالة العميل")
        box.fill(text)
        box.press("Enter")
        expect(self.bubbles().filter(has_text=text).last).to_be_visible()

    def send(self, customer: str, what: str) -> None:
        self.phone(customer)
        self.page.locator("#phone").get_by_role("button", name=what).click()

    def bubbles(self) -> Locator:
        return self.page.locator("#phone .wa-bubble")

    def press_in_channel(self, name: str) -> None:
        """The newest button of that name in the open channel."""
        self.tab("مساحة العمل")
        self.page.locator("#workspace").get_by_role("button", name=name, exact=True).last.click()

    def tool(self, name: str) -> None:
        self.tab("القصة")
        self.page.locator("#controls").get_by_role("button", name=name).click()

    def step(self, title: str) -> Locator:
        return self.page.locator(".st-step").filter(has_text=title)

    def expect_done(self, title: str) -> None:
        """By the light of the step, wherever the screen is now."""
        expect(self.step(title)).to_have_class(re.compile(r"\bdone\b"), timeout=PATIENCE_MS)

    def open_step(self, title: str) -> Locator:
        self.tab("القصة")
        step = self.step(title)
        head = step.get_by_role("button", name=title)
        if head.get_attribute("aria-expanded") == "false":
            head.click()
        return step
