"""What stands frozen, since when and by what, with a button each."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.blocks import incident_close_copy_ar as copy
from bot.blocks import moments
from bot.blocks.text import Block, button, context, foreign, foreign_name, person, section
from bot.ids import Action
from dealix_ops.freezes.models import Freeze
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.slack import SlackMessage

SHOWN_LIMIT, NAME_LIMIT, BUTTON_LIMIT = 400, 40, 75
MOST_SHOWN = 15


def frozen(rows: Sequence[Freeze], names: Mapping[str, str], now: datetime) -> SlackMessage:
    """`names` are customers', by scope."""
    if not rows:
        return SlackMessage(copy.FROZEN_NONE)
    lines = [copy.FROZEN_HEAD]
    blocks: list[Block] = [section(lines)]
    for row in rows[:MOST_SHOWN]:
        scope = scope_ar(row.scope, names)
        at = moments.moment(row.since, now)
        lines.append(copy.FROZEN_LINE.format(scope=scope, at=at, by=_by(row)))
        label = copy.LIFT_ALL if row.scope == "all" else copy.LIFT_ONE.format(scope=scope)
        lift = button(label[:BUTTON_LIMIT], Action.FREEZE_LIFT, str(row.id))
        blocks.append(section(lines[-1:]) | {"accessory": lift})
    left = len(rows) - MOST_SHOWN
    blocks += [context(copy.AND_MORE.format(count=left))] if left > 0 else []
    return SlackMessage("\n".join(lines), blocks)


def scope_ar(scope: str, names: Mapping[str, str]) -> str:
    if scope == "all":
        return copy.SCOPE_ALL
    kind, _, which = scope.partition(":")
    if kind == "customer":
        return copy.SCOPE_CUSTOMER.format(name=foreign_name(names.get(scope, which), NAME_LIMIT))
    return copy.SCOPE_CHANNEL.format(name=which)


def _by(row: Freeze) -> str:
    if row.incident_id is not None:
        return copy.BY_INCIDENT.format(id=row.incident_id)
    if row.by == ledger.SYSTEM:
        return copy.BY_VERDICT
    return copy.BY_PERSON.format(who=person(row.by), why=foreign(row.why or "", SHOWN_LIMIT) or copy.NO_WHY)
