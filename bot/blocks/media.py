"""Customers' files in words: how one stands on a card, and the answer to «استمع» with its pages' keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import copy_ar, moments
from bot.blocks import media_copy_ar as words
from bot.blocks.text import Block, button, plain, section
from bot.ids import Action
from bot.ticket_ref import TicketRef
from dealix_ops.media.links import Shown
from dealix_ops.media.rules import MediaKind, MediaState, MediaStatus
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.vocabulary import MediaFault, Priority

MINUTE_S = 60


@dataclass(frozen=True)
class ListenedChoice:
    """One of the four buttons: the ticket as its card stood, and the priority that was pressed."""

    ref: TicketRef
    to: Priority

    def value(self) -> str:
        return f"{self.ref.value()}.{self.to}"

    @classmethod
    def of(cls, text: str) -> "ListenedChoice | None":
        """None for anything that `value` did not write."""
        ref_text, _, to = text.rpartition(".")
        ref = TicketRef.of(ref_text)
        return cls(ref, Priority(to)) if ref is not None and to in list(Priority) else None


def name(state: MediaState) -> str:
    """«رسالة صوتية 0:42»."""
    shown = copy_ar.KIND[state.kind.value]
    if state.seconds is None:
        return shown
    minutes, seconds = divmod(state.seconds, MINUTE_S)
    return f"{shown} {minutes}:{seconds:02}"


def note(state: MediaState) -> str:
    """Why nothing can be opened; empty where something can."""
    the = words.THE[state.kind]
    match state.status:
        case MediaStatus.STORED:
            return ""
        case MediaStatus.WAITING:
            return words.COMING.format(the=the)
        case MediaStatus.REMOVED:
            return words.REMOVED.format(the=the)
        case MediaStatus.OFF | MediaStatus.FAILED:
            fault = state.fault or MediaFault.NO_TOKEN
            if fault is MediaFault.NO_TOKEN:
                return words.OFF
            return words.FAILED.format(the=the, why=words.WHY[fault])


def links(shown: Sequence[Shown], *, public_url: str | None) -> SlackMessage:
    """To one person. A row for each file: within a block Slack takes an action id only once."""
    if not shown:
        return SlackMessage(text=words.NONE, blocks=[section([words.NONE])])
    blocks = [_row(one, public_url) for one in shown]
    opens = any(one.token for one in shown)
    head = words.READY if opens else words.NOT_READY
    return SlackMessage(text=head, blocks=[section([head]), *blocks])


def _row(one: Shown, public_url: str | None) -> Block:
    at = moments.moment(one.occurred_at, one.asked_at)
    line = f"{name(one.state)} · {at}"
    if one.token is None or public_url is None:
        why = note(one.state) or words.NO_PAGES
        here_soon = one.state.status is MediaStatus.WAITING
        phone = [] if here_soon or why == words.OFF else [words.ON_THE_PHONE]
        row = section([line, why, *phone])
        again = button(words.AGAIN, Action.MEDIA_AGAIN, str(one.again)) if one.again is not None else None
        return row | {"accessory": again} if again else row
    opens = {
        "type": "button",
        "text": plain(words.LISTEN if one.state.kind is MediaKind.AUDIO else words.LOOK),
        "action_id": Action.OPEN_MEDIA.value,
        "url": f"{public_url.rstrip('/')}/m/{one.token}",
        "style": "primary",
    }
    return section([line]) | {"accessory": opens}
