"""Which time a sent text promises, and when somebody is reminded of it. Source: `founder.md` A13."""

from datetime import datetime, timedelta

from dealix_ops.sla.rules import TARGETS
from dealix_ops.vocabulary import Priority

WARN_BEFORE = timedelta(minutes=10)
FROM_THIS_MESSAGE = ("من هذه الرسالة", "of this message")
"""Our own words: nothing is read out of a person's."""


def due(text: str, promised_by: datetime | None, sent_at: datetime | None) -> datetime | None:
    """A promise that counts «from this message» counts from its sending, not from its drafting."""
    if promised_by is None or sent_at is None:
        return promised_by
    if not any(words in text for words in FROM_THIS_MESSAGE):
        return promised_by
    return sent_at + TARGETS[Priority.P0].first_response


def warns(*, made_at: datetime, due_at: datetime, now: datetime) -> bool:
    """From ten minutes before; whoever promised less needs no reminder of what they just said."""
    return due_at - WARN_BEFORE <= now <= due_at and due_at - made_at > WARN_BEFORE
