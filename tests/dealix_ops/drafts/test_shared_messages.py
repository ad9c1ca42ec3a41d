"""The draft of each of the 320 shared examples, held to the principles, the gates and the language."""

import re
import unicodedata

import pytest

from dealix_ops.claims.rules import Gate, check_outgoing
from dealix_ops.drafts import copy_answers, copy_ask, copy_lines, copy_matter
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.saying import noun_of, subject_of
from dealix_ops.vocabulary import Language, Meaning, Priority

from .shared_messages import Drafted, drafted

EVERY = drafted()
PROMISE = re.compile(r"خلال \d+ دقيقة|within \d+ minutes|\d{1,2}:\d{2}")
# The list to avoid of the founder's notes, as it is written there and as it would be said in English.
AVOID = (
    "نعتذر عن أي إزعاج", "قد يكون حصل", "عزيزي العميل", "في أقرب وقت", "بأمان", "لا داعي للقلق",
    "تسربت بياناتكم", "تسرّبت بياناتكم", "خطأ من عندنا", "المشكلة من عندكم", "تأكدوا من الإنترنت", "نضمن",
    "حسب سياسة", "كما ذكرنا", "تم تصعيد", "القسم المختص", "أبشر", "نقدّر صبركم", "as soon as possible",
    "dear customer", "rest assured", "do not worry", "any inconvenience", "our fault", "guarantee",
)  # fmt: skip
NUMBERED = re.compile(r"(\d[\d,]*) (دقائق|دقيقة|أيام|يوماً|يوم|ساعات|ساعة)(?!\w)")
SINGULAR_ADDRESS = re.compile(r"بلاغك(?!م)|رسالتك(?!م)|(?<!\w)[وف]?لك(?!\w)|حسابك(?!م)|عندك(?!م)")


def shown(one: Drafted) -> str:
    return f"{one.text}\n---\n{one.draft.text}"


def test_all_of_them_are_there() -> None:
    assert len(EVERY) == 320
    assert {one.verdict.priority for one in EVERY} == set(Priority)
    assert {one.written_in for one in EVERY} >= set(Language) - {Language.UNKNOWN}


class TestEveryDraft:
    def test_gates_find_nothing_but_the_gap(self) -> None:
        for one in EVERY:
            risky = bool(one.verdict.risks)
            found = check_outgoing(one.draft.text, priority=one.verdict.priority, risky=risky)
            expected = [Gate.GAP] if "⟦" in one.draft.text else []
            assert [finding.gate for finding in found] == expected, (shown(one), found)

    def test_only_a_calm_message_has_a_gap(self) -> None:
        gaps = [one for one in EVERY if "⟦" in one.draft.text]
        assert {one.verdict.priority for one in gaps} == {Priority.P3}
        assert 20 < len(gaps) < 60

    def test_fits_a_phone(self) -> None:
        for one in EVERY:
            assert len(one.draft.text) <= 500, shown(one)
            assert 3 <= len(one.draft.text.split("\n")) <= 5, shown(one)

    def test_promises_at_most_one_time(self) -> None:
        for one in EVERY:
            promised = 0 if one.draft.promised_by is None else 1
            assert len(PROMISE.findall(one.draft.text)) == promised, shown(one)

    def test_whoever_reports_something_grave_is_told_a_time(self) -> None:
        for one in EVERY:
            if one.verdict.priority in (Priority.P1, Priority.P2):
                assert one.draft.promised_by is not None, shown(one)

    def test_asks_at_most_one_thing(self) -> None:
        for one in EVERY:
            text = one.draft.text
            asks = text.count("؟") + text.count("نأمل") + text.count("?") + text.count("Please keep")
            assert asks <= 1, shown(one)

    def test_says_no_phrase_of_the_list_to_avoid(self) -> None:
        for one in EVERY:
            assert not [phrase for phrase in AVOID if phrase in one.draft.text.casefold()], shown(one)

    def test_counts_in_correct_plurals(self) -> None:
        for one in EVERY:
            for number, noun in NUMBERED.findall(one.draft.text):
                few = 3 <= int(number.replace(",", "")) % 100 <= 10
                assert noun in (("دقائق", "أيام", "ساعات") if few else ("دقيقة", "يوم", "يوماً", "ساعة")), (
                    shown(one)
                )

    def test_no_emoji_and_no_singular_address(self) -> None:
        for one in EVERY:
            assert not any(unicodedata.category(ch) == "So" for ch in one.draft.text), shown(one)
            assert not SINGULAR_ADDRESS.search(one.draft.text), shown(one)

    def test_each_line_begins_in_its_language(self) -> None:
        strong = {DraftLanguage.AR: "AL", DraftLanguage.EN: "L"}
        for one in EVERY:
            for line in one.draft.text.split("\n"):
                kinds = (unicodedata.bidirectional(character) for character in line)
                first = next(kind for kind in kinds if kind in ("L", "R", "AL"))
                assert first == strong[one.facts.language], shown(one)

    def test_english_is_answered_in_english_and_everything_else_in_arabic(self) -> None:
        for one in EVERY:
            english = one.written_in is Language.EN
            assert (one.facts.language is DraftLanguage.EN) is english, shown(one)


class TestMatter:
    def test_stands_in_the_draft_wherever_one_is_known(self) -> None:
        """A question names its subject, a report its matter; thanks, greetings and news name none."""
        for one in EVERY:
            facts, text = one.facts, one.draft.text
            if one.draft.promised_by is None or facts.asked:
                continue
            asks = facts.meaning is Meaning.QUESTION and facts.priority in (Priority.P0, Priority.P3)
            noun = subject_of(facts) if asks or facts.priority is Priority.P3 else noun_of(facts)
            if facts.meaning is not Meaning.TECHNICAL_401 and noun is not None:
                assert noun in text, shown(one)

    @pytest.mark.parametrize(("priority", "at_most"), [(Priority.P1, 0.05), (Priority.P2, 0.05)])
    def test_is_known_for_nearly_all_reports(self, priority: Priority, at_most: float) -> None:
        of_it = [one for one in EVERY if one.verdict.priority is priority]
        nameless = [one.text for one in of_it if noun_of(one.facts) is None]
        assert len(nameless) <= at_most * len(of_it), nameless


def test_every_entry_is_written_in_both_languages() -> None:
    for module in (copy_answers, copy_ask, copy_lines, copy_matter):
        for name, entry in vars(module).items():
            if not name.isupper():
                continue
            for formal, friendly, english in _entries(entry):
                assert _begins(formal) in ("AL", None), (name, formal)
                assert _begins(friendly) in ("AL", None), (name, friendly)
                assert _begins(english) in ("L", None), (name, english)


def _entries(entry: object) -> list[tuple[str, str, str]]:
    if isinstance(entry, dict):
        return [said for value in entry.values() for said in _entries(value)]
    if isinstance(entry, tuple) and len(entry) == 3 and all(isinstance(part, str) for part in entry):
        return [entry]
    if isinstance(entry, tuple):
        return [said for value in entry for said in _entries(value)]
    return []


def _begins(words: str) -> str | None:
    bare = re.sub(r"\{\w+\}", "", words)
    kinds = (unicodedata.bidirectional(character) for character in bare)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), None)
