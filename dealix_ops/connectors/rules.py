"""States of a connector, what may follow what, and when the first service may run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dealix_ops.catalogue.connectors import BLOCKING, CONNECTORS, ConnectorKind
from dealix_ops.connectors.errors import NoWayThere, UnknownConnector


class ConnectorState(StrEnum):
    NOT_STARTED = "not_started"
    CONFIGURING = "configuring"
    CONNECTED_DRAFT_ONLY = "connected_draft_only"
    CONNECTED_APPROVED_EXECUTE = "connected_approved_execute"
    ERROR = "error"
    DISABLED = "disabled"


_S = ConnectorState
CONNECTED = frozenset({_S.CONNECTED_DRAFT_ONLY, _S.CONNECTED_APPROVED_EXECUTE})
WAYS: dict[ConnectorState, frozenset[ConnectorState]] = {
    _S.NOT_STARTED: frozenset({_S.CONFIGURING, *CONNECTED, _S.DISABLED}),
    _S.CONFIGURING: frozenset({_S.NOT_STARTED, *CONNECTED, _S.ERROR, _S.DISABLED}),
    _S.CONNECTED_DRAFT_ONLY: frozenset({
        _S.CONFIGURING, _S.CONNECTED_APPROVED_EXECUTE, _S.ERROR, _S.DISABLED,
    }),
    _S.CONNECTED_APPROVED_EXECUTE: frozenset({
        _S.CONFIGURING, _S.CONNECTED_DRAFT_ONLY, _S.ERROR, _S.DISABLED,
    }),
    _S.ERROR: frozenset({_S.CONFIGURING, *CONNECTED, _S.DISABLED}),
    _S.DISABLED: frozenset({_S.NOT_STARTED, _S.CONFIGURING}),
}  # fmt: skip
"""Nothing fails before it was begun; what was switched off is set up anew before it counts as connected."""


@dataclass(frozen=True)
class Readiness:
    connected: tuple[str, ...]
    blocking_missing: tuple[str, ...]

    @property
    def ready_for_first_service(self) -> bool:
        return bool(self.connected) and not self.blocking_missing


@dataclass(frozen=True)
class Proof:
    """What a self-test saw: `has_gateway` is false where this product cannot look by itself.

    `answered` is the round trip to our own door, None where nobody knocked.
    """

    has_gateway: bool
    last_signed_in: datetime | None = None
    last_out: datetime | None = None
    answered: bool | None = None

    @property
    def succeeded(self) -> bool:
        """It read something or wrote something, and its door did not fail."""
        moved = self.last_signed_in is not None or self.last_out is not None
        return self.has_gateway and moved and self.answered is not False


class Lacks(StrEnum):
    """What keeps a connector from being accepted."""

    NOT_CONNECTED = "not_connected"
    NO_TEST = "no_test"
    SECRET_IN_LOGS = "secret_in_logs"  # noqa: S105  the name of a reason
    NOT_IN_LEDGER = "not_in_ledger"


def kind(key: str) -> ConnectorKind:
    """Raises UnknownConnector."""
    for one in CONNECTORS:
        if one.key == key:
            return one
    raise UnknownConnector(f"no such connector; the keys are {', '.join(one.key for one in CONNECTORS)}")


def require_way(was: ConnectorState, to: ConnectorState) -> None:
    """Staying is always possible. Raises NoWayThere."""
    if was is not to and to not in WAYS[was]:
        ways = ", ".join(sorted(WAYS[was]))
        raise NoWayThere(f"from {was} a connector goes to: {ways}")


def readiness(states: Mapping[str, ConnectorState]) -> Readiness:
    """Connectors that are not named have not been started."""
    connected = tuple(one.key for one in CONNECTORS if states.get(one.key) in CONNECTED)
    return Readiness(connected, tuple(key for key in BLOCKING if key not in connected))


def acceptance(
    state: ConnectorState, *, tested: bool, secret_in_logs: bool, in_ledger: bool
) -> tuple[Lacks, ...]:
    """Empty: accepted."""
    lacking = {
        Lacks.NOT_CONNECTED: state not in CONNECTED,
        Lacks.NO_TEST: not tested,
        Lacks.SECRET_IN_LOGS: secret_in_logs,
        Lacks.NOT_IN_LEDGER: not in_ledger,
    }
    return tuple(one for one, lacks in lacking.items() if lacks)
