"""The modals of an incident under way."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.blocks import form_parts, incidents_copy_ar
from bot.blocks import incident_run_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block, actions, context, plain
from bot.ids import Action, View
from dealix_ops.incidents import run_copy_ar as words
from dealix_ops.incidents.pdpl_rules import Part
from dealix_ops.incidents.roles import Seat
from dealix_ops.vocabulary import Severity

LONG, SHORT = 1500, 300


class Field(StrEnum):
    """Block and action ids."""

    TEXT = "text"
    CUSTOMERS = "customers"
    PROPOSE = "propose"
    PROMISED = "promised"
    WHY = "why"
    SEVERITY = "severity"
    HARM = "harm"
    AWARE = "aware"
    FILED_AT = "filed_at"
    REFERENCE = "reference"
    PARTIAL = "partial"


YES = "yes"


def update(
    state: FormState, *, text: str, customers: str, promised_by: datetime | None, turn: int = 0
) -> Block:
    """`turn` names the customers' field anew, so that Slack shows the template that was chosen."""
    options = [{"text": plain(name), "value": key} for key, name in words.TEMPLATE_NAMES.items()]
    menu: Block = {
        "type": "static_select",
        "action_id": Action.INCIDENT_TEMPLATE.value,
        "placeholder": plain(copy.FIELD_TEMPLATE),
        "options": options,
    }
    field = form_parts.text(
        Field.CUSTOMERS.value, copy.FIELD_CUSTOMERS, longest=LONG, value=customers, hint=copy.HINT_CUSTOMERS
    ) | {"block_id": f"{Field.CUSTOMERS.value}.{turn}", "optional": True}
    blocks = [
        form_parts.text(Field.TEXT.value, copy.FIELD_TEXT, longest=LONG, value=text, hint=copy.HINT_TEXT),
        actions([menu]),
        field,
        _when(Field.PROMISED, copy.FIELD_PROMISED, promised_by, hint=copy.HINT_PROMISED, turn=turn),
        _tick(Field.PROPOSE, copy.FIELD_PROPOSE, copy.PROPOSE),
    ]
    return form_parts.modal(
        View.INCIDENT_UPDATE_SUBMIT, state, title=copy.UPDATE_TITLE, submit=copy.UPDATE_SUBMIT, blocks=blocks
    )


def snooze(state: FormState) -> Block:
    blocks = [form_parts.text(Field.WHY.value, copy.FIELD_WHY, longest=SHORT)]
    return form_parts.modal(
        View.INCIDENT_SNOOZE_SUBMIT, state, title=copy.SNOOZE_TITLE, submit=copy.SNOOZE_SUBMIT, blocks=blocks
    )


def severity(state: FormState, standing: Severity) -> Block:
    options = [(label, one.value) for one, label in incidents_copy_ar.SEVERITY_CHOICE.items()]
    blocks = [
        form_parts.menu(Field.SEVERITY.value, copy.FIELD_SEVERITY, options, chosen=standing.value),
        form_parts.text(
            Field.WHY.value, copy.FIELD_WHY, longest=SHORT, hint=copy.HINT_SEVERITY, optional=True
        ),
    ]
    view = View.INCIDENT_SEVERITY_SUBMIT
    return form_parts.modal(
        view, state, title=copy.SEVERITY_TITLE, submit=copy.SEVERITY_SUBMIT, blocks=blocks
    )


def roles(state: FormState, held: Mapping[Seat, str]) -> Block:
    blocks = [_person(role, held.get(role)) for role in Seat]
    view = View.INCIDENT_ROLES_SUBMIT
    return form_parts.modal(view, state, title=copy.ROLES_TITLE, submit=copy.ROLES_SUBMIT, blocks=blocks)


def harm(state: FormState, *, chosen: str, aware_at: datetime) -> Block:
    options = [(label, key) for key, label in copy.HARM_CHOICE.items()]
    blocks = [
        form_parts.menu(Field.HARM.value, copy.FIELD_HARM, options, chosen=chosen),
        form_parts.text(Field.WHY.value, copy.FIELD_WHY, longest=SHORT),
        _when(Field.AWARE, copy.FIELD_AWARE, aware_at, hint=copy.HINT_AWARE),
    ]
    view = View.INCIDENT_HARM_SUBMIT
    return form_parts.modal(view, state, title=copy.HARM_TITLE, submit=copy.HARM_SUBMIT, blocks=blocks)


def notice(state: FormState, standing: Mapping[Part, str]) -> Block:
    fields = [
        form_parts.text(
            part.value, words.PARTS[part], longest=LONG, value=standing.get(part, ""), optional=True
        )
        for part in Part
    ]
    view, blocks = View.INCIDENT_NOTICE_SUBMIT, [context(copy.NOTICE_HINT), *fields]
    return form_parts.modal(view, state, title=copy.NOTICE_TITLE, submit=copy.NOTICE_SUBMIT, blocks=blocks)


def filed(state: FormState, *, now: datetime) -> Block:
    blocks = [
        form_parts.text(Field.REFERENCE.value, copy.FIELD_REFERENCE, longest=64),
        _when(Field.FILED_AT, copy.FIELD_FILED_AT, now),
        _tick(Field.PARTIAL, copy.FIELD_PARTIAL, copy.PARTIAL),
    ]
    view = View.INCIDENT_FILED_SUBMIT
    return form_parts.modal(view, state, title=copy.FILED_TITLE, submit=copy.FILED_SUBMIT, blocks=blocks)


def _when(field: Field, label: str, at: datetime | None, *, hint: str = "", turn: int = 0) -> Block:
    element: Block = {"type": "datetimepicker", "action_id": field.value}
    element |= {"initial_date_time": int(at.timestamp())} if at is not None else {}
    made = _input(f"{field.value}.{turn}" if turn else field.value, label, element)
    return made | ({"hint": plain(hint)} if hint else {})


def _tick(field: Field, label: str, option: str) -> Block:
    options = [{"text": plain(option), "value": YES}]
    return _input(field.value, label, {"type": "checkboxes", "action_id": field.value, "options": options})


def _person(role: Seat, holder: str | None) -> Block:
    element: Block = {"type": "users_select", "action_id": role.value}
    element |= {"initial_user": holder} if holder else {}
    return _input(role.value, words.ROLES[role], element)


def _input(block_id: str, label: str, element: dict[str, Any]) -> Block:
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": plain(label),
        "element": element,
    }
