"""The card of an alert on a phone: what it says, where its button leads, and what foreign text cannot do."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import alert_card
from bot.blocks.alert_card import safe_address
from dealix_ops.alerts.rules import AlertState
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.alert_cards import AlertCardView
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.test_limits import HOSTILE, problems
from tests.bot.blocks.views import NOW, OPENED, clocks, first_strong, lines

PAGE = "https://acme.sentry.io/issues/5540021/"


def view(**changed: Any) -> AlertCardView:
    """A P2 that fires in production, taken by nobody."""
    made = AlertCardView(
        ticket_id=9,
        version=3,
        token="tok-alert",
        priority=Priority.P2,
        state=AlertState.FIRING,
        metric=False,
        own=False,
        production=True,
        level="error",
        title="TimeoutError: upstream took 31s",
        culprit="billing.tasks in charge",
        environment="production",
        project="api",
        rule="API 5xx burst",
        release="dealix@1.8.2",
        web_url=PAGE,
        alerts=1000,
        count=3412,
        users=5,
        first_seen=OPENED,
        last_seen=NOW,
        clocks=clocks(Priority.P2),
        claimed_by=None,
        claimed_at=None,
        resolved_at=None,
    )
    return replace(made, **changed)


def drawn(**changed: Any) -> SlackMessage:
    return alert_card.render(view(**changed), NOW)


def labels(message: SlackMessage) -> list[str]:
    elements = [e for block in message.blocks or () if block["type"] == "actions" for e in block["elements"]]
    return [str(element["text"]["text"]) for element in elements]


class TestRender:
    def test_says_what_how_grave_where_how_often_and_who_has_it(self) -> None:
        shown = "\n".join(lines(drawn()))
        for words in (
            "مهم (P2): خطأ في البرنامج",
            "البيئة: الإنتاج",
            "الإصدار: 1.8.2",
            "\u2066TimeoutError: upstream took 31s\u2069",
            "تكرر 1,000 مرة منذ 10:12 ص (في سنتري: 3,412) · المتأثرون: 5 مستخدمين",
            "أول ظهور: 10:12 ص · آخر ظهور: 10:14 ص",
            "⏱ الاستلام: ",
            "الحالة: قائم · لم يستلمها أحد بعد",
        ):
            assert words in shown
        assert labels(drawn()) == ["استلمتها", "افتح سنتري", "أعلن حادثاً"]

    def test_two_times_of_one_minute_are_said_once(self) -> None:
        shown = "\n".join(lines(drawn(last_seen=view().first_seen + timedelta(milliseconds=500))))
        assert "أول ظهور: 10:12 ص" in shown
        assert "آخر ظهور" not in shown

    def test_notification_is_a_sentence_without_ids_or_foreign_words(self) -> None:
        text = drawn().text
        assert text.startswith(
            "تنبيه مهم من النظام: خطأ في البرنامج في بيئة الإنتاج، تكرر 1,000 مرة، والاستلام "
        )
        assert text.endswith(".")
        assert not re.search(r"[A-Za-z<>@#]|ت-\d", text)

    def test_taken_by_whom_since_when_and_no_button_any_more(self) -> None:
        met = clocks(Priority.P2, met_at=NOW)
        message = drawn(claimed_by="U_OPERATOR", claimed_at=NOW, clocks=met)
        shown = "\n".join(lines(message))
        assert "استلمها <@U_OPERATOR> 10:14 ص" in shown
        assert "⏱ الاستلام: تم 10:14 ص ✓" in shown
        assert labels(message) == ["افتح سنتري", "أعلن حادثاً"]

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            (AlertState.RESOLVED, "انتهى التنبيه 10:14 ص"),
            (AlertState.IGNORED, "أُرشف التنبيه في سنتري 10:14 ص"),
            (AlertState.FIRING, "أُغلقت التذكرة 10:14 ص"),
        ],
    )
    def test_over_is_one_line_without_buttons(self, state: AlertState, words: str) -> None:
        message = drawn(state=state, resolved_at=NOW)
        [line] = lines(message)
        assert line.startswith(words)
        assert "تكرر 1,000 مرة" in line
        assert labels(message) == []

    def test_once_is_said_as_once(self) -> None:
        assert "التكرار: مرة واحدة · المتأثرون" in "\n".join(lines(drawn(alerts=1, count=1)))

    @pytest.mark.parametrize("late", [NOW, NOW + timedelta(days=3)])
    @pytest.mark.parametrize(
        "changed", [{}, {"resolved_at": NOW}, {"title": None, "project": None}, {"own": True}]
    )
    def test_every_line_turns_right_to_left(self, changed: dict[str, Any], late: Any) -> None:
        message = alert_card.render(view(**changed), late)
        assert [line for line in lines(message) if first_strong(line) not in ("R", "AL")] == []
        assert first_strong(message.text) == "AL"

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    @pytest.mark.parametrize("resolved_at", [None, NOW])
    def test_hostile_texts_stay_within_limits_and_dead(self, text: str, resolved_at: Any) -> None:
        names = ("title", "culprit", "project", "rule", "release", "environment", "level")
        foreign: dict[str, Any] = dict.fromkeys(names, text)
        message = drawn(**foreign, production=False, resolved_at=resolved_at)
        assert problems(message) == []
        assert all(first_strong(line) in ("R", "AL") for line in lines(message))
        assert len(lines(message)) <= 12

    def test_every_clock_state_can_be_drawn(self) -> None:
        late = alert_card.render(view(), NOW + timedelta(days=9))
        assert "متأخر" in late.text
        assert Metric.RESOLUTION in view().clocks


class TestSafeAddress:
    @pytest.mark.parametrize(
        ("address", "host", "safe"),
        [
            (PAGE, None, True),
            ("https://sentry.io/organizations/acme/issues/1/", None, True),
            ("https://SENTRY.IO/x", None, True),
            ("https://sentry.io:443/x", None, True),
            ("https://errors.acme.sa/x", "errors.acme.sa", True),
            ("https://errors.acme.sa/x", None, False),
            ("https://x.errors.acme.sa/x", "errors.acme.sa", False),
            ("http://sentry.io/x", None, False),
            ("https://sentry.io.evil.example/x", None, False),
            ("https://evilsentry.io/x", None, False),
            ("https://sentry.io@evil.example/x", None, False),
            ("https://user:" + "x@sentry.io/x", None, False),
            ("https://sentry.io:8443/x", None, False),
            ("https://sentry.io/\u202ex", None, False),
            ("https://sentry.io/\nx", None, False),
            ("https://[/x", None, False),
            ("javascript:alert(1)", None, False),
            ("https://sentry.io/" + "x" * 600, None, False),
            (None, None, False),
            ("", "", False),
        ],
    )
    def test_table(self, address: str | None, host: str | None, safe: bool) -> None:
        assert safe_address(address, host) == (address if safe else None)
