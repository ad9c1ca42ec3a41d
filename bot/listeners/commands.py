"""`/dealix …`, and the same words in the bot's direct messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import command_text
from bot.blocks import copy_ar
from bot.blocks.text import foreign, foreign_name
from bot.command_text import COMMANDS, Command, Typed, Word
from bot.listeners import saved_replies, silent
from bot.listeners.desk import Desk
from bot.presses import Spoken
from dealix_ops.contacts import customers
from dealix_ops.errors import OpsError
from dealix_ops.language.masking import mask_secrets
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Event
from dealix_ops.sending import errors
from dealix_ops.sending.authority import may_arrange
from dealix_ops.triage.rules import classify

COMMAND = "/dealix"
REASONS_SHOWN = 2
REASON_LIMIT = 200
WORD_LIMIT = 40
DIRECT_MESSAGE = "D"
"""The first letter of its id."""


@dataclass(frozen=True)
class Reply:
    """What the bot says in its direct messages; `may_be_customer`: the words may also be a customer's."""

    text: str | None
    may_be_customer: bool
    blocks: Sequence[Mapping[str, Any]] | None = None


def register(app: AsyncApp, commands: "Commands") -> None:
    app.command(COMMAND)(commands.run)


class Commands:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Answered to the person alone, in the acknowledgement itself."""
        spoken = Spoken.of(body)
        typed = command_text.parse(spoken.text)
        if typed.word is Word.CHANNEL:
            await ack(await self._channel(typed.rest, spoken))
        elif typed.word is Word.REPLIES:
            await ack(await saved_replies.command(self._desk, typed.rest, user_id=spoken.user_id))
        elif typed.word is Word.SILENT:
            listed = await silent.command(self._desk, user_id=spoken.user_id)
            await ack(text=listed.text, blocks=[dict(block) for block in listed.blocks or ()])
        else:
            await ack(_spoken(typed))

    def in_direct_message(self, session: Session, words: str, *, user_id: str) -> Reply:
        """A command's word may also begin what a customer said: «مساعدة لو سمحتم»."""
        typed = command_text.parse(words)
        more_than_the_word = bool(typed.rest)
        if typed.word is Word.SILENT and not more_than_the_word:
            listed = silent.in_conversation(session, self._desk, user_id=user_id)
            return Reply(listed.text, may_be_customer=False, blocks=listed.blocks)
        if typed.word is Word.TRIAGE:
            return Reply(_spoken(typed), may_be_customer=False)
        if typed.word is Word.CHANNEL:
            return Reply(copy_ar.CHANNEL_ONLY_THERE, may_be_customer=more_than_the_word)
        if typed.word is Word.HELP and not more_than_the_word:
            return Reply(_spoken(typed), may_be_customer=False)
        return Reply(None, may_be_customer=True)

    async def _channel(self, name: str, spoken: Spoken) -> str:
        desk, user = self._desk, spoken.user_id
        if desk.is_ours(spoken.channel) or spoken.channel.startswith(DIRECT_MESSAGE):
            return copy_ar.CHANNEL_IS_OURS
        try:
            return await desk.database.write(lambda session: self._map(session, name, spoken))
        except customers.NameUnusable:
            return copy_ar.CHANNEL_WHAT
        except OpsError as error:
            return await desk.refuse_alone(error, user_id=user)

    def _map(self, session: Session, name: str, spoken: Spoken) -> str:
        user, channel, now = spoken.user_id, spoken.channel, self._desk.clock()
        if not may_arrange(self._desk.actor(user).role):
            raise errors.MayNotArrange(user)
        if command_text.says_off(name):
            if not customers.unmap_channel(session, channel):
                return copy_ar.CHANNEL_WAS_NOT_MAPPED
            ledger.record(session, Event.CHANNEL_UNMAPPED, at=now, actor=user, facts={"channel": channel})
            return copy_ar.CHANNEL_UNMAPPED
        customer = customers.find_or_create(session, name, now=now)
        customers.map_channel(session, channel, customer, by=user, now=now)
        facts = {"channel": channel, "customer": customer.id}
        ledger.record(session, Event.CHANNEL_MAPPED, at=now, actor=user, facts=facts)
        return copy_ar.CHANNEL_MAPPED.format(name=foreign_name(customer.name, customers.NAME_LIMIT))


def _spoken(typed: Typed) -> str:
    if typed.word is Word.TRIAGE:
        return _triage(typed.rest)
    if typed.word is None:
        nearest = " أو ".join(f"«{command.usage}»" for command in typed.nearest)
        unknown = copy_ar.UNKNOWN_COMMAND.format(word=foreign_name(typed.first, WORD_LIMIT))
        return f"{unknown} {copy_ar.DID_YOU_MEAN.format(nearest=nearest)}"
    return "\n".join([copy_ar.HELP_HEAD, *(_help_line(command) for command in COMMANDS)])


def _help_line(command: Command) -> str:
    return f"• {command.usage}: {command.help_ar}"


def _triage(text: str) -> str:
    """What the card would say; nothing is stored."""
    if not text:
        return copy_ar.TRIAGE_WHAT
    masked, secret_found = mask_secrets(text)
    verdict = classify([masked], secret_found=secret_found)
    sure = copy_ar.NEEDS_LOOK if verdict.needs_look else copy_ar.SURE
    lines = [f"{copy_ar.MARK[verdict.priority]} {verdict.priority.name_ar} ({verdict.priority}) · {sure}"]
    lines += [f"السبب: {foreign(reason, REASON_LIMIT)}" for reason in verdict.reasons[:REASONS_SHOWN]]
    return "\n".join(lines)
