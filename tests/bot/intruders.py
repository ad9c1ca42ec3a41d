"""Who tries what they may not, and what of it is right; `make strangers` and `test_intruders.py` ask."""

import re
from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from bot.ids import Action, View
from dealix_ops.sending.authority import LIMITS, PASSED_ON, Act, Limit
from tests.bot.edge import Json
from tests.support.house import OPERATOR, STRANGER

REFUSED = "decision.refused"
TELLING = {"outbox", "ledger_entry"}
"""What a refusal may leave: an answer to its presser, and its entry."""
LINKS = frozenset(
    {
        Action.OPEN_WHATSAPP,
        Action.OPEN_SENTRY,
        Action.OPEN_HAND_OFF,
        Action.OPEN_MEDIA,
        Action.OPEN_CARD,
        Action.OPEN_PROOF,
    }
)
"""Slack tells us that somebody opened an address; nothing of ours happens."""
LIMITED: dict[str, Act] = {
    Action.DRAFT_APPROVE: Act.APPROVE,
    Action.TICKET_APPROVE_ALL: Act.APPROVE,
    View.APPROVE_ALL_SUBMIT: Act.APPROVE,
    Action.DRAFT_EDIT: Act.EDIT,
    View.DRAFT_EDIT_SUBMIT: Act.EDIT,
    Action.DRAFT_NEW: Act.EDIT,
    Action.DRAFT_LANGUAGE: Act.EDIT,
    Action.DRAFT_KIND: Act.EDIT,
    Action.DRAFT_SAVED: Act.EDIT,
    Action.DRAFT_REJECT: Act.REJECT,
    View.DRAFT_REJECT_SUBMIT: Act.REJECT,
    Action.DRAFT_UNDO: Act.UNDO,
    Action.TICKET_LOWER: Act.LOWER,
    View.TICKET_LOWER_SUBMIT: Act.LOWER,
    Action.TICKET_FALSE_ALARM: Act.FALSE_ALARM,
    Action.TICKET_NO_REPLY: Act.CLOSE,
    Action.TICKET_NOT_CUSTOMER: Act.CLOSE,
    View.NOT_CUSTOMER_SUBMIT: Act.CLOSE,
    Action.TICKET_CLOSE: Act.CLOSE,
    Action.TICKET_CLOSE_OTHER: Act.CLOSE,
    View.CLOSE_SUBMIT: Act.CLOSE,
    Action.TICKETS_CLOSE_SILENT: Act.CLOSE,
}
"""Where an operator may not always. Whatever stands in neither is every operator's and no stranger's."""


NUMBERED = re.compile(r"\.P?\d+$")
"""Where a row has the same button several times."""


@dataclass(frozen=True)
class Intruder:
    name: str
    user_id: str
    team: str = ""
    """Of another workspace, as a shared channel brings them in."""

    def instead_of(self, payload: Json) -> Json:
        changed = deepcopy(payload)
        changed["user"]["id"] = self.user_id
        if self.team:
            changed["user"]["team_id"] = self.team
            changed["team"] = {"id": self.team, "domain": "elsewhere"}
        return changed


OUTSIDER = Intruder("stranger", STRANGER.user_id)
STRANGERS = (
    OUTSIDER,
    Intruder("of another workspace", "U_ELSEWHERE", team="T_ELSEWHERE"),
    Intruder("bot", "B_OTHER_BOT"),
)
"""To the product all three are ids that no list holds; the other two try without a case behind it."""
COLLEAGUE = Intruder("operator", OPERATOR.user_id)
DELEGATE = Intruder("operator under delegation", OPERATOR.user_id)


def triers(pressed: Collection[str]) -> tuple[Intruder, ...]:
    """Colleagues where they may not always: that they may elsewhere, the tests of each listener show."""
    return (OUTSIDER, COLLEAGUE, DELEGATE) if {*pressed} & LIMITED.keys() else (OUTSIDER,)


@dataclass(frozen=True)
class Left:
    """What a press left behind."""

    changed: frozenset[str]
    refused: bool
    opened: bool

    @classmethod
    def of(cls, before: Any, after: Any, *, user_id: str, opened: bool) -> "Left":
        changed = {name for name in after if after[name] != before[name]}
        entries = after["ledger_entry"][len(before["ledger_entry"]) :]
        refused = [entry for entry in entries if REFUSED in entry and user_id in entry]
        if len(refused) < len(entries):
            changed.add("an entry that is no refusal")
        return cls(frozenset(changed), bool(refused), opened)

    @property
    def is_bare(self) -> bool:
        return self.changed <= TELLING and not self.opened

    @property
    def did(self) -> bool:
        return bool(self.changed) or self.opened


def judged(pressed: frozenset[str], intruder: Intruder, left: Left) -> tuple[bool, bool]:
    """Whether it was right, and whether it says enough: a button that is over answers everybody alike."""
    if pressed & LINKS:
        return not left.did, True
    if intruder in STRANGERS:
        return left.is_bare, left.refused
    act = next((LIMITED[one] for one in pressed if one in LIMITED), None)
    if act is None or (intruder is DELEGATE and act in PASSED_ON):
        return not left.refused, left.did
    if LIMITS[act] is Limit.FOUNDER:
        return left.is_bare, left.refused
    return left.is_bare or not left.refused, left.did


def ids_of(payload: Json) -> frozenset[str]:
    """Of the modal or the shortcut; of the button or menu, and of the act that a choice stands for."""
    if payload["type"] == "view_submission":
        return frozenset({str(payload["view"].get("callback_id"))})
    if payload["type"] != "block_actions":
        return frozenset({str(payload.get("callback_id"))})
    action = payload["actions"][0]
    chosen = str((action.get("selected_option") or {}).get("value") or "").partition("|")[0]
    name = str(action["action_id"])
    return frozenset({NUMBERED.sub("", name)} | ({chosen} & {*Action}))
