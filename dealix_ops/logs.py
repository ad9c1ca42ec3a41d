"""Logs on standard error with nothing in them that belongs to a person.

An exception's message may quote what a customer wrote, so a traceback keeps its places and its type only.
"""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

from dealix_ops.language.masking import mask_identifiers, mask_secrets


def configure(stream: TextIO | None = None) -> None:
    """Once a process, to standard error unless told otherwise; libraries may warn, we may inform."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Bolt warns at each start that it will not use the token from the environment: that is our intent.
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    # The SDK quotes the body of an answer that is no JSON; the gateway turns it into a fact of ours.
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _places,
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )


def masked(text: str) -> str:
    """Secrets, phones, addresses and identity numbers hidden."""
    return mask_identifiers(mask_secrets(text)[0])


def places(error: BaseException) -> str:
    """Where an exception passed and what it is, without what it says; its causes follow."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(parts) < 5:
        frames = traceback.extract_tb(cause.__traceback__)
        way = " > ".join(
            f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames
        )
        parts.append(f"{type(cause).__name__} at {way or 'no frame'}")
        cause = cause.__cause__ or cause.__context__
    return " | from ".join(parts)


class DiscreetFormatter(logging.Formatter):
    """For the libraries' own log records, whose arguments and exceptions nobody vetted: JSON too."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        told = {
            **structlog.contextvars.get_contextvars(),
            "event": masked(record.getMessage()),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            **({"places": places(error)} if error is not None else {}),
        }
        return json.dumps(told, ensure_ascii=False)


def _places(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["places"] = places(error)
    return event


def _masked(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = masked(value)
    return event
