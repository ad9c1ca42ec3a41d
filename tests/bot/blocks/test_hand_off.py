"""The hand-off, waiting and sent, and the link that opens WhatsApp."""

from datetime import timedelta

import pytest

from bot.blocks import hand_off
from dealix_ops.reports.people import Who
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Means, Source
from tests.bot.blocks import views
from tests.bot.blocks.views import FIVE_LINES, NOW, buttons, clocks, lines

NUMBER = "966500000001"


class TestWaiting:
    def test_waiting_says_who_to_whom_from_where_until_when(self) -> None:
        message = hand_off.render(views.hand_off(), NOW)
        assert lines(message) == [
            "✅ اعتمدها <@U_FOUNDER> 10:14 ص · جاهزة للإرسال إلى نورة",
            "أرسلها: من جوال الشركة المنتهي بـ 210",
            "⏱ أول رد: باقي 28 دقيقة (قبل 10:42 ص)",
            "النص وحده في الرد تحت هذه الرسالة لمن أراد النسخ",
        ]
        assert buttons(message) == ["افتح واتساب", "أرسلتها", "أرسلتها قبل قليل…"]
        assert message.text == "اعتُمد الرد على نورة. أرسله ثم اضغط «أرسلتها»."

    @pytest.mark.parametrize(
        ("who", "recipient"),
        [
            (Who("خالد", Source.ON_BEHALF, Means.WHATSAPP, None, "مدار"), "خالد (مدار)"),
            (Who(None, Source.SLACK, Means.COPY, "C1", "مدار", slack_user="U_NORA"), "<@U_NORA> (مدار)"),
            (Who(None, Source.SLACK, Means.COPY, "C1", "مدار", True, slack_user="U_SALES"), "العميل (مدار)"),
            (Who(None, Source.SLACK, Means.COPY, "C1", None, True, slack_user="U_SALES"), "العميل"),
        ],
    )
    def test_it_goes_to_the_customer_and_not_to_the_colleague(self, who: Who, recipient: str) -> None:
        for changed in ({}, {"sent_at": NOW, "sent_by": "U_OPERATOR"}):
            head = lines(hand_off.render(views.hand_off(who=who, number=None, **changed), NOW))[0]
            assert f"إلى {recipient}" in head
            assert "U_SALES" not in head

    def test_edited_text_says_who_edited(self) -> None:
        message = hand_off.render(views.hand_off(edited=True), NOW)
        assert lines(message)[0].startswith("✅ عدّلها واعتمدها <@U_FOUNDER>")

    def test_withheld_number_has_no_link_and_says_copy(self) -> None:
        who = Who("نورة", Source.WHATSAPP, Means.COPY, our_address=None)
        message = hand_off.render(views.hand_off(who=who, number=None), NOW)
        assert buttons(message) == ["أرسلتها", "أرسلتها قبل قليل…"]
        assert lines(message)[-1].startswith("التسليم: نسخ فقط")

    def test_text_too_long_for_the_link_says_copy(self) -> None:
        message = hand_off.render(views.hand_off(text="ن" * 500), NOW)
        assert lines(message)[-1].startswith("انسخ النص من الرد")
        assert buttons(message)[0] == "افتح واتساب"

    def test_met_clock_is_not_shown_again(self) -> None:
        due = clocks(met_at=NOW)[Metric.FIRST_RESPONSE]
        message = hand_off.render(views.hand_off(first_response=due), NOW)
        assert not any(line.startswith("⏱") for line in lines(message))

    def test_past_minutes_are_counted_as_arabic_counts(self) -> None:
        menu = (hand_off.render(views.hand_off(), NOW).blocks or [])[1]["elements"][2]
        said = [(option["text"]["text"], option["value"]) for option in menu["options"]]
        assert said == [
            ("قبل 5 دقائق", "app-1.5"),
            ("قبل 10 دقائق", "app-1.10"),
            ("قبل 20 دقيقة", "app-1.20"),
            ("قبل 30 دقيقة", "app-1.30"),
        ]


class TestSent:
    @pytest.mark.parametrize(
        ("minutes", "expected"),
        [
            (0.5, "أول رد خلال أقل من دقيقة ✓"),
            (1, "أول رد خلال دقيقة ✓"),
            (2, "أول رد خلال دقيقتين ✓"),
            (6, "أول رد خلال 6 دقائق ✓"),
            (11, "أول رد خلال 11 دقيقة ✓"),
            (31, "أول رد خلال 31 دقيقة (متأخر)"),
            (150, "أول رد خلال ساعتين (متأخر)"),
            (660, "أول رد خلال 11 ساعة (متأخر)"),
        ],
    )
    def test_one_line_with_how_long_it_took(self, minutes: float, expected: str) -> None:
        opened = NOW - timedelta(minutes=2)
        sent_at = opened + timedelta(minutes=minutes)
        due = clocks(met_at=sent_at)[Metric.FIRST_RESPONSE]
        view = views.hand_off(sent_at=sent_at, sent_by="U_OPERATOR", first_response=due)
        message = hand_off.render(view, sent_at)
        assert len(lines(message)) == 1
        assert lines(message)[0].startswith("📨 أُرسلت إلى نورة ")
        assert lines(message)[0].endswith(f"· <@U_OPERATOR> · {expected}")
        assert message.text == "أُرسل الرد إلى نورة."
        assert buttons(message) == []

    def test_later_answer_takes_no_credit_for_the_first_response(self) -> None:
        due = clocks(met_at=NOW - timedelta(minutes=1))[Metric.FIRST_RESPONSE]
        view = views.hand_off(sent_at=NOW, sent_by="U_FOUNDER", first_response=due)
        assert lines(hand_off.render(view, NOW)) == ["📨 أُرسلت إلى نورة 10:14 ص · <@U_FOUNDER>"]


class TestBareText:
    def test_what_is_copied_is_what_was_approved(self) -> None:
        message = hand_off.bare_text(views.hand_off(text="*شكراً* & <أهلاً>"))
        assert message.text == "*شكراً* &amp; &lt;أهلاً&gt;"
        assert (message.mrkdwn, message.blocks) == (False, None)


class TestWhatsappLink:
    def test_text_is_typed_in(self) -> None:
        link = hand_off.whatsapp_link(NUMBER, "سلام & أهلاً")
        assert link == (
            f"https://wa.me/{NUMBER}?text=%D8%B3%D9%84%D8%A7%D9%85%20%26%20%D8%A3%D9%87%D9%84%D8%A7%D9%8B"
        )

    def test_last_letter_that_fits_and_the_first_that_does_not(self) -> None:
        room = (hand_off.URL_LIMIT - len(f"https://wa.me/{NUMBER}?text=")) // 6
        assert hand_off.carries_text(hand_off.whatsapp_link(NUMBER, "ن" * room))
        assert hand_off.whatsapp_link(NUMBER, "ن" * (room + 1)) == f"https://wa.me/{NUMBER}"

    def test_five_hundred_letters_without_a_space_open_the_chat_alone(self) -> None:
        assert hand_off.whatsapp_link(NUMBER, "ن" * 500) == f"https://wa.me/{NUMBER}"

    def test_real_text_fits(self) -> None:
        assert hand_off.carries_text(hand_off.whatsapp_link(NUMBER, FIVE_LINES))
