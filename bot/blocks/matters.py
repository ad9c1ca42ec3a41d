"""A shared card: who else reported it, what waits for each of them, and the one button over all texts."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import clock_line, copy_ar, kept, ticket_menu, ticket_words
from bot.blocks import matters_copy_ar as copy
from bot.blocks import ticket_copy_ar as card_copy
from bot.blocks.names import name_of, short_name, spoken_name
from bot.blocks.text import Block, actions, button, foreign, overflow, section
from bot.ids import Action
from bot.ticket_ref import TicketRef
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.language.display import isolate
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.shared import Reporter

NAMED = 8
SHOWN = 3
"""Each with a line and a menu of its own; the others are named, and come out by «افصل»."""
WORDS_LIMIT = 60


def also(view: TicketCardView) -> list[Block]:
    """«بلّغ عنها أيضاً: …», and below it what each of them said last."""
    if not view.others:
        return []
    names = names_of(view.others[:NAMED])
    more = len(view.others) - NAMED
    if more > 0:
        names = f"{names} {copy.AND_MORE.format(count=more)}"
    shown = sorted(view.others, key=lambda one: not one.live)[:SHOWN]
    return [section([copy.ALSO.format(names=names)]), *map(_one, shown)]


def approve_all(view: TicketCardView) -> list[Block]:
    """Where more than the card's own text waits."""
    waiting = [one for one in view.others if one.token is not None]
    if not waiting:
        return []
    own = view.draft is not None and view.draft.status == DraftStatus.PROPOSED.value
    label = approve_label(len(waiting) + own)
    value = ticket_menu.ref_of(view)
    return [actions([button(label, Action.TICKET_APPROVE_ALL, value, style="primary")])]


def beneath(line: SlackMessage, view: TicketCardView, now: datetime) -> SlackMessage:
    """A card whose own ticket waits for nothing stays as long as another's does, with that one's clock."""
    if not any(one.live for one in view.others):
        return line
    clock = clock_line.render(view, now)
    waits = any(one.token is not None for one in view.others)
    blocks = [*(line.blocks or ()), *([section(clock)] if clock else []), *also(view), *approve_all(view)]
    return SlackMessage(text=f"{line.text} {copy.PUSH_OTHERS_WAIT}" if waits else line.text, blocks=blocks)


def joined(view: TicketCardView) -> SlackMessage:
    """The card of a ticket that stands on another's."""
    place = copy.JOINED.format(ticket=view.joined_to)
    own = copy.TICKET_OF.format(ticket=view.ticket_id)
    line = f"{view.priority.name_ar} · {short_name(view.who)}: {place} · {own}"
    menu = overflow(Action.TICKET_MORE, [_split(view.ticket_id, view.through_inbound_id)])
    push = copy.PUSH_JOINED.format(name=spoken_name(view.who))
    return SlackMessage(text=push, blocks=[section([line]) | {"accessory": menu}])


def approve_label(count: int) -> str:
    """«اعتماد الردّين», «اعتماد الردود الثلاثة», «اعتماد الردود (11)»."""
    if count <= 2:
        return copy.APPROVE_TWO if count == 2 else copy.APPROVE_REST
    few = count - 3
    if few < len(copy.FEW):
        return copy.APPROVE_FEW.format(count=copy.FEW[few])
    return copy.APPROVE_MANY.format(count=count)


def names_of(reporters: Sequence[Reporter]) -> str:
    return "، ".join(name_of(one.who) for one in reporters)


def _one(reporter: Reporter) -> Block:
    name = name_of(reporter.who)
    said = reporter.lines[-1] if reporter.lines else None
    words = foreign(said.text, WORDS_LIMIT) or ticket_words.kind_of(said) if said else ""
    if not reporter.live:
        return section([copy.ENDED.format(name=name)])
    state = card_copy.STATE[reporter.state] if reporter.state else ""
    if reporter.kept is not None:
        state = f"{state}، {kept.told(reporter.kept)}"
    head = copy.DRAFT_STATE.format(name=name, state=state) if state else copy.NO_DRAFT_FOR.format(name=name)
    options = overflow(Action.TICKET_MORE, _menu(reporter))
    return section([f"{head}: «{isolate(words)}»"]) | {"accessory": options}


def _menu(reporter: Reporter) -> list[ticket_menu.Choice]:
    """Five at most: what this person's own card would offer first."""
    ref = TicketRef(reporter.ticket_id, reporter.seen).value()
    found = []
    if reporter.says_yes:
        found.append(ticket_menu.choice(Action.TICKET_CLOSE, ref))
    if reporter.kept is not None:
        found += kept.choices(reporter.kept)
    elif reporter.token is not None:
        found.append(ticket_menu.choice(Action.DRAFT_EDIT, reporter.token, copy_ar.EDIT))
    else:
        found.append(ticket_menu.choice(Action.DRAFT_NEW, ref))
    found += [ticket_menu.choice(Action.TICKET_CALLED, ref), ticket_menu.choice(Action.TICKET_SHOW_TEXT, ref)]
    return [*found, _split(reporter.ticket_id, reporter.seen)]


def _split(ticket_id: int, seen: int) -> ticket_menu.Choice:
    return ticket_menu.choice(Action.TICKET_SPLIT, TicketRef(ticket_id, seen).value())
