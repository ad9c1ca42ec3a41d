"""Whether a customer's line says that the matter is over, and says nothing else.

Every word of the line must be known here: one that is not may be the one that matters («تمام بس باقي واحد»).
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import reduce

from dealix_ops.endings.settled_words import HANDED_OVER, HOPED, SETTLED, one_of, whole
from dealix_ops.language import signs
from dealix_ops.language.normalise import normalise

LONGEST = 160
"""Characters of a line that only thanks; whoever writes more has something to say."""


class Yes(IntEnum):
    """`THANKS` closes what we asked about or answered; `SETTLED` says it by itself."""

    NONE = 0
    THANKS = 1
    SETTLED = 2


def _words(*written: str) -> re.Pattern[str]:
    return whole(one_of(*written))


_THANKS = _words(
    "تمام/خلاص/تمام التمام/تم/شكرا/شكرا لكم/شكرا جزيلا/ألف شكر/الف شكر/شكرا كثير/شكرا مرة/نشكركم/"
    "نشكر لكم سرعة التجاوب/نشكر لكم سرعة الرد/"
    "أشكركم/مشكورين/مشكور/مشكورة/مشكورين جدا/تسلم/تسلمون/تسلموا/تسلمين/يسلمو/يسلموا/سلمتم/الله يسلمكم/"
    "الله يسلمك/الله يعطيكم العافية/الله يعطيك العافية/يعطيكم العافية/يعطيك العافية/يعطيكم الف عافية/"
    "الله يعافيكم/الله يعافيك/ما قصرتوا/ماقصرتوا/ما قصرتم/ماقصرتم/ما قصرتو/ماقصرتو/ما قصرت/ماقصرت/"
    "جزاكم الله خير/جزاك الله خير/جزاكم الله خيرا/جزاك الله خيرا/بارك الله فيكم/بارك الله فيك/"
    "الله يبارك فيكم/الله يجزاكم خير/الله يوفقكم/الله يوفقك/الله يسعدكم/الله يسعدك/الله يحفظكم/"
    "الله يحفظك/بيض الله وجهكم/بيض الله وجهك/بيض الله وجيهكم/جزيل الشكر/جزيل الشكر لكم/شكري لكم/كفو/"
    "كفو عليكم/رائع/رائعين/ممتاز/ممتازين/جميل/مبدعين/"
    "أبدعتوا/حلو/زين/طيب/اوكي/اوك/أوكيه/الحمدلله/الحمد لله/ولله الحمد/خدمة ممتازة/خدمة رائعة/"
    "سريعين ما شاء الله/وصل/وصلت/وصلني/وصلنا/وصلتني/وصلتنا/استلمت/استلمنا/واضح/وضحت الصورة",
    "thanks/thank you/thank u/thanks a lot/thanks so much/thank you so much/thank you very much/"
    "many thanks/thx/thnx/ty/tysm/cheers/appreciated/much appreciated/appreciate it/great/perfect/"
    "excellent/awesome/wonderful/ok/okay/okey/k/got it/noted/good/very good/nice/great job/great work/"
    "well done/good job/done/you are the best/you guys are great",
    "tamam/tmam/khalas/5alas/khala9/ya36eekom el 3afya/ya3tekom el 3afya/allah ya36eekom el 3afya/"
    "tamaam/temam/shukran/shokran/shukrn/mashkoor/mashkoreen/mashkooreen/mashkorin/teslam/"
    "tslm/teslamoon/teslamon/tslmon/ya36eekom el3afya/ya36eekum el3afya/ya36ekom el 3afya/"
    "ya36eekom el 3afya/ya36eek el3afya/y36ekm al3afyh/ya3tikom el3afya/ya3teekom el afya/"
    "allah ya36eekom el3afya/"
    "allah y36eekm al3afya/allah ya3tikom el3afya/ma gassartu/ma gasart/ma gassarto/ma qasartu/"
    "jazak allah khair/jazakom allah khair/jazakum allah khair/barak allah feekom/el7amdella/al7mdlla/"
    "alhamdulillah/kfo/kafu/zain",
)
_COURTESY = _words(
    "السلام عليكم/وعليكم السلام/ورحمة الله/وبركاته/هلا/هلا والله/مرحبا/حياكم الله/الله يحييكم/"
    "صباح الخير/مساء الخير/صباح النور/مساء النور/ان شاء الله/إن شاء الله/ما شاء الله/والله/يا هلا/جدا/"
    "مرة/كثير/جزيلا/لكم/لك/عليكم/منكم/الحين/الآن/الان/معنا/معي/عندنا/عندي/من طرفنا/من جهتنا/كذا/اخوي/"
    "أخوي/اخي/استاذ/أستاذ/استاذة/يا استاذ/يا أستاذ/الغالي/الغاليين/يا غالي/فريق ديلكس/ديلكس/يا فريق/"
    "بسرعة/من عندنا/من جهتي/لتعاونكم/لتجاوبكم/لجهودكم/على سرعة الرد/على سرعة التجاوب/على سرعة الاستجابة/"
    "على المساعدة/على تعاونكم/على اهتمامكم/"
    "على حسن التعامل/على الحل/على جهودكم/بشكل طبيعي/بشكل سليم/بشكل ممتاز/مثل أول/زي أول/فيكم/حياك/حياكم/و",
    "perfectly/quickly/hi/hello/dear/team/dealix/guys/all/again/now/for me/for us/on our side/"
    "from our side/very/so/much/"
    "a lot/for your help/for the help/for your support/for the support/for the quick response/"
    "for the fast response/sir/bro/habibi/and/it's/its/everything/everything is/the issue is/"
    "the problem is/yes it's/yes its",
    "salam/hala/wallah/inshallah/el7een/alheen/jedan/marra/wajed/akhoy/a5oy",
)
_IN_TURN = (
    (SETTLED, Yes.SETTLED),
    (HANDED_OVER, Yes.NONE),
    (_THANKS, Yes.THANKS),
    (_COURTESY, Yes.NONE),
)
_PLAIN = frozenset(" \n.,!:;-_()\"'…~*")


def reads_as(text: str) -> Yes:
    """Of one line. Anything unknown in it, a question mark, or another emoji makes it `NONE`."""
    if not text.strip() or len(text) > LONGEST:
        return Yes.NONE
    words, glad, known_marks = signs.apart(text)
    if not known_marks:
        return Yes.NONE
    spoken = normalise(words)
    if HOPED.search(spoken):
        return Yes.NONE
    rest, found = spoken, Yes.NONE
    for pattern, says in _IN_TURN:
        rest, count = pattern.subn(" ", rest)
        found = max(found, says) if count else found
    if any(character not in _PLAIN for character in rest):
        return Yes.NONE
    return found or (Yes.THANKS if glad else Yes.NONE)


def block_reads_as(texts: Iterable[str]) -> Yes:
    """Of everything that waits for an answer: the strongest yes, if no line says anything else."""
    said = [reads_as(text) for text in texts]
    return Yes.NONE if Yes.NONE in said else reduce(max, said, Yes.NONE)


def reaction_says_yes(emoji: str) -> bool:
    """A thumb or a heart under our message, in whatever colour."""
    return signs.is_hearty(emoji)
