"""Small talk after an answer of ours: a nod that needs no text, a nudge that asks for news."""

import re
from collections.abc import Sequence

from dealix_ops.language import signs
from dealix_ops.language.normalise import normalise

_NOD = re.compile(
    r"(?<!\w)(?:(?:تمام|تم|اوكي|اوك|ok|okay|okey|شكرا(?: جزيلا| لكم| لك)?|مشكور(?:ين)?|تسلم(?:ون|وا|و)?"
    r"|(?:الله )?يعطيكم العافيه"
    r"|الله يسعدكم|جزاكم الله خير(?:ا)?|ما قصرت(?:م|وا|و)?"
    r"|ممتاز|حلو|زين|انحلت|وصلت(?:ني)?|وصلني|وصل|خلاص|واضح"
    r"|كويس|ابشر|ان شاء الله"
    r"|thanks|thank you|thx|ty|great|perfect|received|got it|noted|cool|tamam|shukran|mashkoor(?:een)?"
    r"|a lot|so much|very much"
    r"|والله|جدا|كثير|حبيبي|اخوي|يا|و)(?!\w)[\s.,!?;:]*)+"
)
_NUDGE = re.compile(
    r"(?<!\w)(?:(?:وينكم|وين|متى|متي|طيب|الو|وش صار|ايش صار|شصار|فيه جديد|في جديد|وش الجديد|بشر(?:وا"
    r"|ونا)?|ننتظركم|ننتظر|انتظركم"
    r"|انتظر|لازلنا|لا زلنا|للحين|لسا|يا جماعه|يا شباب|لو سمحتم|فضلا|الرد|ردكم|ردوا|خبر"
    r"|any (?:update|news)|updates?|hello|still|waiting"
    r"|when|where are you|wain(?:kom)?|weinkom|mita|meta|على|عليكم|هلا|السلام|و)(?!\w)[\s.,!?;:]*)+"
)
_LETTERS = re.compile(r"[^\W_]")
_CORE_NUDGE = re.compile(
    r"وين|متي|متى|وش صار|ايش صار|شصار|جديد|بشر|انتظر|ننتظر|الو|ردوا|ردكم|any|update|waiting|when|wain"
    r"|wein|mita|hello"
)


def is_nod(texts: Sequence[str]) -> bool:
    """«تمام»، «👍»، "thanks": nothing in it waits for us."""
    parted = [signs.apart(text) for text in texts if text.strip()]
    said = [normalise(words) for words, _, known in parted if known]
    asks = any("?" in text for text in said)
    silent = not any(glad or _LETTERS.search(words) for words, glad, _ in parted)  # «…» says nothing
    if len(said) < len(parted) or asks or silent:
        return False
    return not any(_LETTERS.search(_NOD.sub(" ", text)) for text in said)


def is_nudge(texts: Sequence[str]) -> bool:
    """«وينكم؟»، "any news?": no new matter, but a wait."""
    said = " ".join(normalise(text) for text in texts)
    nothing_else = not _LETTERS.search(_NUDGE.sub(" ", said))
    return nothing_else and (_CORE_NUDGE.search(said) is not None or "?" in said)
