"""The messages of an incident: its card, the pinned summary of its room, one line once it is over."""

from datetime import datetime

from bot.blocks import incident_close, incident_run, moments
from bot.blocks import incidents_copy_ar as copy
from bot.blocks.text import Block, actions, button, context, escape, foreign_name, person, plain, section
from bot.ids import Action
from dealix_ops.incidents.opening import Act, State
from dealix_ops.incidents.rules import Status, Step
from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.incidents import IncidentView, OpeningView, StepView

TITLE_LIMIT, NAME_LIMIT, TOPIC_LIMIT, BUTTON_LIMIT = 150, 60, 250, 75
OFFERED = 2
"""Steps of the plan that stand as buttons; the rest are folded into a menu."""


def card(view: IncidentView, now: datetime, called: frozenset[str] = frozenset()) -> SlackMessage:
    """Whole while the incident has no room of its own; then it points there. `called` are mentioned."""
    if view.status is Status.RESOLVED:
        return _over(view, now)
    calls = " ".join(person(user) for user in sorted(called))
    if view.channel_id is None:
        place = copy.ROOM_SOON if _room_comes(view) else copy.IN_THREAD
        return _whole(view, now, calls=calls, place=place)
    lines = [_head(view, calls), _declared(view, now), *_affected(view), _freeze(view)]
    lines += [*incident_run.notice_lines(view.run, now)]
    lines += [copy.ROOM.format(channel=view.channel_id), *_troubles(view, now)]
    return SlackMessage(text=_push(view, now), blocks=[section(lines), *_again(view), _as_of(view, now)])


def summary(view: IncidentView, now: datetime) -> SlackMessage:
    """What stands pinned in its own channel."""
    if view.status is Status.RESOLVED:
        return _over(view, now)
    return _whole(view, now, calls="", place=None)


def topic(view: IncidentView) -> str:
    """Read by everybody in the workspace who finds the channel: no customer's name."""
    made = copy.TOPIC.format(id=view.id, severity=view.severity, what=copy.KIND[view.kind])
    return made[:TOPIC_LIMIT]


def moved(incident_id: int, _address: str | None) -> SlackMessage:
    line = copy.MOVED.format(id=incident_id)
    return SlackMessage(text=line, blocks=[context(line)])


def what(view: IncidentView) -> str:
    return foreign_name(view.title or "", TITLE_LIMIT) or copy.KIND[view.kind]


def _whole(view: IncidentView, now: datetime, *, calls: str, place: str | None) -> SlackMessage:
    lines = [_head(view, calls), _declared(view, now), *_clocks(view, now), *_affected(view)]
    lines += [*_issues(view), _freeze(view), *([place] if place else []), *_troubles(view, now)]
    if view.false_alarm:
        lines.append(copy.FALSE_ALARM)
    in_plan = any(step.key is Step.NOTICE for step in _waiting(view)[:OFFERED])
    runs = incident_run.buttons(view.id, view.run, in_plan=in_plan)
    blocks = [section(lines), *_plan(view), runs, *_again(view), _as_of(view, now)]
    return SlackMessage(text=_push(view, now), blocks=blocks)


def _head(view: IncidentView, calls: str) -> str:
    head = copy.HEAD.format(
        mark=copy.MARK[view.severity], id=view.id, severity=view.severity, what=what(view)
    )
    return f"{head} {calls}".strip()


def _declared(view: IncidentView, now: datetime) -> str:
    at = moments.moment(view.declared_at, now)
    line = copy.BY_PERSON.format(who=person(view.declared_by), at=at)
    if view.declared_by == ledger.SYSTEM:
        line = copy.BY_SYSTEM.format(at=at)
    if view.reopened_at is None:
        return line
    return f"{line} · {copy.AGAIN_SINCE.format(at=moments.moment(view.reopened_at, now))}"


def _clocks(view: IncidentView, now: datetime) -> list[str]:
    if view.first_action_at is not None and view.first_action_by is not None:
        at = moments.moment(view.first_action_at, now)
        first = copy.FIRST_DONE.format(who=person(view.first_action_by), at=at)
    else:
        first = copy.FIRST_DUE.format(due=_due(view.first_action_due_at, now))
    return [first, *incident_run.lines(view.run, now)]


def _due(at: datetime, now: datetime) -> str:
    return deadline_ar(at, now) if at >= now else copy.LATE.format(at=moments.moment(at, now))


def _affected(view: IncidentView) -> list[str]:
    names = [foreign_name(name, NAME_LIMIT) for name in view.customers]
    left = view.customers_count - len(names)
    if left > 0:
        names.append(copy.AND_OTHERS.format(count=left))
    if not names and view.unknown:
        lines = [copy.UNKNOWN_ONLY.format(count=view.unknown)]
    elif not names:
        lines = [copy.NOBODY_KNOWN]
    else:
        joined = "، ".join(names)
        lines = [copy.AFFECTED.format(names=joined)]
        lines += [copy.UNKNOWN.format(count=view.unknown)] if view.unknown else []
    if view.tickets:
        told = "، ".join(f"ت-{ticket}" for ticket in view.tickets)
        more = view.tickets_count - len(view.tickets)
        lines.append(
            copy.TICKETS.format(tickets=f"{told} {copy.AND_OTHERS.format(count=more)}" if more else told)
        )
    return lines


def _issues(view: IncidentView) -> list[str]:
    if not view.issues_count:
        return []
    alerts = count_ar(view.alerts, Noun.ALERT)
    lines = [copy.ISSUES.format(count=view.issues_count, alerts=alerts)]
    if view.issues_count > 1:
        shown = [foreign_name(title, NAME_LIMIT) for title in view.issues]
        lines += [copy.ISSUE.format(title=title) for title in shown if title]
    left = view.issues_count - len(view.issues)
    return [*lines, *([copy.MORE_ISSUES.format(count=left)] if left > 0 else [])]


def _freeze(view: IncidentView) -> str:
    return copy.FROZEN if view.frozen_since is not None else copy.NOT_FROZEN


def _room_comes(view: IncidentView) -> bool:
    return view.own_channel and not any(one.act is Act.CHANNEL for one in view.troubles)


def _troubles(view: IncidentView, now: datetime) -> list[str]:
    return [line for one in view.troubles for line in _trouble(one, now)]


def _trouble(one: OpeningView, now: datetime) -> list[str]:
    lines = []
    if one.state in (State.REFUSED, State.STOPPED, State.LOST):
        head = copy.ROOM_LOST if one.state is State.LOST else copy.REFUSED[one.act]
        code = escape(one.code or "")
        why = f"{copy.CODE[code]} {isolate(f'({code})')}" if code in copy.CODE else isolate(code)
        parts = [head, copy.WHY.format(why=why)]
        if one.state is State.STOPPED:
            parts.append(copy.STOPPED)
        elif one.next_at is not None:
            parts.append(copy.TRY_AT.format(at=clock_ar(one.next_at)))
        lines.append(" · ".join(parts))
    if one.left_out:
        lines.append(copy.LEFT_OUT.format(people=" ".join(person(user) for user in one.left_out)))
    return lines


def _plan(view: IncidentView) -> list[Block]:
    waits = _waiting(view)
    if not waits:
        return [section([copy.PLAN_OVER]), *_closing(view, [])]
    done = len(view.steps) - len(waits)
    lines = [copy.PLAN.format(done=done, all=len(view.steps))]
    lines += [copy.PLAN_NEXT.format(step=copy.STEP[step.key]) for step in waits[:OFFERED]]
    # One id for each button of a block: the second carries its number.
    buttons = [
        _step_button(view, step, action)
        for step, action in zip(waits, (Action.INCIDENT_STEP, Action.INCIDENT_STEP_NEXT), strict=False)
    ]
    # The notice is filed with its number: no press alone says that it was.
    rest = [step for step in waits[OFFERED:] if step.key is not Step.NOTICE]
    if rest:
        options = [{"text": plain(_label(step)), "value": _value(view, step)} for step in rest]
        menu = {
            "type": "static_select",
            "action_id": Action.INCIDENT_PLAN.value,
            "placeholder": plain(copy.PLAN_REST),
            "options": options,
        }
        buttons.append(menu)
    return [section(lines), *_closing(view, buttons)]


def _waiting(view: IncidentView) -> list[StepView]:
    return [step for step in view.steps if step.done_at is None]


def _step_button(view: IncidentView, step: StepView, action: Action) -> Block:
    if step.key is Step.NOTICE:
        return incident_run.notice_step(view.id, view.run)
    return button(_label(step), action, _value(view, step))


def _closing(view: IncidentView, buttons: list[Block]) -> list[Block]:
    if view.false_alarm:
        close = button(copy.FALSE_ALARM_BUTTON, Action.INCIDENT_FALSE_ALARM, str(view.id))
        buttons = [*buttons, close]
    return [*([actions(buttons)] if buttons else []), *incident_close.open_buttons(view)]


def _label(step: StepView) -> str:
    return copy.STEP_BUTTON.format(step=copy.STEP[step.key])[:BUTTON_LIMIT]


def _value(view: IncidentView, step: StepView) -> str:
    return f"{view.id}.{step.key}"


def _again(view: IncidentView) -> list[Block]:
    if not any(one.state in (State.REFUSED, State.STOPPED, State.LOST) for one in view.troubles):
        return []
    return [actions([button(copy.AGAIN, Action.INCIDENT_AGAIN, str(view.id))])]


def _as_of(view: IncidentView, now: datetime) -> Block:
    return context(copy.AS_OF.format(at=clock_ar(now), id=view.id))


def _over(view: IncidentView, now: datetime) -> SlackMessage:
    at = moments.moment(view.resolved_at or view.declared_at, now)
    who = person(view.resolved_by or "")
    form = copy.OVER_FALSE if view.resolved_as == "false_alarm" else copy.OVER
    line = form.format(id=view.id, at=at, who=who, what=what(view))
    lines, owed = incident_close.over_lines(view, now), []
    if view.resolved_as != incident_close.FALSE_ALARM:
        lines += incident_run.notice_lines(view.run, now)
        owed = incident_run.notice_buttons(view.id, view.run)
    shown = [section(lines)] if lines else []
    blocks = [context(line), *shown, *owed, *incident_close.over_buttons(view)]
    return SlackMessage(text=copy.PUSH_OVER.format(what=copy.KIND[view.kind]), blocks=blocks)


def _push(view: IncidentView, now: datetime) -> str:
    """A sentence for a phone that reads aloud: no ids, and none of the foreign words."""
    count = view.customers_count + view.unknown
    customers = f"المتأثرون: {count_ar(count, Noun.CUSTOMER)}. " if count else ""
    freeze = copy.PUSH_FREEZE if view.frozen_since is not None else ""
    due = _due(view.first_action_due_at, now)
    new = copy.PUSH if view.reopened_at is None else copy.PUSH_AGAIN
    form = new if view.first_action_at is None else copy.PUSH_RUNS
    return form.format(what=copy.KIND[view.kind], customers=customers, freeze=freeze, due=due).strip()
