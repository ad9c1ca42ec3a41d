"""`make strangers`: every press of the week and of the places that `ELSEWHERE` names, tried by who may not.

Minutes, so it is no part of `make test`, where `test_intruders.py` tries each id without a case behind it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.ids import Action, View
from tests.bot.intruders import triers
from tests.bot.intruders_plugin import WANTED, WRITTEN
from tests.bot.week.test_week import ELSEWHERE

ROOT = Path(__file__).parents[2]
WEEK = "tests/bot/week/test_week.py::test_week_passes_and_is_the_one_that_the_page_tells"
Found = tuple[list[str], set[tuple[str, str]]]


def places() -> dict[str, list[str]]:
    """Which ids are pressed where, as pytest names it."""
    found: dict[str, list[str]] = {}
    for pressed, where in ELSEWHERE.items():
        found.setdefault(f"tests/bot/{where.removesuffix('::')}", []).append(str(pressed))
    return found


def run(nodes: Sequence[str], wanted: Mapping[str, list[str]]) -> Found:
    """What should not have been, and which id was tried by whom to an end."""
    with tempfile.TemporaryDirectory() as folder:
        seen = Path(folder, "seen.json")
        told = os.environ | {WRITTEN: str(seen), WANTED: json.dumps(wanted)}
        plugin = ["-p", "tests.bot.intruders_plugin", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", *plugin, "-k", "not postgresql", *nodes]
        subprocess.run(command, cwd=ROOT, env=told, check=False)
        found = json.loads(seen.read_text(encoding="utf-8"))
    return found["broken"], {(pressed, by) for pressed, by in found["settled"]}


def main() -> int:
    broken, settled = run([WEEK, *places()], places())
    ids = sorted({str(one) for one in (*Action, *View)})
    untried = [f"{one} by {by.name}" for one in ids for by in triers([one]) if (one, by.name) not in settled]
    for line in (*(f"BROKEN {one}" for one in broken), *(f"not tried to an end: {one}" for one in untried)):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(settled)} tried, {len(broken)} broken, {len(untried)} not tried to an end\n")
    return 1 if broken or untried else 0


if __name__ == "__main__":
    sys.exit(main())
