"""The modals of an incident under way."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.blocks import form_parts, incidents_copy_ar
from bot.blocks import incident_run_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block, actions, context, escape, person, plain
from bot.ids import Action, View
from dealix_ops.incidents import pdpl
from dealix_ops.incidents import run_copy_ar as words
from dealix_ops.incidents.pdpl_rules import Part
from dealix_ops.incidents.roles import Seat
from dealix_ops.incidents.run_models import IncidentFiling
from dealix_ops.language.display import isolate
from dealix_ops.vocabulary import Severity

LONG, SHORT = 1500, 300


class Field(StrEnum):
    """Block and action ids."""

    TEXT = "text"
    CUSTOMERS = "customers"
    PROPOSE = "propose"
    SPOKEN = "spoken"
    PROMISED = "promised"
    WHY = "why"
    SEVERITY = "severity"
    HARM = "harm"
    AWARE = "aware"
    FILED_AT = "filed_at"
    REFERENCE = "reference"
    COMPLETE = "complete"


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
        _tick(Field.SPOKEN, copy.FIELD_SPOKEN, copy.SPOKEN) | {"hint": plain(copy.HINT_SPOKEN)},
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


def harm(state: FormState, *, chosen: str, aware_at: datetime | None, now: datetime) -> Block:
    """What stands as the time of awareness is written into the field's name: an old form changes nothing."""
    shown = int(aware_at.timestamp()) if aware_at is not None else 0
    options = [(label, key) for key, label in copy.HARM_CHOICE.items()]
    blocks = [
        form_parts.menu(Field.HARM.value, copy.FIELD_HARM, options, chosen=chosen),
        form_parts.text(Field.WHY.value, copy.FIELD_WHY, longest=SHORT),
        _when(Field.AWARE, copy.FIELD_AWARE, aware_at or now, hint=copy.HINT_AWARE, turn=shown),
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


def filed(state: FormState, standing: Sequence[IncidentFiling], *, now: datetime) -> Block:
    """What is filed after the first completes it; `standing` is counted in the menu's name, so that a filing
    written down meanwhile is seen."""
    choices = copy.COMPLETE_AGAIN if standing else copy.COMPLETE
    options = [(label, key.value) for key, label in choices.items()]
    menu = form_parts.menu(Field.COMPLETE.value, copy.FIELD_COMPLETE, options)
    blocks = [
        *([context(f"{_filed_before(standing[-1])} {copy.FILED_COMPLETES}")] if standing else []),
        form_parts.text(Field.REFERENCE.value, copy.FIELD_REFERENCE, longest=64),
        _when(Field.FILED_AT, copy.FIELD_FILED_AT, now),
        menu | {"block_id": f"{Field.COMPLETE.value}.{len(standing)}"},
    ]
    view = View.INCIDENT_FILED_SUBMIT
    return form_parts.modal(view, state, title=copy.FILED_TITLE, submit=copy.FILED_SUBMIT, blocks=blocks)


def nothing_left(state: FormState, newest: IncidentFiling) -> Block:
    why = form_parts.text(Field.WHY.value, copy.FIELD_WHY, longest=SHORT, hint=copy.HINT_SETTLE)
    blocks = [context(_filed_before(newest)), why]
    view = View.INCIDENT_NOTHING_LEFT_SUBMIT
    return form_parts.modal(view, state, title=copy.SETTLE_TITLE, submit=copy.SETTLE_SUBMIT, blocks=blocks)


def _filed_before(last: IncidentFiling) -> str:
    form = copy.FILED_BEFORE_PARTIAL if last.partial else copy.FILED_BEFORE
    reference = isolate(escape(last.reference))
    return form.format(at=pdpl.at_ar(last.filed_at), reference=reference, who=person(last.by))


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
