"""«أعلن حادثاً» on a message: its words begin the story of a new incident, or go into one that is open."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.blocks import incident_message_copy_ar as copy
from bot.blocks import incident_modal, incidents
from bot.blocks.incident_modal import Proposed
from bot.blocks.text import Block, foreign, plain, quote, section
from bot.ids import View
from dealix_ops.reports.incidents import IncidentView

TEXT_LIMIT = 1800
"""Slack keeps 3000 characters of a modal's state, and some of ours are written with two."""
SHOWN_LIMIT, NAME_LIMIT, MOST = 600, 60, 20
NEW = "new"


class Field(StrEnum):
    """Beside those of `incident_modal`."""

    WHERE = "incident"


@dataclass(frozen=True)
class Message:
    """As Slack handed it over when somebody chose it; what is kept is masked before."""

    channel: str
    ts: str
    author: str
    text: str

    def state(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def modal(message: Message, standing: Sequence[IncidentView], proposed: Proposed) -> Block:
    """With open incidents one is chosen, and what only a new one needs may stay empty."""
    shown = section([copy.ABOUT, quote(foreign(message.text, SHOWN_LIMIT))])
    fields = incident_modal.inputs(proposed, optional=bool(standing))
    where = [_where(standing)] if standing else []
    return incident_modal.shell(View.INCIDENT_MESSAGE_SUBMIT, message.state(), [shown, *where, *fields])


def _where(standing: Sequence[IncidentView]) -> Block:
    new = {"text": plain(copy.NEW), "value": NEW}
    options = [new, *(_option(one) for one in standing[:MOST])]
    menu = {
        "type": "static_select",
        "action_id": Field.WHERE.value,
        "options": options,
        "initial_option": new,
    }
    label, hint = plain(copy.WHERE), plain(copy.HINT_WHERE)
    return {"type": "input", "block_id": Field.WHERE.value, "label": label, "hint": hint, "element": menu}


def _option(one: IncidentView) -> Block:
    label = copy.INTO.format(id=one.id, severity=one.severity, what=incidents.what(one))
    return {"text": plain(label[:NAME_LIMIT]), "value": str(one.id)}
