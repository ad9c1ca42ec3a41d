"""Every first response the product can propose, held to the ten principles and to the gates."""

import itertools
import re
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.claims.rules import Gate, check_outgoing
from dealix_ops.drafts import answers
from dealix_ops.drafts.compose import DraftFacts, compose_answer, compose_first_response
from dealix_ops.drafts.copy_ar import GAP
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic

from .facts import NOON, facts

PROMISE = re.compile(r"خلال \d+ دقيقة|\d{1,2}:\d{2}")
EMERGENCY = "حالة طارئة"
NOT_YET_TRUE = ("الفحص جار", "بدأنا", "بدأ الفريق", "أوقفنا", " تم ", "نراجعها الآن", "حللنا", "سيتم")

EVERY = [
    facts(priority=priority, p0_sound=sound, topic=topic, meaning=meaning, formal=formal, frozen=frozen)
    for priority, sound in [
        (Priority.P0, P0Sound.MEANING),
        (Priority.P0, P0Sound.WORD),
        (Priority.P0, None),
        *((priority, None) for priority in (Priority.P1, Priority.P2, Priority.P3)),
    ]
    for topic, meaning, formal, frozen in itertools.product(Topic, Meaning, (True, False), (True, False))
]


def text(**changes: object) -> str:
    return compose_first_response(facts(**changes)).text


def is_courtesy(given_facts: DraftFacts) -> bool:
    return answers.courtesy(given_facts) is not None


class TestEveryDraft:
    def test_gates_find_nothing_but_the_deliberate_gap(self) -> None:
        for case in EVERY:
            draft = compose_first_response(case)
            findings = check_outgoing(draft.text, priority=case.priority)
            expected = [Gate.GAP] if GAP in draft.text else []
            assert [f.gate for f in findings] == expected, (case, draft.text, findings)

    def test_only_an_unanswered_p3_has_a_gap(self) -> None:
        for case in EVERY:
            answered = case.topic is Topic.PRICING or is_courtesy(case)
            assert (GAP in compose_first_response(case).text) is (
                case.priority is Priority.P3 and not answered
            )

    def test_length_and_lines_fit_a_phone(self) -> None:
        for case in EVERY:
            draft = compose_first_response(case)
            assert len(draft.text) <= 500
            assert 3 <= len(draft.text.split("\n")) <= 5

    def test_each_line_begins_with_a_right_to_left_letter(self) -> None:
        for case in EVERY:
            for line in compose_first_response(case).text.split("\n"):
                assert unicodedata.bidirectional(line[0]) == "AL", line

    def test_exactly_one_promise_or_none_in_a_courtesy(self) -> None:
        for case in EVERY:
            draft = compose_first_response(case)
            assert len(PROMISE.findall(draft.text)) == (0 if draft.promised_by is None else 1), draft.text

    def test_at_most_one_question_or_request(self) -> None:
        for case in EVERY:
            draft = compose_first_response(case)
            assert draft.text.count("؟") <= 1
            assert draft.text.count("نأمل") <= 1
            assert not ("؟" in draft.text and "نأمل" in draft.text)

    def test_nothing_is_said_that_may_not_have_happened(self) -> None:
        for case in EVERY:
            draft = compose_first_response(case).text
            claimed = [phrase for phrase in NOT_YET_TRUE if phrase in draft]
            assert set(claimed) <= ({"أوقفنا"} if case.frozen else set()), draft

    def test_no_emoji_no_singular_address_no_template_rest(self) -> None:
        for case in EVERY:
            draft = compose_first_response(case).text
            assert not any(unicodedata.category(ch) == "So" for ch in draft)
            assert not re.search(r"بلاغك(?!م)|رسالتك(?!م)|(?<!\w)[وف]?لك(?!\w)|حسابك(?!م)", draft)
            assert "{" not in draft

    def test_kind_is_first_response(self) -> None:
        assert {compose_first_response(case).kind for case in EVERY} == {"first_response"}

    @given(
        st.sampled_from(EVERY),
        st.text(max_size=60) | st.none(),
        st.integers(0, 10_000_000).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    )
    def test_whatever_the_profile_name_and_hour(
        self, case: DraftFacts, name: str | None, now: object
    ) -> None:
        draft = compose_first_response(facts(**{**vars(case), "contact_name": name, "now": now}))
        assert len(draft.text) <= 500
        assert 3 <= len(draft.text.split("\n")) <= 5
        assert len(PROMISE.findall(draft.text)) == (0 if draft.promised_by is None else 1)
        assert all(unicodedata.bidirectional(line[0]) == "AL" for line in draft.text.split("\n"))


class TestAnswer:
    def test_never_repeats_the_first_response(self) -> None:
        for case in EVERY:
            draft = compose_answer(case)
            assert draft.kind == "answer"
            assert draft.text != compose_first_response(case).text
            assert "السلام عليكم" not in draft.text
            assert EMERGENCY not in draft.text

    def test_a_person_must_fill_it_unless_it_only_thanks(self) -> None:
        for case in EVERY:
            draft = compose_answer(case)
            gates = [f.gate for f in check_outgoing(draft.text, priority=case.priority)]
            assert gates == ([] if is_courtesy(case) else [Gate.GAP])
            assert len(PROMISE.findall(draft.text)) == (0 if draft.promised_by is None else 1)
            assert all(unicodedata.bidirectional(line[0]) == "AL" for line in draft.text.split("\n"))


class TestP0:
    @pytest.mark.parametrize("sound", [P0Sound.MEANING, None])
    @pytest.mark.parametrize("meaning", Meaning)
    def test_by_meaning_or_in_doubt_is_an_emergency(self, sound: P0Sound | None, meaning: Meaning) -> None:
        draft = compose_first_response(facts(priority=Priority.P0, p0_sound=sound, meaning=meaning))
        assert EMERGENCY in draft.text
        assert "خلال 30 دقيقة من هذه الرسالة" in draft.text
        assert draft.promised_by == NOON + timedelta(minutes=30)

    @pytest.mark.parametrize("formal", [True, False])
    @pytest.mark.parametrize(("topic", "meaning"), list(itertools.product(Topic, Meaning)))
    def test_by_word_never_speaks_of_an_emergency(self, topic: Topic, meaning: Meaning, formal: bool) -> None:
        by_word = {"priority": Priority.P0, "p0_sound": P0Sound.WORD}
        draft = text(**by_word, topic=topic, meaning=meaning, formal=formal, frozen=True)
        for loud in ("طارئ", "المناوب", "أوقفنا", "بلاغ"):
            assert loud not in draft

    def test_by_word_question_is_answered_as_a_question(self) -> None:
        draft = text(
            priority=Priority.P0, p0_sound=P0Sound.WORD, topic=Topic.DATA_EXPOSURE, meaning=Meaning.QUESTION
        )
        assert "سؤالكم بشأن حماية البيانات" in draft
        assert "بلاغ" not in draft

    def test_by_word_thanks_is_thanked_and_promises_nothing(self) -> None:
        draft = compose_first_response(
            facts(
                priority=Priority.P0, p0_sound=P0Sound.WORD, topic=Topic.DATA_EXPOSURE, meaning=Meaning.THANKS
            )
        )
        assert "نشكر لكم" in draft.text
        assert "بيانات" not in draft.text
        assert draft.promised_by is None

    def test_topic_left_open_is_read_from_the_meaning(self) -> None:
        assert "ظهور بيانات لغير أصحابها" in text(priority=Priority.P0, meaning=Meaning.LEAK)

    def test_phone_is_given_only_when_set_and_valid(self) -> None:
        assert text(priority=Priority.P0).endswith("فرقم المناوب +966501234567")
        assert "المناوب" not in text(priority=Priority.P0, on_call_phone=None)
        assert "المناوب" not in text(priority=Priority.P0, on_call_phone="اسأل سلمان")
        assert "المناوب" not in text(priority=Priority.P1)


class TestFreeze:
    @pytest.mark.parametrize("priority", [Priority.P0, Priority.P1, Priority.P2])
    @pytest.mark.parametrize("formal", [True, False])
    def test_said_exactly_when_the_row_exists(self, priority: Priority, formal: bool) -> None:
        assert "أوقفنا الإرسال الآلي" in text(priority=priority, formal=formal, frozen=True)
        assert "أوقفنا" not in text(priority=priority, formal=formal, frozen=False)


class TestAddress:
    @pytest.mark.parametrize("formal", [True, False])
    @pytest.mark.parametrize(
        "name", ["x.co", "Sara 🌸", "مؤسسة النور", "سعد\nالسلام", "نضمن", "⟦اسم⟧", "050123"]
    )
    def test_hostile_contact_name_leaves_no_trace(self, name: str, formal: bool) -> None:
        assert text(contact_name=name, formal=formal) == text(contact_name=None, formal=formal)

    def test_first_name_gets_the_neutral_title(self) -> None:
        assert text(contact_name="نورة").startswith("السلام عليكم ورحمة الله أ. نورة، معكم سلمان من ديلكس.")
        assert text(contact_name="Noura", formal=False).startswith(
            "حياكم الله أ. Noura، معكم سلمان من ديلكس."
        )

    def test_team_speaks_when_nobody_is_named(self) -> None:
        assert "معكم فريق ديلكس." in text(speaker_name=None)
        assert "معكم الدعم في ديلكس." in text(speaker_name=" ", formal=False)

    def test_tones_differ_for_every_topic_and_priority(self) -> None:
        for priority, topic in itertools.product(Priority, Topic):
            assert text(priority=priority, topic=topic) != text(priority=priority, topic=topic, formal=False)


class TestMatter:
    @pytest.mark.parametrize("priority", [Priority.P0, Priority.P1, Priority.P2])
    @pytest.mark.parametrize("formal", [True, False])
    def test_topics_are_told_apart(self, priority: Priority, formal: bool) -> None:
        named = [topic for topic in Topic if topic is not Topic.THANKS]
        assert (
            len({text(priority=priority, topic=topic, formal=formal) for topic in named}) == len(named) == 12
        )

    def test_thanks_beside_a_grave_matter_does_not_silence_it(self) -> None:
        assert "ونتعامل معها كأمر عاجل" in text(priority=Priority.P1, topic=Topic.THANKS)

    def test_shared_secret_is_not_called_a_report(self) -> None:
        draft = text(priority=Priority.P0, topic=Topic.SECRET_SHARED)
        assert "بلاغ" not in draft
        assert "نأسف" not in draft


class TestP3:
    @pytest.mark.parametrize("formal", [True, False])
    def test_pricing_names_the_plans(self, formal: bool) -> None:
        draft = text(priority=Priority.P3, topic=Topic.PRICING, formal=formal)
        for name, price in (("Starter", "999"), ("Growth", "2,999"), ("Scale", "7,999")):
            assert f"باقة {name} بسعر {price} ر.س شهرياً" in draft

    @pytest.mark.parametrize("meaning", [Meaning.THANKS, Meaning.OTHER])
    def test_thanks_is_three_short_lines(self, meaning: Meaning) -> None:
        draft = text(priority=Priority.P3, topic=Topic.THANKS, meaning=meaning)
        assert len(draft.split("\n")) == 3
        assert "نشكر لكم" in draft

    def test_closed_matter_is_not_reopened(self) -> None:
        draft = text(priority=Priority.P3, topic=Topic.CONNECTOR, meaning=Meaning.CLOSED)
        assert "انتهاء الموضوع" in draft
        assert GAP not in draft
