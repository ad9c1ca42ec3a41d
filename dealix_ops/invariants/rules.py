"""What must always hold, whatever happened."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Invariant(StrEnum):
    """The name of one question to the rows; a value once written is never renamed."""

    SENT_UNAPPROVED = "sent_unapproved"
    TEXT_DIFFERS = "text_differs"
    SENT_AFTER_WITHDRAWAL = "sent_after_withdrawal"
    P0_WITHOUT_CARD = "p0_without_card"
    TICKET_WITHOUT_CLOCK = "ticket_without_clock"
    OLD_WORK = "old_work"
    LEDGER = "ledger"
    MEDIA_TOO_OLD = "media_too_old"
    VERDICT = "verdict_critical"


@dataclass(frozen=True)
class Broken:
    """`rows` as many as were found, at most what a look counts."""

    which: Invariant
    rows: int
    found_at: datetime
