import pytest

from dealix_ops.triage.lexicon import read
from dealix_ops.triage.quoting import quote


class TestQuote:
    @pytest.mark.parametrize(
        ("text", "span", "quoted"),
        [
            ("طلعت لي أسماءُ شركةٍ ثانية", (2, 4), "«أسماءُ شركةٍ»"),
            ("الحقوا! (عملاؤنا) انكشفوا 😳", (1, 2), "«عملاؤنا»"),
            ("WhatsApp انرسل لـ٢٥ عميل", (3, 5), "«لـ٢٥ عميل»"),
        ],
    )
    def test_words_are_shown_as_written(self, text: str, span: tuple[int, int], quoted: str) -> None:
        assert quote(read(text), span) == quoted

    def test_address_is_never_shown_whole(self) -> None:
        reading = read("وصلت ali@firm.sa رسالة")
        assert "@" not in quote(reading, (1, 4))

    def test_spaced_letters_fall_back_to_the_compared_spelling(self) -> None:
        reading = read("ت س ر ي ب عندنا")
        assert quote(reading, (0, 1)) == "«تسريب»"
