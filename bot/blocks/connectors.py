"""A customer's connectors: the list for one person, the modal of one of them, and what a test saw."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.blocks import connectors_copy_ar as copy
from bot.blocks import copy_ar, moments
from bot.blocks.onboarding import NAME_LIMIT, customer_of, who
from bot.blocks.text import Block, actions, button, context, foreign, foreign_name, plain, section
from bot.ids import Action, Field, View
from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.connectors import rules
from dealix_ops.connectors.copy_ar import FIXES, LACKS, LIMITS, STATES
from dealix_ops.connectors.proofs import Told
from dealix_ops.connectors.rules import ConnectorState, Proof
from dealix_ops.language.display import isolate
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.connections import ConnectionsView, ConnectionView

NOTE_SHOWN = 80
CHANGES_SHOWN = 5
STAY, TRIED = "stay", "tried"
"""Choices of the modal that are no state."""


@dataclass(frozen=True)
class ConnectorRef:
    """Travels through Slack: whose connector, how it stood when the modal was opened, pressed where."""

    customer_id: int
    key: str
    seen: ConnectorState
    channel: str

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "ConnectorRef":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            which = opened_of(f"{body['customer_id']}.{body['key']}")
            seen, channel = ConnectorState(body["seen"]), str(body["channel"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error
        if which is None:
            raise ValueError("no connector of ours")
        return cls(*which, seen, channel)


def render(view: ConnectionsView, now: datetime) -> SlackMessage:
    """All eleven, and a menu that opens one of them."""
    numbers = {
        "name": foreign_name(view.name, NAME_LIMIT),
        "connected": view.summary.connected,
        "total": view.summary.total,
    }
    lines = [f"*{copy.HEAD.format(**numbers)}*"]
    for one in view.connections:
        lines.append(
            copy.LINE.format(
                mark=copy.MARK[one.state],
                state=STATES[one.state],
                name=isolate(one.kind.name),
                mode=copy.MODE[one.kind.mode],
                phase=one.kind.phase,
                blocks=copy.BLOCKS if one.kind.blocks_first_service else "",
                proof=_proof(one.told, now),
            )
        )
    options = [{"text": plain(kind.name), "value": f"{view.customer_id}.{kind.key}"} for kind in CONNECTORS]
    menu: Block = {
        "type": "static_select",
        "action_id": Action.CONNECTOR_OPEN.value,
        "placeholder": plain(copy.CHOOSE),
        "options": options,
    }
    blocks = [section(lines), section([_first_service(view)]), actions([menu])]
    return SlackMessage(text=copy.LIST_TEXT.format(**numbers), blocks=blocks)


def opened_of(text: str) -> tuple[int, str] | None:
    """Customer and connector of a choice; None for anything that the menu does not hold."""
    customer, _, key = text.partition(".")
    customer_id = customer_of(customer)
    known = customer_id is not None and key in {kind.key for kind in CONNECTORS}
    return (customer_id, key) if known and customer_id is not None else None


def modal(state: ConnectorRef, view: ConnectionView, now: datetime, *, tests_itself: bool) -> Block:
    blocks = [
        section([copy.WHICH.format(name=isolate(view.connection.kind.name)), *_about(view, now)]),
        section([*_acceptance(view), *_last_test(view.connection.told, now, tests_itself=tests_itself)]),
        section(_history(view, now)),
        section([copy.FIXES, *(copy.FIX.format(fix=fix) for fix in FIXES[view.connection.kind.key])]),
    ]
    if tests_itself:
        value = f"{view.customer_id}.{view.connection.kind.key}"
        blocks.append(actions([button(copy.TEST, Action.CONNECTOR_TEST, value)]))
    return {
        "type": "modal",
        "callback_id": View.CONNECTOR_SUBMIT.value,
        "private_metadata": state.dump(),
        "title": plain(copy.TITLE),
        "submit": plain(copy.SUBMIT),
        "close": plain(copy_ar.BACK),
        "blocks": [*blocks, *_fields(view.connection.state, tests_itself=tests_itself)],
    }


def tested(customer: str, name: str, proof: Proof, proved: bool, now: datetime) -> str:
    """For whoever pressed «افحص الآن»: what was seen, line by line."""
    names = {"name": isolate(name), "customer": foreign_name(customer, NAME_LIMIT)}
    head = (copy.TEST_OK if proved else copy.TEST_FAILED).format(**names)
    not_set_up = [copy.NOT_SET_UP_YET] if proof.succeeded and not proved else []
    return "\n".join([head, *not_set_up, *_seen(proof, now)])


def _about(view: ConnectionView, now: datetime) -> list[str]:
    one, kind = view.connection, view.connection.kind
    since = ""
    if one.standing:
        at = moments.moment(one.standing.changed_at, now)
        since = copy.SINCE.format(who=who(one.standing.changed_by), at=at)
    lines = [
        copy.STATE.format(mark=copy.MARK[one.state], state=STATES[one.state], since=since),
        copy.DEFAULT_MODE.format(
            mode=copy.MODE[kind.mode],
            phase=kind.phase,
            blocks=copy.BLOCKS if kind.blocks_first_service else "",
        ),
        copy.LIMIT.format(limit=LIMITS[kind.key]),
    ]
    if kind.scopes:
        lines.append(copy.SCOPES.format(scopes="، ".join(map(isolate, kind.scopes))))
    note = foreign(one.standing.notes, NOTE_SHOWN) if one.standing else ""
    return [*lines, copy.NOTES.format(note=note)] if note else lines


def _acceptance(view: ConnectionView) -> list[str]:
    if not view.lacks:
        return [copy.ACCEPTED]
    return [copy.LACKING.format(lacks="، ".join(LACKS[one] for one in view.lacks))]


def _last_test(told: Told | None, now: datetime, *, tests_itself: bool) -> list[str]:
    by_hand = [] if tests_itself else [copy.NO_GATEWAY]
    if told is None:
        return [copy.NEVER_TESTED, *by_hand]
    result = copy.SUCCEEDED if told.proved else copy.NOT_SUCCEEDED
    head = copy.LAST_TEST.format(result=result, at=moments.moment(told.at, now), who=who(told.actor))
    if told.by_hand:
        return [head, copy.BY_HAND.format(words=foreign(told.words, rules.WORDS_MAX))]
    return [head, *_seen(told.proof, now)]


def _seen(proof: Proof, now: datetime) -> list[str]:
    def at(words: str, instant: datetime | None, otherwise: str) -> list[str]:
        return [words.format(at=moments.moment(instant, now))] if instant else [otherwise] * bool(otherwise)

    lines = at(copy.LAST_IN, proof.last_signed_in, copy.NO_IN)
    lines += at(copy.LAST_DRAFT, proof.last_draft, "")
    lines += at(copy.LAST_OUT, proof.last_out, copy.NO_OUT)
    door = {True: copy.DOOR_OK, False: copy.DOOR_FAILED, None: copy.DOOR_UNASKED}
    lines.append(door[proof.answered])
    if proof.token_ok is not None:
        lines.append(copy.META_OK if proof.token_ok else copy.META_FAILED)
    lines.append(copy.LOGS_CLEAN if proof.logs_clean else copy.LOGS_LEAK)
    return lines


def _history(view: ConnectionView, now: datetime) -> list[str]:
    lines = [copy.HISTORY]
    for change in view.history[:CHANGES_SHOWN]:
        line = copy.CHANGE.format(
            was=STATES[change.was],
            state=STATES[change.state],
            who=who(change.actor),
            at=moments.moment(change.at, now),
        )
        note = foreign(change.notes, NOTE_SHOWN)
        lines.append(line + (copy.WITH_NOTE.format(note=note) if note else ""))
    return lines if view.history else [*lines, copy.NO_HISTORY]


def _fields(state: ConnectorState, *, tests_itself: bool) -> list[Block]:
    """Only the states that can follow; «جرّبتها بنفسي» only where the product cannot look by itself."""
    choices = [(STATES[to], to.value) for to in ConnectorState if to in rules.WAYS[state]]
    if state is not ConnectorState.NOT_STARTED:
        choices.append((copy.STAY, STAY))
    if not tests_itself and state in rules.PROVABLE:
        choices.insert(0, (copy.TRIED, TRIED))
    menu: Block = {
        "type": "static_select",
        "action_id": Field.REASON.value,
        "options": [{"text": plain(words), "value": value} for words, value in choices],
    }
    note: Block = {
        "type": "plain_text_input",
        "action_id": Field.NOTE.value,
        "multiline": True,
        "max_length": rules.WORDS_MAX,
    }
    return [
        _input(Field.REASON, copy.DECISION, menu, optional=False),
        _input(Field.NOTE, copy.NOTE_LABEL, note, optional=True),
        context(copy.HINT),
    ]


def _proof(told: Told | None, now: datetime) -> str:
    if told is None:
        return ""
    return (copy.PROVED if told.proved else copy.FAILED_TEST).format(at=moments.moment(told.at, now))


def _first_service(view: ConnectionsView) -> str:
    if view.summary.ready_for_first_service:
        return copy.READY
    if view.summary.missing:
        return copy.WAITS.format(missing="، ".join(map(isolate, view.summary.missing)))
    return copy.NOTHING_CONNECTED


def _input(field: Field, label: str, element: Block, *, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": field.value,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
