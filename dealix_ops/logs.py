"""Logs as JSON lines on standard error, with nothing in them that belongs to a person."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from dealix_ops.language.masking import mask_identifiers, mask_secrets


def configure() -> None:
    """Once a process; libraries may warn, we may inform."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # Bolt warns at each start that it will not use the token from the environment: that is our intent.
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _masked,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _masked(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = mask_identifiers(mask_secrets(value)[0])
    return event
