"""The ticket's card, line by line, in every state a draft can be in."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.blocks import ticket_card
from bot.blocks.ticket_card import Mentioned
from dealix_ops.contacts.details import Details
from dealix_ops.drafts.copy_ar import GAP
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.people import Line, Who
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Means, P0Sound, Priority, Risk, Source, Topic
from tests.bot.blocks.views import (
    FIVE_LINES,
    NOW,
    before_buttons,
    buttons,
    card,
    clocks,
    decided,
    draft,
    lines,
    said,
)

RLM = "‏"
PHONE = "\u2066+9665•••••214\u2069"
DECIDE = ["استلمتها", "اعتماد", "تعديل", "كلّمت العميل", "المزيد …"]


def drawn(**changed: object) -> SlackMessage:
    return ticket_card.render(card(**changed), NOW)


class TestGolden:
    def test_p0_reads_in_the_order_of_a_decision(self) -> None:
        assert lines(drawn()) == [
            "🔴 *طارئ (P0): بيانات ظاهرة لغير أصحابها*",
            "العميل: نورة · واتساب · غير مربوط بعميل بعد",
            "⏱ أول رد: باقي 28 دقيقة (قبل 10:42 ص)",
            "كلام العميل (3 رسائل، آخرها 10:12 ص):",
            f"> {RLM}فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا",
            f"> {RLM}وأرقام جوالاتهم: {PHONE}",
            f"> {RLM}وش السالفة؟ عندي اجتماع بعد ساعة",
            "السبب: «مو عندنا» + «أسماء» ← بيانات طرف آخر (أكيد)",
            f"المسودة (رد أول، {len(FIVE_LINES)} حرفاً):",
            *(f"> {RLM}{line}" for line in FIVE_LINES.split("\n")),
            "التسليم: من جوال الشركة المنتهي بـ 210 (الإرسال الآلي غير مفعّل)",
            "كما هي 10:14 ص · تذكرة ت-128",
        ]
        assert buttons(drawn()) == DECIDE

    @pytest.mark.parametrize(
        ("status", "handed_off_at", "expected"),
        [
            ("approved", None, "اعتمدها <@U_FOUNDER> 10:14 ص · بانتظار التسليم"),
            ("edited", None, "عدّلها واعتمدها <@U_FOUNDER> 10:14 ص · بانتظار التسليم"),
            ("handed_off", NOW, "اعتمدها <@U_FOUNDER> 10:14 ص · سُلّمت 10:14 ص وبانتظار الإرسال"),
        ],
    )
    def test_decided_card_is_one_line(self, status: str, handed_off_at: datetime, expected: str) -> None:
        message = drawn(draft=decided(status, handed_off_at=handed_off_at))
        assert lines(message) == [f"طارئ · نورة: {expected} · تذكرة ت-128"]
        assert buttons(message) == []

    def test_sent_card_says_when(self) -> None:
        at = NOW + timedelta(minutes=2)
        view = card(draft=decided("sent"), clocks=clocks(met_at=at), sent_at=at, sent_by="U_FOUNDER")
        assert lines(ticket_card.render(view, at)) == [
            "طارئ · نورة: اعتمدها <@U_FOUNDER> 10:14 ص · أُرسلت 10:16 ص · تذكرة ت-128"
        ]

    @pytest.mark.parametrize("status", ["edited", "handed_off", "sent"])
    def test_edited_text_stays_edited_however_far_it_came(self, status: str) -> None:
        (line,) = lines(drawn(draft=replace(decided(status), edited=True)))
        assert line.startswith("طارئ · نورة: عدّلها واعتمدها <@U_FOUNDER> 10:14 ص")

    def test_line_that_no_decision_has_seen_brings_the_whole_card_back(self) -> None:
        waits = clocks()[Metric.FIRST_RESPONSE]
        newer = replace(said("وش صار؟")[0], inbound_id=9)
        message = drawn(draft=decided("handed_off"), next_reply=waits, lines=(newer,))
        assert f"> {RLM}وش صار؟" in lines(message)
        assert "المسودة: لا نقترح رداً على آخر كلامه" in lines(message)

    def test_rejected_card_keeps_their_words_and_offers_another(self) -> None:
        message = drawn(draft=decided("rejected", reject_reason="tone"))
        assert lines(message)[-3] == "القرار: استبعدها <@U_FOUNDER> 10:14 ص (النبرة)"
        assert lines(message)[3].startswith("كلام العميل")
        assert FIVE_LINES.split("\n")[0] not in "\n".join(lines(message))
        assert buttons(message) == ["استلمتها", "رد جديد", "كلّمت العميل", "المزيد …"]

    def test_text_whose_time_is_over_says_so_and_offers_a_new_one(self) -> None:
        message = drawn(draft=decided("expired"))
        assert "المسودة: انتهى وقتها ولم تُرسل، فاكتب غيرها من «مسودة جديدة»" in lines(message)
        assert FIVE_LINES.split("\n")[0] not in "\n".join(lines(message))
        assert buttons(message) == ["استلمتها", "مسودة جديدة", "كلّمت العميل", "المزيد …"]

    def test_note_of_a_rejection_is_one_masked_line(self) -> None:
        note = "<!here> جافّة\nاتصلوا على 0501234214"
        shown = lines(drawn(draft=decided("rejected", reject_reason="tone", reject_note=note)))
        assert shown[-3].startswith("الملاحظة: &lt;!here&gt; جافّة اتصلوا على ")
        assert "0501234214" not in shown[-2]

    def test_normal_card_fits_fifteen_lines_before_its_buttons(self) -> None:
        assert len(before_buttons(drawn())) <= 15
        assert not any("fields" in block for block in drawn().blocks or ())


class TestWords:
    @pytest.mark.parametrize(
        ("count", "expected"),
        [
            (1, "كلام العميل (رسالة، 10:12 ص):"),
            (2, "كلام العميل (رسالتان، آخرهما 10:12 ص):"),
            (4, "كلام العميل (4 رسائل، آخرها 10:12 ص):"),
            (11, "كلام العميل (11 رسالة، آخرها 10:12 ص، وهذه آخر 4):"),
            (100, "كلام العميل (100 رسالة، آخرها 10:12 ص، وهذه آخر 4):"),
        ],
    )
    def test_messages_are_counted_as_arabic_counts(self, count: int, expected: str) -> None:
        shown = lines(drawn(lines=said(*(f"سطر {n}" for n in range(1, count + 1)))))
        assert expected in shown
        assert shown[3 + min(count, 4)] == f"> {RLM}سطر {count}"

    @pytest.mark.parametrize(
        ("kind", "text", "expected"),
        [
            ("audio", "", "رسالة صوتية"),
            ("image", "", "صورة"),
            ("document", "العقد", "ملف: العقد"),
            ("sticker", "", "ملصق"),
            ("order", "", "رسالة من نوع لا نعرضه بعد"),
            ("text", "\u200b\u202e", "رسالة بلا نص"),
        ],
    )
    def test_line_without_words_is_named_by_its_kind(self, kind: str, text: str, expected: str) -> None:
        shown = lines(drawn(lines=said(text, kind=kind), needs_listen=True))
        assert shown[4] == f"> {RLM}{expected}"

    @pytest.mark.parametrize(
        ("text", "shown_part", "hidden"),
        [
            ("جوالي 0501234567", "+9665•••••567", "0501234567"),
            ("الآيبان SA03 8000 0000 6080 1016 7519", "SA••••••7519", "6080 1016"),
            ("الهوية 1098765432", "••••••5432", "1098765432"),
            ("راسلني nora@example.com", "n•••@example.com", "nora@"),
        ],
    )
    def test_identifiers_are_masked_in_words_and_in_reasons(
        self, text: str, shown_part: str, hidden: str
    ) -> None:
        shown = "\n".join(lines(drawn(lines=said(text), reasons=(f"«{text}» ← بيانات",))))
        assert shown.count(shown_part) == 2
        assert hidden not in shown


class TestHead:
    def test_p0_by_word_says_so_and_has_the_same_clocks(self) -> None:
        message = drawn(p0_sound=P0Sound.WORD)
        assert lines(message)[2] == "تنبيه: طارئ بسبب كلمة فقط، والمعنى لا يبدو بلاغاً"
        assert lines(message)[3].startswith("⏱ أول رد: باقي 28 دقيقة")

    @pytest.mark.parametrize(
        ("changed", "mentioned"),
        [
            ({}, ["U_FOUNDER", "U_ON_CALL"]),
            ({"priority": Priority.P1}, []),
            ({"draft": draft(status="handed_off", decided_by="U_X", decided_at=NOW)}, []),
            ({"p0_sound": P0Sound.WORD}, ["U_FOUNDER"]),
        ],
    )
    def test_meaning_calls_both_and_a_word_only_the_founders(
        self, changed: dict[str, object], mentioned: list[str]
    ) -> None:
        both = Mentioned(frozenset({"U_FOUNDER"}), frozenset({"U_ON_CALL"}))
        first = lines(ticket_card.render(card(**changed), NOW, mentioned=both))[0]
        assert [user for user in ("U_FOUNDER", "U_ON_CALL") if f"<@{user}>" in first] == mentioned

    def test_linked_ticket_is_named(self) -> None:
        assert "سبقها: تذكرة ت-96، والأمر صار أشد" in lines(drawn(linked_ticket_id=96))

    def test_doubt_is_said(self) -> None:
        assert "السبب: سؤال (يحتاج نظرة)" in lines(drawn(reasons=("سؤال",), needs_look=True))

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            (None, "عميل بلا اسم ظاهر"),
            ("\u202e\u200b", "عميل بلا اسم ظاهر"),
            ("Ahmed & Co", "\u2066Ahmed &amp; Co\u2069"),
            ("*نورة*\n`x`", "نورة x"),
            ("<@U_FOUNDER>", "\u2066&lt;@U_FOUNDER&gt;\u2069"),
        ],
    )
    def test_name_cannot_turn_or_format_its_line(self, name: str | None, expected: str) -> None:
        who = Who(name, Source.WHATSAPP, Means.WHATSAPP, our_address=None)
        assert lines(drawn(who=who))[1] == f"العميل: {expected} · واتساب · غير مربوط بعميل بعد"

    @pytest.mark.parametrize("topic", list(Topic))
    @pytest.mark.parametrize("priority", list(Priority))
    def test_every_topic_and_priority_has_its_words(self, topic: Topic, priority: Priority) -> None:
        title = lines(drawn(topic=topic, priority=priority))[0]
        assert f"{priority.name_ar} ({priority}): " in title

    def test_withheld_number_says_how_the_text_would_leave(self) -> None:
        who = Who("نورة", Source.WHATSAPP, Means.COPY, our_address=None)
        assert "التسليم: نسخ فقط، فواتساب يحجب رقم هذا العميل" in lines(drawn(who=who))


class TestWhy:
    def test_what_makes_it_delicate_and_whose_words_they_are_stand_under_the_reason(self) -> None:
        risks = (Risk.PUBLICATION, Risk.CANCELLATION)
        shown = lines(drawn(risks=risks, forwarded=True))
        reason = next(at for at, line in enumerate(shown) if line.startswith("السبب:"))
        assert shown[reason + 1] == "حساس: يلوّح بالنشر، يريد الإلغاء"
        assert shown[reason + 2] == "انتبه: في الكلام ما نُقل عن غير المرسل"

    def test_line_that_the_source_calls_forwarded_says_so(self) -> None:
        forwarded = Line("text", "شوفوا وش وصلني", NOW, Details(forwarded=True))
        assert "> \u200f(محوّلة) شوفوا وش وصلني" in lines(drawn(lines=(forwarded,)))


class TestApproveButton:
    def test_text_that_does_not_fit_has_no_approve_button(self) -> None:
        message = drawn(draft=draft("ن" * 3000))
        assert buttons(message) == [name for name in DECIDE if name != "اعتماد"]
        assert any("أطول مما تسعه البطاقة" in line for line in lines(message))

    def test_open_gap_has_no_approve_button(self) -> None:
        message = drawn(draft=draft(f"جواباً عن رسالتكم: {GAP}"))
        assert buttons(message) == [name for name in DECIDE if name != "اعتماد"]
        assert "تنبيه: فيها فراغ، املأه من «تعديل» ثم اعتمدها" in lines(message)

    @pytest.mark.parametrize("length", [1, 500, 2900])
    def test_approve_stands_only_under_the_whole_text(self, length: int) -> None:
        text = "ن" * (length - 1) + "ي"
        message = drawn(draft=draft(text))
        assert buttons(message) == DECIDE
        assert f"> {RLM}{text}" in lines(message)


class TestDraft:
    def test_english_lines_keep_their_own_order_in_a_line_that_turns_right(self) -> None:
        message = drawn(draft=draft("We are on it.\nنعود لكم", language="en"))
        assert f"> {RLM}\u2066We are on it.\u2069" in lines(message)
        assert f"> {RLM}نعود لكم" in lines(message)
        assert any(line.startswith("المسودة (رد أول، بالإنجليزية، ") for line in lines(message))

    @pytest.mark.parametrize(
        ("author", "expected"),
        [(None, "والمسودة تُجدَّد الآن"), ("U_OPERATOR", "اطّلع عليها عند الاعتماد")],
    )
    def test_stale_draft_says_so_and_can_still_be_approved(self, author: str | None, expected: str) -> None:
        message = drawn(draft=draft(author=author), through_inbound_id=4)
        assert f"تنبيه: وصلت رسالة بعدها، {expected}" in lines(message)
        assert "اعتماد" in buttons(message)

    def test_who_wrote_it_is_said(self) -> None:
        shown = lines(drawn(draft=draft(author="U_OPERATOR")))
        assert any("كتبها <@U_OPERATOR>" in line for line in shown)


class TestMoved:
    def test_line_leads_to_the_new_card(self) -> None:
        shown = lines(ticket_card.moved(128, "https://x.slack.com/archives/C1/p1"))
        assert shown == [
            "بطاقة ت-128 انتقلت إلى آخر القناة، وفيها الجديد: <https://x.slack.com/archives/C1/p1|إليها>"
        ]

    @pytest.mark.parametrize("address", [None, "", "http://x", "https://x|y>", "https://x y"])
    def test_without_a_usable_address_it_is_a_line_without_one(self, address: str | None) -> None:
        assert lines(ticket_card.moved(128, address)) == ["بطاقة ت-128 انتقلت إلى آخر القناة، وفيها الجديد"]
