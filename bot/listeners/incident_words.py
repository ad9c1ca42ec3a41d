"""«حادث تحديث ح-3 نص» and «حادث ح-3»."""

import re

from sqlalchemy.orm import Session

from bot.blocks import incident_run_copy_ar as copy
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.listeners.incident_run import story
from dealix_ops.incidents import service
from dealix_ops.incidents.updates import Updates
from dealix_ops.language.normalise import normalise
from dealix_ops.ports.slack import SlackMessage

UPDATE = frozenset(map(normalise, ("تحديث", "update")))
NUMBERED = re.compile(r"(?:ح\s*-?|[hH]-)\s*([0-9٠-٩]{1,9})(?:\s+|$)")
TEXT_LIMIT = 1500


def answer(session: Session, desk: Desk, call: Call) -> SlackMessage | None:
    """None for other words. Without a number the only open incident is meant.

    Raises MayNotArrange, IncidentOver.
    """
    rest = call.rest.strip()
    word, _, after = rest.partition(" ")
    if normalise(word) in UPDATE:
        return _update(session, desk, call, after.strip())
    numbered = NUMBERED.fullmatch(rest)
    if numbered is None:
        return None
    incident_id = int(numbered[1])
    if not _known(session, incident_id):
        return SlackMessage(copy.NO_INCIDENT)
    return story(session, desk.incidents.open_one(session, incident_id, actor=desk.actor(call.user_id)), desk)


def _update(session: Session, desk: Desk, call: Call, said: str) -> SlackMessage:
    numbered, standing = NUMBERED.match(said), service.open_ones(session)
    text = said[numbered.end() :].strip() if numbered else said
    if not any(letter.isalnum() for letter in text) or (numbered is None and len(standing) != 1):
        return SlackMessage(copy.WHICH)
    incident_id = int(numbered[1]) if numbered else standing[0].id
    if not _known(session, incident_id):
        return SlackMessage(copy.NO_INCIDENT)
    actor, now = desk.actor(call.user_id), desk.clock()
    said = Updates(desk.incidents).write(session, incident_id, text[:TEXT_LIMIT], actor=actor, now=now)
    return SlackMessage(f"{copy.NOTED.format(id=incident_id)} {said}")


def _known(session: Session, incident_id: int) -> bool:
    return any(one.id == incident_id for one in service.open_ones(session))
