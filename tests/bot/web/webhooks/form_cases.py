"""Bad and strange input at the website form's door."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from bot.web import bodies
from tests.bot.edge import FORM_KEY
from tests.bot.web.webhooks import sent
from tests.bot.web.webhooks.sent import Case, Sent

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
MESSAGE, OTHER = {"message": 1}, {"other": 1}
QUESTION = {"name": "نورة", "email": "noura@ofuq.example", "message": "متى الموعد؟"}
Sending = Callable[[datetime], list[Sent]]


def posted(raw: bytes, kind: str = JSON, *, key: str = FORM_KEY, **more: Any) -> Sent:
    headers = {"content-type": kind, **more.pop("headers", {})}
    return Sent(raw, path=f"/api/webhooks/forms/{key}", headers=headers, **more)


def submitted(fields: Any, **more: Any) -> Sent:
    return posted(json.dumps(fields).encode(), **more)


def fields(**said: Any) -> Sending:
    return lambda _at: [submitted({**QUESTION, **said})]


def raw(raw: bytes, kind: str = JSON, **more: Any) -> Sending:
    return lambda _at: [posted(raw, kind, **more)]


def encoded(said: dict[str, str]) -> Sending:
    return raw(urlencode(said).encode(), FORM + "; charset=UTF-8")


TOO_LARGE = b"{" + b" " * bodies.FORM_LIMIT + b"}"

CASES: tuple[Case, ...] = (
    Case("unknown_key", "مفتاح غير معروف", "an unknown key", raw(b"{}", key="somebody-guesses-this"), 401),
    Case(
        "altered_key",
        "مفتاح تغيّر فيه حرف",
        "a key with one letter altered",
        raw(b"{}", key=f"{FORM_KEY[:-1]}x"),
        401,
    ),
    Case("other_type", "نوع محتوى آخر", "another content type", raw(b"<a/>", "text/xml"), 415),
    Case(
        "multipart",
        "نموذج بملفات",
        "a form with files",
        raw(b"--x--", "multipart/form-data; boundary=x"),
        415,
    ),
    Case("broken_json", "جسم ليس JSON", "broken JSON", raw(b'{"message": '), 400),
    Case("not_utf8", "بايتات ليست UTF-8", "a form that is no UTF-8", raw(b"message=%ff%fe", FORM), 400),
    Case(
        "too_many_fields",
        "300 حقل",
        "300 fields",
        raw(b"&".join(b"a%d=b" % n for n in range(300)), FORM),
        400,
    ),
    Case("deep_nesting", "تداخل عميق جداً", "100,000 levels of nesting", raw(b"[" * 100_000), 400),
    Case("oversize", "أكبر من الحد", "too large", raw(TOO_LARGE), 413),
    Case(
        "oversize_chunked",
        "أكبر من الحد بلا طول معلن",
        "too large without Content-Length",
        raw(TOO_LARGE, chunked=True),
        413,
    ),
    Case("empty_object", "كائن فارغ", "an empty object", raw(b"{}"), stored=OTHER),
    Case("a_list", "JSON ليس كائناً", "JSON that is no object", raw(b'["message"]'), stored=OTHER),
    Case("empty_body", "جسم فارغ", "an empty form", raw(b"", FORM), stored=OTHER),
    Case("no_message", "بلا نص رسالة", "no message text", fields(message="  "), stored=OTHER),
    Case(
        "honeypot", "حقل الفخ معبّأ", "a filled honeypot", fields(website="https://spam.example"), stored=OTHER
    ),
    Case("gotcha", "فخ آخر معبّأ", "another honeypot", fields(_gotcha="x"), stored=OTHER),
    Case(
        "english_fields",
        "حقول بالإنجليزية",
        "English fields",
        fields(phone="0551234567", company="شركة الأفق"),
        stored=MESSAGE,
        priority="P3",
        card=("نموذج الموقع", "الجهة كما كُتبت: شركة الأفق", "غير مربوط بعميل بعد", "من جوال الشركة"),
    ),
    Case(
        "arabic_fields",
        "حقول بالعربية",
        "Arabic fields",
        encoded({"الاسم": "نورة", "رقم الجوال": "٠٥٥١٢٣٤٥٦٧", "الرسالة": sent.LEAK, "الشركة": "الأفق"}),
        stored=MESSAGE,
        priority="P0",
        card=("نورة", sent.LEAK, "الجهة كما كُتبت: الأفق", "من جوال الشركة"),
    ),
    Case(
        "email_only",
        "بريد بلا رقم",
        "an address and no number",
        fields(),
        stored=MESSAGE,
        priority="P3",
        card=("من بريد الشركة",),
    ),
    Case(
        "bad_phone",
        "رقم لا يصح",
        "a number that is none",
        fields(email="", phone="12345"),
        stored=MESSAGE,
        priority="P3",
        card=("للتواصل كما كُتب: 12345", "فلم يترك رقماً ولا بريداً"),
    ),
    Case(
        "bad_email",
        "بريد لا يصح",
        "an address that is none",
        fields(email="noura at ofuq"),
        stored=MESSAGE,
        priority="P3",
        card=("فلم يترك رقماً ولا بريداً",),
    ),
    Case(
        "nested",
        "الحقول داخل كائن",
        "fields one level down",
        lambda _at: [submitted({"id": 7, "data": QUESTION})],
        stored=MESSAGE,
        priority="P3",
        card=("متى الموعد؟",),
    ),
    Case(
        "own_field_names",
        "أسماء حقول لا نعرفها",
        "fields of names we do not know",
        lambda _at: [submitted({"حدثنا عن مشكلتك": sent.LEAK, "المدينة": "الرياض", "step": "2"})],
        stored=MESSAGE,
        priority="P0",
        card=("حدثنا عن مشكلتك:",),
    ),
    Case(
        "subject_first",
        "الموضوع سطر أول",
        "a subject",
        fields(subject="تسريب بيانات عميل ثاني"),
        stored=MESSAGE,
        priority="P0",
        card=("تسريب بيانات عميل ثاني متى الموعد؟",),
    ),
    Case(
        "mention",
        "إشارة ورابط في النص والاسم والشركة",
        "mentions and links in every field",
        fields(
            message=sent.HOSTILE, name=sent.HOSTILE, company=sent.HOSTILE, phone=sent.HOSTILE[:60], email=""
        ),
        stored=MESSAGE,
        priority="P3",
        card=("&lt;!channel&gt;",),
    ),
    Case(
        "api_key",
        "مفتاح في كل حقل",
        "a pasted API key in every field",
        fields(
            message=sent.API_KEY,
            name=sent.API_KEY,
            company=sent.API_KEY,
            other=sent.API_KEY,
            **{"from": sent.API_KEY},
        ),
        stored=MESSAGE,
        priority="P0",
        card=("سر محجوب",),
        absent=(sent.API_KEY, sent.API_KEY[8:]),
    ),
    Case(
        "nul",
        "حرف NUL ونصف رمز",
        "NUL and half a surrogate",
        raw(b'{"message": "\\u0000 \\ud83d ?"}'),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "long_text",
        "10,000 حرف",
        "10,000 characters",
        fields(message="كلام " * 2000),
        stored=MESSAGE,
        priority="P3",
        card=("(النص أطول، حروفه",),
    ),
    Case(
        "far_future",
        "وقت في سنة 9999",
        "a time in the year 9999",
        fields(submitted_at="9999-12-31T23:59:59Z"),
        stored=MESSAGE,
        priority="P3",
        card=("رسالة، 10:12 ص",),
    ),
    Case(
        "time_in_words",
        "وقت بالحروف",
        "a time in letters",
        fields(submitted_at="أمس"),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "endless_time",
        "وقت من 400 رقم",
        "a time of 400 digits",
        fields(submitted_at="9" * 400),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "repeated",
        "التسليم نفسه مرتين",
        "the same submission twice",
        lambda _at: [submitted(QUESTION)] * 2,
        stored=MESSAGE,
        priority="P3",
    ),
)
