import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.triage.rules import classify
from dealix_ops.triage.verdict import as_json
from dealix_ops.vocabulary import Language, Meaning, P0Sound, Priority, Severity, Topic

P0, P1, P2, P3 = Priority

LEAKS = [
    "أحد ثاني يشوف بياناتنا",
    "طلعت لي ملفات شركة ثانية",
    "دخلت اللوحة ولقيت عملاء مو لنا",
    "فيه اسم شركة غيرنا في التقرير حقنا",
    "لقيت أرقام عملاءنا منشورة في قروب",
    "واحد ما نعرفه داخل على حسابنا ويحمّل الملفات",
    "موظفتنا اللي استقالت لسا تدخل على النظام وتشوف كل شي",
    "ظهرت لنا بيانات تخص منشأة أخرى عند فتح التقرير",
    "نود الإبلاغ عن اطلاع جهة خارجية على ملفات عملائنا",
    "I can see another company's leads in my dashboard",
    "someone logged in from another country and exported our contacts",
    "الـ API key حقنا ظاهر في صفحة public",
    "shift asma2 3omala2 mo lna fel lo7a",
]
SENDS = [
    "انرسل لعملائي شي ما وافقت عليه",
    "عميلي اتصل يقول وصلته رسالة مني وأنا ما أرسلت شي",
    "ليش راحت الحملة قبل ما أعتمدها؟",
    "الرسائل راحت لقائمة غلط",
    "تم إرسال العرض إلى عملائنا دون اعتماد منا",
    "المسودات انرسلت لحالها لكل العملاء",
    "My client got an email I never approved",
    "Messages went out to the wrong list this morning",
    "3omala2i wasalthom rsayel w ana ma e3tamadtha",
]
CHARGES = [
    "انخصم من بطاقتي وأنا ما وافقت",
    "سحبتوا مني ٩٩٩ بدون ما أجدد",
    "خصمتوا علي بعد ما لغيت الاشتراك",
    "تم الخصم من حسابنا البنكي دون تفويض",
    "you took 2,999 from our account without asking",
    "in5a9am mn be6a8ti 999 w ana ma wafa8t",
]
OUTAGES = [
    "المنصة طايحة عند جميع العملاء",
    "the whole platform is down for everyone",
    "el mawqe3 wagef 3nd el kel",
]
P1_CASES = [
    "النظام طايح عندنا كلنا",
    "ما يفتح",
    "وين البروف باك؟ لنا اسبوع ننتظر",
    "The pilot stopped two days ago and nobody replies",
    "ما نقدر ندخل الحساب",
]
P2_CASES = [
    "ربط الواتساب فصل",
    "الفاتورة فيها رقم ضريبي غلط",
    "Calendar sync stopped working but the rest is fine",
]
P3_CASES = [
    "هل بياناتنا آمنة؟",
    "بدون مشاكل، كل شي تمام",
    "لو انخصم من بطاقتي بالغلط ترجعون المبلغ؟",
    "Can another company see our data?",
    "وصلت الرسالة للعميل بعد ما اعتمدتها",
    "لا ترسلون شي للعملاء قبل ما أعتمد",
    "We approved the draft and the client received it, thanks!",
    "كم سعر باقة النمو؟",
    "ابي حد ثاني من فريقي يشوف التقرير",
]


class TestClassifyPriority:
    @pytest.mark.parametrize("text", LEAKS)
    def test_exposure_in_other_words_is_a_leak(self, text: str) -> None:
        verdict = classify([text])
        assert (verdict.priority, verdict.has_data_leak, verdict.p0_sound) == (P0, True, P0Sound.MEANING)
        assert verdict.severity is Severity.SEV1

    @pytest.mark.parametrize("text", SENDS)
    def test_send_nobody_approved_is_p0(self, text: str) -> None:
        verdict = classify([text])
        assert (verdict.priority, verdict.has_unauthorized_send, verdict.p0_sound) == (
            P0,
            True,
            P0Sound.MEANING,
        )
        assert verdict.meaning is Meaning.UNAUTHORISED_SEND

    def test_send_to_a_competitor_shows_him_what_was_the_clients(self) -> None:
        verdict = classify(["الايميل انرسل للمنافس بدل العميل"])
        assert (verdict.priority, verdict.has_unauthorized_send, verdict.has_data_leak) == (P0, True, True)

    @pytest.mark.parametrize("text", CHARGES)
    def test_charge_nobody_approved_is_p0_without_flags(self, text: str) -> None:
        verdict = classify([text])
        assert (verdict.priority, verdict.meaning) == (P0, Meaning.UNAUTHORISED_CHARGE)
        assert (verdict.has_data_leak, verdict.has_unauthorized_send) == (False, False)
        assert verdict.severity is Severity.SEV3

    @pytest.mark.parametrize("text", OUTAGES)
    def test_outage_of_everybody_is_p0_of_sev2(self, text: str) -> None:
        verdict = classify([text])
        assert (verdict.priority, verdict.meaning, verdict.severity) == (P0, Meaning.OUTAGE, Severity.SEV2)

    @pytest.mark.parametrize(
        ("text", "priority"),
        [(text, P1) for text in P1_CASES]
        + [(text, P2) for text in P2_CASES]
        + [(text, P3) for text in P3_CASES],
    )
    def test_lesser_matters_keep_their_place(self, text: str, priority: Priority) -> None:
        assert classify([text]).priority is priority

    @pytest.mark.parametrize("block", [[], [""], ["   \n"], ["👍"], ["❤️🔥", "😂"], ["..."]])
    def test_nothing_said_is_p3(self, block: list[str]) -> None:
        verdict = classify(block)
        assert (verdict.priority, verdict.severity, verdict.p0_sound) == (P3, None, None)


class TestClassifyMeaning:
    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("شكراً لكم", Meaning.THANKS),
            ("مشكورين 🌹", Meaning.THANKS),
            ("متى الاجتماع؟", Meaning.QUESTION),
            ("السلام عليكم", Meaning.OTHER),
        ],
    )
    def test_few_plain_words_mean_what_they_say(self, text: str, meaning: Meaning) -> None:
        assert classify([text]).meaning is meaning


class TestClassifySound:
    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("وش تسوون لو صار تسريب بيانات؟", Meaning.QUESTION),
            ("What is your policy for a data breach?", Meaning.QUESTION),
            ("ما طلع تسريب الحمدلله", Meaning.CLOSED),
            ("finance checked, there was no live charge", Meaning.CLOSED),
            ("Zoho answers 401 unauthorized on every sync", Meaning.TECHNICAL_401),
        ],
    )
    def test_word_without_the_deed_does_not_ring(self, text: str, meaning: Meaning) -> None:
        verdict = classify([text])
        assert (verdict.priority, verdict.p0_sound, verdict.meaning) == (P0, P0Sound.WORD, meaning)
        assert not verdict.has_data_leak
        assert verdict.needs_look

    @pytest.mark.parametrize(
        "text",
        [
            "صار تسريب عندنا",
            "فيه تسريب؟",
            "unauthorized access to our account",
            "There is an unauthorized transaction on the card",
            "ما طلع تسريب أمس لكن اليوم فيه تسريب أكيد",
        ],
    )
    def test_deed_or_doubt_rings(self, text: str) -> None:
        assert classify([text]).p0_sound is P0Sound.MEANING


class TestClassifyBlock:
    def test_leak_told_over_several_lines_is_seen(self) -> None:
        assert classify(["هلا", "شفت أسماء وأرقام", "في اللوحة", "بس مو عندنا هالناس"]).has_data_leak

    def test_thanks_after_the_report_lower_nothing(self) -> None:
        verdict = classify(["انرسل لعملائي شي ما وافقت عليه", "لو سمحتوا", "شكراً 👍"])
        assert (verdict.priority, verdict.p0_sound) == (P0, P0Sound.MEANING)

    def test_question_beside_the_report_does_not_silence_it(self) -> None:
        assert classify(["صار تسريب عندنا", "وش تسوون لو صار تسريب؟"]).p0_sound is P0Sound.MEANING

    @given(
        st.lists(
            st.sampled_from(LEAKS + SENDS + CHARGES + OUTAGES + P1_CASES + P2_CASES + P3_CASES), max_size=5
        )
    )
    def test_block_is_never_below_one_of_its_lines(self, lines: list[str]) -> None:
        whole = classify(lines)
        singles = [classify([line]) for line in lines]
        assert all(whole.priority.rank <= single.priority.rank for single in singles)
        assert whole.has_data_leak >= any(single.has_data_leak for single in singles if single.priority is P0)

    @given(
        st.sampled_from(LEAKS + SENDS + CHARGES),
        st.sampled_from(["👍", "🔥🔥", "\u200b", "…", "\u202e", "ـ", "\n"]),
    )
    def test_decoration_never_lowers_a_p0(self, text: str, decoration: str) -> None:
        assert classify([decoration + text + decoration]).priority is P0


class TestClassifySecrets:
    SECRET = "sk_" + "live_" + "a8Fk29LmQz71Xw4Tn6"

    def test_secret_in_the_text_is_p0_and_never_quoted(self) -> None:
        verdict = classify([f"هذا المفتاح {self.SECRET}"])
        assert (verdict.priority, verdict.topic) == (P0, Topic.SECRET_SHARED)
        assert self.SECRET not in " ".join(verdict.reasons)

    def test_secret_masked_before_counts_by_the_flag(self) -> None:
        assert classify(["تفضلوا"], secret_found=True).priority is P0

    def test_mask_left_in_stored_text_counts(self) -> None:
        assert classify(["تفضلوا [سر محجوب]"]).priority is P0


class TestClassifyCounts:
    @pytest.mark.parametrize(
        ("text", "customers"),
        [
            ("وصلت الرسالة لـ١٨ عميل وأنا ما اعتمدت", 18),
            ("خمسة من عملائي وصلتهم رسالة ما وافقت عليها", 5),
            ("the message went to 12 of our clients without approval", 12),
            ("كل عملائنا وصلتهم رسالة ما اعتمدناها", 999),
            ("انرسلت رسالة ما وافقت عليها لعميل", 1),
            ("كل عملائنا تقريبا ٤٠٠، أي باقة تناسبنا؟", 1),
        ],
    )
    def test_customers_are_counted_only_where_touched(self, text: str, customers: int) -> None:
        assert classify([text]).affected_customers == customers


class TestClassifyText:
    def test_reason_quotes_words_and_names_the_matter(self) -> None:
        reason = classify(["طلعت لي أسماء متدربين مو عندنا"]).reasons[0]
        assert "«مو عندنا»" in reason
        assert "← بيانات طرف آخر" in reason

    def test_language_is_told(self) -> None:
        assert classify(["el pilot wagef mn awal ams"]).language is Language.ARABIZI

    @given(st.lists(st.text(max_size=200), max_size=4))
    def test_any_text_gets_a_consistent_verdict(self, block: list[str]) -> None:
        verdict = classify(block)
        assert (verdict.severity is None) == (verdict.priority.rank > P1.rank)
        assert (verdict.p0_sound is None) == (verdict.priority is not P0)
        assert 0 <= verdict.confidence <= 1
        assert verdict.reasons

    @settings(max_examples=12, deadline=None)
    @given(
        st.sampled_from(
            ["تسريب ", "a", "ما ", "شركة ثانية ", "\u0301", "لو ", "? ", "sk_" + "live_", "عميل غلط ", "3"]
        )
    )
    def test_hostile_length_is_survived(self, unit: str) -> None:
        assert classify([unit * (100_000 // len(unit))]).reasons


class TestAsJson:
    def test_keys_stand_in_the_printed_order(self) -> None:
        assert list(as_json(classify(["هلا"]))) == [
            "priority",
            "severity",
            "has_data_leak",
            "has_unauthorized_send",
            "affected_customers",
            "meaning",
            "needs_look",
            "confidence",
            "reasons",
            "language",
            "topic",
            "p0_sound",
            "risks",
            "forwarded",
        ]

    def test_values_are_plain(self) -> None:
        printed = as_json(classify(["صار تسريب عندنا"]))
        assert (printed["priority"], printed["severity"], printed["p0_sound"]) == ("P0", "SEV1", "meaning")
        assert isinstance(printed["reasons"], list)
