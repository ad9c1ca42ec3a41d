"""Emoji apart from words: a thumb or a heart nods, any other sign may mean anything."""

import re
import unicodedata

_GLAD = frozenset("👍❤♥🙏👌✅☑✔💚💙💛🧡💜🤍🖤🌹🌷💐🌸🌺🤝👏💯😊🙂😀😃😄😁🤩😍🥰☺🎉💪⭐🌟✨🫶🙌😇🤗😘")
_HEARTY = frozenset("👍❤♥✅☑✔💯👌💚🙏")
"""What a reaction must be to count: a laugh under our question is no answer to it."""
_IN_SLACK = re.compile(r":(?:\+1|thumbsup|heart|white_check_mark|pray|ok_hand)(?:::skin-tone-\d)?:")
"""How Slack writes the same signs."""
_SKIN = range(0x1F3FB, 0x1F400)


def apart(text: str) -> tuple[str, bool, bool]:
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


def is_hearty(emoji: str) -> bool:
    """A thumb or a heart, in whatever colour, and nothing beside it."""
    shown = [one for one in emoji if not _is_modifier(one)]
    return len(shown) == 1 and shown[0] in _HEARTY


def _is_modifier(character: str) -> bool:
    """Skin colours and the marks that choose how a sign is drawn."""
    return ord(character) in _SKIN or character in ("\ufe0f", "\ufe0e", "\u200d")
