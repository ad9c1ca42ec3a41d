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

    @pytest.mark.parametrize(
        ("text", "quoted"),
        [
            ("أرسلتوا بدون 0551234567 موافقة", "«أرسلتوا بدون … موافقة»"),
            ("أرسلتوا بدون ٠٥٥ ١٢٣ ٤٥٦٧ موافقة", "«أرسلتوا بدون … … … موافقة»"),
            ("arsal 0551234567 bdoon mwaf8ti", "«arsal … bdoon mwaf8ti»"),
            ("أرسلتوا لـ٢٥ عميل", "«أرسلتوا لـ٢٥ عميل»"),
        ],
    )
    def test_number_among_the_words_is_not_quoted(self, text: str, quoted: str) -> None:
        reading = read(text)
        assert quote(reading, (0, len(reading.words))) == quoted

    def test_nothing_but_an_address_is_not_quoted_in_parts(self) -> None:
        assert quote(read("وصلت ali@firm.sa رسالة"), (1, 4)) == "«…»"
