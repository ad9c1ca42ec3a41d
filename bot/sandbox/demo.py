"""`dealix demo`: start everything on this machine, then play the story and end, or show the page and stay."""

import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import NoReturn

from bot.sandbox import fixtures
from bot.sandbox.driver import NothingCame, SandboxSaidNo
from bot.sandbox.guide.stage import RESTART
from bot.sandbox.local import DidNotStart, LocalRun
from bot.sandbox.settings import doors, refuse_production
from bot.sandbox.starting import ENDING
from bot.sandbox.story import StepFailed, Story

WAIT_S = 30.0


def play(*, stay: bool) -> int:
    """0 when every step happened, 1 with the reason and the processes' last words when one did not.

    `stay`: nothing is played, the page tells people what to do.
    """
    refuse_production()
    for number in ENDING:
        # The processes of the demo have sessions of their own: nobody else would end them.
        signal.signal(number, signal.default_int_handler)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dealix-demo-") as folder:
        try:
            with LocalRun(Path(folder), settings=settings(Path(folder))) as run:
                say(f"Dealix Ops is up after {time.monotonic() - started:.1f} s, without any account.")
                return _stay(run) if stay else _play(run)
        except DidNotStart as error:
            say(f"✗ {error}")
            return 1
        except KeyboardInterrupt:
            say("\nstopped")
            return 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def settings(folder: Path) -> dict[str, str]:
    """The product's doors for the website, mail and alerts, and a clock that the page may move forward."""
    clock = folder / "clock"
    clock.write_text("0", encoding="ascii")
    return {**doors(), "SLACK_CHANNEL_ALERTS": fixtures.ALERTS, "DEALIX_DEMO_CLOCK": str(clock)}


def _play(run: LocalRun) -> int:
    try:
        Story(run, say).play()
    except (StepFailed, NothingCame, SandboxSaidNo) as error:
        say(f"\n✗ {error}\n{run.log_tail()}")
        return 1
    say("\n✓ every step happened")
    return 0


def _stay(run: LocalRun) -> NoReturn:
    say(f"\nOpen {run.sandbox_url}/ and play both sides: the workspace and a customer's phone. Ctrl-C ends.")
    revision = 0
    while True:
        revision = start_again_on_request(run, revision)


def start_again_on_request(run: LocalRun, since: int, *, wait_s: float = WAIT_S) -> int:
    """The page's «start again», for whoever may end the product; returns the revision that was seen."""
    run.driver.stage(restarts=True)
    seen = run.driver.changes(since, timeout=wait_s)
    if any(change["kind"] == RESTART for change in seen["changes"]):
        run.anew()
    return int(seen["revision"])
