"""📌 on a message of an incident: a line of its story; taken away, it is none any more."""

import re
from typing import Any

from sqlalchemy.orm import Session

from bot.listeners.desk import Desk
from dealix_ops.incidents import service, timeline
from dealix_ops.intake.fields import get, text
from dealix_ops.intake.slack import ID_LIMIT
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending.authority import Act, allows

PUSHPIN = "pushpin"
STAMP = re.compile(r"\d{1,11}\.\d{1,6}")


def reacted(session: Session, desk: Desk, payload: Any) -> None:
    """Of the team only. What was written is fetched by a worker: the event does not tell it."""
    event = get(payload, "event")
    kind, item = text(get(event, "type")), get(event, "item")
    user, channel, ts = text(get(event, "user")), text(get(item, "channel")), text(get(item, "ts"))
    if kind not in ("reaction_added", "reaction_removed") or text(get(event, "reaction")) != PUSHPIN:
        return
    if not (user and channel and ts and STAMP.fullmatch(ts)) or max(len(channel), len(user)) > ID_LIMIT:
        return
    if not allows(desk.actor(user).role, Act.INCIDENT) or not _may_be_ours(session, desk, channel):
        return
    now = desk.clock()
    if kind == "reaction_removed":
        for incident in service.open_ones(session):
            timeline.unpin(session, incident.id, f"{channel}:{ts}", actor=user, now=now)
        return
    line = {"channel": channel, "ts": ts, "user": user}
    desk.outbox.add(session, Effect(EffectKind.INCIDENT_LINE, f"line:{channel}:{ts}", line), now=now)


def _may_be_ours(session: Session, desk: Desk, channel: str) -> bool:
    return channel == desk.alerts.channel or timeline.room(session, channel) is not None
