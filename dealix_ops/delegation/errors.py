"""Why a delegation did not begin or end."""

from datetime import datetime

from dealix_ops.delegation.until import Unclear
from dealix_ops.errors import OpsError


class NotAnOperator(OpsError):
    """Only an operator of the settings stands in: a founder needs nobody's word, a stranger gets none."""


class StandsInAlready(OpsError):
    """One at a time a person: this one ends first."""

    def __init__(self, *, by: str, until: datetime) -> None:
        super().__init__(f"given by {by}")
        self.by = by
        self.until = until


class NobodyStandsIn(OpsError):
    """There is no delegation to end."""


class UntilUnclear(OpsError):
    """The time asks a question back instead of being guessed."""

    def __init__(self, why: Unclear) -> None:
        super().__init__(why)
        self.why = why
