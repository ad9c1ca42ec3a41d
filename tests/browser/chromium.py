"""Where a Chromium is; `python -m tests.browser.chromium` gets one where it may."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

INSTALL = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")


def executable() -> Path | None:
    """Debian's, else the one that Playwright has fetched."""
    debians = shutil.which("chromium")
    if debians is not None:
        return Path(debians)
    with sync_playwright() as playwright:
        fetched = Path(playwright.chromium.executable_path)
    return fetched if fetched.exists() else None


def main() -> int:
    """A machine without a browser is no failure here: its tests say that they were skipped."""
    if executable() is None:
        any(_succeeds(command) for command in _ways())
    if executable() is None:
        sys.stderr.write("\nNO BROWSER: the tests in tests/browser will be SKIPPED on this machine.\n\n")
    return 0


def _ways() -> Iterator[tuple[str, ...]]:
    if shutil.which("apt-get") is not None:
        root: tuple[str, ...] = () if os.geteuid() == 0 else ("sudo", "-n")
        if not root or shutil.which("sudo") is not None:
            _succeeds((*root, "apt-get", "update", "-q"))
            yield (*root, *INSTALL)
    yield (sys.executable, "-m", "playwright", "install", "chromium")


def _succeeds(command: tuple[str, ...]) -> bool:
    return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
