"""The half of Sentry's table that makes no ticket: refused, or recorded only."""

from bot.web import bodies
from tests.bot.web.webhooks import sentry_sent as sent
from tests.bot.web.webhooks.sent import Case

ALERT = {"alert": 1}
OTHER = {"other": 1}
TOO_LARGE = b"{" + b" " * bodies.WEBHOOK_LIMIT + b"}"

REFUSED: tuple[Case, ...] = (
    Case("no_signature", "بلا توقيع", "no signature", sent.forged(None), 401),
    Case("wrong_signature", "توقيع خاطئ", "wrong signature", sent.forged("0" * 64), 401),
    Case("altered_byte", "حرف واحد تغيّر بعد التوقيع", "one byte altered after signing", sent.altered, 401),
    Case("broken_json", "جسم ليس JSON", "broken JSON, signed", sent.raw(b'{"action": ['), 400),
    Case("not_utf8", "بايتات ليست UTF-8", "bytes that are no UTF-8", sent.raw(b'{"a": "\xff"}'), 400),
    Case("not_a_number", "قيمة NaN", "NaN", sent.raw(b'{"a": NaN}'), 400),
    Case("deep_nesting", "تداخل عميق جداً", "100,000 levels of nesting", sent.raw(b"[" * 100_000), 400),
    Case("oversize", "أكبر من الحد", "too large", sent.raw(TOO_LARGE), 413),
    Case(
        "oversize_chunked",
        "أكبر من الحد بلا طول معلن",
        "too large without Content-Length",
        sent.raw(TOO_LARGE, chunked=True),
        413,
    ),
)

STRANGE: tuple[Case, ...] = (
    Case("empty_object", "كائن فارغ", "an empty object", sent.raw(b"{}"), stored=OTHER),
    Case("a_list", "JSON ليس كائناً", "JSON that is no object", sent.raw(b'["data"]'), stored=OTHER),
    Case("null", "لا شيء (null)", "null", sent.raw(b"null"), stored=OTHER),
    Case(
        "unknown_resource",
        "مورد لا نعرفه",
        "a resource we do not know",
        sent.other("seer", {"action": "created", "data": {"secret": "s3cr3t-cookie"}}),
        stored=OTHER,
        absent=("s3cr3t-cookie",),
    ),
    Case(
        "installation",
        "تثبيت التكامل",
        "the integration was installed",
        sent.other("installation", {"action": "created", "data": {"installation": {"uuid": "x"}}}),
        stored=OTHER,
    ),
    Case("comment", "تعليق", "a comment", sent.other("comment", {"action": "created"}), stored=OTHER),
    Case(
        "unknown_action",
        "فعل لا نعرفه",
        "an action we do not know",
        sent.alert("issue", action="pondered"),
        stored=OTHER,
    ),
    Case("no_issue", "تنبيه بلا رقم مشكلة", "no issue id", sent.alert(issue_id=None), stored=OTHER),
    Case(
        "issue_is_a_list",
        "رقم المشكلة قائمة",
        "an issue id that is a list",
        sent.alert(issue_id=[]),
        stored=OTHER,
    ),
    Case(
        "resolved_unheard",
        "انتهاء تنبيه لم نسمع به",
        "the end of an alert we never heard of",
        sent.alert("issue", action="resolved"),
        stored=ALERT,
    ),
    Case(
        "assigned_unheard",
        "إسناد مشكلة لم نسمع بها",
        "an assignment of an issue we never heard of",
        sent.alert("issue", action="assigned"),
        stored=ALERT,
    ),
)
