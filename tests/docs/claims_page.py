"""The page `docs/claims.md` as the code would write it."""

from collections.abc import Iterable

from dealix_ops.claims import copy_ar
from dealix_ops.claims.families import CLAIM_FAMILIES
from dealix_ops.claims.family import Family
from dealix_ops.claims.manners import GRAVE_FAMILIES
from dealix_ops.claims.rules import LIMIT
from dealix_ops.claims.tone import TONE_FAMILIES

_HEAD = """# The gates of an outgoing text

Every draft and every edit passes them before a person may approve it, in Arabic and in English
(`dealix_ops/claims`; `check_outgoing` is the one way in, `check_text` holds pages, posts and outreach to it
with the length of their place). A finding names the word as it stands in the text,
its family and what to write instead; the text is kept. Findings that block are refused inside the modal, with
the warnings beside them. A text with warnings only is shown once more with them and «اعتماد كما هو», and the
second press approves it.

Words are found through diacritics, tatweel, invisible characters, drawn-out letters, blanks and signs inside
words, look-alike letters, digits, letters of the other script, and Arabizi. A word said in the negative
(«لا نضمن»), or that names what was reported («نعتذر عن الإرسال بدون موافقتكم»), is honest and passes.
The cost is linear in the length of the text. The sentences that pass and those that do not:
`tests/dealix_ops/claims/*.txt`.
"""
_BLOCKS = """
## Blocks always
"""
_GRAVE = """
## Blocks in P0 and P1, and where a risk is marked

Before the finding nobody admits a cause, denies one, or offers money.
"""
_WARNS = """
## Warns
"""
_OTHERS = f"""
## The other gates, which block

| Family | What | Instead |
|---|---|---|
| {copy_ar.EMPTY_TEXT} | nothing that an eye can see | {copy_ar.WRITE_FIRST} |
| {copy_ar.TOO_LONG} | more than {LIMIT} characters | {copy_ar.SHORTEN.format(limit=LIMIT)} |
| {copy_ar.OPEN_GAP} | `⟦…⟧`, `〚…〛`, `[[…]]`, `{{{{…}}}}`, open or closed; «اكتب الجواب» | {copy_ar.FILL} |
| {copy_ar.SECRET} | a password, key or token; never repeated | {copy_ar.REMOVE_SECRET} |
"""


def page() -> str:
    parts = [_HEAD, _BLOCKS, _table(CLAIM_FAMILIES), _GRAVE, _table(GRAVE_FAMILIES)]
    return "".join([*parts, _WARNS, _table(TONE_FAMILIES), _OTHERS])


def _table(families: Iterable[Family]) -> str:
    rows = [
        f"| `{f.key}` | {f.title_ar} | {f.example} | {f.example_en} | {f.substitute} |\n" for f in families
    ]
    return "\n| Key | Family | Example | In English | Instead |\n|---|---|---|---|---|\n" + "".join(rows)
