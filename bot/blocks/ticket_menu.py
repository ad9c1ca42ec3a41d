"""«المزيد»: what else may be done about a ticket, as options that each name the button they stand for."""

from collections.abc import Collection, Iterable
from typing import Any

from bot.blocks import customer_copy_ar
from bot.blocks import ticket_copy_ar as copy
from bot.blocks.priority import LowerState, RaiseChoice
from bot.blocks.text import overflow, plain
from bot.ids import Action
from bot.ticket_ref import TicketRef
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.judging.rules import graver_than, softer_than
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.service import Closing, TicketStatus
from dealix_ops.vocabulary import P0Sound

SEPARATOR = "|"
OFFERED = frozenset({action.value for action in (*copy.LABEL, Action.TICKET_RAISE)})
"""Everything a menu may name; the dispatcher hears nothing else."""
Choice = tuple[str, str]
"""A label, and the value that the dispatcher turns into a press."""


def of(view: TicketCardView, *, on_card: Collection[str]) -> dict[str, Any] | None:
    """In groups, because a phone shows a long menu as one list; `on_card` are buttons that stand already."""
    if view.status is TicketStatus.RESOLVED:
        return overflow(Action.TICKET_MORE, short(view))
    groups = (
        (copy.GROUP_REPLY, _replies(view)),
        (copy.GROUP_PRIORITY, _priorities(view)),
        (copy.GROUP_CUSTOMER, _about_customer(view)),
    )
    left = [(label, [one for one in all_ if named(one[1])[0] not in on_card]) for label, all_ in groups]
    made = [{"label": plain(label), "options": _options(found)} for label, found in left if found]
    if not made:
        return None
    return {
        "type": "static_select",
        "action_id": Action.TICKET_MORE.value,
        "placeholder": plain(copy.MORE),
        "option_groups": made,
    }


def choice(action: Action, value: str, label: str | None = None) -> Choice:
    return (label or copy.LABEL[action], f"{action.value}{SEPARATOR}{value}")


def named(value: str) -> tuple[str, str]:
    """The action and its own value."""
    action, _, own = value.partition(SEPARATOR)
    return action, own


def short(view: TicketCardView) -> list[Choice]:
    """Of a card of one line, five at most: what may still follow."""
    ref = ref_of(view)
    show = choice(Action.TICKET_SHOW_TEXT, ref)
    if view.closed_as is Closing.MERGED:
        return [show]
    if view.status is TicketStatus.RESOLVED:
        return [choice(Action.TICKET_REOPEN, ref), show]
    if view.status is TicketStatus.WAITING:
        return [choice(Action.TICKET_CLOSE_OTHER, ref), *_new(view), *_link(view), show]
    if _answered(view):
        return [choice(Action.TICKET_RESOLVE, ref), *_new(view), *_link(view), show]
    # Whoever spoke to them at night sends nothing in the morning.
    instead = f"{ref}.{view.draft.kept.token}" if view.draft and view.draft.kept else ref
    called = choice(Action.TICKET_CALLED, instead), choice(Action.TICKET_ANSWERED_ELSEWHERE, instead)
    return [*called, *_link(view), show]


def _answered(view: TicketCardView) -> bool:
    outside = DraftStatus.ANSWERED_OUTSIDE.value
    return view.draft is None or view.draft.status in (DraftStatus.SENT.value, outside)


def ref_of(view: TicketCardView) -> str:
    return TicketRef(view.ticket_id, view.through_inbound_id).value()


def graded(view: TicketCardView) -> tuple[int, int]:
    """The ticket that the card's priority is of: on a shared card the gravest, with its newest line."""
    return view.graded or (view.ticket_id, view.through_inbound_id)


def _replies(view: TicketCardView) -> list[Choice]:
    ref, draft = ref_of(view), view.draft
    found: list[Choice] = []
    if draft is not None and draft.status == DraftStatus.PROPOSED.value:
        found.append(choice(Action.DRAFT_REJECT, draft.token))
    if view.status is TicketStatus.RESOLVED:
        return [*found, choice(Action.TICKET_REOPEN, ref)]
    found += _new(view)
    # Nobody answers «لا يحتاج رداً» to what nobody heard, nor to a leak.
    if not view.needs_listen and view.p0_sound is not P0Sound.MEANING:
        found.append(choice(Action.TICKET_NO_REPLY, ref))
    found += [choice(Action.TICKET_CALLED, ref), choice(Action.TICKET_ANSWERED_ELSEWHERE, ref)]
    if view.status is TicketStatus.OPEN and not view.needs_listen:
        found.append(choice(Action.TICKET_RESOLVE, ref))
    if not view.needs_listen:
        found.append(choice(Action.TICKET_CLOSE_OTHER, ref))
    return found


def _new(view: TicketCardView) -> list[Choice]:
    return [choice(Action.DRAFT_NEW, ref_of(view))]


def _priorities(view: TicketCardView) -> list[Choice]:
    found: list[Choice] = []
    if view.needs_listen or view.status is TicketStatus.RESOLVED:
        return found  # four buttons ask for it, or it is over
    ticket_id, seen = graded(view)
    for to in graver_than(view.priority):
        label = copy.RAISE_TO.format(name=f"{to.name_ar} ({to})")
        found.append(choice(Action.TICKET_RAISE, RaiseChoice(ticket_id, view.priority, to).value(), label))
    if softer_than(view.priority):
        state = LowerState(ticket_id, view.priority, seen)
        found.append(choice(Action.TICKET_LOWER, state.value()))
    if view.incident is None:
        found.append(choice(Action.INCIDENT_DECLARE, ref_of(view)))
    return found


def _about_customer(view: TicketCardView) -> list[Choice]:
    ref = ref_of(view)
    found = [*_link(view), *_matters(view)]
    if view.who.customer is None and not view.needs_listen and view.status is not TicketStatus.RESOLVED:
        found.append(choice(Action.TICKET_NOT_CUSTOMER, ref))
    files = [choice(Action.TICKET_LISTEN, ref)] if any(line.media for line in view.lines) else []
    return [*found, *files, choice(Action.TICKET_SHOW_TEXT, ref)]


def _matters(view: TicketCardView) -> list[Choice]:
    """With another ticket to merge with, and with something to take out."""
    if view.status is TicketStatus.RESOLVED:
        return []
    ref = ref_of(view)
    merge = [choice(Action.TICKET_MERGE, ref)] if view.known.open_tickets > 1 else []
    first = view.clocks.get(Metric.FIRST_RESPONSE)
    answered = first is not None and first.met_at is not None
    lines = view.next_reply is not None and (len(view.lines) > 1 or answered)
    return [*merge, *([choice(Action.TICKET_SPLIT, ref)] if view.others or lines else [])]


def _link(view: TicketCardView) -> list[Choice]:
    label = customer_copy_ar.LINK if view.who.customer is None else customer_copy_ar.CHANGE_LINK
    return [choice(Action.TICKET_LINK_CUSTOMER, str(view.ticket_id), label)]


def _options(found: Iterable[Choice]) -> list[dict[str, Any]]:
    return [{"text": plain(label), "value": value} for label, value in found]
