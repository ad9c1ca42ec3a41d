"""`/dealix حادث`: declare one, list the open ones, tell of one."""

import re

from sqlalchemy.orm import Session

from bot.blocks import incident_modal
from bot.blocks import incidents as blocks
from bot.blocks import incidents_copy_ar as copy
from bot.blocks.moments import moment
from bot.blocks.post_mortem import cut
from bot.blocks.text import actions, button, section
from bot.ids import Action
from bot.listeners import incident_end_words, incident_words, incidents
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.incidents import overdue, service
from dealix_ops.incidents.rules import Kind
from dealix_ops.language.masking import mask_secrets
from dealix_ops.language.normalise import normalise
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import incidents as views
from dealix_ops.triage.rules import classify
from dealix_ops.vocabulary import Severity

NEW = frozenset(map(normalise, ("جديد", "new")))
LIST = frozenset(map(normalise, ("قائمة", "list", "")))
SEVERITY = re.compile(r"(?:sev)?\s*([123١٢٣])", re.IGNORECASE)
LIST_LIMIT = 20


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """«حادث جديد 2 العنوان», «حادث قائمة», «حادث ح-3». Raises MayNotArrange, AlreadyDeclared."""
    incidents.allow(desk, call.user_id)
    of_one = incident_words.answer(session, desk, call)
    of_one = of_one or incident_end_words.answer(session, desk, call)
    if of_one is not None:
        return of_one
    word, _, rest = call.rest.strip().partition(" ")
    if normalise(word) in LIST:
        return _list(session, desk)
    found = SEVERITY.match(rest.strip()) if normalise(word) in NEW else None
    if found is None:
        again = button(copy.DECLARE, Action.INCIDENT_DECLARE, incidents.NO_TICKET.value(), style="primary")
        return SlackMessage(copy.USAGE, [section(copy.USAGE.split("\n")), actions([again])])
    title, _ = mask_secrets(rest.strip()[found.end() :].strip(" :،-")[: incident_modal.TITLE_MAX])
    if not any(letter.isalpha() for letter in title):
        return SlackMessage(copy.TITLE_MISSING)
    severity = Severity(f"SEV{int(found[1])}")
    made = desk.incidents.declare_by_person(
        session,
        severity=severity,
        kind=_kind(title),
        title=title,
        ticket=None,
        actor=desk.actor(call.user_id),
        now=desk.clock(),
    )
    return SlackMessage(incidents.declared(desk, made))


def _kind(title: str) -> Kind:
    """What the person's own words say."""
    said = classify([title])
    if said.has_data_leak:
        return Kind.LEAK
    return Kind.UNAUTHORISED_SEND if said.has_unauthorized_send else Kind.OTHER


def _list(session: Session, desk: Desk) -> SlackMessage:
    standing, now = service.open_ones(session), desk.clock()
    count = count_ar(len(standing), Noun.INCIDENT)
    heads = {0: copy.NONE_OPEN, 1: copy.LIST_ONE}
    lines = [heads.get(len(standing)) or copy.LIST_HEAD.format(count=count)]
    for one in standing[:LIST_LIMIT]:
        view = views.incident(session, one.id)
        at, what = moment(view.declared_at, now), blocks.what(view)
        line = copy.LIST_LINE.format(id=view.id, severity=view.severity, what=what, at=at)
        lines.append(line + (copy.LIST_ROOM.format(channel=view.channel_id) if view.channel_id else ""))
    left = len(standing) - LIST_LIMIT
    lines += [copy.AND_OTHERS.format(count=left)] if left > 0 else []
    owed = "، ".join(f"ح-{one.id}" for one in overdue.owing_ones(session))
    lines += [copy.LIST_OWED.format(ids=owed)] if owed else []
    if len(lines) == 1:
        return SlackMessage(lines[0])
    parts = list(cut("\n".join(lines)))
    return SlackMessage(parts[0], [section([part]) for part in parts])
