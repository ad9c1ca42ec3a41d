from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.triage.model.features import BUCKETS, LEXICAL
from dealix_ops.triage.study import study


class TestSee:
    @given(st.text(max_size=300))
    def test_every_bucket_has_its_place(self, text: str) -> None:
        seen = study(text).seen
        assert all(0 <= bucket < LEXICAL for bucket in seen.lexical())
        assert all(LEXICAL <= bucket < BUCKETS for bucket in seen.ideas)

    def test_both_spellings_of_a_word_share_buckets(self) -> None:
        latin, arabic = study("wain el bayanat 7agatna").seen, study("وين البيانات حقتنا").seen
        assert len(set(latin.lexical()) & set(arabic.lexical())) >= 3

    def test_failsafe_words_are_not_the_models_business(self) -> None:
        assert study("عندي سؤال عن تسريب").seen.words == study("عندي سؤال عن").seen.words

    def test_numbers_are_alike_but_for_their_length(self) -> None:
        assert study("وصل 12 عميل").seen.words == study("وصل 97 عميل").seen.words

    def test_long_text_is_seen_by_both_ends(self) -> None:
        words = study("البداية " + "كلام " * 5000 + "النهاية").seen.words
        assert {"البدايه", "النهايه"} <= set(words)
        assert len(words) < 10
