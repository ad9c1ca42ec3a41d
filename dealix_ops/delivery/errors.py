"""Why a delivery did not move."""

from collections.abc import Mapping, Sequence

from dealix_ops.errors import OpsError


class IntakeUnusable(OpsError):
    """`fields`: which of the form's fields is wrong, and why."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = dict(fields)


class NotTheNext(OpsError):
    """Somebody was first, or a step before it is open."""


class IntakeMissing(OpsError):
    """What is asked for is not known yet, so nothing can be diagnosed."""


class NoPackSince(OpsError):
    """A Proof Pack is handed over as a frozen version, made after this service began."""


class TicketsOpen(OpsError):
    """What the customer waits for; `late` are past due, `grave` are open P0 or P1."""

    def __init__(self, *, late: Sequence[int], grave: Sequence[int]) -> None:
        super().__init__(f"late {late}, grave {grave}")
        self.late = tuple(late)
        self.grave = tuple(grave)


class NoPlanRuns(OpsError):
    """Customer success has no cadence to follow before a plan of thirty days runs."""
