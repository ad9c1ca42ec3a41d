"""Why an alarm or a turn on call stays as it is."""

from datetime import datetime

from dealix_ops.errors import OpsError


class PageUnknown(OpsError):
    """The button names no alarm of ours."""


class PageOver(OpsError):
    """It stopped ringing before; `by` is who took it, None where nobody did."""

    def __init__(self, *, by: str | None, at: datetime) -> None:
        super().__init__("the alarm is over")
        self.by = by
        self.at = at


class DrillRings(OpsError):
    """One at a time, or nobody knows which one they took."""


class NotOnTheTeam(OpsError):
    """On call can only be whom the settings know."""


class NobodysTurn(OpsError):
    """Nobody was put on call by hand: the settings hold already."""
