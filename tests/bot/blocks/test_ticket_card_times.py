"""The card's clocks and the sentence a phone reads out."""

import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks import ticket_card
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.people import Who
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.vocabulary import Means, P0Sound, Priority, Source, Topic
from tests.bot.blocks.states import State, states
from tests.bot.blocks.views import (
    NOW,
    card,
    clocks,
    decided,
    draft,
    lines,
    said,
)


def drawn(**changed: object) -> SlackMessage:
    return ticket_card.render(card(**changed), NOW)


class TestLate:
    """What the tick of breaches posts anew."""

    MENTIONED = ticket_card.Mentioned(frozenset({"U_FOUNDER"}), frozenset({"U_OPERATOR"}))

    def late(self, **changed: object) -> SlackMessage:
        priority = changed.get("priority", Priority.P0)
        assert isinstance(priority, Priority)
        view = card(**{"clocks": clocks(priority), **changed})
        return ticket_card.render(view, NOW + timedelta(hours=3), mentioned=self.MENTIONED)

    def test_p1_names_the_founders_only_once_it_is_late(self) -> None:
        view = card(priority=Priority.P1, clocks=clocks(Priority.P1))
        in_time = ticket_card.render(view, NOW, mentioned=self.MENTIONED)
        assert "U_FOUNDER" not in lines(in_time)[0]
        head = lines(self.late(priority=Priority.P1))[0]
        assert "<@U_FOUNDER>" in head
        assert "U_OPERATOR" not in head

    def test_p2_names_nobody(self) -> None:
        view = card(priority=Priority.P2, clocks=clocks(Priority.P2))
        message = ticket_card.render(view, NOW + timedelta(days=2), mentioned=self.MENTIONED)
        assert "<@" not in lines(message)[0]

    def test_approved_text_that_nobody_sent_is_said_to_be_late(self) -> None:
        message = self.late(draft=decided("handed_off", handed_off_at=NOW))
        [line] = lines(message)
        assert "أول رد *متأخر منذ 10:42 ص* <@U_FOUNDER> <@U_OPERATOR>" in line
        assert message.text == "طارئ من نورة: اعتُمد الرد ولم يُسجَّل إرساله، وأول رد متأخر."

    def test_sent_text_is_late_no_more(self) -> None:
        given = {"draft": decided("sent"), "sent_at": NOW, "clocks": clocks(met_at=NOW)}
        message = self.late(**given)
        assert "متأخر" not in f"{message.text}{lines(message)}"


class TestPromise:
    """What a sent text named, until the next one is sent."""

    def sent(self, **changed: object) -> TicketCardView:
        promise = Due(Metric.PROMISE, timedelta(minutes=30), NOW, NOW + timedelta(minutes=30), None)
        given = {"draft": decided("sent"), "sent_at": NOW, "clocks": clocks(met_at=NOW), "promise": promise}
        return card(**given | changed)

    def test_one_line_says_until_when(self) -> None:
        [line] = lines(ticket_card.render(self.sent(), NOW))
        assert "أُرسلت 10:14 ص · وعدنا: خبر قبل 10:44 ص" in line

    def test_broken_calls_whom_the_card_would(self) -> None:
        mentioned = ticket_card.Mentioned(frozenset({"U_FOUNDER"}), frozenset({"U_OPERATOR"}))
        message = ticket_card.render(self.sent(), NOW + timedelta(minutes=31), mentioned=mentioned)
        [line] = lines(message)
        assert "وعدنا *متأخر منذ 10:44 ص* <@U_FOUNDER> <@U_OPERATOR>" in line
        assert message.text == "طارئ من نورة: فات موعد الخبر الذي وعدنا به."

    def test_earlier_than_the_next_reply_it_is_the_one_number(self) -> None:
        view = self.sent(draft=draft(kind="update"), sent_at=None)
        later = Due(Metric.NEXT_REPLY, timedelta(hours=2), NOW, NOW + timedelta(hours=2), None)
        drawn = lines(ticket_card.render(replace(view, next_reply=later), NOW))
        assert any(line.startswith("⏱ وعدنا: باقي 30 دقيقة (قبل 10:44 ص)") for line in drawn)


class TestClocks:
    @pytest.mark.parametrize(
        ("minutes", "expected"),
        [
            (0, "أول رد: باقي 30 دقيقة (قبل 10:42 ص)"),
            (14.9, "أول رد: باقي 15 دقيقة (قبل 10:42 ص)"),
            (15, "🟡 أول رد: باقي 15 دقيقة (قبل 10:42 ص)"),
            (20, "🟡 أول رد: باقي 10 دقائق (قبل 10:42 ص)"),
            (23.9, "🟡 أول رد: باقي 6 دقائق (قبل 10:42 ص)"),
            (24, "🟠 أول رد: باقي 6 دقائق (قبل 10:42 ص)"),
            (28, "🟠 أول رد: باقي دقيقتان (قبل 10:42 ص)"),
            (29, "🟠 أول رد: باقي دقيقة (قبل 10:42 ص)"),
            (29.9, "🟠 أول رد: باقي أقل من دقيقة (قبل 10:42 ص)"),
            (30.1, "أول رد: *متأخر منذ 10:42 ص*"),
            (24 * 60, "أول رد: *متأخر منذ 10:42 ص أمس*"),
            (48 * 60, "أول رد: *متأخر منذ 10:42 ص الأحد 22 نوفمبر*"),
        ],
    )
    def test_first_response_counts_down_and_then_says_since_when(self, minutes: float, expected: str) -> None:
        view = card()
        opened = view.clocks[Metric.FIRST_RESPONSE].started_at
        message = ticket_card.render(view, opened + timedelta(minutes=minutes))
        assert lines(message)[2] == f"⏱ {expected}"

    @pytest.mark.parametrize(
        ("priority", "expected"),
        [
            (Priority.P1, "قبل 12:12 م"),
            (Priority.P2, "قبل 6:12 م"),
            (Priority.P3, "قبل 10:12 ص غداً"),
        ],
    )
    def test_longer_clocks_are_times_not_counts(self, priority: Priority, expected: str) -> None:
        message = drawn(priority=priority, clocks=clocks(priority))
        assert lines(message)[2] == f"⏱ أول رد: {expected}"

    def test_resolution_is_shown_only_where_nobody_waits_for_an_answer(self) -> None:
        message = ticket_card.render(card(clocks=clocks(met_at=NOW)), NOW + timedelta(hours=5))
        assert lines(message)[2] == "⏱ الحل: *متأخر منذ 2:12 م*"

    @pytest.mark.parametrize(
        ("minutes", "expected"),
        [(10, "الاستماع: باقي 10 دقائق (قبل 10:24 ص)"), (40, "أول رد: باقي 28 دقيقة (قبل 10:42 ص)")],
    )
    def test_stricter_of_listening_and_answering_is_the_one_number(self, minutes: int, expected: str) -> None:
        until = NOW + timedelta(minutes=minutes)
        listen = {Metric.LISTEN: Due(Metric.LISTEN, until - NOW, NOW, until, None)}
        message = drawn(clocks=clocks() | listen, needs_listen=True, lines=said("", kind="audio"))
        assert lines(message)[2] == f"⏱ {expected}"

    def test_after_the_first_response_the_oldest_unanswered_line_counts(self) -> None:
        since = NOW - timedelta(hours=7)
        reply = Due(Metric.NEXT_REPLY, timedelta(hours=8), since, since + timedelta(hours=8), None)
        before = drawn(clocks=clocks(Priority.P2), next_reply=reply)
        after = drawn(clocks=clocks(Priority.P2, met_at=since), next_reply=reply)
        assert lines(before)[2] == "⏱ أول رد: قبل 6:12 م"
        assert lines(after)[2] == "⏱ 🟠 الرد التالي: قبل 11:14 ص"

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            (1, "نافذة واتساب: حتى 11:14 ص · أول رد: قبل 6:12 م"),
            (20, "أول رد: قبل 6:12 م · نافذة واتساب: حتى 6:14 ص غداً"),
            (-1, "أول رد: قبل 6:12 م · النافذة مقفلة للإرسال الآلي فقط"),
        ],
    )
    def test_earlier_of_clock_and_window_stands_first(self, hours: int, expected: str) -> None:
        message = drawn(clocks=clocks(Priority.P2), window_until=NOW + timedelta(hours=hours))
        assert lines(message)[2] == f"⏱ {expected}"

    def test_clock_of_minutes_leaves_out_the_window(self) -> None:
        assert "نافذة" not in lines(drawn(window_until=NOW + timedelta(hours=20)))[2]

    def test_window_is_nobodys_business_where_the_answer_leaves_otherwise(self) -> None:
        who = Who("نورة", Source.WHATSAPP, Means.COPY, our_address=None)
        until = NOW + timedelta(hours=1)
        assert "نافذة" not in lines(drawn(who=who, window_until=until, clocks=clocks(Priority.P2)))[2]


class TestPush:
    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            ({}, "طارئ من نورة: بيانات ظاهرة لغير أصحابها. أول رد خلال 28 دقيقة، والمسودة جاهزة."),
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
                "طارئ من نورة: بيانات ظاهرة لغير أصحابها. المسودة جاهزة.",
            ),
            (
                {"clocks": clocks(met_at=NOW), "draft": None},
                "طارئ من نورة: بيانات ظاهرة لغير أصحابها.",
            ),
            (
                {"who": Who("نورة 🌹💐", Source.WHATSAPP, Means.WHATSAPP, our_address=None), "draft": None},
                "طارئ من نورة: بيانات ظاهرة لغير أصحابها. أول رد خلال 28 دقيقة.",
            ),
            (
                {"who": Who("0501234567", Source.WHATSAPP, Means.WHATSAPP, our_address=None), "draft": None},
                "طارئ من عميل بلا اسم ظاهر: بيانات ظاهرة لغير أصحابها. أول رد خلال 28 دقيقة.",
            ),
        ],
    )
    def test_sentence_can_be_read_aloud(self, changed: dict[str, object], expected: str) -> None:
        assert drawn(**changed).text == expected

    def test_late_is_said(self) -> None:
        message = ticket_card.render(card(), NOW + timedelta(hours=1))
        assert message.text.endswith("أول رد متأخر، والمسودة جاهزة.")

    def test_word_only_is_said_aloud_too(self) -> None:
        assert drawn(p0_sound=P0Sound.WORD).text.startswith("طارئ بكلمة فقط من نورة: ")

    @pytest.mark.parametrize("state", states(), ids=lambda state: state.name)
    def test_every_state_speaks_one_plain_sentence(self, state: State) -> None:
        said = ticket_card.render(state.view, state.now).text
        assert said.endswith(".")
        assert not set(said) & set("<>@_*•`#&«»()[]🔴🟠🟡⚪⏱")
        assert not any(unicodedata.category(letter) in ("So", "Cf") for letter in said)
        assert str(state.view.ticket_id) not in said


class TestWaitsForTheCustomer:
    def paused(self, **changed: object) -> TicketCardView:
        still = {
            metric: replace(due, paused_at=NOW) for metric, due in clocks(Priority.P2, met_at=NOW).items()
        }
        return card(clocks=still, **changed)

    def test_card_says_since_when_and_colours_nothing(self) -> None:
        message = ticket_card.render(self.paused(), NOW + timedelta(days=9))
        assert lines(message)[2] == "⏱ تنتظر العميل منذ 10:14 ص الأحد 22 نوفمبر"

    def test_line_of_an_answer_that_asked_for_something(self) -> None:
        view = self.paused(draft=decided("sent", last_inbound_id=3), sent_at=NOW)
        assert "أُرسلت 10:14 ص · تنتظر العميل" in lines(ticket_card.render(view, NOW))[0]
