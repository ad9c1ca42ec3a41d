"""States of a connector, what may follow what, and when the first service may run."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dealix_ops.catalogue.connectors import BLOCKING, CONNECTORS, ConnectorKind, Mode
from dealix_ops.connectors.errors import LiveNotAllowed, NoWayThere, UnknownConnector, WordsNeeded

LEAST_LETTERS = 3
WORDS_MAX = 200


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
PROVABLE = frozenset(ConnectorState) - {_S.NOT_STARTED, _S.DISABLED}
NEEDS_OPT_IN = frozenset({"whatsapp_cloud"})
"""Whose live sending needs, beside the flag, documented consent of at least one of the customer's persons."""


@dataclass(frozen=True)
class Readiness:
    connected: tuple[str, ...]
    blocking_missing: tuple[str, ...]

    @property
    def ready_for_first_service(self) -> bool:
        return bool(self.connected) and not self.blocking_missing

    @property
    def missing_names(self) -> tuple[str, ...]:
        return tuple(kind(key).name for key in self.blocking_missing)


@dataclass(frozen=True)
class Proof:
    """What a self-test saw: `has_gateway` is false where this product cannot look by itself.

    `last_out` is what was handed over; `answered` is the round trip to our own door, `token_ok` the other
    side's answer to our token: None where nobody asked. `logs_clean`: no secret in what we keep of failures.
    """

    has_gateway: bool
    last_signed_in: datetime | None = None
    last_draft: datetime | None = None
    last_out: datetime | None = None
    answered: bool | None = None
    token_ok: bool | None = None
    logs_clean: bool = True

    @property
    def succeeded(self) -> bool:
        """It read something or wrote something, and nothing that was asked failed."""
        moved = any(at is not None for at in (self.last_signed_in, self.last_draft, self.last_out))
        failed = self.answered is False or self.token_ok is False
        return self.has_gateway and moved and not failed


class LiveLacks(StrEnum):
    """What keeps a connector from acting after a person's approval."""

    NO_WAY = "no_live_way"
    FLAG = "live_flag"
    OPT_IN = "opt_in_evidence"


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


def require_live(one: ConnectorKind, *, flags: Set[str], opted_in: int) -> None:
    """Before it may act at all: whoever acts needs each message approved besides. Raises LiveNotAllowed."""
    if one.live_flag is None:
        lacking = [] if one.mode is Mode.APPROVED_EXECUTE else [LiveLacks.NO_WAY]
    else:
        lacking = [] if one.live_flag in flags else [LiveLacks.FLAG]
        if one.key in NEEDS_OPT_IN and opted_in == 0:
            lacking.append(LiveLacks.OPT_IN)
    if lacking:
        raise LiveNotAllowed(one.key, lacking, flag=one.live_flag)


def goes_live(key: str, was: ConnectorState, to: ConnectorState) -> bool:
    """Whether the step lets it act where customers see it."""
    acts = _S.CONNECTED_APPROVED_EXECUTE
    return to is acts and was is not acts and kind(key).live_flag is not None


def require_words(words: str) -> str:
    """The words on one line. Raises WordsNeeded."""
    line = " ".join(words.split())
    if len(line) > WORDS_MAX or sum(letter.isalpha() for letter in line) < LEAST_LETTERS:
        raise WordsNeeded(f"{LEAST_LETTERS} letters at least and {WORDS_MAX} characters at most")
    return line


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
