"""An incident under way: its lines on the card, its buttons, what is said where it stands, its story."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.blocks import incident_close_copy_ar as close_copy
from bot.blocks import incident_run_copy_ar as copy
from bot.blocks import incidents_copy_ar, moments
from bot.blocks.post_mortem import cut
from bot.blocks.text import (
    Block,
    actions,
    button,
    escape,
    foreign,
    overflow,
    person,
    quote,
    section,
)
from bot.ids import Action
from dealix_ops.incidents import notice_text, pdpl
from dealix_ops.incidents import run_copy_ar as words
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import IncidentEntry
from dealix_ops.incidents.rules import Step
from dealix_ops.incidents.showing import Offer
from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.incident_run import NoticeView, RunView

STORY_LIMIT, ENTRY_LIMIT = 15, 120
MENU = {"severity": copy.SEVERITY, "roles": copy.ROLES, "harm": copy.HARM, "story": copy.STORY}
"""What «المزيد» of an incident opens."""


def lines(view: RunView, now: datetime) -> list[str]:
    """Behind the first action: the next update, who does what, the authority's clock."""
    form = copy.NEXT_PROMISED if view.promised else copy.NEXT_UPDATE
    at = view.next_update_at
    due = deadline_ar(at, now) if at >= now else copy.LATE.format(at=moments.moment(at, now))
    held = [copy.ROLES_LINE.format(role=words.ROLES[role], who=person(who)) for role, who in view.roles]
    return [form.format(due=due), *held, *notice_lines(view, now)]


def notice_lines(view: RunView, now: datetime) -> list[str]:
    return [_notice(view.notice, now)] if view.notice is not None else []


def notice_buttons(incident_id: int, view: RunView) -> list[Block]:
    """Of one that is over while its notice is still owed."""
    notice = view.notice
    if notice is None or not notice.owed:
        return []
    return [actions(_offered(Offer.HARM if notice.may_harm is None else Offer.NOTICE, str(incident_id)))]


def notice_step(incident_id: int, view: RunView) -> Block:
    """The plan's step about the authority: first whether it is owed at all, then its number."""
    if view.notice is None or view.notice.may_harm is None:
        return button(copy.HARM_DECIDE, Action.INCIDENT_MORE, f"{incident_id}.harm")
    return button(copy.FILED, Action.INCIDENT_FILED, str(incident_id))


def buttons(incident_id: int, view: RunView, *, in_plan: bool) -> Block:
    """`in_plan`: the notice's button stands with the plan's next steps."""
    value, notice = str(incident_id), view.notice
    menu = [(label, f"{incident_id}.{key}") for key, label in MENU.items()]
    owed = notice is not None and notice.may_harm and notice.owed
    shown = [button(copy.UPDATE, Action.INCIDENT_UPDATE, value)]
    shown += [button(copy.FILED, Action.INCIDENT_FILED, value)] if owed and not in_plan else []
    return actions([*shown, overflow(Action.INCIDENT_MORE, menu)])


def said(payload: Mapping[str, Any]) -> SlackMessage:
    """A message where the incident stands; `quoted` is a person's, `offers` are buttons under it."""
    text, value = str(payload["text"]), str(payload["incident_id"])
    quoted, offers = str(payload.get("quoted") or ""), payload.get("offers") or []
    if not quoted and not offers:
        return SlackMessage(text=text, blocks=payload.get("blocks"))
    # A draft of the notice is longer than one section, and than what a phone is told of it.
    push, *rest = cut(text)
    shown = [section([part]) for part in (push, *rest, *(cut(quote(escape(quoted))) if quoted else []))]
    row = [made for one in offers for made in _offered(Offer(one), value)]
    shown += [actions(row)] if row else []
    return SlackMessage(text=push, blocks=shown)


def story(
    incident_id: int, severity: str, told: Sequence[IncidentEntry], view: RunView, now: datetime
) -> SlackMessage:
    """The newest lines of the story, the next due times before them."""
    head = copy.STORY_HEAD.format(id=incident_id, severity=severity, at=clock_ar(now))
    made = [head, *lines(view, now), *entry_lines(told, now)]
    return SlackMessage(head, [section([part]) for part in cut("\n".join(made))])


def entry_lines(told: Sequence[IncidentEntry], now: datetime) -> list[str]:
    left = len(told) - STORY_LIMIT
    made = [copy.STORY_LEFT.format(count=count_ar(left, Noun.LINE))] if left > 0 else []
    return made + ([_entry(one, now) for one in told[-STORY_LIMIT:]] or [copy.STORY_EMPTY])


def notice(lines_of_notice: Sequence[str], incident_id: int) -> str:
    head = words.NOTICE_HEAD.format(id=incident_id)
    return "\n".join([head, *(f"• {escape(line)}" for line in lines_of_notice)])


def _offered(offer: Offer, value: str) -> list[Block]:
    match offer:
        case Offer.UPDATE:
            write = button(copy.UPDATE, Action.INCIDENT_UPDATE, value, style="primary")
            return [write, button(copy.SNOOZE, Action.INCIDENT_SNOOZE, value)]
        case Offer.HARM:
            yes = button(copy.HARM_YES, Action.INCIDENT_HARM_YES, value, style="danger")
            return [yes, button(copy.HARM_NO, Action.INCIDENT_HARM_NO, value)]
        case Offer.NOTICE:
            draft = button(copy.NOTICE, Action.INCIDENT_NOTICE, value, style="primary")
            return [draft, button(copy.FILED, Action.INCIDENT_FILED, value)]
        case Offer.NOT_OWED:
            return [button(copy.NOT_OWED, Action.INCIDENT_HARM_NO, value)]
        case Offer.NOTHING_LEFT:
            return [button(copy.NOTHING_LEFT, Action.INCIDENT_NOTHING_LEFT, value)]
        case Offer.UNFREEZE:
            return [button(close_copy.UNFREEZE, Action.INCIDENT_UNFREEZE, value)]
        case Offer.FOLLOW_UP:
            return [button(close_copy.FOLLOW_UP, Action.INCIDENT_FOLLOW_UP, value)]
        case Offer.REVIEW:
            return [button(close_copy.REVIEW, Action.INCIDENT_REVIEW, value)]


def _notice(view: NoticeView, now: datetime) -> str:
    if view.filed_at is not None:
        form = copy.NOTICE_PARTIAL if view.partial else copy.NOTICE_FILED
        # With its day: whatever is over is not drawn anew on the next.
        at, reference = pdpl.at_ar(view.filed_at), isolate(escape(view.reference))
        if view.settled_by is not None:
            who = person(view.settled_by)
            return copy.NOTICE_SETTLED.format(at=at, reference=reference, who=who)
        return form.format(at=at, reference=reference)
    if view.may_harm is False:
        return copy.NOTICE_NONE
    due = pdpl.at_ar(view.due_at)
    if now >= view.due_at:
        return copy.NOTICE_PAST.format(due=due)
    form = copy.NOTICE_LEFT if view.may_harm else copy.NOTICE_UNDECIDED
    return form.format(left=notice_text.left(view.due_at - now), due=due)


def _entry(entry: IncidentEntry, now: datetime) -> str:
    kind, facts = EntryKind(entry.kind), entry.facts
    who = copy.BY_SYSTEM if entry.actor == ledger.SYSTEM else person(entry.actor)
    step = facts.get("step")
    what = copy.ENTRY.get(kind, copy.OTHER_ENTRY).format(
        who=who,
        ticket=facts.get("ticket"),
        step=incidents_copy_ar.STEP[Step(step)] if step else "",
        was=facts.get("was"),
        to=facts.get("to"),
        author=person(str(facts.get("author"))),
    )
    if entry.text:
        what = copy.STORY_TEXT.format(what=what, text=foreign(entry.text, ENTRY_LIMIT))
    return copy.STORY_LINE.format(at=moments.moment(entry.at, now), what=what)
