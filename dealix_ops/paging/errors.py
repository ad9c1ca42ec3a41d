"""Why an alarm or a turn on call stays as it is."""

from datetime import datetime

from dealix_ops.clock import riyadh
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

    def __init__(self, *, since: datetime) -> None:
        how = "press «استلمتها» on it, or wait until it ends by itself"
        super().__init__(f"a drill rings since {riyadh(since):%H:%M} (Riyadh): {how}")


class NotOnTheTeam(OpsError):
    """On call can only be whom the settings know."""


class NobodysTurn(OpsError):
    """Nobody was put on call by hand: the settings hold already."""
