"""Bad and strange events at Slack's door: what is answered, what is stored, and what people see."""

from bot.web import bodies
from tests.bot.web.webhooks import slack_sent as sent
from tests.bot.web.webhooks.sent import API_KEY, HOSTILE, LEAK, Case
from tests.bot.web.webhooks.slack_sent import QUESTION
from tests.support.house import FOUNDER
from tests.support.slack_events import LUNCH, SUPPORT

MESSAGE = {"message": 1}
OTHER = {"other": 1}
TOO_LARGE = b"{" + b" " * bodies.SLACK_LIMIT + b"}"
SIGNATURE, TIMESTAMP = "x-slack-signature", "x-slack-request-timestamp"

REFUSED: tuple[Case, ...] = (
    Case("no_signature", "بلا توقيع", "no signature", sent.unsigned(SIGNATURE, None), 401),
    Case(
        "wrong_signature",
        "توقيع خاطئ",
        "wrong signature",
        sent.unsigned(SIGNATURE, "v0=" + "0" * 64),
        401,
    ),
    Case("no_timestamp", "بلا وقت توقيع", "no time of signing", sent.unsigned(TIMESTAMP, None), 401),
    Case("altered_byte", "حرف واحد تغيّر بعد التوقيع", "one byte altered after signing", sent.altered, 401),
    Case("stale", "توقيع قبل ست دقائق", "signed six minutes ago", sent.dated(minutes=6), 401),
    Case("ahead", "توقيع بعد ست دقائق", "signed six minutes ahead", sent.dated(minutes=-6), 401),
    Case("broken_json", "جسم ليس JSON", "broken JSON, signed", sent.raw(b'{"event": ['), 400),
    Case("a_list", "JSON ليس كائناً", "JSON that is no object", sent.raw(b'["event"]'), 400),
    Case("not_utf8", "بايتات ليست UTF-8", "bytes that are no UTF-8", sent.raw(b'{"a": "\xff"}'), 400),
    Case("not_a_number", "قيمة NaN", "NaN", sent.raw(b'{"event": NaN}'), 400),
    Case("deep_nesting", "تداخل عميق جداً", "100,000 levels of nesting", sent.raw(b"[" * 100_000), 400),
    Case(
        "deep_but_closed",
        "تداخل من 500 طبقة",
        "500 closed levels",
        sent.raw(b'{"a":' * 500 + b"1" + b"}" * 500),
        400,
    ),
    Case("too_large", "أكبر من الحد", "too large", sent.raw(TOO_LARGE), 413),
    Case(
        "too_large_chunked",
        "أكبر من الحد بلا طول معلن",
        "too large without Content-Length",
        sent.raw(TOO_LARGE, chunked=True),
        413,
    ),
    Case(
        "url_verification",
        "تحقق سلاك من العنوان",
        "url_verification",
        sent.payload({"type": "url_verification", "token": "t", "challenge": "c-81f2"}),
        body='{"challenge": "c-81f2"}',
    ),
)

KEPT: tuple[Case, ...] = (
    Case("empty_object", "كائن فارغ", "an empty object", sent.raw(b"{}"), stored=OTHER),
    Case(
        "no_event", "غلاف بلا حدث", "no event inside", sent.payload({"type": "event_callback"}), stored=OTHER
    ),
    Case("event_is_text", "حدث نصه حروف", "an event that is text", sent.inner("message"), stored=OTHER),
    Case(
        "unknown_event",
        "حدث لا نعرفه",
        "an event we do not know",
        sent.inner({"type": "reaction_added", "user": "U1", "item": {"ts": "1.1"}}),
        stored=OTHER,
    ),
    Case(
        "rate_limited",
        "سلاك أسقط أحداثاً",
        "app_rate_limited",
        sent.payload({"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1_790_000_000}),
        stored=OTHER,
    ),
    Case(
        "other_channel",
        "كلام في قناة لا تخص عميلاً",
        "words in a channel that is about no customer",
        sent.said(f"{LEAK} secret-lunch", channel=LUNCH),
        stored=OTHER,
        absent=("secret-lunch",),
    ),
    Case(
        "founder",
        "رد المؤسس في قناة العميل",
        "the founder in a customer's channel",
        sent.said(LEAK, user=FOUNDER.user_id),
        stored=OTHER,
    ),
    Case("bot", "رسالة بوت", "a bot's message", sent.said(LEAK, bot_id="B0DX"), stored=OTHER),
    Case("no_user", "رسالة بلا صاحب", "a message without a user", sent.said(LEAK, user=None), stored=OTHER),
    Case("no_ts", "رسالة بلا رقم", "a message without ts", sent.said(LEAK, ts=7), stored=OTHER),
    Case(
        "endless_channel",
        "رقم قناة من 5,000 حرف",
        "a channel id of 5,000 letters",
        sent.said(LEAK, channel="C" * 5000),
        stored=OTHER,
    ),
)

LINES: tuple[Case, ...] = (
    Case(
        "line",
        "سطر في قناة عميل",
        "a line in a customer's channel",
        sent.said(LEAK),
        stored=MESSAGE,
        priority="P0",
        card=("نخبة الخليج · <@U0NORA> · سلاك <#C0NUKHBA>", LEAK, "نسخ إلى محادثته في سلاك"),
    ),
    Case(
        "support",
        "بلاغ زميل في قناة الدعم",
        "a colleague's report in the support channel",
        sent.said(LEAK, channel=SUPPORT),
        stored=MESSAGE,
        priority="P0",
        card=("كتبها زميل <@U0NORA>", "اربط بعميل"),
    ),
    Case(
        "thread",
        "رد تحت البلاغ",
        "a reply in the thread of a report",
        sent.thread,
        stored={"message": 2},
        priority="P0",
        card=("رسالتان", LEAK),
    ),
    Case(
        "edit",
        "تعديل يصف تسريباً بعد رسالة عادية",
        "an edit that tells of a leak after a harmless line",
        sent.line_and_edit,
        stored={"message": 2},
        priority="P0",
        card=(f"عدّل رسالته إلى: {LEAK}",),
    ),
    Case(
        "retried",
        "إعادات سلاك بعد وصولها",
        "Slack's retries after a delivery that came through",
        sent.retried,
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "retry_alone",
        "إعادة لم تصل أولاها",
        "a retry whose first delivery was lost",
        sent.retry_alone,
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "mention",
        "إشارة إلى البوت في الرسالة نفسها",
        "a message that names the bot comes as two events",
        sent.mentioned,
        stored={"message": 1, "other": 1},
        priority="P3",
    ),
    Case(
        "file",
        "ملف بلا كلام",
        "a file without words",
        sent.said("", subtype="file_share", files=[{"name": "a.pdf"}]),
        stored=MESSAGE,
        priority="P3",
        card=("ملف", "اطّلع ثم حدّد"),
    ),
    Case(
        "empty_text",
        "نص فارغ",
        "empty text",
        sent.said(""),
        stored=MESSAGE,
        priority="P3",
        card=("بلا نص",),
    ),
    Case(
        "markup",
        "إشارة ورابط بصيغة سلاك",
        "Slack's own mentions and links",
        sent.said("<!channel> <https://evil.example|Pay> <@U0KHALID> &lt;!here&gt;"),
        stored=MESSAGE,
        priority="P2",
        card=("@channel Pay (https://evil.example) @زميل &lt;!here&gt;",),
    ),
    Case(
        "hostile_text",
        "إشارة ورابط مكتوبان حرفياً",
        "mentions and links typed as they are",
        sent.said(HOSTILE.replace("<", "&lt;").replace(">", "&gt;")),
        stored=MESSAGE,
        priority="P3",
        card=("&lt;!channel&gt; &lt;https://evil.example|Pay&gt;",),
    ),
    Case(
        "api_key",
        "مفتاح في الرسالة",
        "a pasted API key",
        sent.said(f"هذا المفتاح {API_KEY}"),
        stored=MESSAGE,
        priority="P0",
        card=("سر محجوب",),
        absent=(API_KEY, API_KEY[8:]),
    ),
    Case(
        "ampersands",
        "10,000 علامة &",
        "10,000 ampersands",
        sent.said("&amp;" * 10_000),
        stored=MESSAGE,
        priority="P3",
        card=("&amp;&amp;",),
    ),
    Case(
        "lone_surrogate",
        "نصف رمز تعبيري",
        "a lone surrogate",
        sent.said("متى\ud83dالموعد؟", user="U0N\udc00"),
        stored=MESSAGE,
        priority="P3",
        card=("عميل بلا اسم ظاهر",),
    ),
    Case("nul", "حرف NUL", "NUL", sent.said("متى\x00الموعد؟"), stored=MESSAGE, priority="P3", card=("متى",)),
    Case(
        "endless_user",
        "رقم عضو من 5,000 حرف",
        "a user id of 5,000 letters",
        sent.said(QUESTION, user="U" * 5000),
        stored=MESSAGE,
        priority="P3",
    ),
    Case(
        "far_future",
        "وقت في سنة 9999",
        "a time in the year 9999",
        sent.said(QUESTION, ts="253402300799.9"),
        stored=MESSAGE,
        priority="P3",
        card=("رسالة، 10:12 ص",),
    ),
    Case(
        "time_in_words",
        "وقت بالحروف",
        "a time in letters",
        sent.said(QUESTION, ts="أمس"),
        stored=MESSAGE,
        priority="P3",
    ),
)

CASES = (*REFUSED, *KEPT, *LINES)
