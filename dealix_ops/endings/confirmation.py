"""Whether a customer's line says that the matter is over, and says nothing else.

Every word of the line must be known here: one that is not may be the one that matters («تمام بس باقي واحد»).
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import reduce

from dealix_ops.language.normalise import normalise

LONGEST = 160
"""Characters of a line that only thanks; whoever writes more has something to say."""


class Yes(IntEnum):
    """`THANKS` closes what we asked about or answered; `SETTLED` says it by itself."""

    NONE = 0
    THANKS = 1
    SETTLED = 2


def _phrases(*written: str) -> re.Pattern[str]:
    """Longest first, whole words; each is spelt as `normalise` leaves it."""
    known = sorted({normalise(one) for text in written for one in text.split("/")}, key=len, reverse=True)
    alternatives = "|".join(re.escape(one).replace(r"\ ", " +") for one in known)
    return re.compile(rf"(?<![\w'])(?:{alternatives})(?![\w'])")


_SETTLED = _phrases(
    "انحلت/انحل/انحلت المشكلة/انحلت المشكله/المشكلة انحلت/انحلت عندنا/انحلت الحين/حلت/اتحلت/تم الحل/"
    "تم حلها/خلاص انحلت/محلولة/زبطت/زبط/ضبطت/ضبط/تزبطت/اشتغلت/اشتغل/شغالة/شغال/رجعت تشتغل/رجع يشتغل/"
    "اشتغلت معنا/رجعت طبيعية/رجع طبيعي/كل شي تمام/كل شيء تمام/كله تمام/الأمور تمام/الامور طيبة/"
    "كل الأمور تمام/أموركم تمام/صارت تمام/صار تمام/وضعها تمام/شغالة تمام/شغال تمام/تشتغل تمام",
    "solved/resolved/fixed/it's solved/its solved/it is solved/it's fixed/its fixed/it is fixed/"
    "it's resolved/issue resolved/issue solved/problem solved/works now/working now/it works/"
    "it works now/it's working/its working/it's working now/it is working now/works fine/"
    "works fine now/working fine/working fine now/all good/all good now/all set/sorted/all sorted/"
    "back to normal/working again",
    "in7allat/en7allat/in7alat/en7alat/in7al/en7al/inhallat/enhalat/7allat/zabatat/zab6at/zbt/zba6/"
    "ishtaghalat/eshtaghalat/shaghala/shaghal/kl shy tmam/kil shay tamam/kol shay tamam",
)
_THANKS = _phrases(
    "تمام/خلاص/تمام التمام/تم/شكرا/شكرا لكم/شكرا جزيلا/ألف شكر/الف شكر/شكرا كثير/شكرا مرة/نشكركم/"
    "أشكركم/مشكورين/مشكور/مشكورة/مشكورين جدا/تسلم/تسلمون/تسلموا/تسلمين/يسلمو/يسلموا/سلمتم/الله يسلمكم/"
    "الله يسلمك/الله يعطيكم العافية/الله يعطيك العافية/يعطيكم العافية/يعطيك العافية/يعطيكم الف عافية/"
    "الله يعافيكم/الله يعافيك/ما قصرتوا/ماقصرتوا/ما قصرتم/ماقصرتم/ما قصرتو/ماقصرتو/ما قصرت/ماقصرت/"
    "جزاكم الله خير/جزاك الله خير/جزاكم الله خيرا/جزاك الله خيرا/بارك الله فيكم/بارك الله فيك/"
    "الله يبارك فيكم/الله يجزاكم خير/الله يوفقكم/الله يوفقك/الله يسعدكم/الله يسعدك/الله يحفظكم/"
    "الله يحفظك/بيض الله وجهكم/بيض الله وجهك/كفو/كفو عليكم/رائع/رائعين/ممتاز/ممتازين/جميل/مبدعين/"
    "أبدعتوا/حلو/زين/طيب/اوكي/اوك/أوكيه/الحمدلله/الحمد لله/ولله الحمد/خدمة ممتازة/خدمة رائعة/"
    "سريعين ما شاء الله/وصلت/وصلني/وصلنا/استلمت/استلمنا/واضح/وضحت الصورة",
    "thanks/thank you/thank u/thanks a lot/thanks so much/thank you so much/thank you very much/"
    "many thanks/thx/thnx/ty/tysm/cheers/appreciated/much appreciated/appreciate it/great/perfect/"
    "excellent/awesome/wonderful/ok/okay/okey/k/got it/noted/good/very good/nice/great job/great work/"
    "well done/good job/done/you are the best/you guys are great",
    "tamam/tmam/tamaam/temam/shukran/shokran/shukrn/mashkoor/mashkoreen/mashkooreen/mashkorin/teslam/"
    "tslm/teslamoon/teslamon/tslmon/ya36eekom el3afya/ya36eekum el3afya/ya36ekom el 3afya/"
    "ya36eek el3afya/y36ekm al3afyh/ya3tikom el3afya/ya3teekom el afya/allah ya36eekom el3afya/"
    "allah y36eekm al3afya/allah ya3tikom el3afya/ma gassartu/ma gasart/ma gassarto/ma qasartu/"
    "jazak allah khair/jazakom allah khair/jazakum allah khair/barak allah feekom/el7amdella/al7mdlla/"
    "alhamdulillah/kfo/kafu/zain",
)
_COURTESY = _phrases(
    "السلام عليكم/وعليكم السلام/ورحمة الله/وبركاته/هلا/هلا والله/مرحبا/حياكم الله/الله يحييكم/"
    "صباح الخير/مساء الخير/صباح النور/مساء النور/ان شاء الله/إن شاء الله/ما شاء الله/والله/يا هلا/جدا/"
    "مرة/كثير/جزيلا/لكم/لك/عليكم/منكم/الحين/الآن/الان/معنا/معي/عندنا/عندي/من طرفنا/من جهتنا/كذا/اخوي/"
    "أخوي/اخي/استاذ/أستاذ/استاذة/يا استاذ/يا أستاذ/الغالي/الغاليين/يا غالي/فريق ديلكس/ديلكس/يا فريق/"
    "على سرعة الرد/على سرعة التجاوب/على سرعة الاستجابة/على المساعدة/على تعاونكم/على اهتمامكم/"
    "على حسن التعامل/على الحل/على جهودكم/و",
    "hi/hello/dear/team/dealix/guys/all/again/now/for me/for us/on our side/from our side/very/so/much/"
    "a lot/for your help/for the help/for your support/for the support/for the quick response/"
    "for the fast response/sir/bro/habibi/and/it's/its/everything/everything is/the issue is/"
    "the problem is/yes it's/yes its",
    "salam/hala/wallah/inshallah/el7een/alheen/jedan/marra/wajed/akhoy/a5oy",
)
_GLAD = frozenset("👍❤♥🙏👌✅☑✔💚💙💛🧡💜🤍🖤🌹🌷💐🌸🌺🤝👏💯😊🙂😀😃😄😁🤩😍🥰☺🎉💪⭐🌟✨🫶🙌😇🤗😘")
_HEARTY = frozenset("👍❤♥✅☑✔💯👌💚🙏")
"""What a reaction must be to count: a laugh under our question is no answer to it."""
_IN_SLACK = re.compile(r":(?:\+1|thumbsup|heart|white_check_mark|pray|ok_hand)(?:::skin-tone-\d)?:")
"""How Slack writes the same signs."""
_SKIN = range(0x1F3FB, 0x1F400)
_PLAIN = frozenset(" \n.,!:;-_()\"'…~*")


def reads_as(text: str) -> Yes:
    """Of one line. Anything unknown in it, a question mark, or another emoji makes it `NONE`."""
    if not text.strip() or len(text) > LONGEST:
        return Yes.NONE
    words, glad, known_marks = _apart(text)
    if not known_marks:
        return Yes.NONE
    spoken = normalise(words)
    rest, found = spoken, Yes.NONE
    for pattern, says in ((_SETTLED, Yes.SETTLED), (_THANKS, Yes.THANKS), (_COURTESY, Yes.NONE)):
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
    shown = [one for one in emoji if not _is_modifier(one)]
    return len(shown) == 1 and shown[0] in _HEARTY


def _apart(text: str) -> tuple[str, bool, bool]:
    """The words, whether a glad sign stands among them, and whether every sign is one we know."""
    words: list[str] = []
    glad = False
    for character in _IN_SLACK.sub("👍", text):
        if character in _GLAD:
            glad = True
            words.append(" ")
        elif unicodedata.category(character) in ("So", "Sk", "Sm") and not _is_modifier(character):
            return "", glad, False
        elif not _is_modifier(character):
            words.append(character)
    return "".join(words), glad, True


def _is_modifier(character: str) -> bool:
    """Skin colours and the marks that choose how a sign is drawn."""
    return ord(character) in _SKIN or character in ("\ufe0f", "\ufe0e", "\u200d")
