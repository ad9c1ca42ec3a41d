"""`/dealix تفويض @المشغّل حتى غداً`: the founder lets an operator decide for a while."""

import re

from sqlalchemy.orm import Session

from bot import command_text
from bot.blocks import delegation as blocks
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.delegation import service as delegation
from dealix_ops.delegation import until
from dealix_ops.delegation.errors import UntilUnclear
from dealix_ops.delegation.until import Unclear
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

_MENTION = re.compile(r"^@(?P<user>[UW][A-Z0-9_]{1,30})(?:\s+(?P<rest>.*))?$", re.DOTALL)


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """A refusal undoes whatever the command had begun. Raises MayNotArrange, FounderOnly."""
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
    actor, now = desk.actor(user_id), desk.clock()
    if not rest:
        if not allows(actor.role, Act.SEE_LISTS):
            raise errors.MayNotArrange(user_id)
        return blocks.listed(delegation.all_standing(session, actor.founders, now=now))
    delegation.allow(actor)
    named = _MENTION.match(rest)
    if named is None:
        return f"{blocks.WHO} {blocks.HOW}"
    delegate, words = named["user"], (named["rest"] or "").strip()
    if command_text.says_off(words):
        over = delegation.end(session, delegate, actor=actor, now=now)
        _tell(session, desk, delegate, blocks.told_ended(over, user_id))
        return blocks.ended(over)
    try:
        at = until.read(words, now=now)
    except ValueError as error:
        raise UntilUnclear(Unclear(error.args[0])) from error
    operators = desk.settings.operator_ids
    stands, new = delegation.start(session, delegate, until=at, operators=operators, actor=actor, now=now)
    if new:
        _tell(session, desk, delegate, blocks.told(stands))
    return blocks.started(stands, new=new)


def _tell(session: Session, desk: Desk, user_id: str, text: str) -> None:
    """In their own conversation with the bot."""
    payload = {"channel": user_id, "text": text}
    desk.outbox.add(session, Effect(EffectKind.NOTICE, user_id, payload), now=desk.clock())
