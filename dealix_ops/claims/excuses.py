"""When forbidden words are honest: said in the negative, or naming what a customer reported."""

import re
from enum import StrEnum

from dealix_ops.claims.fold import fold_pattern
from dealix_ops.claims.loosen import loosen


class Excuse(StrEnum):
    """What makes a phrase allowed where it stands; `text` in these rules is folded text."""

    NONE = "none"
    NEGATED = "negated"  # «لا نضمن»: the negation belongs to the phrase itself
    CLAUSE = "clause"  # «لن يُرسل شيء بدون مراجعتكم»، «نعتذر عن الإرسال بدون موافقتكم»
    FACT = "fact"  # «تأثر 10 عملاء خلال 24 ساعة»
    OPEN = "open"  # «نتحقق مما إذا كانت بياناتكم تسربت»


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(fold_pattern(pattern))


# Nothing further away takes a word back, and a bound keeps the cost of many words linear.
_WINDOW = 200
_CLAUSE_BREAK = _compile(r"[.!?;:,\n]|(?<!\w)(?:بل|لكن|لكننا|انما|الا|but|however|yet|because)(?!\w)")
_SENTENCE_BREAK = _compile(r"[.!?\n]")

_NEGATOR = (
    r"(?:[وف]?(?:لا|لن|لم|ليس|ليست|لسنا|لست|مو|مب|مهو|غير|بدون|دون|بلا|نرفض|نمنع|نتجنب|يمنع|ممنوع)"
    r"|no|not|never|nor|neither|none|without|cannot|(?:do|does|did|wo|ca|is|are|was|were|would|should"
    r"|could|has|have|had)n['t ]{0,2}t"
    r"|unable|avoid|refuse|nothing|nobody)"
)
# «هذا ما نضمنه» affirms; only at the head of a clause does «ما» deny.
_MA = r"(?:^|(?:احنا|حنا|نحن|والله|بس|لاننا|اننا|عشان) )\W*[وف]?ما"
_FILLER = (
    r"(?:يمكن|يمكننا|يمكنني|نستطيع|نقدر|اقدر|ان|نعد|نعدكم|نقدم|نعطي|نعطيكم|ندعي|نقول|نزعم|توجد|يوجد|من"
    r"|هناك|فيه|أي"
    r"|بأي|احد|احدا|لكم|لك|لاحد|ب?نتائج|ب?ارقام|عوائد|عائد|نسبه|نستخدم|نعمل|نقوم|نعتمد|نمارس|نسمح|نرسل|نبيع"
    r"|نشتري|ب|هو|هي|نحن|منصه|نظام|مجرد|نظاما|roi|any|an?|do|we|i|can|could|will|make|offer|give"
    r"|provide|use|run|send"
    r"|sell|promise|claim|results?|to|be|is|are|of|the|it|you|ever|engage|in|allow|do|does|such|there"
    r"|any|that|specific|say"
    r"|as|called|by)"
)
_DENIED = _compile(rf"(?:{_MA}|(?<!\w){_NEGATOR})(?: +{_FILLER})* *[«\"']*(?:ال|ب)?$")
_ONLY = re.compile(rf"^\W*(?:(?:\w+\W+){{0,4}}|(?:\w\W){{5,30}})(?:{loosen('فقط|فحسب|وحسب|only')})(?!\w)")

# Loosened, because «لا ت قلق» takes nothing back either.
_REASSURING = loosen(
    "(?: (?:تقلق|تقلقو|تقلقون|تقلقوا|تخاف|تخافون|تشيل|شك|بد|داعي|حاجة|مشكلة|باس|worry|doubt|problem))"
)
_DENIES_CLAUSE = re.compile(rf"(?:{_MA}|(?<!\w){_NEGATOR})(?!\w)(?!{_REASSURING})")
_REPORT = _compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:نعتذر|اعتذار\w*|ناسف|اسفين|بلاغ\w*|رسالتكم|رسالتك|ملاحظت\w*|شكوا\w*|بخصوص"
    r"|بشان|شان"
    r"|سوال\w*|استفسار\w*|نتحقق|تحقق|سبب|لماذا|ليش|كيف|منع|نوقف|ايقاف|apolog\w*|sorry"
    r"|regret\w*|report\w*|regarding|about|complain\w*|concern\w*|why|how|whether|prevent\w*|stop\w*"
    r"|block\w*)(?!\w)"
)
_REFUSED_AFTER = re.compile(
    rf"^\W*(?:\w+ +){{0,4}}(?:(?:لا|لن|لم)(?!\w)(?!{_REASSURING})"
    r"|استبعد\w*|نستبعد\w*|حذفنا\w*|مرفوض\w*|ممنوع\w*|never(?! (?:touch|look|worry|think|lift"
    r"|chase|have|need|again))|(?:is|are|was|were) (?:not|blocked|refused"
    r"|removed|forbidden))"
)
_FACT = _compile(
    r"(?<!\w)[وف]?(?:تاثر\w*|تضرر\w*|متاثر\w*|بلغ\w*|سجل\w*|اضفتم|اضاف\w*|لديكم|عندكم|affected|reported"
    r"|had|added|imported)(?!\w)"
)
# «Do you guarantee results? No»: the question is asked in order to be denied.
_ASKED_AND_DENIED = re.compile(
    rf"^[^.!?\n]{{0,80}}\?\W{{0,3}}(?:no|never|لا|ابدا|كلا)(?!\w)(?!{_REASSURING})"
)
_OPEN = _compile(
    r"(?<!\w)[وف]?(?:اذا|هل|لو|بلاغ\w*|بلاغكم|بشان|ذكرتم|ذكرتوا|ابلغتم|نتحقق|للتحقق|التحقق|نتاكد|للتاكد"
    r"|احتمال|وجدنا"
    r"|whether|if|report\w*|regarding|mentioned|checking|verify\w*|confirm whether|said that)(?!\w)"
)


def excused(excuse: Excuse, text: str, start: int, end: int) -> bool:
    """Whether what stands around `text[start:end]` takes the claim out of it."""
    behind, ahead = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    before = _after_last(_CLAUSE_BREAK, behind)
    if excuse in (Excuse.NEGATED, Excuse.CLAUSE) and _ASKED_AND_DENIED.search(ahead):
        return True
    if excuse is Excuse.NEGATED:
        return _DENIED.search(before) is not None and not _ONLY.search(ahead)
    if excuse is Excuse.CLAUSE:
        after = _CLAUSE_BREAK.split(ahead, maxsplit=1)[0]
        return any((_DENIES_CLAUSE.search(before), _REPORT.search(before), _REFUSED_AFTER.search(after)))
    if excuse is Excuse.FACT:
        return _DENIED.search(before) is not None or _FACT.search(before) is not None
    if excuse is Excuse.OPEN:
        return _OPEN.search(_after_last(_SENTENCE_BREAK, behind)) is not None
    return False


def _after_last(breaks: re.Pattern[str], text: str) -> str:
    ends = [match.end() for match in breaks.finditer(text)]
    return text[ends[-1] :].lstrip() if ends else text.lstrip()
