"""The hand-off, waiting and sent, and the link that opens WhatsApp."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks import hand_off, hand_off_links
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.people import Who
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Means, Priority, Source
from tests.bot.blocks import views
from tests.bot.blocks.views import FIVE_LINES, NOW, buttons, clocks, first_strong, lines

NUMBER = "966500000001"


def more(message: SlackMessage) -> list[str]:
    """What stands behind the three dots."""
    found = [e for b in message.blocks or () if b["type"] == "actions" for e in b["elements"]]
    return [o["text"]["text"] for e in found if e["type"] == "overflow" for o in e["options"]]


class TestWaiting:
    def test_waiting_says_who_to_whom_from_where_until_when(self) -> None:
        message = hand_off.render(views.hand_off(), NOW)
        assert lines(message) == [
            "✅ اعتمدها <@U_FOUNDER> 10:14 ص · جاهزة للإرسال إلى نورة · ت-128",
            "أرسلها من: جوال الشركة المنتهي بـ 210",
            "⏱ أول رد: باقي 28 د · سنذكّرك بعد 5 دقائق · مهلته 10:42 ص",
            "النص وحده في الرد تحت هذه الرسالة لمن أراد النسخ",
        ]
        assert buttons(message) == ["افتح واتساب", "أرسلتها", "متى أرسلتها؟"]
        assert more(message) == ["كلّمت العميل بدلاً منها", "رددت من الجوال بدلاً منها", "تراجع عن الاعتماد"]
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
            shown = lines(hand_off.render(views.hand_off(who=who, number=None, **changed), NOW))
            assert any(f"إلى {recipient}" in line or f"المستلم: {recipient}" in line for line in shown)
            assert "U_SALES" not in "".join(shown[:2])

    def test_edited_text_says_who_edited(self) -> None:
        message = hand_off.render(views.hand_off(edited=True), NOW)
        assert lines(message)[0].startswith("✅ عدّلها واعتمدها <@U_FOUNDER>")

    def test_withheld_number_has_no_link_and_says_copy(self) -> None:
        who = Who("نورة", Source.WHATSAPP, Means.COPY, our_address=None)
        message = hand_off.render(views.hand_off(who=who, number=None), NOW)
        assert buttons(message) == ["أرسلتها", "متى أرسلتها؟"]
        assert lines(message)[1].startswith("التسليم: نسخ فقط")

    def test_text_too_long_for_the_link_says_copy(self) -> None:
        message = hand_off.render(views.hand_off(text="ن" * 500), NOW)
        assert lines(message)[-1].startswith("انسخ النص من الرد")
        assert buttons(message)[0] == "افتح واتساب"

    def test_met_clock_is_not_shown_again(self) -> None:
        due = clocks(met_at=NOW)[Metric.FIRST_RESPONSE]
        message = hand_off.render(views.hand_off(first_response=due), NOW)
        assert not any(line.startswith("⏱") for line in lines(message))

    def test_long_clock_is_a_time_and_not_a_count(self) -> None:
        due = clocks(Priority.P2)[Metric.FIRST_RESPONSE]
        message = hand_off.render(views.hand_off(priority=Priority.P2, first_response=due), NOW)
        assert lines(message)[2] == "⏱ أول رد: قبل 6:12 م · سنذكّرك بعد 20 دقيقة"

    def test_at_night_the_reminder_waits_for_the_morning_and_says_so(self) -> None:
        night = NOW.replace(hour=19)
        due = replace(clocks(Priority.P3)[Metric.FIRST_RESPONSE], due_at=night + timedelta(hours=20))
        morning = night.replace(hour=5, minute=0) + timedelta(days=1)
        view = views.hand_off(priority=Priority.P3, first_response=due, approved_at=night, rings_at=morning)
        assert "سنذكّرك 8:00 ص غداً" in lines(hand_off.render(view, night))[2]

    def test_with_a_public_address_the_text_and_the_number_stand_on_the_page(self) -> None:
        message = hand_off.render(views.hand_off(), NOW, pages=True)
        assert buttons(message) == ["افتح صفحة التسليم", "أرسلتها", "متى أرسلتها؟"]
        assert lines(message)[-1] == "النص وزر نسخه في صفحة التسليم"
        assert NUMBER not in repr(message)

    def test_opened_page_proposes_its_time(self) -> None:
        message = hand_off.render(views.hand_off(opened_at=NOW), NOW)
        menu = (message.blocks or [])[1]["elements"][2]["options"][-1]
        assert (menu["text"]["text"], menu["value"]) == (
            "وقت فتح الصفحة (10:14 ص)",
            f"app-1.at{int(NOW.timestamp())}",
        )

    @pytest.mark.parametrize(
        ("count", "said"),
        [(1, "وصل سطر"), (2, "وصل سطران"), (3, "وصلت 3 أسطر"), (11, "وصل 11 سطراً")],
    )
    def test_lines_after_the_approval_are_a_warning_and_refuse_nothing(self, count: int, said: str) -> None:
        newer = tuple(NewLine(9 + number, f"سطر رقم {number}") for number in range(count))
        message = hand_off.render(views.hand_off(newer=newer, seen=9 + count - 1), NOW)
        shown = lines(message)
        assert f"⚠️ {said} بعد الاعتماد:" in shown
        assert "> \u200fسطر رقم 0" in shown
        assert buttons(message) == ["افتح واتساب", "أرسلتها", "تعديل", "متى أرسلتها؟"]
        assert {first_strong(line) for line in shown} <= {"AL", "R"}

    def test_reminder_mentions_the_approver_first(self) -> None:
        message = hand_off.render(views.hand_off(nudged_at=NOW), NOW)
        assert lines(message)[0] == "🔔 تذكير <@U_FOUNDER>: لم يُسجَّل إرسالها بعد"
        assert message.text == "لم يُسجَّل إرسال الرد على نورة. أرسله ثم اضغط «أرسلتها»."
        assert "سنذكّرك" not in "".join(lines(message))

    def test_last_question_says_when_it_counts_as_not_sent(self) -> None:
        message = hand_off.render(views.hand_off(nudged_at=NOW, asked_again_at=NOW), NOW)
        assert lines(message)[0] == (
            "🔔 سؤال أخير <@U_FOUNDER>: هل أُرسلت؟ إن لم يُسجَّل إرسالها قبل 10:14 ص الثلاثاء 24 نوفمبر"
            " عددناها غير مرسلة"
        )


class TestWithdrawn:
    def test_not_said_to_be_sent_in_time(self) -> None:
        view = views.hand_off(withdrawn_at=NOW, withdrawn_by="system")
        assert lines(hand_off.render(view, NOW)) == [
            "⌛ انتهى وقتها 10:14 ص: لم يُسجَّل إرسالها، فلا ترسل النص",
            "عُدّت غير مرسلة، والمسودة الجديدة من بطاقة ت-128",
        ]

    def test_it_says_so_and_has_no_button_left(self) -> None:
        view = views.hand_off(withdrawn_at=NOW, withdrawn_by="U_OPERATOR")
        message = hand_off.render(view, NOW)
        assert lines(message) == [
            "↩️ تراجع <@U_OPERATOR> عن الاعتماد 10:14 ص، فلا ترسل النص",
            "المسودة على بطاقة ت-128، والقرار من هناك",
        ]
        assert buttons(message) == []
        assert hand_off.bare_text(view).text == "سُحب الاعتماد، فلا ترسل النص الذي كان هنا."

    def test_called_instead_says_that(self) -> None:
        view = views.hand_off(withdrawn_at=NOW, withdrawn_by="U_OPERATOR", instead=True)
        assert lines(hand_off.render(view, NOW))[0] == "📞 أُجيب العميل خارجها 10:14 ص · <@U_OPERATOR>"

    def test_past_minutes_are_counted_as_arabic_counts(self) -> None:
        menu = (hand_off.render(views.hand_off(), NOW).blocks or [])[1]["elements"][2]
        said = [(option["text"]["text"], option["value"]) for option in menu["options"]]
        assert said == [
            ("الآن", "app-1.0"),
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
            (6, "أول رد خلال 6 د ✓"),
            (31, "أول رد خلال 31 د (متأخر)"),
            (150, "أول رد خلال 2 س 30 د (متأخر)"),
            (660, "أول رد خلال 11 س (متأخر)"),
        ],
    )
    def test_one_line_with_how_long_it_took(self, minutes: float, expected: str) -> None:
        opened = NOW - timedelta(minutes=2)
        sent_at = opened + timedelta(minutes=minutes)
        due = clocks(met_at=sent_at)[Metric.FIRST_RESPONSE]
        view = views.hand_off(sent_at=sent_at, sent_by="U_OPERATOR", first_response=due)
        message = hand_off.render(view, sent_at)
        head, to = lines(message)
        assert head.startswith("📨 أُرسلت ")
        assert head.endswith(f" · {expected}")
        assert to == "المستلم: نورة · سجّلها <@U_OPERATOR>"
        assert message.text == "أُرسل الرد إلى نورة."
        assert buttons(message) == ["لم أرسلها"]

    def test_promise_runs_from_here(self) -> None:
        sent_at = NOW + timedelta(minutes=4)
        due = clocks(met_at=sent_at)[Metric.FIRST_RESPONSE]
        promised = sent_at + timedelta(minutes=30)
        view = views.hand_off(sent_at=sent_at, sent_by="U_OPERATOR", first_response=due, promised_by=promised)
        assert lines(hand_off.render(view, sent_at))[0] == (
            "📨 أُرسلت 10:18 ص · أول رد خلال 6 د ✓ · وعدنا: خبر قبل 10:48 ص"
        )

    def test_later_answer_takes_no_credit_for_the_first_response(self) -> None:
        due = clocks(met_at=NOW - timedelta(minutes=1))[Metric.FIRST_RESPONSE]
        view = views.hand_off(sent_at=NOW, sent_by="U_FOUNDER", first_response=due)
        assert lines(hand_off.render(view, NOW))[0] == "📨 أُرسلت 10:14 ص"


class TestBareText:
    def test_what_is_copied_is_what_was_approved(self) -> None:
        message = hand_off.bare_text(views.hand_off(text="*شكراً* & <أهلاً>"))
        assert message.text == "*شكراً* &amp; &lt;أهلاً&gt;"
        assert (message.mrkdwn, message.blocks) == (False, None)


class TestWhatsappLink:
    def test_text_is_typed_in(self) -> None:
        link = hand_off_links.whatsapp_link(NUMBER, "سلام & أهلاً")
        assert link == (
            f"https://wa.me/{NUMBER}?text=%D8%B3%D9%84%D8%A7%D9%85%20%26%20%D8%A3%D9%87%D9%84%D8%A7%D9%8B"
        )

    def test_last_letter_that_fits_and_the_first_that_does_not(self) -> None:
        room = (hand_off_links.URL_LIMIT - len(f"https://wa.me/{NUMBER}?text=")) // 6
        assert hand_off_links.carries_text(hand_off_links.whatsapp_link(NUMBER, "ن" * room))
        assert hand_off_links.whatsapp_link(NUMBER, "ن" * (room + 1)) == f"https://wa.me/{NUMBER}"

    def test_five_hundred_letters_without_a_space_open_the_chat_alone(self) -> None:
        assert hand_off_links.whatsapp_link(NUMBER, "ن" * 500) == f"https://wa.me/{NUMBER}"

    def test_real_text_fits(self) -> None:
        assert hand_off_links.carries_text(hand_off_links.whatsapp_link(NUMBER, FIVE_LINES))
