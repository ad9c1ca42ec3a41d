"""The half of the table that is answered without storing anything."""

from bot.web import bodies
from tests.bot.edge import VERIFY_TOKEN
from tests.bot.web.webhooks import sent
from tests.bot.web.webhooks.sent import Case

TOO_LARGE = b"{" + b" " * bodies.WEBHOOK_LIMIT + b"}"

REFUSED: tuple[Case, ...] = (
    Case("no_signature", "بلا توقيع", "no signature", sent.unsigned(None), 401),
    Case("wrong_signature", "توقيع خاطئ", "wrong signature", sent.unsigned("sha256=" + "0" * 64), 401),
    Case(
        "signature_not_ascii",
        "توقيع بحروف عربية",
        "signature beyond ASCII",
        sent.unsigned("sha256=توقيع"),
        401,
    ),
    Case("altered_byte", "حرف واحد تغيّر بعد التوقيع", "one byte altered after signing", sent.altered, 401),
    Case("wrong_verify_token", "رمز تحقق خاطئ", "wrong verify token", sent.handshake("guess"), 403),
    Case(
        "verify_token", "رمز التحقق الصحيح", "right verify token", sent.handshake(VERIFY_TOKEN), body="115893"
    ),
    Case("broken_json", "جسم ليس JSON", "broken JSON, signed", sent.raw(b'{"entry": ['), 400),
    Case("not_utf8", "بايتات ليست UTF-8", "bytes that are no UTF-8", sent.raw(b'{"entry": "\xff\xfe"}'), 400),
    Case("not_a_number", "قيمة NaN", "NaN", sent.raw(b'{"entry": NaN}'), 400),
    Case(
        "endless_number", "عدد بلا نهاية", "a number beyond every number", sent.raw(b'{"entry": 1e999}'), 400
    ),
    Case("deep_nesting", "تداخل عميق جداً", "100,000 levels of nesting", sent.raw(b"[" * 100_000), 400),
    Case("deep_but_closed", "تداخل من 500 طبقة", "500 closed levels", sent.raw(b"[" * 500 + b"]" * 500), 400),
    Case("oversize_declared", "أكبر من الحد", "too large, said so", sent.raw(TOO_LARGE), 413),
    Case(
        "oversize_chunked",
        "أكبر من الحد بلا طول معلن",
        "too large without Content-Length",
        sent.raw(TOO_LARGE, chunked=True),
        413,
    ),
    Case(
        "absurd_length",
        "طول معلن من 5,000 رقم",
        "a Content-Length of 5,000 digits",
        sent.raw(b"{}", length="9" * 5000),
        413,
    ),
)
