"""Ask for an incident's messages to be drawn, and say something new where it stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from dealix_ops.incidents import opening
from dealix_ops.incidents.models import Incident
from dealix_ops.ports.work import Effect, EffectKind, Outbox


class Offer(StrEnum):
    """Buttons under what is said; `bot/blocks/incident_run.py` draws them."""

    UPDATE = "update"
    HARM = "harm"
    NOTICE = "notice"
    NOT_OWED = "not_owed"
    NOTHING_LEFT = "nothing_left"
    UNFREEZE = "unfreeze"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"


CALM = timedelta(seconds=5)
"""Between two changes that nobody waits for: a storm of alerts is not a storm of drawings."""


def redraw(
    session: Session, incident: Incident, *, channel: str, outbox: Outbox, now: datetime, hurry: bool = True
) -> None:
    """The card in the alerts channel, and the pinned summary where it has a channel of its own."""
    incident.version = Incident.version + 1
    session.flush()
    session.refresh(incident, ["version"])
    at = None if hurry else now + CALM
    most = None if hurry else CALM
    payload = {"incident_id": incident.id, "version": incident.version, "channel": channel}
    card = Effect(
        EffectKind.INCIDENT_CARD, channel, payload, draws=f"incident:{incident.id}", due_at=at, at_most=most
    )
    outbox.add(session, card, now=now)
    if incident.channel_id is not None:
        opening.ask(session, incident, opening.Act.SUMMARY, outbox=outbox, now=now, at=at)


def say(
    session: Session,
    incident: Incident,
    text: str,
    *,
    outbox: Outbox,
    now: datetime,
    blocks: list[dict[str, Any]] | None = None,
    quoted: str = "",
    offers: Sequence[str] = (),
) -> None:
    """A message of its own, which rings: in its channel, else in the thread of its card.

    The place is looked up when it leaves. What must be said once is the caller's to remember in a row.
    `quoted` is a person's, `offers` are `Offer`s.
    """
    payload = {
        "incident_id": incident.id,
        "text": text,
        "blocks": blocks,
        "quoted": quoted,
        "offers": list(offers),
    }
    effect = Effect(EffectKind.INCIDENT_SAY, opening.partition(incident.id), payload)
    outbox.add(session, effect, now=now)
