"""Time that the demo moves: forward only, in the sandbox and in the file that the product reads."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.sandbox.clock import ForwardClock
from bot.sandbox.control.clock import LEAPS, RIYADH
from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from bot.sandbox.server import SandboxServer
from dealix_ops.clock import moved_clock
from tests.bot.sandbox.support import sandbox_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "clock"
    made.write_text("0", encoding="ascii")
    return made


@pytest.fixture
def moving(file: Path) -> Iterator[SandboxDriver]:
    settings = sandbox_settings("http://127.0.0.1:1")
    with (
        SandboxServer(settings, clock=ForwardClock(file)) as server,
        SandboxDriver(server.base_url) as driver,
    ):
        yield driver


def test_product_and_sandbox_go_on_together(moving: SandboxDriver, file: Path) -> None:
    product = moved_clock(file)
    before = product()
    told = moving.move_clock("hour")
    assert told["ahead_s"] == 3600
    assert abs(product().timestamp() - told["now"]) < 2
    assert 3600 <= (product() - before).total_seconds() < 3610
    assert moving.move_clock("ten_minutes")["ahead_s"] == 4200
    assert [change["kind"] for change in moving.changes()["changes"]] == ["clock", "clock"]


def test_what_is_measured_passes_too(file: Path) -> None:
    clock = ForwardClock(file)
    before = clock.monotonic()
    clock.move(60)
    assert clock.monotonic() - before >= 60


@pytest.mark.parametrize("seconds", [0, -1])
def test_never_back(file: Path, seconds: int) -> None:
    clock = ForwardClock(file)
    with pytest.raises(ValueError, match="only goes forward"):
        clock.move(seconds)
    assert file.read_text() == "0"


def test_started_again_it_goes_on_where_it_was(file: Path) -> None:
    ForwardClock(file).move(90)
    assert ForwardClock(file).ahead_s == 90


def test_clock_of_a_product_that_would_not_follow_stays(driver: SandboxDriver) -> None:
    with pytest.raises(SandboxSaidNo, match="clock_fixed"):
        driver.move_clock("hour")


def test_unknown_leap_names_the_known_ones(moving: SandboxDriver) -> None:
    with pytest.raises(SandboxSaidNo, match="ten_minutes, hour, tomorrow, thursday, day"):
        moving.move_clock("yesterday")


@pytest.mark.parametrize(
    ("now", "leap", "then"),
    [
        ("2026-11-22 10:12", "tomorrow", "2026-11-23 08:30"),
        ("2026-11-22 00:05", "tomorrow", "2026-11-23 08:30"),
        ("2026-11-22 10:12", "thursday", "2026-11-26 18:00"),
        ("2026-11-26 17:59", "thursday", "2026-11-26 18:00"),
        ("2026-11-26 18:00", "thursday", "2026-12-03 18:00"),
        ("2026-11-22 10:12", "day", "2026-11-23 10:12"),
    ],
)
def test_leaps_end_on_riyadhs_wall(now: str, leap: str, then: str) -> None:
    start = datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=RIYADH)
    assert f"{LEAPS[leap](start):%Y-%m-%d %H:%M}" == then
