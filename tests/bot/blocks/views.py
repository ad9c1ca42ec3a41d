"""Hand-made views for cards, and how a card reads on a phone: its lines, their direction, its buttons."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.reports.hand_offs import HandOffView
from dealix_ops.reports.people import Line, Who
from dealix_ops.sla.rules import OF_EVERY_TICKET, TARGETS, Metric
from dealix_ops.sla.service import Due
from dealix_ops.vocabulary import Means, P0Sound, Priority, Source, Topic

NOW = datetime(2026, 11, 22, 7, 14, tzinfo=UTC)
"""Sunday, 10:14 in Riyadh."""
OPENED = NOW - timedelta(minutes=2)
FIVE_LINES = "\n".join(
    (
        "حياكم الله أ. نورة، معكم سالم من ديلكس.",
        "وصلنا بلاغكم عن بيانات ظهرت لغير أصحابها، ونتعامل معه كحالة طارئة.",
        "نأسف على الإرباك اللي لحق بكم، ومتابعة الموضوع علينا إلى أن يتضح.",
        "احتفظوا بأي صورة أو رسالة عنه ولا تشاركونها مع أحد لو سمحتم.",
        "نرجع لكم باللي يتضح خلال 30 دقيقة من هذه الرسالة.",
    )
)
NORA = Who("نورة", Source.WHATSAPP, Means.WHATSAPP, our_address="966110000210")
_MARKUP = re.compile(r"<[@#!][^>]*>|&(?:amp|lt|gt);")


def draft(text: str = FIVE_LINES, **changed: Any) -> DraftView:
    made = DraftView(
        token="tok-1",
        kind="first_response",
        status="proposed",
        text=text,
        edited=False,
        decided_by=None,
        decided_at=None,
        reject_reason=None,
        reject_note=None,
        last_inbound_id=3,
        conversation_key="whatsapp:1:2",
    )
    return replace(made, **changed)


def decided(status: str, **changed: Any) -> DraftView:
    return draft(status=status, decided_by="U_FOUNDER", decided_at=NOW, **changed)


def clocks(priority: Priority = Priority.P0, *, met_at: datetime | None = None) -> dict[Metric, Due]:
    targets = {metric: TARGETS[priority].of(metric) for metric in OF_EVERY_TICKET}
    return {
        metric: Due(
            metric,
            target,
            OPENED,
            OPENED + target,
            met_at if metric is Metric.FIRST_RESPONSE else None,
        )
        for metric, target in targets.items()
    }


def said(*texts: str, kind: str = "text") -> tuple[Line, ...]:
    return tuple(Line(kind, text, OPENED) for text in texts)


def card(**changed: Any) -> TicketCardView:
    """A P0 by meaning with three lines and a proposed first response."""
    made = TicketCardView(
        ticket_id=128,
        version=1,
        priority=Priority.P0,
        p0_sound=P0Sound.MEANING,
        topic=Topic.DATA_EXPOSURE,
        needs_look=False,
        needs_listen=False,
        linked_ticket_id=None,
        reasons=("«مو عندنا» + «أسماء» ← بيانات طرف آخر",),
        who=NORA,
        lines=said(
            "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا",
            "وأرقام جوالاتهم: +966501234214",
            "وش السالفة؟ عندي اجتماع بعد ساعة",
        ),
        clocks=clocks(),
        draft=draft(),
        sent_by=None,
        sent_at=None,
    )
    return replace(made, **changed)


def hand_off(**changed: Any) -> HandOffView:
    """Approved two minutes after the ticket came, not sent yet."""
    made = HandOffView(
        approval_token="app-1",
        version=1,
        ticket_id=128,
        priority=Priority.P0,
        who=NORA,
        number="966500000001",
        email=None,
        text=FIVE_LINES,
        approved_by="U_FOUNDER",
        approved_at=NOW,
        edited=False,
        first_response=clocks()[Metric.FIRST_RESPONSE],
        sent_by=None,
        sent_at=None,
        rings_at=NOW + timedelta(minutes=5),
        rings_since=NOW,
    )
    return replace(made, **changed)


def lines(message: SlackMessage) -> list[str]:
    """Every line of every text on the card, in order; buttons left out."""
    found: list[str] = []
    for block in message.blocks or ():
        parts = [block["text"]] if block["type"] == "section" else []
        parts += block["elements"] if block["type"] == "context" else []
        for part in parts:
            found += part["text"].split("\n")
    return found


def buttons(message: SlackMessage) -> list[str]:
    """Labels in order."""
    blocks = [block for block in message.blocks or () if block["type"] == "actions"]
    named = [e for block in blocks for e in block["elements"] if e["type"] != "overflow"]
    return [(e.get("text") or e["placeholder"])["text"] for e in named]


def menu(message: SlackMessage) -> list[str]:
    """What «المزيد» offers, in order, whatever kind of menu it is."""
    elements = [one for block in message.blocks or () for one in _elements(block)]
    groups = [group for one in elements for group in one.get("option_groups", [one])]
    return [option["text"]["text"] for group in groups for option in group.get("options", [])]


def menu_values(message: SlackMessage) -> dict[str, str]:
    """The value behind each label."""
    elements = [one for block in message.blocks or () for one in _elements(block)]
    groups = [group for one in elements for group in one.get("option_groups", [one])]
    options = [option for group in groups for option in group.get("options", [])]
    return {option["text"]["text"]: option["value"] for option in options}


def _elements(block: Mapping[str, Any]) -> list[Any]:
    inside = block["elements"] if block["type"] == "actions" else []
    return [*inside, *([block["accessory"]] if "accessory" in block else [])]


def before_buttons(message: SlackMessage) -> list[str]:
    """The lines a thumb passes before it reaches a button."""
    blocks = list(message.blocks or ())
    first = next((n for n, block in enumerate(blocks) if block["type"] == "actions"), len(blocks))
    return lines(SlackMessage(text="", blocks=blocks[:first]))


def first_strong(line: str) -> str | None:
    """The bidirectional class that turns the line, as Slack shows it: its own markup is no letter."""
    for character in _MARKUP.sub("", line):
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind
    return None
