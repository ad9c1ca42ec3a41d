"""Errors to Sentry where a DSN is set: types and places, never messages, bodies, variables or breadcrumbs."""

from typing import Any

import sentry_sdk
from sentry_sdk.types import Event, Hint

from dealix_ops import own_errors
from dealix_ops.settings import Settings

SHUTDOWN_S = 2
HIDDEN = "[hidden]"
DROPPED = (
    "request",
    "user",
    "extra",
    "breadcrumbs",
    "contexts",
    "server_name",
    "transaction",  # before a route is found it is the address, and some of our addresses are keys
    "transaction_info",
    "threads",
)


def configure(settings: Settings) -> None:
    """Inert without `SENTRY_DSN`; every process calls it before it builds anything."""
    if settings.sentry_dsn is None:
        return
    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        environment=settings.env.value,
        # `send_default_pii` is off when unset, and deprecated; `data_collection` would turn collecting on.
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=scrub,
        shutdown_timeout=SHUTDOWN_S,
    )


def flush() -> None:
    """For an end without `atexit`, where the SDK would do it."""
    sentry_sdk.flush(timeout=SHUTDOWN_S)


def scrub(event: Event, hint: Hint) -> Event | None:
    """Keep what says which code failed; drop what may quote a customer, and whole what would come back."""
    failed = hint.get("exc_info")
    if own_errors.is_muted(failed[1] if failed else None):
        return None
    name, value = own_errors.TAG
    event["tags"] = {**(event.get("tags") or {}), name: value}
    for key in DROPPED:
        event.pop(key, None)  # type: ignore[misc]
    if "message" in event:
        event["message"] = HIDDEN
    if "logentry" in event:
        event["logentry"] = {"message": HIDDEN}
    exceptions: list[dict[str, Any]] = (event.get("exception") or {"values": []})["values"]
    for exception in exceptions:
        exception["value"] = HIDDEN
        for frame in (exception.get("stacktrace") or {}).get("frames") or []:
            frame.pop("vars", None)
    return event
