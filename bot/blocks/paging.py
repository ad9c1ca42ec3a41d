"""An alarm as Slack, mail and the webhook show it: a number and a kind, no customer."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.blocks import copy_ar
from bot.blocks import paging_copy_ar as copy
from bot.blocks.text import actions, button, escape, person, section
from bot.ids import Action
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.paging.rules import Kind, PageView
from dealix_ops.ports.paging import Letter
from dealix_ops.ports.slack import SlackMessage

SLACK = "https://slack.com/app_redirect?channel={channel}"


def slack(view: PageView, address: str | None, now: datetime) -> SlackMessage:
    """With its own «استلمتها»: whoever is woken need not look for the card first."""
    head = f"🔴 *{_title(view)}*"
    link = f" · <{escape(address)}|{copy.TO_THE_CARD}>" if address else ""
    lines = [" ".join([head, *(person(one) for one in view.called)]), *_since(view, now)]
    lines[-1] += link
    take = button(copy.TAKE, Action.PAGE_TAKE, view.token, style="primary")
    return SlackMessage(text=_spoken(view, now), blocks=[section([*lines, copy.STOPS]), actions([take])])


def letter(view: PageView, to: Sequence[str], now: datetime, *, channel: str | None) -> Letter:
    lines = [_title(view), *_since(view, now), copy.STOPS, *_slack_address(channel)]
    return Letter(to, _title(view), "\n".join(lines) + "\n", f"page-{view.token}-{view.step}")


def webhook(view: PageView, now: datetime, *, channel: str | None) -> Mapping[str, Any]:
    """`docs/paging.md` prints the fields."""
    return {
        "event": "page",
        "kind": view.kind.value,
        "drill": view.kind is Kind.DRILL,
        "priority": "SEV1" if view.kind is Kind.SEV1 else "P0",
        "ticket": view.ticket_id,
        "incident": view.incident_id,
        "step": view.step,
        "minutes": _minutes(now - view.started_at),
        "late_minutes": _minutes(view.late) if view.late else 0,
        "title": _title(view),
        "text": _spoken(view, now),
        "link": SLACK.format(channel=channel) if channel else None,
    }


def test_letter(to: Sequence[str], token: str) -> Letter:
    return Letter(to, copy.TEST_SUBJECT, f"{copy.TEST}\n", f"test-{token}")


def test_webhook() -> Mapping[str, Any]:
    return {"event": "test", "kind": "test", "drill": True, "title": copy.TEST_SUBJECT, "text": copy.TEST}


def _title(view: PageView) -> str:
    """«طارئ (P0): بيانات ظاهرة لغير أصحابها · تذكرة ت-12»."""
    what = copy_ar.TOPIC[view.topic] if view.topic is not None else copy.UNNAMED[view.kind]
    return " · ".join([f"{copy.HEAD[view.kind]}: {what}", *_number(view)])


def _number(view: PageView) -> list[str]:
    if view.ticket_id is not None:
        return [copy.TICKET.format(ticket=view.ticket_id)]
    return [copy.INCIDENT.format(incident=view.incident_id)] if view.incident_id is not None else []


def _since(view: PageView, now: datetime) -> list[str]:
    minutes = _minutes(now - view.started_at)
    waited = count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)
    said = copy.WAITING.format(since=waited) if minutes else copy.NEW.format(at=clock_ar(view.started_at))
    return [said, *_late(view)]


def _late(view: PageView) -> list[str]:
    if view.late is None:
        return []
    return [copy.LATE.format(minutes=count_ar(_minutes(view.late), Noun.MINUTE))]


def _spoken(view: PageView, now: datetime) -> str:
    """For a phone that reads aloud: no ids, no marks."""
    head = copy.HEAD[view.kind].partition(" (")[0]
    what = copy_ar.TOPIC[view.topic] if view.topic is not None else copy.UNNAMED[view.kind]
    return f"{head}: {what}، {'، '.join(_since(view, now))}."


def _slack_address(channel: str | None) -> list[str]:
    return [copy.OPEN_SLACK.format(address=SLACK.format(channel=channel))] if channel else []


def _minutes(span: timedelta) -> int:
    return max(int(span.total_seconds()) // 60, 0)
