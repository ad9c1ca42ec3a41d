"""What is left to do after incidents: its list, the reminder of it, and its forms."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.blocks import form_parts
from bot.blocks import incident_close_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.incident_close import MOST_SHOWN, WHAT_MAX, Field
from bot.blocks.text import Block, actions, button, context, foreign, person, plain, section
from bot.ids import Action, View
from dealix_ops.incidents import actions as actions_of
from dealix_ops.incidents import closing_copy_ar
from dealix_ops.incidents.closing_models import IncidentAction
from dealix_ops.ports.slack import SlackMessage


def action(state: FormState, *, owner: str, due_on: date) -> Block:
    people: Block = {"type": "users_select", "action_id": Field.OWNER.value, "initial_user": owner}
    whose: Block = {
        "type": "input",
        "block_id": Field.OWNER.value,
        "label": plain(copy.FIELD_OWNER),
        "element": people,
    }
    blocks = [
        form_parts.text(Field.WHAT, copy.FIELD_WHAT, longest=WHAT_MAX, hint=copy.HINT_WHAT),
        whose,
        form_parts.day(Field.DUE, copy.FIELD_DUE, due_on),
    ]
    title, submit = copy.ACTION_TITLE, copy.ACTION_SUBMIT
    return form_parts.modal(View.INCIDENT_ACTION_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def drop(state: FormState) -> Block:
    why = form_parts.text(Field.WHY, copy.FIELD_WHY, longest=WHAT_MAX, hint=copy.HINT_WHY)
    title, submit = copy.DROP_TITLE, copy.DROP_SUBMIT
    return form_parts.modal(View.INCIDENT_DROP_SUBMIT, state, title=title, submit=submit, blocks=[why])


def later(state: FormState, row: IncidentAction, today: date) -> Block:
    """`today` is the earliest that the calendar offers; what it is due on stands in it first."""
    why = form_parts.text(Field.WHY, copy.FIELD_WHY, longest=WHAT_MAX, hint=copy.HINT_WHY)
    about = section(action_line(row, today).split("\n"))
    blocks = [about, form_parts.day(Field.DUE, copy.FIELD_DUE, max(row.due_on, today)), why]
    title, submit = copy.LATER_TITLE, copy.LATER_SUBMIT
    return form_parts.modal(View.INCIDENT_LATER_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def todo(rows: Sequence[IncidentAction], today: date, *, head: str) -> SlackMessage:
    """Each with its buttons; of many it tells how many they are."""
    blocks: list[Block] = [section([head])]
    for row in rows[:MOST_SHOWN]:
        blocks += [section(action_line(row, today).split("\n")), _ways(str(row.id))]
    left = len(rows) - MOST_SHOWN
    blocks += [context(closing_copy_ar.ACTIONS_MORE.format(count=left))] if left > 0 else []
    return SlackMessage(head, blocks)


def chased(payload: Mapping[str, Any]) -> SlackMessage:
    """The reminder of whoever owns them; its lines are escaped already."""
    head, left = str(payload["text"]), int(payload["left"])
    blocks: list[Block] = [section([head])]
    for one in payload["actions"]:
        blocks += [section([str(one["line"])]), _ways(str(one["id"]))]
    blocks += [context(closing_copy_ar.ACTIONS_MORE.format(count=left))] if left else []
    return SlackMessage(head, blocks)


def action_line(row: IncidentAction, today: date) -> str:
    due = actions_of.due_ar(row.due_on, today)
    what = foreign(row.what, WHAT_MAX)
    return copy.ACTION_LINE.format(what=what, owner=person(row.owner), due=due, id=row.incident_id)


def _ways(action_id: str) -> Block:
    return actions(
        [
            button(copy.ACTION_DONE, Action.INCIDENT_ACTION_DONE, action_id, style="primary"),
            button(copy.ACTION_LATER, Action.INCIDENT_ACTION_LATER, action_id),
            button(copy.ACTION_DROP, Action.INCIDENT_ACTION_DROP, action_id),
        ]
    )
