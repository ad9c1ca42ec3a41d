"""«استلمتها» on an alarm itself, and `/dealix مناوبة`: who is on call."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import command_text
from bot.blocks import duty as blocks
from bot.ids import Action
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.presses import Press
from dealix_ops.alerts import service as alerts
from dealix_ops.delegation import until
from dealix_ops.delegation.errors import UntilUnclear
from dealix_ops.delegation.until import Unclear
from dealix_ops.errors import OpsError
from dealix_ops.judging import claiming
from dealix_ops.paging import duty, service
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

_MENTION = re.compile(r"^@(?P<user>[UW][A-Z0-9_]{1,30})(?:\s+(?P<rest>.*))?$", re.DOTALL)


def register(app: AsyncApp, desk: Desk) -> None:
    app.action(Action.PAGE_TAKE)(PagingListeners(desk).take)


class PagingListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def take(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The same as on the card, where there is one."""
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            actor, now, way_out = desk.actor(press.user_id), desk.clock(), desk.decisions.way_out
            ticket_id = service.by_token(session, press.value).ticket_id
            alert = alerts.of_ticket(session, ticket_id) if ticket_id is not None else None
            if alert is not None:
                desk.alerts.claim(session, alert.token, actor=actor, now=now)
            elif ticket_id is not None:
                outbox, channel = way_out.outbox, way_out.channel
                claiming.claim(session, ticket_id, actor=actor, outbox=outbox, channel=channel, now=now)
            else:
                service.take(session, press.value, actor=actor, now=now)

        try:
            await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        await ack()


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """A refusal undoes whatever the command had begun. Raises MayNotArrange."""
    try:
        with session.begin_nested():
            return SlackMessage(_answer(session, desk, call.rest, call.user_id))
    except OpsError as error:
        said = blocks.text_of(error)
        if said is None:
            raise
        return SlackMessage(said)


def _answer(session: Session, desk: Desk, rest: str, user_id: str) -> str:
    """Raises what the use cases raise, MayNotArrange and UntilUnclear."""
    actor, now, settings = desk.actor(user_id), desk.clock(), desk.settings
    if not allows(actor.role, Act.SEE_LISTS):
        raise errors.MayNotArrange(user_id)
    if command_text.says_off(rest):
        over = duty.end(session, actor=actor, now=now)
        _tell(session, desk, over.user_id, blocks.told_over(user_id), by=user_id)
        return blocks.ended(over, duty.turns(session, now=now), settings.on_call)
    if not rest:
        return blocks.listed(duty.turns(session, now=now), settings.on_call)
    named = _MENTION.match(rest)
    if named is None:
        return f"{blocks.WHO} {blocks.HOW}"
    words = (named["rest"] or "").strip()
    try:
        at = until.read(words, now=now) if words else None
    except ValueError as error:
        raise UntilUnclear(Unclear(error.args[0])) from error
    team = settings.founder_ids | settings.operator_ids
    turn = duty.begin(session, named["user"], until=at, team=team, actor=actor, now=now)
    _tell(session, desk, turn.user_id, blocks.told(turn), by=user_id)
    return blocks.began(turn)


def _tell(session: Session, desk: Desk, user_id: str, text: str, *, by: str) -> None:
    """In their own conversation with the bot; whoever did it themselves reads the answer."""
    if user_id != by:
        payload = {"channel": user_id, "text": text}
        desk.outbox.add(session, Effect(EffectKind.NOTICE, user_id, payload), now=desk.clock())
