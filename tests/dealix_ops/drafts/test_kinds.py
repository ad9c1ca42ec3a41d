"""What each kind of draft says, in both languages, for every matter and tone."""

import itertools
import re
import unicodedata

import pytest

from dealix_ops.claims.rules import Gate, check_outgoing
from dealix_ops.drafts.asked import Asked, asked_in, bundles_in
from dealix_ops.drafts.compose import compose
from dealix_ops.drafts.facts import DraftFacts, DraftKind
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.matter import Named
from dealix_ops.drafts.reading import read_words
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic

from .facts import facts

PROMISE = re.compile(r"خلال \d+ دقيقة|within \d+ minutes|\d{1,2}:\d{2}")
BEGINS = {DraftLanguage.AR: "AL", DraftLanguage.EN: "L"}
KINDS = [kind for kind in DraftKind if kind is not DraftKind.NONE]
CASES = [
    facts(priority=priority, topic=topic, named=named, formal=formal, delicate=delicate, language=language)
    for priority, topic, formal, delicate, language in itertools.product(
        Priority,
        (Topic.CONNECTOR, Topic.OTHER, Topic.DATA_EXPOSURE),
        (True, False),
        (True, False),
        DraftLanguage,
    )
    for named in (None, Named.INVOICE, Named.DRAFTS)
]
ANSWERS = (DraftKind.FIRST_RESPONSE, DraftKind.ANSWER)


def promises(kind: DraftKind, case: DraftFacts) -> int:
    """One time, or none where the text asks whether it is over or is itself all that was wanted."""
    answers = kind in ANSWERS and case.priority is Priority.P3 and not case.delicate
    return 0 if answers or kind is DraftKind.RESOLUTION else 1


class TestEveryKind:
    @pytest.mark.parametrize("kind", KINDS)
    def test_passes_the_gates_but_for_its_gap(self, kind: DraftKind) -> None:
        for case in CASES:
            text = compose(kind, case).text
            found = check_outgoing(text, priority=case.priority, risky=case.delicate)
            assert [one.gate for one in found] == ([Gate.GAP] if "⟦" in text else []), (text, found)

    @pytest.mark.parametrize("kind", KINDS)
    def test_one_promise_one_language_a_phone_s_length(self, kind: DraftKind) -> None:
        for case in CASES:
            draft = compose(kind, case)
            assert draft.kind is kind
            assert len(PROMISE.findall(draft.text)) == promises(kind, case), draft.text
            assert len(draft.text) <= 500
            for line in draft.text.split("\n"):
                kinds = (unicodedata.bidirectional(ch) for ch in line)
                assert next(one for one in kinds if one in ("L", "R", "AL")) == BEGINS[case.language], line

    def test_none_is_nothing(self) -> None:
        assert compose(DraftKind.NONE, facts()).text == ""

    @pytest.mark.parametrize("language", DraftLanguage)
    def test_kinds_say_different_things(self, language: DraftLanguage) -> None:
        case = facts(named=Named.SHEETS, language=language)
        assert len({compose(kind, case).text for kind in KINDS}) == len(KINDS)

    @pytest.mark.parametrize("kind", [DraftKind.UPDATE, DraftKind.ASK_INFO, DraftKind.RESOLUTION])
    def test_names_the_matter(self, kind: DraftKind) -> None:
        assert "ربط Google Sheets" in compose(kind, facts(named=Named.SHEETS)).text
        assert (
            "the Google Sheets connection"
            in compose(kind, facts(named=Named.SHEETS, language=DraftLanguage.EN)).text
        )


class TestDelicate:
    @pytest.mark.parametrize("priority", [Priority.P1, Priority.P2, Priority.P3])
    @pytest.mark.parametrize("language", DraftLanguage)
    def test_listens_instead_of_defending(self, priority: Priority, language: DraftLanguage) -> None:
        text = compose(
            DraftKind.FIRST_RESPONSE, facts(priority=priority, delicate=True, language=language)
        ).text
        assert "بجدية" in text or "seriously" in text
        for word in ("نأسف", "ر.س", "sorry", "SAR", "مسؤوليتنا", "⟦"):
            assert word not in text

    def test_emergency_stays_one(self) -> None:
        text = compose(DraftKind.FIRST_RESPONSE, facts(priority=Priority.P0, delicate=True)).text
        assert "حالة طارئة" in text
        assert "نأسف" not in text

    def test_request_for_data_asks_which(self) -> None:
        case = facts(priority=Priority.P3, delicate=True, data_request=True)
        text = compose(DraftKind.FIRST_RESPONSE, case).text
        assert "طلبكم المتعلق ببياناتكم" in text
        assert "اتصالنا" not in text


class TestNames:
    def test_other_script_stays_out_of_an_english_line(self) -> None:
        case = facts(language=DraftLanguage.EN, contact_name="نورة", speaker_name="سالم")
        assert compose(DraftKind.FIRST_RESPONSE, case).text.startswith("Hello, this is the Dealix team.")

    def test_own_script_stands_in_it(self) -> None:
        case = facts(language=DraftLanguage.EN, contact_name="Noura", speaker_name="Salem Ali")
        assert compose(DraftKind.FIRST_RESPONSE, case).text.startswith(
            "Hello Noura, this is Salem Ali from Dealix."
        )


class TestReadWords:
    """What the customer's own words add to the facts, as the first response shows it."""

    def first(self, text: str, **given: object) -> str:
        case = read_words(facts(**{"formal": False, **given}), [text])
        return compose(DraftKind.FIRST_RESPONSE, case).text

    @pytest.mark.parametrize(
        "text", ["السلام عليكم، الفورم ما يحفظ", "سلام عليكم ورحمة الله، الفورم ما يحفظ"]
    )
    def test_greeting_of_peace_is_returned(self, text: str) -> None:
        assert self.first(text).startswith("وعليكم السلام ورحمة الله أ. نورة")
        assert self.first("الفورم ما يحفظ").startswith("حياكم الله أ. نورة")

    def test_english_greets_as_ever(self) -> None:
        said = self.first("salam alaikom, the form does not save", language=DraftLanguage.EN)
        assert said.startswith("Hello")

    def test_report_that_is_waited_for_is_late(self) -> None:
        assert "عن تأخر التقرير" in self.first("تأخر التقرير يوم عن موعده")
        assert "عن التقرير" in self.first("التقرير ناقص صفحتين")

    def test_signing_in_is_no_outage_of_everything(self) -> None:
        stopped = {"priority": Priority.P1, "meaning": Meaning.OUTAGE, "topic": Topic.OUTAGE}
        assert "تعذّر دخولكم" in self.first("تعذر علينا الدخول إلى حسابنا من الصبح", **stopped)
        assert "توقف الخدمة" in self.first("كل شي واقف عندنا", **stopped)

    def test_payment_is_put_off_only_where_the_amount_is_in_doubt(self) -> None:
        bill = {"topic": Topic.INVOICE}
        assert "فأجّلوها" in self.first("مبلغ الفاتورة غير المتفق عليه", **bill)
        assert "فأجّلوها" not in self.first("رابط الفاتورة ما يفتح", **bill)

    def test_what_was_told_is_not_asked_until_one_thing_is_asked_for(self) -> None:
        sent = facts(priority=Priority.P0, meaning=Meaning.UNAUTHORISED_SEND, topic=Topic.UNAUTHORISED_SEND)
        assert "وقت أول رسالة" not in compose(DraftKind.FIRST_RESPONSE, sent).text
        assert "وقت أول رسالة" in compose(DraftKind.ASK_INFO, sent).text


class TestAnswers:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("كم أسعار الباقات؟", (Asked.PRICES,)),
            ("كم سعر Growth Starter بالشهر وهل شامل الضريبة؟", (Asked.BUNDLES, Asked.REST)),
            ("أقدر أخلي الرسايل تنطلق من نفسها من غير ما اعتمد كل وحده؟", (Asked.APPROVAL,)),
            ("وش القنوات اللي تربطونها؟", (Asked.CONNECTORS,)),
            ("تدعمون الربط مع سلة؟", (Asked.CHANNEL,)),
            ("وين تنحفظ بياناتنا؟", (Asked.DATA_LOCATION,)),
            ("معكم آيزو؟", (Asked.CERTIFICATE,)),
            ("Tiny typo on the pricing page", (Asked.ERRATUM,)),
            ("السلام عليكم ورحمة الله", (Asked.GREETING,)),
            ("السلام عليكم، كم الأسعار؟", (Asked.PRICES,)),
            ("متى ترسلون التقرير؟", ()),
        ],
    )
    def test_what_is_asked(self, text: str, expected: tuple[Asked, ...]) -> None:
        assert asked_in([text]) == expected

    def test_bundle_has_its_own_price(self) -> None:
        said = ["How much is the Executive Growth OS?"]
        case = facts(
            priority=Priority.P3,
            meaning=Meaning.QUESTION,
            asked=asked_in(said),
            bundles=bundles_in(said),
            language=DraftLanguage.EN,
        )
        text = compose(DraftKind.FIRST_RESPONSE, case).text
        assert "Executive Growth OS is SAR 2,999 a month." in text
        assert "Starter" not in text

    def test_what_we_do_not_know_stays_open_beside_what_we_know(self) -> None:
        case = facts(
            priority=Priority.P3, meaning=Meaning.QUESTION, asked=(Asked.PILOT, Asked.REST), formal=False
        )
        text = compose(DraftKind.FIRST_RESPONSE, case).text
        assert "1 ر.س لمدة 7 أيام" in text
        assert "⟦اكتب الجواب⟧" in text

    @pytest.mark.parametrize(
        "asked", [Asked.DATA_LOCATION, Asked.PRIVACY, Asked.CERTIFICATE, Asked.DISCOUNT, Asked.REFUND]
    )
    @pytest.mark.parametrize("language", DraftLanguage)
    def test_nothing_is_invented_where_our_facts_are_silent(
        self, asked: Asked, language: DraftLanguage
    ) -> None:
        case = facts(priority=Priority.P3, meaning=Meaning.QUESTION, asked=(asked,), language=language)
        assert "⟦" in compose(DraftKind.FIRST_RESPONSE, case).text

    def test_later_answer_knows_the_catalogue_too(self) -> None:
        case = facts(priority=Priority.P3, meaning=Meaning.QUESTION, asked=(Asked.PRICES,))
        text = compose(DraftKind.ANSWER, case).text
        assert "2,999 ر.س شهرياً" in text
        assert "⟦" not in text


class TestByWord:
    def test_question_is_answered_calmly_in_english(self) -> None:
        case = facts(
            priority=Priority.P0,
            p0_sound=P0Sound.WORD,
            meaning=Meaning.QUESTION,
            asked=(Asked.PRIVACY,),
            language=DraftLanguage.EN,
        )
        text = compose(DraftKind.FIRST_RESPONSE, case).text
        assert "your question about data protection" in text
        assert "emergency" not in text
