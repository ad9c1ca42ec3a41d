"""«انتهى الحادث», «أعد فتحه», «رسائل المتأثرين»."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks import incident_close as blocks
from bot.blocks import incident_close_copy_ar as copy
from bot.blocks import matter_modals
from bot.blocks.form_parts import FormState
from bot.blocks.incident_close import Field
from bot.blocks.matter_modals import MatterState
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, View
from bot.listeners import forms
from bot.listeners.calls import Call
from bot.listeners.closing_forms import open_form, settle
from bot.listeners.desk import Desk
from bot.listeners.forms import Filled
from bot.listeners.matter_acts import MatterActs
from bot.presses import Press
from dealix_ops.drafts.reading import Voice
from dealix_ops.errors import OpsError
from dealix_ops.incidents import closing, follow_ups, post_mortem
from dealix_ops.incidents.closing import Closing
from dealix_ops.incidents.closing_models import IncidentFollowUp
from dealix_ops.incidents.errors import Unanswered
from dealix_ops.incidents.follow_ups import FollowUps
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.post_mortem import Section
from dealix_ops.initiated.service import Proposing
from dealix_ops.language.masking import mask_secrets
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import shared
from dealix_ops.sending.authority import Act, allows

Body = dict[str, Any]
NUMBER = re.compile(r"(?:ح\s*-?\s*)?(\d{1,9})")


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = ClosingListeners(desk)
    app.action(Action.INCIDENT_RESOLVE)(on.resolve)
    app.view(View.INCIDENT_RESOLVE_SUBMIT)(on.resolve_submit)
    app.action(Action.INCIDENT_REOPEN)(on.reopen)
    app.view(View.INCIDENT_REOPEN_SUBMIT)(on.reopen_submit)
    app.action(Action.INCIDENT_FOLLOW_UP)(on.follow_up)
    app.view(View.INCIDENT_FOLLOW_UP_SUBMIT)(on.follow_up_submit)
    app.action(Action.INCIDENT_APPROVE_ALL)(on.approve_all)


def resolve_command(session: Session, desk: Desk, call: Call, rest: str) -> SlackMessage:
    """«حادث حل ح-3». Raises what the button does."""
    incident = named(session, rest)
    if incident is None:
        return SlackMessage(copy.UNKNOWN if rest.strip() else copy.COMMAND_WHICH.format(word="حل"))
    desk.incidents.open_one(session, incident.id, actor=desk.actor(call.user_id))
    said = copy.COMMAND_RESOLVE.format(id=incident.id)
    begin = button(copy.RESOLVE, Action.INCIDENT_RESOLVE, str(incident.id), style="primary")
    return SlackMessage(said, [section([said]), actions([begin])])


class ClosingListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def resolve(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            incident = desk.incidents.open_one(
                session, forms.about(press.value), actor=desk.actor(press.user_id)
            )
            left = closing.unanswered(session, incident.id)
            if left and not allows(desk.actor(press.user_id).role, Act.UNFREEZE):
                raise Unanswered(left)
            state = FormState(incident.id, press.channel)
            return blocks.resolve(state, unanswered=left, summary=incident.summary or "")

        await open_form(self._desk, ack, press, look, label=copy.RESOLVE, action=Action.INCIDENT_RESOLVE)

    async def resolve_submit(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        summary, _ = mask_secrets(filled.said(Field.SUMMARY))

        def work(session: Session) -> str:
            done = closer(desk).resolve(
                session,
                filled.state.about,
                summary,
                go_on=filled.said(Field.GO_ON) == "yes",
                actor=desk.actor(filled.user_id),
                now=desk.clock(),
            )
            return copy.RESOLVED.format(id=done.id)

        await settle(desk, ack, filled, work, field=Field.SUMMARY, needs=summary)

    async def reopen(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            incident = closing.over_one(session, forms.about(press.value), actor=desk.actor(press.user_id))
            return blocks.reopen(FormState(incident.id, press.channel))

        await open_form(self._desk, ack, press, look, label=copy.REOPEN, action=Action.INCIDENT_REOPEN)

    async def reopen_submit(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        why, _ = mask_secrets(filled.said(Field.WHY))

        def work(session: Session) -> str:
            actor, now = desk.actor(filled.user_id), desk.clock()
            done = closer(desk).reopen(session, filled.state.about, why, actor=actor, now=now)
            return copy.REOPENED.format(id=done.id)

        await settle(desk, ack, filled, work, field=Field.WHY, needs=why)

    async def follow_up(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            incident = closing.over_one(session, forms.about(press.value), actor=desk.actor(press.user_id))
            said = post_mortem.texts(session, incident)
            people = following(desk).look(session, incident, english=True)
            return blocks.follow_up(FormState(incident.id, press.channel), people, said)

        await open_form(self._desk, ack, press, look, label=copy.FOLLOW_UP, action=Action.INCIDENT_FOLLOW_UP)

    async def follow_up_submit(self, ack: AsyncAck, body: Body) -> None:
        """The text is kept with the gates' yes only; each draft is approved on its own afterwards."""
        filled, desk = Filled.of(body), self._desk
        said = {
            Section.CUSTOMERS: mask_secrets(filled.said(Field.LINE))[0],
            Section.CUSTOMERS_EN: mask_secrets(filled.said(Field.LINE_EN))[0],
        }

        def work(session: Session) -> SlackMessage:
            actor, now, incident_id = desk.actor(filled.user_id), desk.clock(), filled.state.about
            follow_ups.lock(session, incident_id)
            incident = closing.over_one(session, incident_id, actor=actor)
            post_mortem.write(session, incident, said, actor=actor, now=now)
            people = following(desk).propose(session, incident_id, actor=actor, now=now)
            return blocks.followed(incident_id, people)

        await settle(desk, ack, filled, work, field=Field.LINE, needs=said[Section.CUSTOMERS])

    async def approve_all(self, ack: AsyncAck, body: Body) -> None:
        """Every text that waits in an open conversation, in full; «اعتماد الثلاثة» does the rest."""
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block | list[Block]:
            return self._texts(session, press)

        try:
            shown = await desk.database.read(look)
        except OpsError as error:
            await forms.refused(desk, ack, press, error)
            return
        if isinstance(shown, list):
            await desk.whisper(copy.TOO_MUCH, user_id=press.user_id, channel=press.channel, blocks=shown)
            await ack()
            return
        await forms.show(desk, ack, press, shown, label=copy.APPROVE_ALL, action=Action.INCIDENT_APPROVE_ALL)

    def _texts(self, session: Session, press: Press) -> Block | list[Block]:
        incident = closing.over_one(session, forms.about(press.value), actor=self._desk.actor(press.user_id))
        query = select(IncidentFollowUp.ticket_id).where(
            IncidentFollowUp.incident_id == incident.id, IncidentFollowUp.of == incident.resolved_at
        )
        found = [
            shared.of_ticket(session, one) for one in session.scalars(query.order_by(IncidentFollowUp.id))
        ]
        waiting = [one for one in found if one.token is not None]
        if not waiting:
            return [section([copy.NO_TEXT_WAITS])]
        mine, refusal = MatterActs(self._desk).mine(session, waiting, user_id=press.user_id)
        if not mine and refusal is not None:
            raise refusal
        tokens = tuple(one.token or "" for one in mine)
        state = MatterState(mine[0].ticket_id, press.channel, tokens)
        others = [one for one in waiting if one not in mine]
        return matter_modals.approve_all(state, mine, others) or matter_modals.one_by_one(mine)


def closer(desk: Desk) -> Closing:
    return Closing(desk.incidents, desk.settings.founder_ids)


def following(desk: Desk) -> FollowUps:
    settings = desk.settings
    channel = settings.slack_channel_success or desk.decisions.way_out.channel
    voice = Voice(settings.speaker_name, settings.on_call_phone)
    proposing = Proposing(desk.outbox, desk.decisions.inbox, channel, voice)
    return FollowUps(proposing, desk.decisions.way_out.channel)


def named(session: Session, words: str) -> Incident | None:
    """«ح-3», «3»."""
    found = NUMBER.match(words.strip())
    return session.get(Incident, int(found[1])) if found else None
