"""`/dealix …`, and the same words in the bot's direct messages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import command_help, command_text
from bot.blocks import copy_ar
from bot.blocks.text import foreign, foreign_name
from bot.command_table import Word
from bot.command_text import Typed
from bot.listeners import (
    brief,
    connectors,
    customer_cards,
    daily,
    delegation,
    delivery,
    freezing,
    incident_command,
    onboarding,
    paging,
    permissions,
    plans,
    proof,
    saved_replies,
    search,
    silent,
    working_days,
)
from bot.listeners.calls import Call, Handler
from bot.listeners.desk import DIRECT_MESSAGE, Desk
from bot.presses import Spoken
from dealix_ops.contacts import customers
from dealix_ops.errors import OpsError
from dealix_ops.language.masking import mask_secrets
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.triage.rules import classify

COMMAND = "/dealix"
REASONS_SHOWN = 2
REASON_LIMIT = 200
WORD_LIMIT = 40


@dataclass(frozen=True)
class Asked:
    """What stands in the bot's direct messages; `typed` has no command where it is nobody's."""

    typed: Typed
    call: Call

    @classmethod
    def of(cls, words: str, *, user_id: str, channel: str) -> Self:
        """A command's word may also begin what a customer said: «مساعدة لو سمحتم»."""
        typed = command_text.parse(words)
        if typed.command is not None and typed.rest and not typed.command.takes_words:
            typed = replace(typed, command=None)
        return cls(typed, Call(user_id, channel, typed.rest, direct=True, said=typed.first))

    @property
    def reads(self) -> bool:
        return self.typed.command is not None and self.typed.command.word in READ_ONLY

    @property
    def may_be_customer(self) -> bool:
        """Only «فرز» is followed by anybody's words as they are."""
        command = self.typed.command
        return command is None or (bool(self.typed.rest) and command.word is not Word.TRIAGE)


@dataclass(frozen=True)
class Reply:
    """What the bot says in its direct messages; `may_be_customer`: the words may also be a customer's."""

    message: SlackMessage | None
    may_be_customer: bool


def register(app: AsyncApp, commands: "Commands") -> None:
    app.command(COMMAND)(commands.run)


class Commands:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Answered to the person alone, in the acknowledgement itself."""
        spoken, desk = Spoken.of(body), self._desk
        typed = command_text.parse(spoken.text)
        direct = spoken.channel.startswith(DIRECT_MESSAGE)
        call = Call(spoken.user_id, spoken.channel, typed.rest, direct, spoken.domain, typed.first)
        try:
            reads = typed.command is None or typed.command.word in READ_ONLY
            ask = desk.database.read if reads else desk.database.write
            message = await ask(lambda session: _answer(session, desk, typed, call))
        except OpsError as error:
            message = SlackMessage(await desk.refuse_alone(error, user_id=spoken.user_id))
        await ack(text=message.text, blocks=[dict(block) for block in message.blocks or ()])

    async def look_up(self, asked: Asked) -> SlackMessage | OpsError | None:
        """What a command that writes nothing says, beside any transaction; None for every other command."""
        if not asked.reads:
            return None
        try:
            return await self._desk.database.read(lambda session: self._answered(session, asked))
        except OpsError as error:
            return error

    def reply(self, session: Session, asked: Asked, found: SlackMessage | OpsError | None) -> Reply:
        """`found` was looked up; what writes is done here, together with keeping what was said."""
        try:
            if found is None and asked.typed.command is not None:
                with session.begin_nested():
                    found = self._answered(session, asked)
            if isinstance(found, OpsError):
                raise found
        except OpsError as error:
            found = SlackMessage(self._desk.refuse_in(session, error, user_id=asked.call.user_id))
        return Reply(found, asked.may_be_customer)

    def _answered(self, session: Session, asked: Asked) -> SlackMessage:
        return _answer(session, self._desk, asked.typed, asked.call)


def _answer(session: Session, desk: Desk, typed: Typed, call: Call) -> SlackMessage:
    if typed.command is None:
        return _unknown(typed)
    return HANDLERS[typed.command.word](session, desk, call)


def _channel(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    user, channel, now = call.user_id, call.channel, desk.clock()
    if call.direct or desk.is_ours(channel):
        return SlackMessage(copy_ar.CHANNEL_ONLY_THERE if call.direct else copy_ar.CHANNEL_IS_OURS)
    if not allows(desk.actor(user).role, Act.MAP_CHANNEL):
        raise errors.MayNotArrange(user)
    if command_text.says_off(call.rest):
        if not customers.unmap_channel(session, channel):
            return SlackMessage(copy_ar.CHANNEL_WAS_NOT_MAPPED)
        ledger.record(session, Event.CHANNEL_UNMAPPED, at=now, actor=user, facts={"channel": channel})
        return SlackMessage(copy_ar.CHANNEL_UNMAPPED)
    try:
        customer = customers.find_or_create(session, call.rest, now=now)
    except customers.NameUnusable:
        return SlackMessage(copy_ar.CHANNEL_WHAT)
    customers.map_channel(session, channel, customer, by=user, now=now)
    facts = {"channel": channel, "customer": customer.id}
    ledger.record(session, Event.CHANNEL_MAPPED, at=now, actor=user, facts=facts)
    name = foreign_name(customer.name, customers.NAME_LIMIT)
    return SlackMessage(copy_ar.CHANNEL_MAPPED.format(name=name))


def _unknown(typed: Typed) -> SlackMessage:
    nearest = " أو ".join(f"«{command.usage}»" for command in typed.nearest)
    unknown = copy_ar.UNKNOWN_COMMAND.format(word=foreign_name(typed.first, WORD_LIMIT))
    return SlackMessage(f"{unknown} {copy_ar.DID_YOU_MEAN.format(nearest=nearest)}")


def _help(_session: Session, _desk: Desk, call: Call) -> SlackMessage:
    return SlackMessage("\n".join(command_help.help_page(call.said)))


def _triage(_session: Session, _desk: Desk, call: Call) -> SlackMessage:
    """What the card would say; nothing is stored."""
    if not call.rest:
        return SlackMessage(copy_ar.TRIAGE_WHAT)
    masked, secret_found = mask_secrets(call.rest)
    verdict = classify([masked], secret_found=secret_found)
    sure = copy_ar.NEEDS_LOOK if verdict.needs_look else copy_ar.SURE
    lines = [f"{copy_ar.MARK[verdict.priority]} {verdict.priority.name_ar} ({verdict.priority}) · {sure}"]
    lines += [f"السبب: {foreign(reason, REASON_LIMIT)}" for reason in verdict.reasons[:REASONS_SHOWN]]
    return SlackMessage("\n".join(lines))


HANDLERS: Mapping[Word, Handler] = {
    Word.TRIAGE: _triage,
    Word.CHANNEL: _channel,
    Word.REPLIES: saved_replies.command,
    Word.SILENT: silent.command,
    Word.RIGHTS: permissions.command,
    Word.DELEGATE: delegation.command,
    Word.DUTY: paging.command,
    Word.PLAN: plans.command,
    Word.PROOF: proof.command,
    Word.DELIVER: delivery.command,
    Word.BRIEF: brief.command,
    Word.WORKING_DAYS: working_days.command,
    Word.ONBOARD: onboarding.command,
    Word.CONNECTORS: connectors.command,
    Word.TICKET: search.command,
    Word.CUSTOMERS: customer_cards.list_command,
    Word.CUSTOMER: customer_cards.card_command,
    Word.DRAFTS: daily.drafts_command,
    Word.SLA: daily.sla_command,
    Word.AT_RISK: daily.risk_command,
    Word.RENEWALS: daily.renewals_command,
    Word.KPI: daily.kpi_command,
    Word.INCIDENT: incident_command.command,
    Word.FREEZE: freezing.freeze_command,
    Word.UNFREEZE: freezing.unfreeze_command,
    Word.HELP: _help,
}
"""One line a command; its words and help stand in `bot/command_text.py`."""

READ_ONLY = frozenset({
    Word.DRAFTS, Word.SLA, Word.AT_RISK, Word.RENEWALS, Word.KPI, Word.SILENT, Word.BRIEF,
    Word.TICKET, Word.TRIAGE, Word.CUSTOMERS, Word.CUSTOMER, Word.CONNECTORS, Word.PROOF,
    Word.RIGHTS, Word.HELP,
})  # fmt: skip
"""They write nothing: a search through months of messages must not keep SQLite's one writer waiting."""
