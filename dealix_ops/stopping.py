"""How a long-running process ends: by SIGTERM or Ctrl-C, through its `finally` blocks."""

import signal
import threading
from types import FrameType


def wait() -> None:
    """Block until the process is asked to end."""
    by_exception()
    threading.Event().wait()


def by_exception() -> None:
    """SIGTERM ends in `finally` blocks; uvicorn raises the signal once more when it has shut down."""
    signal.signal(signal.SIGTERM, _raise_exit)


def _raise_exit(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
