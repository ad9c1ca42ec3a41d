"""The end of an incident in Slack: its buttons, its forms, what stands frozen, what is left to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from bot.blocks import form_parts, moments
from bot.blocks import incident_close_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.post_mortem import gaps_ar
from bot.blocks.text import Block, actions, button, context, foreign, foreign_name, section
from bot.ids import Action, View
from dealix_ops.incidents.follow_ups import TEXT_LIMIT as LINE_LIMIT
from dealix_ops.incidents.follow_ups import Affected
from dealix_ops.incidents.post_mortem import ASKED, Section
from dealix_ops.incidents.publishing import PERSON_LIMIT
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.incidents import IncidentView

TEXT_MAX = 1500
WHAT_MAX = 300
SHOWN_LIMIT = 400
NAME_LIMIT = 40
MOST_SHOWN = 15
FALSE_ALARM = "false_alarm"


class Field(StrEnum):
    """Block and action ids."""

    SUMMARY = "summary"
    GO_ON = "go_on"
    WHY = "why"
    LINE = "line"
    LINE_EN = "line_en"
    ROOT_CAUSE = "root_cause"
    WENT_WELL = "went_well"
    WENT_WRONG = "went_wrong"
    WHAT = "what"
    OWNER = "owner"
    DUE = "due"
    KIND = "kind"
    PERSON = "person"


REVIEW_FIELDS = {
    Section.SUMMARY: Field.SUMMARY,
    Section.ROOT_CAUSE: Field.ROOT_CAUSE,
    Section.WENT_WELL: Field.WENT_WELL,
    Section.WENT_WRONG: Field.WENT_WRONG,
}


def open_buttons(view: IncidentView) -> list[Block]:
    """Beside the plan of one that runs."""
    of = str(view.id)
    return [actions([button(copy.RESOLVE, Action.INCIDENT_RESOLVE, of), *_lift(view)])]


def over_lines(view: IncidentView, now: datetime) -> list[str]:
    """What stands under the line that says that it is over; nothing for a false alarm."""
    if view.resolved_as == FALSE_ALARM:
        return []
    lines = [copy.OVER_SUMMARY.format(summary=foreign(view.summary or "", SHOWN_LIMIT))]
    if view.frozen_since is not None:
        lines.append(copy.OVER_FROZEN.format(at=moments.moment(view.frozen_since, now)))
    if view.review_gaps:
        lines.append(copy.OVER_GAPS.format(gaps=gaps_ar(view.review_gaps)))
    return [*lines, *([copy.OVER_ACTIONS.format(count=view.actions_left)] if view.actions_left else [])]


def over_buttons(view: IncidentView) -> list[Block]:
    of = str(view.id)
    again = button(copy.REOPEN, Action.INCIDENT_REOPEN, of)
    if view.resolved_as == FALSE_ALARM:
        return [actions([*_lift(view), again])]
    shown = [
        *_lift(view),
        button(copy.FOLLOW_UP, Action.INCIDENT_FOLLOW_UP, of),
        button(copy.REVIEW, Action.INCIDENT_REVIEW, of),
        button(copy.REVIEW_FILE, Action.INCIDENT_REVIEW_FILE, of),
        button(copy.ACTION_ADD, Action.INCIDENT_ACTION_ADD, of),
        again,
    ]
    return [actions(shown)]


def resolve(state: FormState, *, unanswered: int, summary: str) -> Block:
    blocks: list[Block] = []
    if unanswered:
        blocks.append(section([copy.UNANSWERED.format(count=unanswered)]))
    blocks.append(
        form_parts.text(
            Field.SUMMARY, copy.FIELD_SUMMARY, longest=TEXT_MAX, value=summary, hint=copy.HINT_SUMMARY
        )
    )
    if unanswered:
        options = [(copy.GO_ON, "yes")]
        blocks.append(form_parts.menu(Field.GO_ON, copy.FIELD_GO_ON, options, optional=True))
    title, submit = copy.RESOLVE_TITLE, copy.RESOLVE_SUBMIT
    return form_parts.modal(View.INCIDENT_RESOLVE_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def reopen(state: FormState) -> Block:
    why = form_parts.text(Field.WHY, copy.FIELD_WHY, longest=WHAT_MAX, hint=copy.HINT_WHY)
    blocks = [section([copy.REOPEN_SAYS]), why]
    title, submit = copy.REOPEN_TITLE, copy.REOPEN_SUBMIT
    return form_parts.modal(View.INCIDENT_REOPEN_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def follow_up(state: FormState, people: Sequence[Affected], said: Mapping[Section, str]) -> Block:
    line = form_parts.text(
        Field.LINE,
        copy.FIELD_LINE,
        longest=LINE_LIMIT,
        value=said.get(Section.CUSTOMERS, ""),
        hint=copy.HINT_LINE,
    )
    english = form_parts.text(
        Field.LINE_EN,
        copy.FIELD_LINE_EN,
        longest=LINE_LIMIT,
        value=said.get(Section.CUSTOMERS_EN, ""),
        hint=copy.HINT_LINE_EN,
        optional=True,
    )
    blocks = [line, english, section(people_lines(people)), context(copy.FOLLOW_UP_SAYS)]
    title, submit = copy.FOLLOW_UP_TITLE, copy.FOLLOW_UP_SUBMIT
    return form_parts.modal(View.INCIDENT_FOLLOW_UP_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def followed(incident_id: int, people: Sequence[Affected]) -> SlackMessage:
    made = any(one.made is not None for one in people)
    head = (copy.FOLLOWED if made else copy.FOLLOWED_NONE).format(id=incident_id)
    lines = [head, *people_lines(people)[1:]]
    look = button(copy.APPROVE_ALL, Action.INCIDENT_APPROVE_ALL, str(incident_id), style="primary")
    waits = any(one.made is not None and one.ticket_id is not None for one in people)
    return SlackMessage(head, [section(lines), *([actions([look])] if waits else [])])


def people_lines(people: Sequence[Affected]) -> list[str]:
    """What each of them gets, or why nothing now; of many it tells how many they are."""
    if not people:
        return [copy.PEOPLE_NONE]
    lines = [copy.PEOPLE_HEAD]
    for one in people[:MOST_SHOWN]:
        name = foreign_name(one.name or "", NAME_LIMIT) or copy.NO_NAME
        lines.append(copy.PERSON_LINE.format(name=name, what=_what(one)))
    left = len(people) - MOST_SHOWN
    return [*lines, *([copy.AND_MORE.format(count=left)] if left > 0 else [])]


def review(state: FormState, said: Mapping[Section, str]) -> Block:
    fields = [
        form_parts.text(
            REVIEW_FIELDS[key], copy.FIELD[key], longest=TEXT_MAX, value=said.get(key, ""), optional=True
        )
        for key in ASKED
    ]
    blocks = [*fields, context(copy.REVIEW_SAYS)]
    title, submit = copy.REVIEW_TITLE, copy.REVIEW_SUBMIT
    return form_parts.modal(View.INCIDENT_REVIEW_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def confirm(state: FormState) -> Block:
    kinds = [(words, kind.value) for kind, words in copy.KIND.items()]
    blocks = [
        form_parts.menu(Field.KIND, copy.FIELD_KIND, kinds),
        form_parts.text(Field.PERSON, copy.FIELD_PERSON, longest=PERSON_LIMIT, hint=copy.HINT_PERSON),
    ]
    title, submit = copy.CONFIRM_TITLE, copy.CONFIRM_SUBMIT
    return form_parts.modal(View.INCIDENT_CONFIRM_SUBMIT, state, title=title, submit=submit, blocks=blocks)


def missing_ar(missing: Iterable[str]) -> str:
    return "، ".join(copy.MISSING[one] for one in missing)


def _what(one: Affected) -> str:
    if one.made is not None:
        return copy.MADE.format(ticket=one.made)
    if one.why is not None:
        return copy.WHY[one.why]
    return copy.TO_ANSWER.format(ticket=one.ticket_id) if one.ticket_id is not None else copy.TO_WRITE


def _lift(view: IncidentView) -> list[Block]:
    if view.frozen_since is None:
        return []
    return [button(copy.UNFREEZE, Action.INCIDENT_UNFREEZE, str(view.id))]
