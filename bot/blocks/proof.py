"""What a customer's proof looks like in Slack, and the modals that add to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.blocks import form_parts, moments
from bot.blocks import proof_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block, actions, button, context, foreign, foreign_name, plain, section
from bot.ids import Action, View
from dealix_ops.clock import riyadh
from dealix_ops.language.times_ar import date_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.proof import copy_ar as words
from dealix_ops.proof.models import ProofEvent
from dealix_ops.proof.packs import Pack
from dealix_ops.proof.rules import WORDS_MAX, Figure, Kind, Own

NAME_LIMIT = 60
LINE_LIMIT = 60
LISTED = 100


class Field(StrEnum):
    """Block and action ids of these modals."""

    KIND = "kind"
    WORDS = "words"
    AMOUNT = "amount"
    DAY = "day"
    TICKET = "ticket"
    EVENT = "event"
    REASON = "reason"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True)
class Standing:
    """A customer's proof since the newest version, or since the beginning."""

    customer_id: int
    customer: str
    since: datetime
    figures: tuple[Figure, ...]
    newest: Pack | None
    may_void: bool


def summary(standing: Standing) -> SlackMessage:
    """For one person alone."""
    name = foreign_name(standing.customer, NAME_LIMIT)
    newest, about = standing.newest, str(standing.customer_id)
    head = (
        copy.HEAD.format(name=name, since=date_ar(standing.since))
        if newest is None
        else copy.HEAD_AFTER.format(name=name, version=newest.version)
    )
    by_key = {figure.key: figure for figure in standing.figures}
    lines = [f"{words.NAMES[kind]}: {words.value(by_key[kind])}" for kind in Kind if by_key[kind].count]
    if nothing := [words.NAMES[kind] for kind in Kind if not by_key[kind].count]:
        lines.append(copy.NOTHING.format(names="، ".join(nothing)))
    own = {key: by_key[key].count for key in Own}
    lines.append(
        copy.TALK.format(
            answers=own[Own.ANSWER_APPROVED], replies=own[Own.CUSTOMER_REPLY], stopped=own[Own.GATE_REFUSED]
        )
    )
    lines.append(
        copy.NO_VERSION
        if newest is None
        else copy.VERSION.format(version=newest.version, day=date_ar(newest.made_at))
    )
    elements = [
        button(copy.RECORD, Action.PROOF_RECORD, about, style="primary"),
        button(copy.FREEZE, Action.PROOF_FREEZE, about),
    ]
    if newest is not None:
        elements.append(button(copy.OPEN.format(version=newest.version), Action.PROOF_OPEN, str(newest.id)))
    if standing.may_void:
        elements.append(button(copy.VOID, Action.PROOF_VOID, about))
    return SlackMessage(head, [section([head, *lines]), actions(elements)])


def record(state: FormState, today: date) -> Block:
    kinds = [(said, kind.value) for kind, said in copy.KIND.items()]
    return form_parts.modal(
        View.PROOF_RECORD_SUBMIT,
        state,
        title=copy.RECORD_TITLE,
        submit=copy.SAVE,
        blocks=[
            form_parts.menu(Field.KIND, copy.WHAT, kinds),
            form_parts.text(Field.WORDS, copy.WORDS, longest=WORDS_MAX, hint=copy.WORDS_HINT),
            form_parts.text(Field.AMOUNT, copy.AMOUNT, longest=20, hint=copy.AMOUNT_HINT, optional=True),
            form_parts.day(Field.DAY, copy.DAY, today),
            form_parts.text(Field.TICKET, copy.TICKET, longest=12, hint=copy.TICKET_HINT, optional=True),
        ],
    )


def void(state: FormState, events: Sequence[ProofEvent]) -> Block:
    return form_parts.modal(
        View.PROOF_VOID_SUBMIT,
        state,
        title=copy.VOID_TITLE,
        submit=copy.VOID,
        blocks=[
            form_parts.menu(Field.EVENT, copy.WHICH, [(_line(event), str(event.id)) for event in events]),
            form_parts.text(Field.REASON, copy.WHY, longest=WORDS_MAX),
        ],
    )


def freeze(state: FormState, *, since: datetime, today: date) -> Block:
    return form_parts.modal(
        View.PROOF_FREEZE_SUBMIT,
        state,
        title=copy.FREEZE_TITLE,
        submit=copy.FREEZE,
        blocks=[
            form_parts.day(Field.SINCE, copy.SINCE, riyadh(since).date()),
            form_parts.day(Field.UNTIL, copy.UNTIL, today),
        ],
    )


def opened(pack: Pack, address: str | None, now: datetime) -> Block:
    """The key of the page stands in this modal alone: it is neither stored nor sent to a channel."""
    name = foreign_name(pack.customer, NAME_LIMIT)
    made = moments.moment(pack.made_at, now)
    lines = [f"حزمة {name}، النسخة {pack.version}، ثُبّتت {made}", copy.FROZEN.format(version=pack.version)]
    if address is None:
        return form_parts.told(copy.PACK_TITLE, [section([*lines, copy.NO_PAGES])])
    link: Block = {
        "type": "button",
        "text": plain(copy.OPEN_PAGE),
        "action_id": Action.OPEN_PROOF.value,
        "url": address,
    }
    return form_parts.told(copy.PACK_TITLE, [section(lines), actions([link]), context(copy.LINK_ONCE)])


def _line(event: ProofEvent) -> str:
    """«12 · اجتماع · الأحد 22 نوفمبر · …» as a menu's option."""
    said = foreign(event.words, LINE_LIMIT)
    return f"دليل {event.id}: {copy.KIND[Kind(event.kind)]}، {date_ar(event.at)}، {said}"
