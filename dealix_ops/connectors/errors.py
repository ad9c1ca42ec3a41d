"""Why a connector did not change its state, or was not proved."""

from collections.abc import Iterable
from datetime import datetime

from dealix_ops.errors import OpsError


class UnknownConnector(OpsError):
    """There are eleven connectors; this is none of them."""


class NoWayThere(OpsError):
    """A connector does not get from its state to that one in one step."""


class ConnectorMoved(OpsError):
    """Somebody else moved it after the person looked."""

    def __init__(self, *, state: str, by: str, at: datetime) -> None:
        super().__init__(f"moved to {state} by {by}")
        self.state = state
        self.by = by
        self.at = at


class LiveNotAllowed(OpsError):
    """It would act by itself and something for that is missing; `lacks` are values of `rules.LiveLacks`."""

    def __init__(self, key: str, lacks: Iterable[str], *, flag: str | None) -> None:
        self.key, self.lacks, self.flag = key, tuple(lacks), flag
        super().__init__(f"{key} stays without live actions; missing: {', '.join(self.lacks)}")


class NotSetUp(OpsError):
    """Nothing is connected there that could be proved."""


class HasGateway(OpsError):
    """This one proves itself: nobody's word is taken for it."""


class WordsNeeded(OpsError):
    """A proof by hand says in words what was seen."""
