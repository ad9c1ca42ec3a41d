"""How a delivery stands, as one message with its next step, and the form of what is asked for."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.blocks import delivery_copy_ar as copy
from bot.blocks import form_parts, moments
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block, actions, button, foreign, foreign_name, section
from bot.ids import Action, View
from dealix_ops.catalogue.services import NEVER_AR, Service
from dealix_ops.delivery import rules
from dealix_ops.delivery.rules import Due, IntakeField, OptIn, Step
from dealix_ops.delivery.service import Standing
from dealix_ops.ports.slack import SlackMessage

NAME_LIMIT, LINE_LIMIT = 60, 120
LONG = frozenset({IntakeField.PRIMARY_OFFER, IntakeField.IDEAL_CUSTOMER, IntakeField.EXCLUSIONS})
SHORT_MAX = 120


def offered(customer_id: int, name: str, services: Sequence[Service]) -> SlackMessage:
    """Nothing runs yet: one button a service."""
    asked = copy.WHICH_SERVICE.format(name=foreign_name(name, NAME_LIMIT))
    elements = [
        button(
            copy.START.format(service=service.name_ar),
            f"{Action.DELIVERY_START}.{place}",
            f"{customer_id}.{service.key}",
        )
        for place, service in enumerate(services)
    ]
    return SlackMessage(asked, [section([asked]), actions(elements)])


def shown(standing: Standing, now: datetime) -> SlackMessage:
    name, service = foreign_name(standing.customer, NAME_LIMIT), standing.service.name_ar
    if standing.current is None:
        return SlackMessage(copy.ENDED.format(service=service, name=name))
    at = moments.moment(standing.started_at, now)
    head = copy.HEAD.format(service=service, name=name, at=at)
    lines = [copy.GOAL.format(goal=standing.service.goal_ar)]
    lines += [_step(due, standing.current, now) for due in standing.plan]
    lines += _after(standing) + _asked(standing.intake)
    if (blocking := tickets(standing.late, standing.grave)) and standing.delivered_at is None:
        lines.append(copy.WAITING.format(tickets=blocking))
    done = copy.DONE.format(step=copy.STEP[standing.current])
    elements = [
        button(done, Action.DELIVERY_STEP, f"{standing.id}.{standing.current}", style="primary"),
        button(copy.INTAKE, Action.DELIVERY_INTAKE, str(standing.id)),
    ]
    return SlackMessage(head, [section([head, *lines]), actions(elements)])


def intake(state: FormState, service: Service, kept: Mapping[str, Any] | None) -> Block:
    """The service's brief above, so that whoever asks knows what for."""
    return form_parts.modal(
        View.DELIVERY_INTAKE_SUBMIT,
        state,
        title=copy.INTAKE_TITLE,
        submit=copy.SAVE,
        blocks=[
            section(_brief(service)),
            *(_field(field, str((kept or {}).get(field.value) or "")) for field in IntakeField),
        ],
    )


def tickets(late: Sequence[int], grave: Sequence[int]) -> str:
    """«متأخرة ت-4، طارئة أو عاجلة ت-7»; empty where none waits."""
    parts = ((copy.LATE_TICKETS, late), (copy.GRAVE_TICKETS, grave))
    return "، ".join(
        words.format(tickets=" و".join(f"ت-{ticket}" for ticket in found)) for words, found in parts if found
    )


def _brief(service: Service) -> list[str]:
    return [
        copy.BRIEF.format(service=service.name_ar),
        copy.GOAL.format(goal=service.goal_ar),
        copy.NEEDS.format(what="، ".join(service.needs_ar)),
        copy.DELIVERS.format(what="، ".join(service.delivers_ar)),
        copy.NEVER.format(what="، ".join((*service.never_ar, *NEVER_AR))),
    ]


def _field(field: IntakeField, value: str) -> Block:
    optional, choices = field in rules.OPTIONAL, copy.CHOICES.get(field)
    if choices is not None:
        return form_parts.menu(field, copy.LABEL[field], choices, chosen=value)
    longest = rules.LONGEST if field in LONG else SHORT_MAX
    return form_parts.text(
        field,
        copy.LABEL[field],
        longest=longest,
        value=value,
        hint=copy.HINT.get(field, ""),
        optional=optional,
    )


def _step(due: Due, current: Step, now: datetime) -> str:
    name = copy.STEP[due.step]
    if due.done_at is not None:
        return copy.PLAN_DONE.format(step=name, at=moments.moment(due.done_at, now))
    words = copy.PLAN_LATE if due.late else copy.PLAN_NEXT if due.step is current else copy.PLAN_LATER
    return words.format(step=name, at=moments.moment(due.due_at, now))


def _after(standing: Standing) -> list[str]:
    if standing.delivered_at is None or standing.current is None:
        return []
    done = sum(1 for step in rules.HAND_OVER if step in standing.done)
    step = copy.STEP[standing.current]
    return [copy.AFTER.format(done=done, all=len(rules.HAND_OVER), step=step)]


def _asked(intake_: Mapping[str, Any] | None) -> list[str]:
    """What whoever writes a draft must know at once."""
    if intake_ is None:
        return [copy.NO_INTAKE]
    lines = [
        copy.APPROVES.format(who=foreign_name(intake_[IntakeField.APPROVAL_OWNER], NAME_LIMIT)),
        copy.EXCLUDED.format(who=foreign(intake_[IntakeField.EXCLUSIONS], LINE_LIMIT)),
    ]
    if not rules.whatsapp_allowed(OptIn(intake_[IntakeField.WHATSAPP_OPT_IN_STATUS])):
        lines.append(copy.NO_WHATSAPP)
    return lines
