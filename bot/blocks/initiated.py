"""The card of a message that answers nobody; one line once it is decided, sent or over."""

from datetime import date, datetime, time

from bot.blocks import copy_ar, kept, moments, names, way_out_line
from bot.blocks import initiated_copy_ar as words
from bot.blocks import ticket_copy_ar as ticket_words
from bot.blocks.text import Block, actions, button, context, escape, person, quote, section
from bot.ids import Action
from dealix_ops.clock import RIYADH
from dealix_ops.drafts.copy_ar import GAP_OPENS
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.initiated import InitiatedView
from dealix_ops.sending.occasions import FOUNDERS_OWN, Occasion, Over


def render(view: InitiatedView, now: datetime) -> SlackMessage:
    told = _told(view, now)
    if told:
        line = words.LINE.format(
            title=words.TITLE[view.occasion], who=names.short_name(view.who), told=told, ticket=view.ticket_id
        )
        beneath = [kept.buttons(view.draft.kept)] if view.draft.kept else []
        return SlackMessage(text=f"{words.TITLE[view.occasion]}: {told}.", blocks=[context(line), *beneath])
    open_gap = GAP_OPENS in view.draft.text
    blocks = [
        section(_head(view)),
        section([f"النص ({count_ar(len(view.draft.text), Noun.LETTER)}):\n{quote(escape(view.draft.text))}"]),
        section(_beneath(view, open_gap=open_gap)),
        _buttons(view, open_gap=open_gap),
        context(words.AS_OF.format(at=clock_ar(now), ticket=view.ticket_id)),
    ]
    return SlackMessage(text=_push(view), blocks=blocks)


def day_ar(day: date) -> str:
    """«الأحد 22 نوفمبر»."""
    return date_ar(datetime.combine(day, time(12), tzinfo=RIYADH))


def _push(view: InitiatedView) -> str:
    return f"{words.PUSH[view.occasion].format(name=names.spoken_name(view.who))}."


def _told(view: InitiatedView, now: datetime) -> str:
    """What became of it; empty while it waits for a decision."""
    draft = view.draft
    if view.sent_at is not None:
        return words.SENT.format(at=moments.moment(view.sent_at, now), person=person(view.sent_by or ""))
    if view.over is not None:
        return words.OVER[view.over]
    if draft.status == DraftStatus.PROPOSED.value or draft.decided_at is None:
        return ""
    what = copy_ar.STATUS.get(DraftStatus(draft.status))
    if what is None:  # approved, and nobody said for days that it left
        return words.OVER[Over.PASSED]
    at = moments.moment(draft.decided_at, now)
    decided = words.DECIDED.format(what=what, person=person(draft.decided_by or ""), at=at)
    return f"{decided} · {kept.told(draft.kept)}" if draft.kept else decided


def _head(view: InitiatedView) -> list[str]:
    price = words.PRICE.format(amount=view.monthly_sar) if view.monthly_sar is not None else ""
    lines = [
        f"✉️ *{words.TITLE[view.occasion]}*",
        names.line_of(view.who),
        words.NOT_ASKED,
        words.ON[view.occasion].format(day=day_ar(view.due_on), price=price),
        words.GOOD_UNTIL.format(day=day_ar(view.until)),
    ]
    return [*lines, *([words.FOUNDERS] if view.occasion in FOUNDERS_OWN else [])]


def _beneath(view: InitiatedView, *, open_gap: bool) -> list[str]:
    lines = [ticket_words.GAP_OPEN.format(edit=copy_ar.EDIT)] if open_gap else []
    if view.newer:
        lines.append(f"⚠️ {words.NEWER.format(count=count_ar(view.newer, Noun.LINE))}")
    if view.barrier is not None:
        lines.append(f"⛔ {words.BARRIER[view.barrier]}")
    if view.occasion is Occasion.RENEWAL_30:
        lines.append(words.ATTACH)
    return [*lines, way_out_line.render(view.who)]


def _buttons(view: InitiatedView, *, open_gap: bool) -> Block:
    token = view.draft.token
    edit = button(copy_ar.EDIT, Action.DRAFT_EDIT, token, style="primary" if open_gap else None)
    approve = button(copy_ar.APPROVE, Action.DRAFT_APPROVE, token, style="primary")
    reject = button(copy_ar.DO_NOT_SEND, Action.DRAFT_REJECT, token)
    customer = button(words.CUSTOMER, Action.CUSTOMER_SHOW, str(view.customer_id))
    return actions([*([] if open_gap else [approve]), edit, reject, customer])
