"""axe-core, the rules of accessibility that browsers check; `python -m tests.browser.axe` gets it by npm."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

VERSION = "4.14.1"
FILE = Path(__file__).parents[2] / ".venv" / f"axe-core-{VERSION}.min.js"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"

# Again until none is left: an element that is drawn anew calls its animation off and begins another.
STILL = """
async () => {
  for (;;) {
    const moving = document.getAnimations().filter((one) =>
      one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime));
    if (!moving.length) return;
    await Promise.allSettled(moving.map((one) => one.finished));
  }
}
"""
RUN = """
(inside) => axe.run(inside || document, {resultTypes: ['violations']}).then(({violations}) => violations.map(
  ({id, nodes}) => `${id}: ${nodes.slice(0, 3).map((one) => one.html.slice(0, 160)).join(' | ')}`))
"""


def violations(page: Page, inside: str | None = None) -> list[str]:
    """What axe finds on the page when nothing fades in any more; put into it past the page's own policy."""
    if not FILE.exists():
        pytest.skip("there is no axe-core (`python -m tests.browser.axe` gets it where npm is)")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(FILE.read_text())
    page.evaluate(STILL)
    found: list[Any] = page.evaluate(RUN, inside)
    return found


def main() -> int:
    """A machine without npm or its registry is no failure here: the test says that it was skipped."""
    if not FILE.exists() and not _fetched():
        sys.stderr.write("\nNO axe-core: the accessibility tests of the page will be SKIPPED.\n\n")
    return 0


def _fetched() -> bool:
    if shutil.which("npm") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        packing = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
        done = subprocess.run(packing, cwd=folder, check=False, capture_output=True, timeout=120)
        if done.returncode != 0:
            return False
        with tarfile.open(Path(folder) / f"axe-core-{VERSION}.tgz") as packed:
            member = packed.extractfile("package/axe.min.js")
            found = member.read() if member else b""
    if hashlib.sha256(found).hexdigest() != SHA256:
        raise SystemExit(f"axe-core {VERSION} is not the file we know")
    FILE.write_bytes(found)
    return True


if __name__ == "__main__":
    sys.exit(main())
