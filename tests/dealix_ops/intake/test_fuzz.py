"""Any bytes at the two public doors: nothing raises but what answers 400, ids fit, no secret passes."""

import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.intake import form, mail
from dealix_ops.intake.item import Item
from dealix_ops.intake.payload import PayloadBroken, masked
from tests.support.clock import START
from tests.support.letters import OUR_ADDRESS, OUR_SERVER, letter

OURS = mail.Ours(OUR_ADDRESS, OUR_SERVER)
SECRET = "sk" + "_live_" + "Q7w9eR2tY5uI8oP1aS4dF6gH"
WORDS = st.sampled_from(
    ["متى الموعد؟", SECRET, "a@b.example", "0551234567", "٠٥٥١٢٣٤٥٦٧", "\x00", "\u202e", "9" * 400]
)
NAMES = st.sampled_from(
    ["name", "الاسم", "email", "phone", "message", "الرسالة", "company", "id", "from", "website", "data"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | WORDS
)
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner, max_size=6),
    max_leaves=20,
)
HEADERS = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "Authentication-Results",
        "List-Id",
        "Auto-Submitted",
        "Return-Path",
    ]
)
ODD = (
    "=?utf-8?b?!!?=",
    "=?x-none?q?a?=",
    "multipart/mixed; boundary=b",
    "text/html; charset=idna",
    "text/plain; format=flowed; delsp=yes",
    "message/rfc822",
    "base64",
    "(((",
    "attachment",
    "mx.dealix.example; dmarc=",
    "Mon, 99 Foo 0001 99:99 +9999",
)
VALUES = WORDS | st.text(max_size=60) | st.sampled_from(ODD)


def fits(item: Item) -> None:
    assert len(item.external_id) <= 320
    assert len(item.conversation_key) <= 320
    assert SECRET not in item.conversation_key + item.external_id
    body, _ = masked(item.body)
    kept = json.dumps(body, ensure_ascii=False)
    assert SECRET not in kept
    kept.encode()
    assert "\\u0000" not in kept


def read_form(raw: bytes, *, as_json: bool) -> None:
    try:
        delivered = form.fields_of(raw, as_json=as_json)
    except PayloadBroken:
        return
    item = form.item(delivered, form="contact", idempotency_key=None, received_at=START)
    fits(item)
    facts = form.message_facts(masked(item.body)[0])
    assert len(facts.sender.key or "") <= 320
    assert SECRET not in repr(facts)


def read_mail(raw: bytes) -> None:
    item = mail.item(raw, ours=OURS, signed_at=START, received_at=START)
    fits(item)
    facts = mail.message_facts(masked(item.body)[0])
    assert len(facts.sender.key or "") <= 320
    assert len(facts.sender.email or "") <= 254
    assert SECRET not in repr(facts)


class TestForm:
    @settings()
    @given(st.binary())
    def test_any_bytes(self, raw: bytes) -> None:
        read_form(raw, as_json=True)
        read_form(raw, as_json=False)

    @settings()
    @given(JSON)
    def test_odd_json(self, delivered: Any) -> None:
        read_form(json.dumps(delivered).encode(), as_json=True)

    @settings()
    @given(st.lists(st.tuples(NAMES | st.text(), WORDS | st.text()), max_size=8))
    def test_odd_fields(self, said: list[tuple[str, str]]) -> None:
        read_form(urlencode(said, errors="replace").encode(), as_json=False)


class TestMail:
    @settings()
    @given(st.binary())
    def test_any_bytes(self, raw: bytes) -> None:
        read_mail(raw)

    @settings()
    @given(
        st.lists(st.tuples(HEADERS, VALUES), max_size=8),
        st.lists(st.sampled_from(["--b", "--b--", ""]) | VALUES),
    )
    def test_odd_headers_and_parts(self, headers: list[tuple[str, str]], body: list[str]) -> None:
        head = "\n".join(f"{name}: {value}" for name, value in headers)
        read_mail(f"{head}\n\n{chr(10).join(body)}".encode("utf-8", "replace"))

    @settings()
    @given(st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=6)), max_size=6), st.text(max_size=80))
    def test_mutated_mail(self, changes: list[tuple[int, bytes]], body: str) -> None:
        words = "".join(ch for ch in body if not "\ud800" <= ch <= "\udfff")
        raw = bytearray(
            letter(words, at=START, subject="س", html=f"<p>{words}</p>", files=(("a", "image/png", b"x"),))
        )
        for at, new in changes:
            place = at % len(raw)
            raw[place : place + len(new)] = new
        read_mail(bytes(raw))
