"""`dealix demo`: start everything on this machine, play the story, then stop or stay."""

import signal
import sys
import tempfile
import time
from pathlib import Path

from bot.sandbox.driver import NothingCame, SandboxSaidNo
from bot.sandbox.local import ENDING, DidNotStart, LocalRun
from bot.sandbox.printing import lines_of
from bot.sandbox.settings import refuse_production
from bot.sandbox.story import StepFailed, Story

Json = dict[str, object]


def play(*, stay: bool) -> int:
    """0 when every step happened, 1 with the reason and the processes' last words when one did not."""
    refuse_production()
    for number in ENDING:
        # The processes of the demo have sessions of their own: nobody else would end them.
        signal.signal(number, signal.default_int_handler)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dealix-demo-") as folder:
        try:
            with LocalRun(Path(folder)) as run:
                say(f"Dealix Ops is up after {time.monotonic() - started:.1f} s, without any account.")
                return _play(run, stay=stay)
        except DidNotStart as error:
            say(f"✗ {error}")
            return 1
        except KeyboardInterrupt:
            say("\nstopped")
            return 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _play(run: LocalRun, *, stay: bool) -> int:
    try:
        Story(run, say).play()
    except (StepFailed, NothingCame, SandboxSaidNo) as error:
        say(f"\n✗ {error}\n{run.log_tail()}")
        return 1
    say("\n✓ every step happened")
    if stay:
        _stay(run)
    return 0


def _stay(run: LocalRun) -> None:
    """Go on until Ctrl-C and print what changes in the approvals channel."""
    say(
        f"\nThe product answers at {run.product_url}, the workspace at {run.sandbox_url}.\n"
        "Write as a customer:\n"
        f"  curl -s {run.sandbox_url}/sandbox/whatsapp/text -H 'content-type: application/json' \\\n"
        '    -d \'{"text": "السلام عليكم، كم سعر باقة Growth؟", "name": "خالد", "wa_id": "966500000002"}\'\n'
        "and watch the approvals channel here. Ctrl-C ends the demo."
    )
    shown = {message["ts"]: message for message in run.driver.messages("approvals")}
    revision = run.driver.changes()["revision"]
    while True:
        revision = run.driver.changes(revision, timeout=30.0)["revision"]
        for message in run.driver.messages("approvals"):
            if shown.get(message["ts"]) != message:
                shown[message["ts"]] = message
                say("\n" + "\n".join(f"  │ {line}" for line in lines_of(message)))
