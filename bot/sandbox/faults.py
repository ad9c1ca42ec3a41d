"""Failures on order: each fault strikes its method a given number of times, then is gone."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.sandbox.errors import ControlRefusal

EVERY_METHOD = "*"
EVERY_SLACK_METHOD = "slack.*"
META = "whatsapp."


class FaultKind(StrEnum):
    """How a call fails; only `slow` and `lost_reply` perform it first."""

    RATELIMITED = "ratelimited"
    SERVER_ERROR = "server_error"
    SLOW = "slow"
    LOST_REPLY = "lost_reply"
    ERROR = "error"


@dataclass
class Fault:
    """One planned failure; `retry_after` and `delay_s` are seconds."""

    method: str
    kind: FaultKind
    times: int = 1
    retry_after: int = 1
    delay_s: float = 0.0
    error: str = "internal_error"


class Faults:
    """The failures still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(self, wanted: dict[str, Any]) -> Fault:
        """Add one fault from its JSON form."""
        try:
            fault = Fault(**{**wanted, "kind": FaultKind(wanted["kind"])})
        except (TypeError, ValueError, KeyError) as error:
            raise ControlRefusal("bad_fault", str(error), status=400) from error
        if fault.times < 1:
            raise ControlRefusal("bad_fault", "times must be at least 1", status=400)
        self.planned.append(fault)
        return fault

    def strike(self, method: str) -> Fault | None:
        """Return the first fault for a method and use it up once."""
        for fault in self.planned:
            if fault.method in (method, EVERY_METHOD) or _is_slacks(fault, method):
                fault.times -= 1
                if fault.times == 0:
                    self.planned.remove(fault)
                return fault
        return None

    def shown(self) -> list[dict[str, Any]]:
        """Return what is still planned."""
        return [asdict(fault) for fault in self.planned]


def _is_slacks(fault: Fault, method: str) -> bool:
    return fault.method == EVERY_SLACK_METHOD and not method.startswith(META)
