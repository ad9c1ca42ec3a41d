"""Bad and strange input at the mail's door."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.web import bodies
from tests.bot.edge import MAIL_SECRET, OLD_MAIL_SECRET
from tests.bot.web.webhooks import sent
from tests.bot.web.webhooks.sent import Case, Sent
from tests.support.letters import OUR_ADDRESS, letter, signed

PATH = "/api/webhooks/mail"
MESSAGE, OTHER = {"message": 1}, {"other": 1}
QUESTION = "متى الموعد؟"
PASSED = {"Authentication-Results": "mx.dealix.example; dmarc=pass header.from=ofuq.example"}
HISTORY = (
    "\n\nOn Sun, Nov 22, 2026 at 9:00 AM Dealix <care@dealix.example> wrote:\n> طلعت لي بيانات عميل ثاني\n"
)
Sending = Callable[[datetime], list[Sent]]


def posted(raw: bytes, at: datetime, *, secret: str = MAIL_SECRET, **more: Any) -> Sent:
    headers = signed(raw, at=at, secret=secret) | more.pop("headers", {})
    return Sent(raw, path=PATH, headers=headers, **more)


def mail(body: str | None = QUESTION, **more: Any) -> Sending:
    more["headers"] = PASSED | more.get("headers", {})
    return lambda at: [posted(letter(body, at=at, **more), at)]


def raw(raw: bytes, **more: Any) -> Sending:
    return lambda at: [posted(raw, at, **more)]


def altered(at: datetime) -> list[Sent]:
    whole = letter(QUESTION, at=at)
    return [
        Sent(whole.replace(b"ofuq", b"ofuk", 1), path=PATH, headers=signed(whole, at=at, secret=MAIL_SECRET))
    ]


def without(name: str) -> Sending:
    def made(at: datetime) -> list[Sent]:
        whole = letter(QUESTION, at=at)
        headers = signed(whole, at=at, secret=MAIL_SECRET)
        del headers[name]
        return [Sent(whole, path=PATH, headers=headers)]

    return made


def late(at: datetime) -> list[Sent]:
    return [posted(letter(QUESTION, at=at, headers=PASSED), at - timedelta(hours=3))]


def twice(at: datetime) -> list[Sent]:
    """Forwarded again later: another attempt, another signature, the same mail."""
    whole = letter(QUESTION, at=at, headers=PASSED)
    return [posted(whole, at), posted(whole, at + timedelta(minutes=7))]


TOO_LARGE = b"Subject: x\n\n" + b" " * bodies.MAIL_LIMIT
WINDOWS = (
    b"From: a@b.example\nAuthentication-Results: mx.dealix.example; dmarc=pass\n"
    b"Content-Type: text/plain; charset=windows-1256\n\n"
)
FORWARDED = "---------- Forwarded message ---------\nFrom: A <a@b.example>\nDate: x\nSubject: y\nTo: z"


CASES: tuple[Case, ...] = (
    Case("no_signature", "بلا توقيع", "no signature", without("webhook-signature"), 401),
    Case("no_id", "بلا معرّف", "no webhook-id", without("webhook-id"), 401),
    Case("no_timestamp", "بلا وقت", "no webhook-timestamp", without("webhook-timestamp"), 401),
    Case("altered_byte", "حرف واحد تغيّر بعد التوقيع", "one byte altered after signing", altered, 401),
    Case(
        "wrong_signature",
        "توقيع خاطئ",
        "wrong signature",
        raw(b"x", headers={"webhook-signature": "v1,AAAA"}),
        401,
    ),
    Case(
        "signature_not_ascii",
        "توقيع بحروف عربية",
        "signature beyond ASCII",
        raw(b"x", headers={"webhook-signature": "v1,توقيع"}),
        401,
    ),
    Case(
        "other_version",
        "إصدار توقيع آخر",
        "another version of the scheme",
        raw(b"x", headers={"webhook-signature": "v1a,AAAA"}),
        401,
    ),
    Case(
        "endless_timestamp",
        "وقت من 400 رقم",
        "a timestamp of 400 digits",
        raw(b"x", headers={"webhook-timestamp": "9" * 400}),
        401,
    ),
    Case(
        "other_type",
        "نوع محتوى آخر",
        "another content type",
        raw(b"{}", headers={"content-type": "application/json"}),
        415,
    ),
    Case("oversize", "أكبر من الحد", "too large", raw(TOO_LARGE), 413),
    Case(
        "oversize_chunked",
        "أكبر من الحد بلا طول معلن",
        "too large without Content-Length",
        raw(TOO_LARGE, chunked=True),
        413,
    ),
    Case("empty", "جسم فارغ", "an empty body", raw(b""), stored=OTHER),
    Case(
        "no_headers",
        "بلا ترويسة",
        "only a body",
        raw(b"\n\nhello"),
        stored=MESSAGE,
        priority="P3",
        card=("لم يثبت أن المرسل صاحب البريد",),
    ),
    Case(
        "random_bytes",
        "بايتات عشوائية",
        "random bytes",
        raw(bytes(range(256)) * 4),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "nested_parts",
        "أجزاء متداخلة بلا نهاية",
        "parts within parts without end",
        raw(
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000))
        ),
        stored=MESSAGE,
        priority="P3",
    ),
    Case("late", "توقيع قبل ثلاث ساعات", "signed three hours ago", late, stored=MESSAGE, priority="P3"),
    Case(
        "repeated",
        "الرسالة نفسها مرتين",
        "the same mail forwarded twice",
        twice,
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "old_secret",
        "سر قديم أثناء التبديل",
        "an old secret during rotation",
        lambda at: [posted(letter(QUESTION, at=at, headers=PASSED), at, secret=OLD_MAIL_SECRET)],
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "plain",
        "رسالة عادية",
        "a plain mail",
        mail(subject="دورة القيادة"),
        stored=MESSAGE,
        priority="P3",
        card=("دورة القيادة متى الموعد؟", "البريد", "من بريد الشركة"),
        absent=("لم يثبت",),
    ),
    Case(
        "html_only",
        "HTML فقط",
        "only HTML",
        mail(None, html=f"<style>p{{}}</style><p>{sent.LEAK}</p><script>x()</script>"),
        stored=MESSAGE,
        priority="P0",
        card=(sent.LEAK,),
        absent=("x()",),
    ),
    Case(
        "windows_1256",
        "ترميز ويندوز العربي",
        "Windows Arabic",
        raw(WINDOWS + QUESTION.encode("windows-1256")),
        stored=MESSAGE,
        priority="P3",
        card=(QUESTION,),
    ),
    Case(
        "wrong_charset",
        "ترميز لا وجود له",
        "a charset that does not exist",
        raw(WINDOWS.replace(b"windows-1256", b"x-nowhere") + QUESTION.encode()),
        stored=MESSAGE,
        priority="P3",
        card=(QUESTION,),
    ),
    Case(
        "history_cut",
        "رد فوق كلام قديم خطير",
        "a reply above a grave history",
        mail(f"شكراً{HISTORY}"),
        stored=MESSAGE,
        priority="P3",
        card=("دون ما اقتبسه من رسائل سابقة",),
        absent=("طلعت لي",),
    ),
    Case(
        "answer_below",
        "جواب تحت الاقتباس",
        "an answer below the quotation",
        mail(f"{HISTORY}\n{QUESTION}"),
        stored=MESSAGE,
        priority="P3",
        card=(QUESTION,),
    ),
    Case(
        "only_quotation",
        "اقتباس فقط",
        "nothing but a quotation",
        mail(f"> {sent.LEAK}"),
        stored=MESSAGE,
        priority="P0",
    ),
    Case(
        "forwarded",
        "رسالة معاد توجيهها",
        "a forwarded mail",
        mail(
            f"شوفوا\n\n{FORWARDED}\n\n{sent.LEAK}",
            subject="Fwd: y",
        ),
        stored=MESSAGE,
        priority="P0",
        card=(sent.LEAK,),
    ),
    Case(
        "attachments",
        "مرفقات",
        "attachments",
        mail(
            QUESTION,
            files=(("عقد.pdf", "application/pdf", b"%PDF" * 600), ("<!channel>.png", "image/png", b"x")),
        ),
        stored=MESSAGE,
        priority="P3",
        card=("عقد.pdf", "مرفقات:", "2 ك.ب", "&lt;!channel&gt;.png"),
        absent=("PDF%PDF",),
    ),
    Case(
        "only_attachment",
        "مرفق بلا كلام",
        "an attachment without words",
        mail("", files=(("صوت.ogg", "audio/ogg", b"x"),)),
        stored=MESSAGE,
        priority="P3",
        card=("ملف", "مرفق:", "اطّلع ثم حدّد"),
    ),
    Case(
        "unproved",
        "DMARC لم ينجح",
        "DMARC failed",
        mail(headers={"Authentication-Results": "mx.dealix.example; dmarc=fail"}),
        stored=MESSAGE,
        priority="P3",
        card=("لم يثبت أن المرسل صاحب البريد",),
    ),
    Case(
        "forged_result",
        "نتيجة كتبها المرسل",
        "a result that the sender wrote",
        mail(headers={"Authentication-Results": "mx.evil.example; dmarc=pass"}),
        stored=MESSAGE,
        priority="P3",
        card=("لم يثبت أن المرسل صاحب البريد",),
    ),
    Case(
        "auto_submitted",
        "رد آلي",
        "an automatic answer",
        mail(headers={"Auto-Submitted": "auto-replied"}),
        stored=OTHER,
    ),
    Case("bulk", "رسالة جماعية", "bulk mail", mail(headers={"Precedence": "bulk"}), stored=OTHER),
    Case("list", "قائمة بريدية", "a mailing list", mail(headers={"List-Id": "<news.example>"}), stored=OTHER),
    Case(
        "unsubscribe",
        "نشرة",
        "a newsletter",
        mail(headers={"List-Unsubscribe": "<https://x.example>"}),
        stored=OTHER,
    ),
    Case("bounce", "ارتداد", "a bounce", mail(headers={"Return-Path": "<>"}), stored=OTHER),
    Case(
        "mailer_daemon", "خادم بريد", "a mail server", mail(sender="MAILER-DAEMON@ofuq.example"), stored=OTHER
    ),
    Case(
        "our_own",
        "من عنواننا",
        "from our own address",
        mail(sender=f"نحن <{OUR_ADDRESS.upper()}>"),
        stored=OTHER,
    ),
    Case(
        "own_group",
        "مجموعتنا",
        "through our own group address",
        mail(headers={"List-Id": "<care.dealix.example>", "Precedence": "list"}),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "no_sender",
        "بلا مرسل",
        "no usable sender",
        mail(sender="nobody"),
        stored=MESSAGE,
        priority="P3",
        card=("عميل بلا اسم ظاهر", "نسخ إلى رد على رسالته"),
    ),
    Case(
        "comments",
        "أقواس بلا نهاية في المرسل",
        "endless brackets in the sender",
        raw(b"From: " + b"(" * 100_000 + b"\n\nhello"),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "mention",
        "إشارة ورابط في كل مكان",
        "mentions and links everywhere",
        mail(sent.HOSTILE, subject=sent.HOSTILE, sender=f'"{sent.HOSTILE}" <a@b.example>'),
        stored=MESSAGE,
        priority="P3",
        card=("&lt;!channel&gt;",),
    ),
    Case(
        "api_key",
        "مفتاح في كل مكان",
        "a pasted API key everywhere",
        mail(
            sent.API_KEY,
            subject=sent.API_KEY,
            sender=f"{sent.API_KEY} <a@b.example>",
            files=((f"{sent.API_KEY}.txt", "application/pdf", b"x"),),
        ),
        stored=MESSAGE,
        priority="P0",
        card=("سر محجوب",),
        absent=(sent.API_KEY, sent.API_KEY[8:]),
    ),
    Case(
        "key_as_address",
        "مفتاح في عنوان المرسل",
        "an API key as the sender's address",
        mail(sender=f"{sent.API_KEY}@b.example"),
        stored=MESSAGE,
        priority="P3",
        absent=(sent.API_KEY, sent.API_KEY[8:]),
    ),
    Case(
        "nul",
        "حرف NUL",
        "NUL",
        raw(b"From: a@b.example\nSubject: \x00\n\nhello\x00"),
        stored=MESSAGE,
        priority="P3",
        card=("hello",),
    ),
    Case(
        "far_future",
        "تاريخ في سنة 9999",
        "a date in the year 9999",
        raw(b"From: a@b.example\nDate: Fri, 31 Dec 9999 23:59:59 -1200\n\nhello"),
        stored=MESSAGE,
        priority="P3",
        card=("رسالة، 10:12 ص",),
    ),
    Case(
        "year_one",
        "تاريخ في السنة الأولى",
        "a date in the year 1",
        raw(b"From: a@b.example\nDate: Mon, 01 Jan 0001 00:00:00 +1400\n\nhello"),
        stored=MESSAGE,
        priority="P3",
    ),
)
