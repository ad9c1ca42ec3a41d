"""How a process ends when it is asked to; with real processes and a Slack that hangs: `make stops`."""

import os
import signal
from types import SimpleNamespace

import pytest
import sentry_sdk
import uvicorn

from bot.main import Server
from dealix_ops import monitoring
from dealix_ops.cli import processes
from dealix_ops.settings import Settings
from tests.dealix_ops.test_monitoring import Caught


class Left(BaseException):
    """Instead of the end of this test's own process."""


@pytest.fixture(autouse=True)
def _stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaves(code: int) -> None:
        raise Left(code)

    monkeypatch.setattr(os, "_exit", leaves)


def ended(*, is_busy: bool, error: BaseException) -> BaseException:
    worker = SimpleNamespace(is_busy=is_busy)
    with pytest.raises(BaseException) as raised, processes._leaving(worker):  # type: ignore[arg-type]
        raise error
    return raised.value


def test_only_a_call_that_hangs_after_a_clean_stop_is_left_behind() -> None:
    asked, failed, crashed = SystemExit(0), SystemExit(3), RuntimeError("broken")
    assert isinstance(ended(is_busy=True, error=asked), Left)
    assert ended(is_busy=False, error=asked) is asked
    assert ended(is_busy=True, error=failed) is failed
    assert ended(is_busy=True, error=crashed) is crashed


def test_errors_that_wait_for_sentry_leave_first() -> None:
    flushed: list[float] = []

    class Waiting(Caught):
        def flush(self, timeout: float, callback: object = None) -> None:
            flushed.append(timeout)

    monitoring.configure(Settings.model_validate({"SENTRY_DSN": "https://key@sentry.invalid/1"}))
    sentry_sdk.get_client().transport = Waiting()
    try:
        assert isinstance(ended(is_busy=True, error=SystemExit(0)), Left)
    finally:
        sentry_sdk.init()
    assert flushed == [monitoring.SHUTDOWN_S]


def test_rest_of_the_process_hears_of_the_end_before_open_requests_have_ended() -> None:
    told: list[bool] = []
    server = Server(uvicorn.Config(lambda: None), lambda: told.append(server.should_exit))
    server.handle_exit(signal.SIGTERM, None)
    assert told == [False]
    assert server.should_exit
