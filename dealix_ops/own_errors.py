"""Errors that must not be reported: told to Sentry, a failure over its own alert comes back as the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

TAG = ("dealix.product", "ops")
"""On every error of ours, so that an alert about this product is known as one when it comes back."""
_MUTED: ContextVar[bool] = ContextVar("own_errors_muted", default=False)
_MARK = "_dealix_muted"
DEPTH = 20
"""Causes that are looked through; a chain may be a circle."""


@contextmanager
def muted() -> Iterator[None]:
    """Nothing that is logged or raised inside is reported, wherever outside of it the error is caught."""
    before = _MUTED.set(True)
    try:
        yield
    except Exception as error:
        setattr(error, _MARK, True)
        raise
    finally:
        _MUTED.reset(before)


def is_muted(error: BaseException | None) -> bool:
    """Here and now, or because of where this error or one of its causes was raised."""
    if _MUTED.get():
        return True
    for _ in range(DEPTH):
        if error is None:
            return False
        if getattr(error, _MARK, False):
            return True
        error = error.__cause__ or error.__context__
    return False
