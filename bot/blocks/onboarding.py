"""The checklist of a customer's onboarding: its one message in the success channel, and its modal."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from bot.blocks import copy_ar, moments
from bot.blocks import onboarding_copy_ar as copy
from bot.blocks.text import (
    Block,
    actions,
    button,
    context,
    foreign,
    foreign_name,
    overflow,
    person,
    plain,
    section,
    spoken,
)
from bot.ids import Action, Field, View
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.onboarding import rules
from dealix_ops.onboarding.copy_ar import TITLES
from dealix_ops.onboarding.rules import STEPS, Step, StepId
from dealix_ops.onboarding.service import StepState
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.checklists import ChecklistView

NAME_LIMIT = 60
NOTE_SHOWN = 80
OPEN_STEP = StepState(completed=False, notes="")
ID_DIGITS = 9
PEOPLE = ("U", "W")
"""How a person's id begins; anything else is a key of the API."""
BUNDLE_NAMES = {bundle.key: bundle.name for bundle in BUNDLES}


class What(StrEnum):
    """What «المزيد» offers beside the connectors."""

    NOTE = "note"
    REOPEN = "reopen"
    BUNDLE = "bundle"


@dataclass(frozen=True)
class ChecklistState:
    """Travels through Slack: what is to be written about whose onboarding, pressed where."""

    what: What
    customer_id: int
    channel: str

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "ChecklistState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            customer_id = customer_of(str(body["customer_id"]))
            what, channel = What(body["what"]), str(body["channel"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error
        if customer_id is None:
            raise ValueError("no customer of ours")
        return cls(what, customer_id, channel)


def render(view: ChecklistView, now: datetime) -> SlackMessage:
    """At most fifteen lines above the buttons, each beginning in Arabic."""
    stands, name = view.stands, foreign_name(view.name, NAME_LIMIT)
    numbers = {"done": stands.done, "total": stands.total, "percent": f"{stands.percent:g}%"}
    head = (copy.HEAD if stands.current else copy.HEAD_DONE).format(name=name, **numbers)
    bundle = isolate(BUNDLE_NAMES[stands.bundle_id]) if stands.bundle_id in BUNDLE_NAMES else copy.NO_BUNDLE
    lines = [
        f"*{head}*",
        copy.BUNDLE.format(bundle=bundle, since=moments.moment(stands.started_at, now)) + _left(view),
        *(line for step in STEPS for line in _step(view, step, now)),
    ]
    push = spoken(head)
    if stands.current:
        push = copy.PUSH.format(head=push, current=TITLES[stands.current])
    blocks = [section(lines), section(_below(view, now)), actions(_buttons(view))]
    return SlackMessage(text=push, blocks=blocks)


def moved(_customer_id: int, address: str | None) -> SlackMessage:
    """What stays of the older message."""
    place = f"<{address}|{copy.MOVED_PLACE}>" if address else copy.MOVED_PLACE
    line = copy.MOVED.format(place=place)
    return SlackMessage(text=copy.MOVED.format(place=copy.MOVED_PLACE), blocks=[section([line])])


def done_value(customer_id: int, step: StepId) -> str:
    return f"{customer_id}.{step.value}"


def done_of(text: str) -> tuple[int, StepId] | None:
    """None for anything that `done_value` did not write."""
    customer, _, step = text.partition(".")
    customer_id = customer_of(customer)
    return (customer_id, StepId(step)) if customer_id is not None and step in set(StepId) else None


def customer_of(text: str) -> int | None:
    """None for what is no customer's id."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= ID_DIGITS and int(text) else None


def modal(state: ChecklistState, view: ChecklistView) -> Block:
    """A menu, and for a note its words."""
    options, hint = _options(state.what, view), _HINTS.get(state.what)
    chosen: Block = {"type": "static_select", "action_id": Field.REASON.value, "options": options}
    wanted = view.stands.current if state.what is What.NOTE else view.stands.bundle_id
    at = next((option for option in options if option["value"] == wanted), None)
    label = copy.BUNDLE_LABEL if state.what is What.BUNDLE else copy.STEP_LABEL
    blocks = [_input(Field.REASON, label, chosen | ({"initial_option": at} if at else {}))]
    if state.what is What.NOTE:
        written: Block = {
            "type": "plain_text_input",
            "action_id": Field.NOTE.value,
            "multiline": True,
            "max_length": rules.NOTE_MAX,
        }
        blocks.append(_input(Field.NOTE, copy.NOTE_LABEL, written))
    return {
        "type": "modal",
        "callback_id": View.ONBOARDING_SUBMIT.value,
        "private_metadata": state.dump(),
        "title": plain(copy.TITLE[state.what]),
        "submit": plain(copy.SAVE),
        "close": plain(copy_ar.BACK),
        "blocks": [*blocks, *([context(hint)] if hint else [])],
    }


_HINTS = {What.BUNDLE: copy.BUNDLE_HINT, What.REOPEN: copy.REOPEN_HINT}


def who(actor: str | None) -> str:
    """A person, or the key of the API that said so."""
    return person(actor) if actor and actor.startswith(PEOPLE) else copy.BY_API


def _step(view: ChecklistView, step: Step, now: datetime) -> list[str]:
    state, title = view.steps.get(step.id, OPEN_STEP), TITLES[step.id]
    if state.completed:
        how = copy.APPROVED_BY if step.needs_approval else copy.DONE_BY
        at = moments.moment(state.at, now) if state.at else ""
        return [copy.DONE.format(title=title, how=how, who=who(state.by), at=at).rstrip()]
    minutes = f" · {count_ar(step.minutes, Noun.MINUTE)}" if step.minutes else ""
    approval = copy.NEEDS_APPROVAL if step.needs_approval else ""
    if step.id is not view.stands.current:
        return [copy.OPEN.format(title=title, day=step.day, minutes=minutes, approval=approval)]
    line = copy.CURRENT.format(title=title, day=step.day, minutes=minutes, approval=approval)
    note = foreign(state.notes, NOTE_SHOWN)
    return [line, copy.NOTE.format(note=note)] if note else [line]


def _left(view: ChecklistView) -> str:
    minutes = sum(step.minutes for step in STEPS if not view.steps.get(step.id, OPEN_STEP).completed)
    return copy.LEFT.format(minutes=count_ar(minutes, Noun.MINUTE)) if minutes else ""


def _below(view: ChecklistView, now: datetime) -> list[str]:
    told, stands = view.connectors, view.stands
    lines = [
        copy.CONNECTORS.format(connected=told.connected, total=told.total, accepted=told.accepted),
    ]
    if told.failing:
        lines.append(copy.FAILING.format(names="، ".join(map(isolate, told.failing))))
    if stands.current is None:
        return lines
    if told.ready_for_first_service:
        lines.append(copy.READY)
    elif told.missing:
        lines.append(copy.WAITS.format(missing="، ".join(map(isolate, told.missing))))
    else:
        lines.append(copy.NOTHING_CONNECTED)
    still = rules.still_since(stands.moved_at, now)
    if still:
        lines.append(copy.STANDSTILL.format(days=count_ar(still, Noun.DAY, Case.OBLIQUE)))
    return lines


def _buttons(view: ChecklistView) -> list[Block]:
    current, whose = view.stands.current, str(view.customer_id)
    first: list[Block] = []
    if current is StepId.SELECT_BUNDLE and view.stands.bundle_id is None:
        first = [button(copy.CHOOSE_BUNDLE, Action.ONBOARDING_BUNDLE, whose, style="primary")]
    elif current is not None:
        value = done_value(view.customer_id, current)
        first = [button(copy.MARK_DONE, Action.ONBOARDING_DONE, value, style="primary")]
    more = [(words, f"{what}.{whose}") for what, words in copy.TITLE.items()]
    menu = overflow(Action.ONBOARDING_MORE, [*more, (copy.SHOW_CONNECTORS, f"{CONNECTORS}.{whose}")])
    return [*first, menu]


CONNECTORS = "connectors"
"""The option of «المزيد» that is not ours to answer."""


def _options(what: What, view: ChecklistView) -> list[Block]:
    if what is What.BUNDLE:
        return [
            {"text": plain(f"{bundle.name} · {bundle.price_ar()}"), "value": bundle.key} for bundle in BUNDLES
        ]
    steps = [step.id for step in STEPS if what is What.NOTE or view.steps.get(step.id, OPEN_STEP).completed]
    return [{"text": plain(TITLES[step]), "value": step.value} for step in steps]


def _input(field: Field, label: str, element: Block) -> Block:
    return {"type": "input", "block_id": field.value, "label": plain(label), "element": element}
