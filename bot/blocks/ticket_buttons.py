"""The buttons of a ticket's card: what a thumb needs first stands first, the rest is under «المزيد»."""

from typing import Any

from bot.blocks import copy_ar, endings_copy_ar, media_copy_ar, ticket_menu, ticket_words
from bot.blocks import ticket_copy_ar as copy
from bot.blocks.text import Block, actions, button, plain
from bot.blocks.ticket_menu import ref_of
from bot.ids import LISTENED, Action
from bot.ticket_ref import TicketRef
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import P0Sound, Priority

Element = dict[str, Any]
ANSWERED = (DraftStatus.SENT.value, DraftStatus.ANSWERED_OUTSIDE.value)


def rows(view: TicketCardView, *, may_approve: bool) -> list[Block]:
    """`may_approve`: the whole text stands on the card, without a gap."""
    if view.needs_listen:
        first, second = _listening(view), [*_alarm(view), *_claim(view), *_decide(view, may_approve)]
    else:
        first, second = [*_alarm(view), *_claim(view), *_declare(view)], _decide(view, may_approve)
    called, urgent = [_called(view)], view.priority is Priority.P0
    if view.risks and not urgent and not view.needs_listen:
        second = [*called, *second]
    elif urgent:
        # As in the founder's sample: what decides in the first row, the phone first in the second.
        first, second = ([*first, *second], called) if not view.needs_listen else (first, [*called, *second])
    menu = ticket_menu.of(view, on_card={element["action_id"] for element in (*first, *second)})
    last = [*second, *([menu] if menu else [])]
    return [actions(row) for row in (first, last) if row]


def _listening(view: TicketCardView) -> list[Element]:
    """Listen, then say how grave it is: one button for each priority."""
    unread = ticket_words.unread(view.lines)
    heard = unread is None or unread.kind == ticket_words.SOUND
    label = media_copy_ar.LISTEN if heard else media_copy_ar.LOOK
    listen = button(label, Action.TICKET_LISTEN, ref_of(view), style="primary")
    graded = [
        button(f"{priority.name_ar} ({priority})", LISTENED[priority], f"{ref_of(view)}.{priority}")
        for priority in Priority
    ]
    return [listen, *graded]


def _alarm(view: TicketCardView) -> list[Element]:
    """A P0 by a word only: most of them are questions, thanks and old matters."""
    if view.priority is not Priority.P0 or view.p0_sound is not P0Sound.WORD:
        return []
    ref = TicketRef(*ticket_menu.graded(view)).value()
    options = [
        {"text": plain(label), "value": f"{ref}.{reason.value}"}
        for reason, label in copy.FALSE_ALARM_REASON.items()
    ]
    return [
        {
            "type": "static_select",
            "action_id": Action.TICKET_FALSE_ALARM.value,
            "placeholder": plain(copy.FALSE_ALARM),
            "options": options,
        }
    ]


def _claim(view: TicketCardView) -> list[Element]:
    """Until somebody follows it, or an answer reached the customer: then no alarm is left to stop."""
    first = view.clocks.get(Metric.FIRST_RESPONSE)
    over = view.claimed_by is not None or (first is not None and not first.running)
    if view.priority is not Priority.P0 or over:
        return []
    return [button(copy.CLAIM, Action.TICKET_CLAIM, ref_of(view))]


def _declare(view: TicketCardView) -> list[Element]:
    """What triage did not read as a P0 opened nothing by itself: who raised it knows whether it should."""
    raised = view.judged is not None and view.p0_sound is P0Sound.MEANING
    if view.priority is not Priority.P0 or not raised or view.incident is not None:
        return []
    return [
        button(copy.LABEL[Action.INCIDENT_DECLARE], Action.INCIDENT_DECLARE, ref_of(view), style="danger")
    ]


def _decide(view: TicketCardView, may_approve: bool) -> list[Element]:
    """Over the draft that waits; where none does, over the customer's words."""
    draft, ref = view.draft, ref_of(view)
    made: list[Element] = []
    if view.closing_line is not None:
        made.append(button(endings_copy_ar.CLOSE, Action.TICKET_CLOSE, ref, style="primary"))
    if draft is not None and draft.status == DraftStatus.PROPOSED.value:
        edit_style = None if may_approve else "primary"
        edit = button(copy_ar.EDIT, Action.DRAFT_EDIT, draft.token, style=edit_style)
        if not may_approve:
            return [*made, edit]
        return [*made, button(copy_ar.APPROVE, Action.DRAFT_APPROVE, draft.token, style="primary"), edit]
    answered = draft is None or draft.status in ANSWERED
    if answered and view.priority is Priority.P3 and not view.needs_listen and not made:
        # We propose nothing to a «تمام», so nothing is what is offered first.
        made.append(button(copy.LABEL[Action.TICKET_NO_REPLY], Action.TICKET_NO_REPLY, ref, style="primary"))
    if not view.needs_listen:
        style = None if made else "primary"
        expired = draft is not None and draft.status == DraftStatus.EXPIRED.value
        label = copy.NEW_DRAFT if expired else copy_ar.WRITE_ANOTHER
        made.append(button(label, Action.DRAFT_NEW, ref, style=style))
    return made


def _called(view: TicketCardView) -> Element:
    return button(copy.CALLED, Action.TICKET_CALLED, ref_of(view))
