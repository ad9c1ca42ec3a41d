"""What may leave the conversation: words, and nobody's name, number or secret."""

import pytest

from dealix_ops.judging.redaction import NAME_MASK, redacted
from dealix_ops.language.masking import SECRET_MASK


class TestRedacted:
    @pytest.mark.parametrize(
        ("text", "names", "shown"),
        [
            ("أنا نورة من الأفق", ["نورة", "شركة الأفق"], f"أنا {NAME_MASK} من {NAME_MASK}"),
            ("قولوا لنورة وللأفق", ["نوره", "الأفق"], f"قولوا {NAME_MASK} {NAME_MASK}"),
            ("وبنورة", ["نورة"], NAME_MASK),
            ("Nora here, NORA", ["nora ali"], f"{NAME_MASK} here, {NAME_MASK}"),
            ("نُورَة", ["نورة"], NAME_MASK),
            ("شركة ثانية تشوف بياناتنا", ["شركة نور"], "شركة ثانية تشوف بياناتنا"),
            ("من طرف سا", ["سا"], "من طرف سا"),
            ("بدون أسماء", [None, ""], "بدون أسماء"),
        ],
    )
    def test_names_go_and_words_stay(self, text: str, names: list[str | None], shown: str) -> None:
        assert redacted(text, names=names) == shown

    def test_identifiers_and_secrets_go_too(self) -> None:
        key = "sk_live_" + "a1B2c3D4e5F6g7H8i9J0k1L2"
        text = f"رقمي 0551234567 وهويتي 1012345678 والآيبان SA0380000000608010167519 والمفتاح {key}"
        shown = redacted(text, names=[])
        for secret in ("0551234567", "1012345678", "SA0380000000608010167519", key):
            assert secret not in shown
        assert SECRET_MASK in shown

    def test_redacting_twice_changes_nothing_more(self) -> None:
        once = redacted("أنا نورة 0551234567", names=["نورة"])
        assert redacted(once, names=["نورة"]) == once
