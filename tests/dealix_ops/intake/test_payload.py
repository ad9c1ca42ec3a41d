"""Foreign JSON: what is refused, what is cleaned, what is masked."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.intake.payload import MAX_DEPTH, PayloadBroken, decode, masked

SECRET = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


class TestDecode:
    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"{",
            b'{"a": NaN}',
            b'{"a": Infinity}',
            b"[-Infinity]",
            b'{"a": 1e999}',
            b'{"a": -1e999}',
            b"[" * 100_000,
            b'{"a":' * 100 + b"1" + b"}" * 100,
            b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2),
            b"1" * 5000,
            b"\xff\xfe\xfa",
            b"a=b&c=d",
        ],
    )
    def test_what_no_honest_sender_makes_is_refused(self, raw: bytes) -> None:
        with pytest.raises(PayloadBroken):
            decode(raw)

    @pytest.mark.parametrize(
        ("raw", "value"),
        [
            (rb'"a\u0000b"', "a\ufffdb"),
            (rb'{"a\u0000": 1}', {"a\ufffd": 1}),
            (rb'"\ud83d"', "?"),
            (rb'["\udc00x"]', ["?x"]),
            (rb'"\ud83d\ude00"', "\U0001f600"),
            ('"السلام"'.encode(), "السلام"),
            (b"\xef\xbb\xbf{}", {}),
            (b"null", None),
        ],
    )
    def test_what_databases_refuse_is_replaced(self, raw: bytes, value: Any) -> None:
        assert decode(raw) == value

    def test_deepest_nesting_allowed_is_read(self) -> None:
        value = decode(b"[" * MAX_DEPTH + b"7" + b"]" * MAX_DEPTH)
        for _ in range(MAX_DEPTH):
            (value,) = value
        assert value == 7

    @given(JSON)
    def test_result_is_json_that_postgresql_takes(self, value: Any) -> None:
        try:
            decoded = decode(json.dumps(value).encode())
        except PayloadBroken:
            assert "Infinity" in json.dumps(value)
            return
        again = json.dumps(decoded, allow_nan=False, ensure_ascii=False)
        assert "\\u0000" not in again
        again.encode()

    @given(st.binary(max_size=200))
    def test_any_bytes_decode_or_are_refused(self, raw: bytes) -> None:
        with suppress(PayloadBroken):
            json.dumps(decode(raw), allow_nan=False)


class TestMasked:
    @pytest.mark.parametrize(
        "value",
        [
            SECRET,
            [SECRET],
            {"body": f"هذا المفتاح {SECRET} خذوه"},
            {"a": [{"b": [SECRET]}]},
            {"profile": {"name": SECRET}},
        ],
    )
    def test_secret_is_found_at_any_depth(self, value: Any) -> None:
        clean, found = masked(value)
        assert found
        assert SECRET not in json.dumps(clean)

    def test_text_without_secret_stays_letter_for_letter(self) -> None:
        value = {"body": "السلام عليكم", "n": 1, "ok": True, "none": None, "list": ["أ", 2.5]}
        assert masked(value) == (value, False)

    def test_ids_of_the_source_stay_letter_for_letter(self) -> None:
        value = {"id": f"wamid.{SECRET}", "from": "966500000001", "timestamp": "1790000000"}
        assert masked(value) == (value, False)

    @given(JSON)
    def test_shape_and_keys_never_change(self, value: Any) -> None:
        def shape(part: Any) -> Any:
            if isinstance(part, dict):
                return {key: shape(inner) for key, inner in part.items()}
            return [shape(inner) for inner in part] if isinstance(part, list) else type(part)

        clean, _found = masked(value)
        assert shape(clean) == shape(value)
