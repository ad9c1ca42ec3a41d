"""The review after an incident, what is left to do after it, and who confirmed that it may be published."""

from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import incident_close as blocks
from bot.blocks import incident_close_copy_ar as copy
from bot.blocks import post_mortem as drawing
from bot.blocks.form_parts import FormState
from bot.blocks.incident_close import REVIEW_FIELDS, Field
from bot.blocks.text import Block, actions, button, foreign, section
from bot.ids import Action, View
from bot.listeners import forms
from bot.listeners.calls import Call
from bot.listeners.closing_forms import open_form, settle
from bot.listeners.desk import Desk
from bot.listeners.forms import Filled
from bot.listeners.incident_close import named
from bot.presses import Press
from dealix_ops.incidents import closing, post_mortem, publishing, showing
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.publishing import Kind
from dealix_ops.language.display import isolate
from dealix_ops.language.masking import mask_secrets
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Answer, may

Body = dict[str, Any]
NEXT_WEEK = timedelta(days=7)


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = ReviewListeners(desk)
    app.action(Action.INCIDENT_REVIEW)(on.review)
    app.view(View.INCIDENT_REVIEW_SUBMIT)(on.review_submit)
    app.action(Action.INCIDENT_REVIEW_FILE)(on.review_file)
    app.action(Action.INCIDENT_CONFIRM)(on.confirm)
    app.view(View.INCIDENT_CONFIRM_SUBMIT)(on.confirm_submit)


def review_command(session: Session, desk: Desk, call: Call, rest: str) -> SlackMessage:
    """«حادث مراجعة ح-3». Raises MayNotArrange."""
    return offered(session, desk, call, rest, word="مراجعة", label=copy.REVIEW, of=Action.INCIDENT_REVIEW)


def publish_command(session: Session, desk: Desk, call: Call, rest: str) -> SlackMessage:
    """«حادث نشر ح-3»: what is missing, or where the public version comes from. Raises MayNotArrange."""
    incident = named(session, rest)
    if incident is None:
        return SlackMessage(copy.UNKNOWN if rest.strip() else copy.COMMAND_WHICH.format(word="نشر"))
    closing.one(session, incident.id, actor=desk.actor(call.user_id))
    missing = publishing.missing(session, incident)
    if not missing:
        command = isolate(copy.PUBLISH_COMMAND.format(id=incident.id))
        version = post_mortem.newest_version(session, incident.id)
        return SlackMessage(copy.PUBLIC.format(id=incident.id, version=version, command=command))
    said = copy.NOT_PUBLIC.format(id=incident.id, missing=blocks.missing_ar(missing))
    confirm = button(copy.CONFIRM, Action.INCIDENT_CONFIRM, str(incident.id))
    waits = any(one in set(Kind) for one in missing)
    return SlackMessage(said, [section([said]), *([actions([confirm])] if waits else [])])


class ReviewListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def review(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)

        def look(session: Session) -> Block:
            incident = self._one(session, press)
            return blocks.review(FormState(incident.id, press.channel), post_mortem.texts(session, incident))

        await open_form(self._desk, ack, press, look, label=copy.REVIEW, action=Action.INCIDENT_REVIEW)

    async def review_submit(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        given = {key: mask_secrets(filled.said(field))[0] for key, field in REVIEW_FIELDS.items()}

        def work(session: Session) -> str:
            actor, now = desk.actor(filled.user_id), desk.clock()
            incident = closing.one(session, filled.state.about, actor=actor)
            if not post_mortem.write(session, incident, given, actor=actor, now=now):
                return copy.REVIEW_SAME
            redraw(self._desk, session, incident)
            gaps = post_mortem.review(session, incident).gaps
            left = copy.REVIEW_GAPS.format(gaps=drawing.gaps_ar(gaps)) if gaps else ""
            return f"{copy.REVIEW_KEPT} {left}".strip()

        await settle(desk, ack, filled, work, field=Field.SUMMARY)

    async def review_file(self, ack: AsyncAck, body: Body) -> None:
        """«حدّث المراجعة»: the next version, as everything stands now."""
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> SlackMessage:
            actor, now = desk.actor(press.user_id), desk.clock()
            incident = self._one(session, press)
            found = post_mortem.review(session, incident)
            document = drawing.document(found)
            made = post_mortem.make(session, found, document, outbox=desk.outbox, actor=actor, now=now)
            redraw(self._desk, session, incident)
            return SlackMessage(copy.REVIEW_MADE.format(version=made.version, id=incident.id))

        await forms.whispered(desk, ack, press, work)

    async def confirm(self, ack: AsyncAck, body: Body) -> None:
        """The founder's: who may not learns so before typing."""
        press = Press.of(body)

        def look(session: Session) -> Block:
            if may(self._desk.actor(press.user_id).role, Act.PUBLISH) is Answer.FOUNDER_ONLY:
                raise errors.FounderOnly(press.user_id)
            return blocks.confirm(FormState(self._one(session, press).id, press.channel))

        await open_form(self._desk, ack, press, look, label=copy.CONFIRM, action=Action.INCIDENT_CONFIRM)

    async def confirm_submit(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        kind, name = forms.choice(Kind, filled.said(Field.KIND)), filled.said(Field.PERSON)

        def work(session: Session) -> str:
            actor, now, about = desk.actor(filled.user_id), desk.clock(), filled.state.about
            if not publishing.confirm(session, about, kind, name, actor=actor, now=now):
                return copy.CONFIRMED_BEFORE
            said = foreign(name, publishing.PERSON_LIMIT)
            return copy.CONFIRMED.format(kind=copy.KIND[kind], person=said)

        await settle(desk, ack, filled, work, field=Field.PERSON, needs=name)

    def _one(self, session: Session, press: Press) -> Incident:
        return closing.one(session, forms.about(press.value), actor=self._desk.actor(press.user_id))


def redraw(desk: Desk, session: Session, incident: Incident) -> None:
    channel = desk.incidents.channel
    showing.redraw(session, incident, channel=channel, outbox=desk.outbox, now=desk.clock())


def offered(
    session: Session, desk: Desk, call: Call, rest: str, *, word: str, label: str, of: Action
) -> SlackMessage:
    """A form opens from a button only."""
    incident = named(session, rest)
    if incident is None:
        return SlackMessage(copy.UNKNOWN if rest.strip() else copy.COMMAND_WHICH.format(word=word))
    closing.one(session, incident.id, actor=desk.actor(call.user_id))
    said = copy.OFFERED.format(id=incident.id)
    return SlackMessage(said, [section([said]), actions([button(label, of, str(incident.id))])])
