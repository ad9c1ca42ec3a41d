"""Why a judgement did not stand."""

from datetime import datetime

from dealix_ops.errors import OpsError


class NoteMissing(OpsError):
    """A lowering without a written reason."""


class NotByWord(OpsError):
    """«إنذار كاذب» over a P0 that means what it says: it is lowered with a written reason, or not at all."""


class LinesSince(OpsError):
    """The customer wrote after the modal was opened: `newest` is the line to look at."""

    def __init__(self, *, newest: int) -> None:
        super().__init__(f"inbound {newest} came since")
        self.newest = newest


class AlreadyListened(OpsError):
    """Somebody listened and decided first."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"listened by {by}")
        self.by = by
        self.at = at


class UnheardSince(OpsError):
    """More came that cannot be read, after the card that was pressed was drawn."""


class NothingToHear(OpsError):
    """Every line of the ticket can be read."""
