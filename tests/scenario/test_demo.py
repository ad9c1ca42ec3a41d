"""`dealix demo` as a process: it tells the whole story, it can fail, and it leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenario.books import eventually

pytestmark = pytest.mark.scenario

STEPS = (
    "A customer writes on WhatsApp",
    "stand in Slack's approvals channel",
    "Somebody who may not approve",
    "a promise nobody can keep",
    "The founder edits and presses",
    "The hand-off appears",
    "presses «أرسلتها»",
    "The ledger tells the story and verifies",
)
ONCE = ("-m", "dealix_ops.cli", "demo", "--once")
STAY = ("-m", "dealix_ops.cli", "demo")
WRONG_CHANNEL = (
    "-c",
    "import sys; from bot.sandbox import demo, fixtures, story;"
    "fixtures.APPROVALS = 'C0NOWHERE'; story.PATIENCE_S = 3.0; sys.exit(demo.play(stay=False))",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    for pid in processes_in(tmp_path):
        os.kill(pid, signal.SIGKILL)


def test_demo_once_tells_every_step_in_order_and_ends_well(folder: Path) -> None:
    demo = started(folder, ONCE)
    said, _ = demo.communicate(timeout=60)
    assert demo.returncode == 0, said
    numbered = re.findall(r"^ *\d+\.\d\d s  (.+)$", said, re.MULTILINE)
    assert [step for step in STEPS if not any(step in line for line in numbered)] == []
    assert "✓ every step happened" in said
    assert processes_in(folder) == []


def test_demo_without_its_channel_says_what_did_not_happen_and_fails(folder: Path) -> None:
    demo = started(folder, WRONG_CHANNEL)
    said, _ = demo.communicate(timeout=60)
    assert demo.returncode == 1
    assert "✗ 1 x 'طارئ (P0)' in approvals" in said
    assert "channel_not_found" in said  # the product's own words
    assert processes_in(folder) == []


def test_ctrl_c_ends_a_running_demo_without_leftovers(folder: Path) -> None:
    demo = started(folder, STAY)
    assert demo.stdout is not None
    assert any("play both sides" in line for line in demo.stdout)
    assert len(processes_in(folder)) >= 3
    demo.send_signal(signal.SIGINT)
    said, _ = demo.communicate(timeout=20)
    assert demo.returncode == 0
    assert said.rstrip().endswith("stopped")
    assert processes_in(folder) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_demo_ended_while_starting_leaves_no_process(folder: Path, number: signal.Signals) -> None:
    demo = started(folder, STAY)
    eventually(lambda: len(processes_in(folder)) > 1, "a process of the demo's")
    demo.send_signal(number)
    demo.communicate(timeout=20)
    assert processes_in(folder) == []


def started(folder: Path, arguments: tuple[str, ...]) -> "subprocess.Popen[str]":
    """Its children inherit TMPDIR, by which they are found."""
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=folder,
    )


def processes_in(folder: Path) -> list[int]:
    mark = f"TMPDIR={folder}\0".encode()
    return [int(entry.name) for entry in Path("/proc").iterdir() if _has(entry / "environ", mark)]


def _has(environ: Path, mark: bytes) -> bool:
    try:
        return mark in environ.read_bytes()
    except OSError:  # ended meanwhile, or not ours
        return False
