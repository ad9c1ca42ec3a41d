"""Why a step of the onboarding did not move."""

from collections.abc import Iterable
from datetime import datetime

from dealix_ops.errors import OpsError


class UnknownStep(OpsError):
    """There are eight steps; this is none of them."""


class NotReadyForFirstService(OpsError):
    """A connector that the first service needs is missing, or nothing is connected at all.

    `missing` are the names of the connectors it waits for.
    """

    def __init__(self, message: str, *, missing: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.missing = tuple(missing)


class NotBegun(OpsError):
    """This customer's onboarding was never started."""


class StepDone(OpsError):
    """Somebody finished it before."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"done by {by}")
        self.by = by
        self.at = at


class StepOpen(OpsError):
    """It is open already: somebody was first, or it was never done."""


class NotItsTurn(OpsError):
    """The steps have their order; `current` is the one that is due."""

    def __init__(self, current: str) -> None:
        super().__init__(f"the current step is {current}")
        self.current = current


class NoteMissing(OpsError):
    """A note says something, on one screen of a phone."""


class BundleMissing(OpsError):
    """Which bundle? The step is finished by choosing one."""
