"""What a calm message asks or says, so far as an answer can be composed without a person's knowledge."""

import re
from collections.abc import Sequence
from enum import StrEnum

from dealix_ops.catalogue.bundles import BUNDLES, Bundle
from dealix_ops.language.normalise import normalise


class Asked(StrEnum):
    """Facts we have come first; from `REST` on, what a person must still write or what needs no answer."""

    PRICES = "prices"
    BUNDLES = "bundles"
    PILOT = "pilot"
    TERMS = "terms"
    APPROVAL = "approval"
    CONNECTORS = "connectors"
    REST = "rest"
    CHANNEL = "channel"
    DATA_LOCATION = "data_location"
    PRIVACY = "privacy"
    CERTIFICATE = "certificate"
    DISCOUNT = "discount"
    CANCELLING = "cancelling"
    REFUND = "refund"
    SUPPORT_LEVELS = "support_levels"
    AVAILABILITY = "availability"
    ERRATUM = "erratum"
    REQUEST = "request"
    SUGGESTION = "suggestion"
    NOTICE = "notice"
    GREETING = "greeting"


ANSWERED = (Asked.PRICES, Asked.BUNDLES, Asked.PILOT, Asked.TERMS, Asked.APPROVAL, Asked.CONNECTORS)
"""What our own facts can answer."""

_NAMES = {
    bundle.key: re.compile(pattern)
    for bundle, pattern in zip(
        BUNDLES,
        (
            r"growth starter|قروث ستارتر|باقه بدايه النمو",
            r"data to revenue|داتا تو ريفنيو",
            r"executive growth|باقه النمو التنفيذي",
            r"partnership growth|بارتنرشب",
            r"control tower|برج التحكم",
        ),
        strict=True,
    )
}
# Each reads what `normalise` gives.
_CHANGE = r"(?:ابي|نبي|ابغي|نبغي|نحتاج|نود|ودنا|نرغب)(?: ان)? [نا](?:غير|عدل|بدل|ضيف|اخر|اجل|قدم|نقل|حدث)"
_PATTERNS: dict[Asked, re.Pattern[str]] = {
    asked: re.compile(pattern)
    for asked, pattern in {
        Asked.PRICES: r"\bكم (?:ال)?(?:سعر|اسعار|pricing|باق)|(?:ال)?اسعار\w*|سعر|عرض سعر|تكلف|تناسبنا"
        r"|\bbkam\b|how much"
        r"|\bprices?\b|كم ال pricing|كم تاخذون",
        Asked.PILOT: r"(?:ال)?تجربه|تجريبيه|\bpilot\b|\btrial\b|بايلوت",
        Asked.TERMS: r"مده التعاقد|الحد الادني لمده|الانتقال بين الباقات|minimum (?:term|contract)"
        r"|contract length|شهري ولا سنوي"
        r"|عقد سنوي",
        Asked.APPROVAL: r"من غير ما اعتمد|بدون ما اعتمد|auto-? ?approve|تنطلق من نفسها|لما اسوي approve"
        r"|يعتمد بدالي"
        r"|تضمنون ان هالشي ما يصير|وتطلع بدون|كيف (?:يتم )?(?:ال)?اعتماد"
        r"|how (?:do|does) approvals? work|يعتمد كل رساله",
        Asked.CONNECTORS: r"(?:تدعمون|فيه|في) (?:ال)?ربط|\bfe rab6\b|connector ضمن"
        r"|connect (?:hubspot|zoho|salesforce)"
        r"|what (?:can|do) you (?:connect|integrate)|integrat(?:e|ion)s? with|وش القنوات",
        Asked.DATA_LOCATION: r"وين تنحفظ|اين تحفظ|سيرفرات|where (?:is|are) (?:our|my|the) data"
        r"|data (?:stored|hosted|residency)",
        Asked.PRIVACY: r"حمايه البيانات|تسريب|data breach|تشفر|\bencrypt|protect our data"
        r"|تقرون كل ايميل|security questionnaire|رقمي الشخصي"
        r"|raqami el sha59i|الاحتفاظ|تحتفظون",
        Asked.CERTIFICATE: r"ايزو|\biso\b|soc 2|شهاده امن",
        Asked.DISCOUNT: r"كوبون|خصم|discount|ta8see6|تقسيط|installment",
        Asked.REFUND: r"refund|استرداد|استرجاع المبلغ|تعويض",
        Asked.CANCELLING: r"(?:ايقاف|الغا|كنسله) (?:ال)?(?:اشتراك|باق|تجديد|عقد)|awagef el tajdeed"
        r"|(?<!\w)[وف]?[بس]?(?:[نا](?:لغي|وقف|كنسل|نهي)|الغوا?|وقفوا|كنسلوا) (?:ال)?(?:اشتراك|باق|تجديد|عقد)"
        r"|\bcancel(?:l?ing)? (?:my|our|the) (?:\w+ )?(?:plan|subscription|contract)",
        Asked.SUPPORT_LEVELS: r"\bp0\b|support policy|\bsla\b",
        Asked.AVAILABILITY: r"uptime|نسبه التوفر|توفر الخدمه",
        Asked.ERRATUM: r"\btypo\b|خطا املائي|خطا مطبعي",
        Asked.REQUEST: r"مكتوب عليه|na8e9 7arf|\bswap\b|نغير|نود تعديل|استبدال|ترسلون لي"
        r"|please (?:pause|send|change|update)"
        r"|(?:ابي|نبي|نبغي|نحتاج) (?:نص|مسود|رساله|قالب)|تقدرون تعبونه"
        rf"|{_CHANGE}",
        Asked.SUGGESTION: r"feature request|نقترح|اقتراح|ياليت|ya leet|ودنا لو|ودي تكبر|could you add"
        r"|حطوه|just a preference",
        Asked.NOTICE: r"نتاخر عليكم|بتاخر|bat2akhar|نأجل|ناجل|اعذرون|sam7oona|احتمال نتاخر|postpone"
        r"|running late",
    }.items()
}
_MORE_THAN_WE_KNOW = re.compile(
    r"(?:ال)?ضريبه|\bvat\b|\btax\b|\busers?\b|شخص|مستخدم|team of|فروع|branches|اثني عشر شهرا|12 months"
    r"|سنوي|annual|وش الفرق"
    r"|وش يفرق|difference|كم اسم|تناسبنا|ta8see6|تقسيط|add-on|يعتمد بدالي|لما اسوي|on the spot|option"
    r"|بعد ما تخلص|اليوم الثامن"
    r"|after the (?:trial|pilot)|where do i|salla|سله|shopify|hubspot|zoho|salesforce|زوهو|هبسبوت"
    r"|سيلز ?فورس|بطاقه"
)
_WANTS = re.compile(r"(?<!\w)(?:نبي|ابي|نبغى|نحتاج|نرجو|نامل|ليه|ليش)(?!\w)|please (?:send|share)|could you")
_HOW = re.compile(r"كيف|خطوات|طريقه|6aree[gq]a|\bhow\b")
_GREETING = re.compile(
    r"(?:ال)?سلام عليكم(?: ورحمه الله)?(?: وبركاته)?|وعليكم السلام|صباح (?:ال)?(?:خير|نور)"
    r"|مساء (?:ال)?(?:خير|نور)"
    r"|يسعد (?:صباحكم|مساكم|صباحك)|هلا(?: والله)?|يا هلا|ياهلا|حياكم(?: الله)?|مرحبا|اهلا|hala(?: wallah)?"
    r"|saba7? el [5k]h?air|sabah el 5air|3asakom b5air|salam(?: alaikom)?|hello|hi"
    r"|good (?:morning|afternoon|evening)"
)
_NOT_A_WORD = re.compile(r"[^\w\u0621-\u064a]+")


# Channels by name that our list does not hold: the list would be a long way past the question.
_NAMED_CHANNEL = re.compile(r"salla|سله|shopify|hubspot|zoho|salesforce|زوهو|هبسبوت|سيلز ?فورس")
_SALAAM = re.compile(r"سلام عليكم|\bsalam(?:u|o)? ?3?alai?kom")


def greets_with_peace(texts: Sequence[str]) -> bool:
    """«السلام عليكم» in any of the lines."""
    return _SALAAM.search(normalise("\n".join(texts))) is not None


def asked_in(texts: Sequence[str]) -> tuple[Asked, ...]:
    """In the order of `Asked`; `REST` stands among them where a fact of ours answers only a part."""
    text = normalise("\n".join(texts))
    if is_greeting(text) or says_nothing(texts):
        return (Asked.GREETING,)
    found = [asked for asked, pattern in _PATTERNS.items() if pattern.search(text)]
    if bundles_in(texts):
        found = [Asked.BUNDLES, *(asked for asked in found if asked is not Asked.PRICES)]
    # A slip on the price page and a policy of support only sound like questions about prices.
    if Asked.ERRATUM in found or Asked.SUPPORT_LEVELS in found:
        found = [asked for asked in found if asked not in ANSWERED]
    # These are heard before a wish that stands beside them.
    before = {Asked.PRICES, Asked.APPROVAL, Asked.PRIVACY, Asked.CANCELLING}
    for wish in (Asked.SUGGESTION, Asked.REQUEST):
        if wish in found and not set(found) & before:
            return (wish,)
    if Asked.CONNECTORS in found and _NAMED_CHANNEL.search(text):
        found = [Asked.CHANNEL if asked is Asked.CONNECTORS else asked for asked in found]
    ours = [asked for asked in ANSWERED if asked in found]
    others = [asked for asked in found if asked not in ANSWERED]
    if ours and (others or _MORE_THAN_WE_KNOW.search(text) or Asked.TERMS in ours):
        return (*ours, Asked.REST)
    return (*ours, *others)


def bundles_in(texts: Sequence[str]) -> tuple[Bundle, ...]:
    """The bundles that are named."""
    text = normalise("\n".join(texts))
    return tuple(bundle for bundle in BUNDLES if _NAMES[bundle.key].search(text))


def still_asks(texts: Sequence[str]) -> bool:
    """Whether somebody who tells that a matter is over wants something all the same."""
    text = normalise("\n".join(texts))
    return "?" in text or _WANTS.search(text) is not None


def wants_to_leave(texts: Sequence[str]) -> bool:
    """Who only asks how a subscription is ended, or what it costs before, is answered instead."""
    asked = asked_in(texts)
    how = _HOW.search(normalise("\n".join(texts))) is not None
    return Asked.CANCELLING in asked and not how and not set(asked) & set(ANSWERED)


def wants_a_change(texts: Sequence[str]) -> bool:
    """«نبي نغير شعارنا»: something is asked of us, whatever else the words are like."""
    return re.search(_CHANGE, normalise("\n".join(texts))) is not None


def says_nothing(texts: Sequence[str]) -> bool:
    """«👍» or «.» alone; media without a caption may hold anything."""
    return bool(texts) and all(text.strip() and not _NOT_A_WORD.sub("", normalise(text)) for text in texts)


def is_greeting(normalised: str) -> bool:
    """Nothing is left when the greetings are taken away."""
    rest = _GREETING.sub(" ", normalised)
    return rest != normalised and not _NOT_A_WORD.sub("", rest)
