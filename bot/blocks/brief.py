"""The brief of a day in at most twelve lines, the founder's board of a week, and the list behind them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from bot.blocks import brief_copy_ar as copy
from bot.blocks import delivery_copy_ar, form_parts, moments
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block, actions, button, foreign, foreign_name, section, spoken
from bot.ids import Action, View
from dealix_ops.delivery.rules import Step
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import date_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.self_growth.board import Point, Weekly, What
from dealix_ops.self_growth.models import GrowthTarget
from dealix_ops.self_growth.rules import (
    CITY_MAX,
    NAME_MAX,
    SHOWN,
    WORDS_MAX,
    Focus,
    Learnt,
    Status,
)
from dealix_ops.self_growth.service import Daily

LINE_LIMIT, NAME_LIMIT = 60, 60
LISTED = 100
RECORDED = frozenset({What.PIPELINE, What.MEETING})
"""A person recorded the day, no clock."""
NOTHING = "0"
"""The value of a button about no row in particular."""


class Field(StrEnum):
    """Block and action ids of these modals."""

    COMPANY = "company"
    FOCUS = "focus"
    CITY = "city"
    SOURCE = "source"
    TARGET = "target"
    STATUS = "status"


def daily(brief: Daily) -> SlackMessage:
    """For one person alone."""
    head = copy.HEAD.format(day=date_ar(brief.at))
    lines = [copy.LISTED.format(count=brief.listed) if brief.listed else copy.EMPTY]
    lines += [_target(row) for row in brief.waiting] or [copy.NO_TARGET]
    lines += [copy.DRAFTS.format(count=brief.drafts) if brief.drafts else copy.NO_DRAFTS, *copy.REMINDERS]
    elements = [button(copy.ADD, Action.TARGET_ADD, NOTHING, style="primary")]
    if brief.listed:
        elements.append(button(copy.MOVE, Action.TARGET_MOVE, NOTHING))
    return SlackMessage(head, [section([head, *lines]), actions(elements)])


def weekly(brief: Weekly) -> SlackMessage:
    """The one Sunday message."""
    head = copy.WEEK_HEAD.format(day=date_ar(brief.at))
    parts = (
        (copy.DECISIONS, brief.decisions),
        (copy.OPPORTUNITIES, brief.opportunities),
        (copy.RISKS, brief.risks),
    )
    blocks = [section([f"*{head}*"])]
    blocks += [section([f"*{title}*", *_points(points, brief.at)]) for title, points in parts]
    learnt = [_learnt(one) for one in brief.learnt] or [copy.NOTHING_LEARNT]
    return SlackMessage(head, [*blocks, section([f"*{copy.LEARNT}*", *learnt])])


def sunday(week: Weekly, today: Daily) -> SlackMessage:
    """The one Sunday message: the week, what was learnt, and the companies to begin with."""
    told, begins = weekly(week), daily(today)
    return SlackMessage(spoken(told.text), [*(told.blocks or ()), *(begins.blocks or ())])


def add(state: FormState) -> Block:
    focuses = [(said, focus.value) for focus, said in copy.FOCUS.items()]
    return form_parts.modal(
        View.TARGET_ADD_SUBMIT,
        state,
        title=copy.ADD_TITLE,
        submit=copy.SAVE,
        blocks=[
            form_parts.text(Field.COMPANY, copy.COMPANY, longest=NAME_MAX),
            form_parts.menu(Field.FOCUS, copy.WHICH_FOCUS, focuses),
            form_parts.text(Field.CITY, copy.CITY, longest=CITY_MAX),
            form_parts.text(Field.SOURCE, copy.SOURCE, longest=WORDS_MAX, hint=copy.SOURCE_HINT),
        ],
    )


def move(state: FormState, targets: Sequence[GrowthTarget]) -> Block:
    named = [
        (f"شركة {foreign(row.company, LINE_LIMIT)}، {copy.STATUS[Status(row.status)]}", str(row.id))
        for row in targets
    ]
    return form_parts.modal(
        View.TARGET_MOVE_SUBMIT,
        state,
        title=copy.MOVE_TITLE,
        submit=copy.SAVE,
        blocks=[
            form_parts.menu(Field.TARGET, copy.WHICH, named),
            form_parts.menu(
                Field.STATUS, copy.TO, [(said, status.value) for status, said in copy.STATUS.items()]
            ),
        ],
    )


def _target(row: GrowthTarget) -> str:
    return copy.TARGET.format(
        company=foreign_name(row.company, NAME_LIMIT),
        city=foreign_name(row.city, NAME_LIMIT),
        status=copy.STATUS[Status(row.status)],
        source=foreign_name(row.source_words, LINE_LIMIT),
    )


def _points(points: Sequence[Point], now: datetime) -> list[str]:
    """What is missing to three is said, never filled."""
    lines = [f"• {_point(point, now)}" for point in points]
    if not lines:
        return [copy.NONE_AT_ALL]
    return lines if len(lines) == SHOWN else [*lines, copy.NO_MORE]


def _point(point: Point, now: datetime) -> str:
    about = foreign_name(point.about, NAME_LIMIT) if point.about else copy.UNKNOWN_CUSTOMER
    detail = point.detail
    if point.what is What.STEP_LATE:
        detail = delivery_copy_ar.STEP[Step(point.detail)]
    return copy.POINT[point.what].format(
        about=about,
        at=date_ar(point.at) if point.what in RECORDED else moments.moment(point.at, now),
        row=point.row,
        number=f"{point.number or 0:,}",
        detail=isolate(detail) if detail.isascii() else detail,
    )


def _learnt(one: Learnt) -> str:
    line = copy.LINE.format(
        focus=copy.FOCUS[Focus(one.focus)],
        contacted=one.contacted,
        answered=one.answered,
        won=one.won,
        dropped=one.dropped,
    )
    share = one.share
    return line + (copy.TOO_FEW if share is None else copy.SHARE.format(percent=round(100 * share)))
