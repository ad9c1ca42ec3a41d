"""«حادث تحديث ح-3 نص» and «حادث ح-3», of one that is over too."""

import re

from sqlalchemy.orm import Session

from bot.blocks import incident_run, incidents
from bot.blocks import incident_run_copy_ar as copy
from bot.blocks.post_mortem import cut
from bot.blocks.text import section
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.listeners.incident_run import story
from dealix_ops.incidents import closing, service, timeline
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.updates import Updates
from dealix_ops.language.normalise import normalise
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import incidents as views

UPDATE = frozenset(map(normalise, ("تحديث", "update")))
NUMBERED = re.compile(r"(?:ح\s*-?|[hH]-)\s*([0-9٠-٩]{1,9})(?:\s+|$)")
ALONE = re.compile(r"([0-9٠-٩]{1,9})")
TEXT_LIMIT = 1500


def answer(session: Session, desk: Desk, call: Call) -> SlackMessage | None:
    """None for other words. Without a number the only open incident is meant.

    Raises MayNotArrange, IncidentOver.
    """
    rest = call.rest.strip()
    word, _, after = rest.partition(" ")
    if normalise(word) in UPDATE:
        return _update(session, desk, call, after.strip())
    numbered = NUMBERED.fullmatch(rest) or ALONE.fullmatch(rest)
    if numbered is None:
        return None
    incident = session.get(Incident, int(numbered[1]))
    if incident is None:
        return SlackMessage(copy.NO_INCIDENT)
    incident = closing.one(session, incident.id, actor=desk.actor(call.user_id))
    if incident.status == Status.OPEN.value:
        return story(session, incident, desk)
    return _over(session, incident, desk)


def _over(session: Session, incident: Incident, desk: Desk) -> SlackMessage:
    """What stands pinned where it was run, with its buttons, and its story."""
    now = desk.clock()
    pinned = incidents.summary(views.incident(session, incident.id), now)
    lines = incident_run.entry_lines(timeline.told(session, incident.id), now)
    told = [section([part]) for part in cut("\n".join(lines))]
    return SlackMessage(pinned.text, [*(pinned.blocks or ()), *told])


def _update(session: Session, desk: Desk, call: Call, said: str) -> SlackMessage:
    numbered, standing = NUMBERED.match(said), service.open_ones(session)
    text = said[numbered.end() :].strip() if numbered else said
    if not any(letter.isalnum() for letter in text) or (numbered is None and len(standing) != 1):
        return SlackMessage(copy.WHICH)
    incident_id = int(numbered[1]) if numbered else standing[0].id
    if session.get(Incident, incident_id) is None:
        return SlackMessage(copy.NO_INCIDENT)
    actor, now = desk.actor(call.user_id), desk.clock()
    said = Updates(desk.incidents).write(session, incident_id, text[:TEXT_LIMIT], actor=actor, now=now)
    return SlackMessage(f"{copy.NOTED.format(id=incident_id)} {said}")
