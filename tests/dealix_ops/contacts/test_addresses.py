"""Numbers and addresses as people type them."""

import pytest

from dealix_ops.contacts.addresses import email, mobile


class TestMobile:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("0551234567", "+966551234567"),
            ("055 123 4567", "+966551234567"),
            ("٠٥٥١٢٣٤٥٦٧", "+966551234567"),
            ("+971 50 123 4567", "+971501234567"),
            ("00966551234567", "+966551234567"),
            ("0114567890", None),
            ("920012345", None),
            ("", None),
            ("123", None),
            ("صفر خمسة", None),
            ("0" * 200, None),
            ("055123456\x00", None),
        ],
    )
    def test_only_a_number_that_works_is_kept(self, typed: str, kept: str | None) -> None:
        assert mobile(typed) == kept


class TestEmail:
    @pytest.mark.parametrize("typed", ["a@b.sa", " nora.q+x@elite-gulf.com.sa ", "N@B.CO"])
    def test_address_is_kept_as_typed(self, typed: str) -> None:
        assert email(typed) == typed.strip()

    @pytest.mark.parametrize(
        "typed",
        ["", "nora", "@b.sa", "a@b", "a@b.", "a@@b.sa", "a b@c.sa", "نورة@b.sa", "a@b.sa,c@d.sa", "<a@b.sa>"],
    )
    def test_what_is_none_is_not(self, typed: str) -> None:
        assert email(typed) is None
