"""The thing a customer names (a channel, a report, a button), where the topic alone says too little."""

import re
from collections.abc import Sequence
from enum import StrEnum

from dealix_ops.language.normalise import normalise
from dealix_ops.vocabulary import Meaning, Priority, Topic


class Named(StrEnum):
    """Each has its noun in `copy_ar.NAMED` and `copy_en.NAMED`."""

    KEY = "key"
    ACCOUNT = "account"
    POST = "post"
    BOOKING = "booking"
    FORM = "form"
    INVITE = "invite"
    ALERTS = "alerts"
    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"
    BUSINESS_PROFILE = "business_profile"
    MEET = "meet"
    HUBSPOT = "hubspot"
    ZOHO = "zoho"
    SALESFORCE = "salesforce"
    CALENDAR = "calendar"
    SHEETS = "sheets"
    PAYMENT = "payment"
    GMAIL = "gmail"
    NUMBER_QUALITY = "number_quality"
    WHATSAPP = "whatsapp"
    PROOF_PACK = "proof_pack"
    INVOICE_AMOUNT = "invoice_amount"
    INVOICES = "invoices"
    INVOICE = "invoice"
    APPROVALS = "approvals"
    PILOT = "pilot"
    SUBSCRIPTION = "subscription"
    FOLLOW_UPS = "follow_ups"
    DRAFTS = "drafts"
    EXPORT = "export"
    DASHBOARD = "dashboard"
    REPORT = "report"
    PAGES = "pages"
    PROFILE = "profile"
    LEAVING = "leaving"


def _compiled(patterns: dict[Named, str]) -> dict[Named, re.Pattern[str]]:
    return {named: re.compile(pattern) for named, pattern in patterns.items()}


# All of them read what `normalise` gives: no hamza, «ه» for «ة», Latin in lower case.
_OF_A_LEAK = _compiled({
    Named.KEY: r"api key|secret key|توكن|\btoken\b|مفتاح|كلم[ها]* (?:ال)?(?:سر|مرور)|api (?:مكشوف|حقنا)",
    Named.ACCOUNT: r"دخل حساب|دخول ناجح|active sessions|داخل على|dakhel 3ala|owner email|ايميل الاس"
    r"|حسابه فعال"
    r"|account (?:is|was) accessed|logged into our|code dokhool",
})  # fmt: skip
_OF_A_SEND = _compiled({
    Named.POST: r"\bpost\b|بوست|منشور",
    Named.BOOKING: r"حجزتوا? اجتماع|دعو[هات]+ اجتماع|da3wat ejtema3|meeting invit|الدعوه بدون",
})  # fmt: skip
_THINGS = _compiled({
    Named.FORM: r"website form|(?<!linkedin )\bforms?\b|فورم|نموذج (?:التواصل|الموقع)",
    Named.INVITE: r"دعوه زميل|\binvite\b|الدعوه حق",
    Named.ALERTS: r"تنبيه\w* الاعتماد|\bnotifications?\b",
    Named.INSTAGRAM: r"instagram|انست[اق]|\binsta\b",
    Named.LINKEDIN: r"linkedin|لينكد",
    Named.BUSINESS_PROFILE: r"google business|قوقل بزنس|ملفنا التجاري",
    Named.MEET: r"google meet|meet recording|رابط قوقل",
    Named.HUBSPOT: r"hubspot|هبسبوت",
    Named.ZOHO: r"\bzoho\b|زوهو",
    Named.SALESFORCE: r"salesforce|سيلز ?فورس",
    Named.CALENDAR: r"calendar|تقويم|كالندر|double book",
    Named.SHEETS: r"google sheet|\bsheets?\b|(?:ال)?شيت\b",
    Named.PAYMENT: r"moyasar|ميسر\b|رابط الدفع|صفحه السداد|payment link|ادفع",
    Named.GMAIL: r"gmail|جيميل|ربط الايميل|البريد الالكتروني",
    Named.NUMBER_QUALITY: r"تقييم جوده|جوده رقم|quality rating",
    Named.WHATSAPP: r"whats ?app|واتس|webhook|ويب هوك",
    Named.PROOF_PACK: r"proof pack|بروف ?باك|حزمه الاثبات",
    Named.INVOICE_AMOUNT: r"(?s)\A(?=.*(?:فاتور|invoice|fatoora))"
    r"(?=.*(?:مبلغ|المتفق|خصم|مرتين|\bamount\b|discount|overcharged|charged twice))",
    Named.INVOICES: r"فواتير|\binvoices\b|fawateer",
    Named.INVOICE: r"فاتور|invoice|fatoora|\breceipt\b",
    Named.APPROVALS: r"زر الاعتماد|طلبات الاعتماد|(?:ال)?موافقات|mowafagat|approval queue"
    r"|approvals queue|\bapprove\b"
    r"|اضغط اعتماد|اعتمد عادي|ما نقدر نعتمد",
    Named.PILOT: r"\bpilot\b|بايلوت|(?:ال)?تجربه|البرنامج التجريبي",
    Named.FOLLOW_UPS: r"متابعات|متابعه|follow ?-?ups?|\boutreach\b",
    Named.DRAFTS: r"مسود|\bdrafts?\b|mosawwad",
    Named.SUBSCRIPTION: r"اشتراك|subscription|eshterak|جددنا|renewed|باقه|(?:ال)?تجديد",
    Named.EXPORT: r"اصدر\b|تصدير|\bexports?\b|اكسل",
    Named.DASHBOARD: r"لوحه|dashboard|lo7a|\bcharts?\b",
    Named.REPORT: r"تقرير|\breports?\b|weekly digest|weekly summary",
    Named.PAGES: r"(?:ال)?صفحه|saf7a",
    Named.PROFILE: r"\bprofile\b|بروفايل|\besmi\b|اسم منشاتنا|الصوره الشخصيه",
})  # fmt: skip
# The channel that is asked for comes before the thing that is done with it, except where a product is meant.
_STOPS = frozenset((
    Named.APPROVALS, Named.PILOT, Named.SUBSCRIPTION, Named.FOLLOW_UPS, Named.DRAFTS, Named.DASHBOARD,
    Named.PROOF_PACK, Named.REPORT,
))  # fmt: skip


_BILLS = frozenset((Named.INVOICES, Named.INVOICE))
DELIVERED = frozenset((Named.PROOF_PACK, Named.REPORT))
_GONE = re.compile(r"اختف|ضاع|راحت|انحذف|انمسح|disappeared|vanished|\bgone\b|\bmissing\b")
_LATE = re.compile(r"تاخر|متاخر|t2akhar|takhar|\blate\b|overdue|\bwas due\b|ما وصل|انتظر")
_SIGNING_IN = re.compile(
    r"(?:تعذر|يتعذر|مشكله|نعجز) .{0,20}الدخول|قدر (?:ا|ن)?دخل|agdar adkhol"
    r"|(?:can.?t|cannot|couldn.?t|unable to) (?:log|sign) ?in"
)


def is_late(texts: Sequence[str]) -> bool:
    """Whether somebody waits for what should have come."""
    return _LATE.search(normalise("\n".join(texts))) is not None


def is_about_signing_in(texts: Sequence[str]) -> bool:
    """Where triage only knows that everything has stopped."""
    return _SIGNING_IN.search(normalise("\n".join(texts))) is not None


def named_in(texts: Sequence[str], *, meaning: Meaning, topic: Topic, priority: Priority) -> Named | None:
    """None where the topic's own noun says it, or where nothing known is named."""
    text = normalise("\n".join(texts))
    if meaning is Meaning.LEAK:
        return _first(_OF_A_LEAK, text)
    if meaning is Meaning.UNAUTHORISED_SEND:
        return _first(_OF_A_SEND, text)
    if priority is Priority.P0 and meaning in (Meaning.UNAUTHORISED_CHARGE, Meaning.OUTAGE):
        return None
    if topic is Topic.LOGIN:
        return Named.DRAFTS if _THINGS[Named.DRAFTS].search(text) else None
    found = [named for named, pattern in _THINGS.items() if pattern.search(text)]
    if topic is Topic.DELIVERABLE_LATE:
        found = [named for named in found if named in (Named.PROOF_PACK, Named.REPORT)]
    elif priority.rank <= Priority.P1.rank and meaning is not Meaning.TECHNICAL_401:
        found = _of_a_stop(found, text, topic)
    return found[0] if found else None


def _of_a_stop(found: list[Named], text: str, topic: Topic) -> list[Named]:
    """Bills are the matter where they vanished, or where nothing else is named and not all has stopped."""
    bills = [named for named in found if named in _BILLS]
    if bills and _GONE.search(text):
        return bills
    return [named for named in found if named in _STOPS] or (bills if topic is not Topic.OUTAGE else [])


def _first(patterns: dict[Named, re.Pattern[str]], text: str) -> Named | None:
    return next((named for named, pattern in patterns.items() if pattern.search(text)), None)
