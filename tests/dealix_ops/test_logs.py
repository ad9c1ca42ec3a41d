"""A customer's words never reach a log, whichever way an error takes there."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from dealix_ops import logs

SAID = "رقمي 0551234567 والسالفة عندي"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the process logs; its own logging is put back afterwards."""
    root = logging.getLogger()
    before = list(root.handlers)
    root.handlers = []
    stream = StringIO()
    logs.configure(stream)
    yield stream
    root.handlers = before
    structlog.reset_defaults()


def fail() -> None:
    raise ValueError(SAID)


def failure() -> ValueError:
    with pytest.raises(ValueError, match="السالفة") as caught:
        fail()
    return caught.value


class TestConfigure:
    def test_own_log_tells_places_and_not_messages(self, written: StringIO) -> None:
        structlog.get_logger("test").error("it_failed", exc_info=failure(), phone="0551234567")
        line = json.loads(written.getvalue())
        assert line["event"] == "it_failed"
        assert "ValueError at test_logs.py" in line["places"]
        assert "السالفة" not in str(line)
        assert "0551234567" not in str(line)

    def test_library_record_loses_its_exceptions_message(self, written: StringIO) -> None:
        logging.getLogger("some.library").error("call failed for 0551234567", exc_info=failure())
        said = written.getvalue()
        assert "ValueError at test_logs.py" in said
        assert "السالفة" not in said
        assert "0551234567" not in said

    def test_every_line_is_json_and_names_the_request(self, written: StringIO) -> None:
        with structlog.contextvars.bound_contextvars(request_id="probe-7"):
            structlog.get_logger("test").info("ours")
            logging.getLogger("some.library").warning("theirs")
        lines = [json.loads(line) for line in written.getvalue().splitlines()]
        assert [(one["event"], one["request_id"]) for one in lines] == [
            ("ours", "probe-7"),
            ("theirs", "probe-7"),
        ]


class TestPlaces:
    def test_causes_are_named(self) -> None:
        error = KeyError(SAID)
        error.__cause__ = failure()
        told = logs.places(error)
        assert told.startswith("KeyError at")
        assert "from ValueError" in told
        assert SAID not in told
