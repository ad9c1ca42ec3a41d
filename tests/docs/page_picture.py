"""Takes `docs/page.png`, in README.md, from the demo page itself: `python -m tests.docs.page_picture`."""

import sys
import tempfile
from pathlib import Path

import httpx
from playwright.sync_api import expect, sync_playwright

from bot.sandbox.demo import settings
from bot.sandbox.guide import copy_ar as copy
from bot.sandbox.local import LocalRun
from tests.browser.chromium import executable

PICTURE = Path(__file__).parents[2] / "docs" / "page.png"
SIZE = {"width": 1440, "height": 900}
SHOWN = (copy.LEAK, copy.BURST)
PATIENCE_MS = 60_000


def main() -> int:
    browser = executable()
    if browser is None:
        sys.stderr.write("there is no Chromium: python -m tests.browser.chromium\n")
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalRun(Path(folder), settings=settings(Path(folder))) as run,
    ):
        run.driver.stage(restarts=True)
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=browser).new_page(viewport=SIZE, locale="ar")  # type: ignore[arg-type]
            page.goto(f"{run.sandbox_url}/")
            for number, step in enumerate(SHOWN, start=1):
                asked = httpx.post(f"{run.sandbox_url}/sandbox/guide/play", json={"step": step})
                asked.raise_for_status()
                expect(page.locator(".st-step.done")).to_have_count(number, timeout=PATIENCE_MS)
                page.locator("#story").get_by_text("تعمل الآن…").wait_for(
                    state="detached", timeout=PATIENCE_MS
                )
            page.get_by_text("والمسودة تُجدَّد الآن").wait_for(state="detached", timeout=PATIENCE_MS)
            expect(page.locator(".toast")).to_have_count(0, timeout=PATIENCE_MS)
            page.evaluate("() => document.fonts.ready")
            page.screenshot(path=PICTURE)
            page.context.browser.close()  # type: ignore[union-attr]
    return 0


if __name__ == "__main__":
    sys.exit(main())
