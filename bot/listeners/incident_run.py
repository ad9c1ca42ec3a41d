"""An incident under way: its updates, what is put off, how grave it is, who does what, its story."""

from datetime import datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import incident_run as blocks
from bot.blocks import incident_run_copy_ar as copy
from bot.blocks import incident_run_modals as modals
from bot.blocks.form_parts import FormState
from bot.blocks.incident_run_modals import Field
from bot.blocks.text import Block, foreign_name
from bot.ids import Action, View
from bot.listeners import forms, incident_forms, incident_notice
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.listeners.incident_forms import Draw, picked, ticked
from bot.presses import Press, PressBroken, given
from dealix_ops.drafts.reading import Voice
from dealix_ops.errors import OpsError
from dealix_ops.incidents import roles as held
from dealix_ops.incidents import run_copy_ar as words
from dealix_ops.incidents import telling, timeline
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.roles import Roles, Seat
from dealix_ops.incidents.rules import CLOCKS
from dealix_ops.incidents.severity import Severities
from dealix_ops.incidents.telling import Text, Told
from dealix_ops.incidents.updates import Reach, Updates
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.incident_run import run
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.errors import ButtonUnknown
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Severity

NAME_LIMIT = 60
TURNS = 10**6


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = RunListeners(desk)
    app.action(Action.INCIDENT_UPDATE)(on.ask_update)
    app.action(Action.INCIDENT_TEMPLATE)(on.turn)
    app.action(Action.INCIDENT_SNOOZE)(on.ask_snooze)
    app.action(Action.INCIDENT_MORE)(on.more)
    app.view(View.INCIDENT_UPDATE_SUBMIT)(on.update)
    app.view(View.INCIDENT_SNOOZE_SUBMIT)(on.snooze)
    app.view(View.INCIDENT_SEVERITY_SUBMIT)(on.severity)
    app.view(View.INCIDENT_ROLES_SUBMIT)(on.roles)
    incident_notice.register(app, desk)


class RunListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask_update(self, ack: AsyncAck, body: Body) -> None:
        def draw(session: Session, incident: Incident, state: FormState) -> Block:
            key = telling.template(session, incident, now=self._desk.clock())
            return self._update_modal(incident, state, key, text="", turn=0)

        await self._ask(ack, Press.of(body), draw, copy.UPDATE, Action.INCIDENT_UPDATE)

    async def turn(self, ack: AsyncAck, body: Body) -> None:
        """Another ready text in the customers' field; what stands for the team stays."""
        user_id, view_id, state, key, text, turn = _turned(body)
        desk = self._desk

        def look(session: Session) -> Block:
            incident = desk.incidents.open_one(session, state.about, actor=desk.actor(user_id))
            return self._update_modal(incident, state, key, text=text, turn=turn + 1)

        try:
            await desk.change_modal(view_id, await desk.database.write(look))
        except OpsError as error:
            await desk.refuse(error, user_id=user_id, channel=state.channel, token="")
        await ack()

    async def update(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        text, customers = filled.said(Field.TEXT), filled.said(Field.CUSTOMERS)
        proposes, spoken = ticked(filled, Field.PROPOSE), ticked(filled, Field.SPOKEN)
        promised_by = picked(filled, Field.PROMISED)
        wrong = _wrong(filled, text, customers, proposes=proposes)
        if wrong:
            await ack(response_action="errors", errors=wrong)
            return

        def work(session: Session) -> str:
            actor, now, incident_id = desk.actor(filled.user_id), desk.clock(), filled.state.about
            live = telling.lock(session, incident_id) if proposes else []
            incident = desk.incidents.open_one(session, incident_id, actor=actor)
            news = Text(words=customers, promised_by=promised_by)
            told = self._propose(session, incident, news, live, actor, now) if proposes else None
            reach = Reach.DRAFTS if told and told.proposed else Reach.SPOKEN if spoken else Reach.TEAM
            said = Updates(desk.incidents).write(
                session, incident_id, text, reach=reach, actor=actor, now=now
            )
            return _told(told) if told else f"{copy.POSTED} {said}"

        field = Field.CUSTOMERS if proposes else Field.TEXT
        await incident_forms.submit(desk, ack, filled, work, field=field)

    def _propose(
        self,
        session: Session,
        incident: Incident,
        news: Text,
        live: list[Ticket],
        actor: Actor,
        now: datetime,
    ) -> Told:
        desk = self._desk
        channel = desk.decisions.way_out.channel
        return telling.propose(
            session, incident, news, live, actor=actor, channel=channel, outbox=desk.outbox, now=now
        )

    async def ask_snooze(self, ack: AsyncAck, body: Body) -> None:
        def draw(_session: Session, _incident: Incident, state: FormState) -> Block:
            return modals.snooze(state)

        await self._ask(ack, Press.of(body), draw, copy.SNOOZE, Action.INCIDENT_SNOOZE)

    async def snooze(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> None:
            actor, now, why = desk.actor(filled.user_id), desk.clock(), filled.said(Field.WHY)
            Updates(desk.incidents).snooze(session, filled.state.about, why, actor=actor, now=now)

        await incident_forms.submit(desk, ack, filled, work, field=Field.WHY)

    async def more(self, ack: AsyncAck, body: Body) -> None:
        """«المزيد»: a modal, or the story."""
        press = Press.of(body)
        number, _, what = press.value.partition(".")
        match what:
            case "story":
                await forms.whispered(
                    self._desk, ack, press, lambda session: self._story(session, press, number)
                )
            case "severity":
                await self._ask(ack, press, _severity_modal, copy.SEVERITY, Action.INCIDENT_MORE, number)
            case "roles":
                await self._ask(ack, press, _roles_modal, copy.ROLES, Action.INCIDENT_MORE, number)
            case "harm":
                draw = incident_notice.harm_modal(self._desk, "")
                await self._ask(ack, press, draw, copy.HARM, Action.INCIDENT_MORE, number)
            case _:
                await forms.refused(self._desk, ack, press, ButtonUnknown("no such choice"))

    async def severity(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        to, why = forms.choice(Severity, filled.said(Field.SEVERITY)), filled.said(Field.WHY)

        def work(session: Session) -> None:
            actor, now = desk.actor(filled.user_id), desk.clock()
            Severities(desk.incidents).change(session, filled.state.about, to, why, actor=actor, now=now)

        await incident_forms.submit(desk, ack, filled, work, field=Field.WHY)

    async def roles(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        holders = {role: filled.said(role) or None for role in Seat}
        team = desk.settings.founder_ids | desk.settings.operator_ids

        def work(session: Session) -> None:
            actor, now = desk.actor(filled.user_id), desk.clock()
            Roles(desk.incidents, team).assign(session, filled.state.about, holders, actor=actor, now=now)

        await incident_forms.submit(desk, ack, filled, work, field=Seat.COMMANDER)

    async def _ask(
        self, ack: AsyncAck, press: Press, draw: Draw, label: str, action: Action, number: str = ""
    ) -> None:
        chosen = number or press.value
        await incident_forms.ask(self._desk, ack, press, draw, label=label, action=action, number=chosen)

    def _update_modal(self, incident: Incident, state: FormState, key: str, *, text: str, turn: int) -> Block:
        settings, now = self._desk.settings, self._desk.clock()
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        customers = telling.words(key, incident, voice=voice, now=now)
        named = any(gap in "\n".join(words.TEMPLATES[key]) for gap in (words.SPAN, words.AT))
        promised_by = now + CLOCKS[Severity(incident.severity)].update_every if named else None
        return modals.update(state, text=text, customers=customers, promised_by=promised_by, turn=turn)

    def _story(self, session: Session, press: Press, number: str) -> SlackMessage:
        desk = self._desk
        incident = desk.incidents.open_one(session, forms.about(number), actor=desk.actor(press.user_id))
        return story(session, incident, desk)


def story(session: Session, incident: Incident, desk: Desk) -> SlackMessage:
    told, now = timeline.told(session, incident.id), desk.clock()
    return blocks.story(incident.id, incident.severity, told, run(session, incident), now)


def _severity_modal(_session: Session, incident: Incident, state: FormState) -> Block:
    return modals.severity(state, Severity(incident.severity))


def _roles_modal(session: Session, incident: Incident, state: FormState) -> Block:
    return modals.roles(state, held.of(session, incident.id))


def _wrong(filled: Filled, text: str, customers: str, *, proposes: bool) -> dict[str, str]:
    if not any(letter.isalnum() for letter in text):
        return {Field.TEXT.value: copy.TEXT_EMPTY}
    if proposes and not customers:
        named = next((one for one, holds in filled.values.items() if Field.CUSTOMERS.value in holds), "")
        return {named or Field.CUSTOMERS.value: copy.CUSTOMERS_EMPTY}
    return {}


def _told(told: Told) -> str:
    lines = [copy.NONE_LIVE]
    if told.proposed:
        count = count_ar(len(told.proposed), Noun.DRAFT)
        lines = [copy.PROPOSED.format(count=count, tickets=_tickets(told.proposed))]
    elif told.waits:
        lines = [copy.POSTED]
    lines += [copy.WAITS.format(tickets=_tickets(told.waits))] if told.waits else []
    names = "، ".join(foreign_name(name, NAME_LIMIT) for name in told.nobody)
    return "\n".join([*lines, *([copy.NOBODY.format(names=names)] if names else [])])


def _tickets(ids: tuple[int, ...]) -> str:
    return "، ".join(f"ت-{one}" for one in ids)


def _turned(body: Body) -> tuple[str, str, FormState, str, str, int]:
    """Raises PressBroken, also for a text that the menu does not offer."""
    try:
        view: dict[str, Any] = body["view"]
        values = view["state"]["values"]
        state = FormState.load(view.get("private_metadata") or "")
        key = str(body["actions"][0]["selected_option"]["value"])
        named = next(one for one in values if one.startswith(f"{Field.CUSTOMERS.value}."))
        turn = int(named.rpartition(".")[2]) % TURNS
        if key not in words.TEMPLATES:
            raise PressBroken("a text that the modal does not offer")
        return str(body["user"]["id"]), str(view["id"]), state, key, given(values, Field.TEXT), turn
    except (AttributeError, LookupError, StopIteration, TypeError, ValueError) as error:
        raise PressBroken("a press in a modal lacks a field") from error
