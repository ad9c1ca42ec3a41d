"""The card's clocks and the sentence a phone reads out."""

from datetime import timedelta

import pytest

from bot.blocks import ticket_card
from dealix_ops.ports import SlackMessage
from dealix_ops.reports.people import Who
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Means, Priority, Source, Topic
from tests.bot.blocks.views import (
    NOW,
    card,
    clocks,
    draft,
    lines,
)

RLM = "‏"
PHONE = "\u2066+9665•••••214\u2069"
DECIDE = ["اعتماد", "تعديل", "لا ترسل هذا"]


def drawn(**changed: object) -> SlackMessage:
    return ticket_card.render(card(**changed), NOW)


class TestClocks:
    @pytest.mark.parametrize(
        ("minutes", "expected"),
        [
            (0, "باقي 30 دقيقة (قبل 10:42 ص)"),
            (19, "باقي 11 دقيقة (قبل 10:42 ص)"),
            (20, "باقي 10 دقائق (قبل 10:42 ص)"),
            (28, "باقي دقيقتان (قبل 10:42 ص)"),
            (29, "باقي دقيقة (قبل 10:42 ص)"),
            (29.9, "باقي أقل من دقيقة (قبل 10:42 ص)"),
            (30.1, "*متأخر منذ 10:42 ص*"),
            (24 * 60, "*متأخر منذ 10:42 ص أمس*"),
            (48 * 60, "*متأخر منذ 10:42 ص الأحد 22 نوفمبر*"),
        ],
    )
    def test_first_response_counts_down_and_then_says_since_when(self, minutes: float, expected: str) -> None:
        view = card()
        opened = view.clocks[Metric.FIRST_RESPONSE].started_at
        message = ticket_card.render(view, opened + timedelta(minutes=minutes))
        assert lines(message)[2].startswith(f"⏱ أول رد: {expected} ·")

    @pytest.mark.parametrize(
        ("priority", "expected"),
        [
            (Priority.P1, "باقي 118 دقيقة (قبل 12:12 م) · الحل: قبل 10:12 ص غداً"),
            (Priority.P2, "قبل 6:12 م · الحل: قبل 10:12 ص الأربعاء 25 نوفمبر"),
            (Priority.P3, "قبل 10:12 ص غداً · الحل: قبل 10:12 ص الأحد 29 نوفمبر"),
        ],
    )
    def test_longer_clocks_are_times_not_counts(self, priority: Priority, expected: str) -> None:
        message = drawn(priority=priority, clocks=clocks(priority))
        assert lines(message)[2] == f"⏱ أول رد: {expected}"

    def test_resolution_that_passed_is_late_too(self) -> None:
        message = ticket_card.render(card(), NOW + timedelta(hours=5))
        assert lines(message)[2].endswith("الحل: *متأخر منذ 2:12 م*")

    def test_late_answer_is_done_but_not_ticked(self) -> None:
        at = NOW + timedelta(minutes=40)
        message = ticket_card.render(card(clocks=clocks(met_at=at)), at)
        assert lines(message)[2].startswith("⏱ أول رد: تم متأخراً 10:54 ص ·")


class TestPush:
    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            ({}, "طارئ من نورة: بيانات جهة أخرى ظاهرة لعميل. أول رد خلال 28 دقيقة، والمسودة جاهزة."),
            (
                {"priority": Priority.P2, "clocks": clocks(Priority.P2), "topic": Topic.INVOICE},
                "مهم من نورة: استفسار عن فاتورة. أول رد قبل 6:12 مساءً، والمسودة جاهزة.",
            ),
            (
                {"priority": Priority.P3, "clocks": clocks(Priority.P3), "topic": Topic.PRICING},
                "عادي من نورة: سؤال عن الأسعار. أول رد قبل 10:12 صباحاً غداً، والمسودة جاهزة.",
            ),
            (
                {"clocks": clocks(met_at=NOW), "draft": draft(kind="answer")},
                "طارئ من نورة: بيانات جهة أخرى ظاهرة لعميل. المسودة جاهزة.",
            ),
            (
                {"clocks": clocks(met_at=NOW), "draft": None},
                "طارئ من نورة: بيانات جهة أخرى ظاهرة لعميل.",
            ),
            (
                {"who": Who("نورة 🌹💐", Source.WHATSAPP, Means.WHATSAPP, our_address=None), "draft": None},
                "طارئ من نورة: بيانات جهة أخرى ظاهرة لعميل. أول رد خلال 28 دقيقة.",
            ),
            (
                {"who": Who("0501234567", Source.WHATSAPP, Means.WHATSAPP, our_address=None), "draft": None},
                "طارئ من عميل بلا اسم ظاهر: بيانات جهة أخرى ظاهرة لعميل. أول رد خلال 28 دقيقة.",
            ),
        ],
    )
    def test_sentence_can_be_read_aloud(self, changed: dict[str, object], expected: str) -> None:
        assert drawn(**changed).text == expected

    def test_late_is_said(self) -> None:
        message = ticket_card.render(card(), NOW + timedelta(hours=1))
        assert message.text.endswith("أول رد متأخر، والمسودة جاهزة.")
