"""Where a reply ends and the mail it answers begins, found by mail-parser-reply, with Arabic headers added.

The library reads prepared text: without long lines and runs of blank ones it takes under 0.1 s for anything,
with them up to half a minute.
"""

import re
from dataclasses import dataclass

from mailparser_reply import EmailReplyParser
from mailparser_reply.constants import MAIL_LANGUAGES, QUOTED_MATCH_INCLUDE

READ_AT_MOST = 20_000
"""Characters in which the first header is looked for."""
LONG_LINE = 400
"""No line of a header is longer; the library's patterns are quadratic in it."""
LABELS_NEEDED = 3
"""«From: 10:00, To: 12:00» is somebody's wish, not the head of a mail."""

_MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069 "
_LABELS_AR = "من|تم الإرسال|أُرسلت|أرسلت|إلى|الموضوع|التاريخ|نسخة|نسخة إلى"
_LABELS_EN = "From|Sent|To|Subject|Date|Cc|Organization|Reply-To"
_LABEL = re.compile(
    rf"^[*>{_MARKS} ]*(?:{_LABELS_AR}|{_LABELS_EN})[*{_MARKS} ]*:", re.MULTILINE | re.IGNORECASE
)
_FORWARDED = re.compile(
    rf"^[-{_MARKS} ]*(?:Forwarded message|Begin forwarded message|الرسالة المعاد توجيهها|رسالة معاد توجيهها"
    r"|رسالة محولة|بدء الرسالة المُ?عاد توجيهها)",
    re.MULTILINE | re.IGNORECASE,
)
_FORWARDED_SUBJECT = re.compile(
    r"\s*(?:fwd?|إعادة توجيه|اعادة توجيه|معاد توجيهها|تحويل)\s*[:：]", re.IGNORECASE
)
_ORIGINAL = re.compile(r"^-{3,} ?(?:Original Message|الرسالة الأصلية) ?-{3,}$", re.MULTILINE | re.IGNORECASE)

ARABIC = {
    # Gmail («تمت كتابة ما يلي بواسطة»), Apple Mail («كتب», «كتب/كتبت»), and «كتب … في …:».
    "wrote_header": (
        rf"^({QUOTED_MATCH_INCLUDE}[{_MARKS}]*(?:"
        r"(?:في|بتاريخ|يوم)\s[^\n]+\n?[^\n]*(?:كتب|كتبت|تمت كتابة ما يلي)[^\n]*(?:\n[^\n]*)?"
        rf"|كتبت?\s[^\n]+\sفي\s[^\n]+):[{_MARKS}]*)$"
    ),
    "from_header": (
        rf"(-{{3,}} ?الرسالة الأصلية ?-{{3,}}"
        rf"|(?:^|\n)(?:(?:{QUOTED_MATCH_INCLUDE})[*{_MARKS} ]*(?:{_LABELS_AR})"
        rf"[*{_MARKS} ]*:[^\n]*(?:\n|$)){{{LABELS_NEEDED},}})"
    ),
    "signatures": ["مع تحياتي"],
    "disclaimers": ["إخلاء مسؤولية:"],
    "sent_from": "أُرسلت من",
}


@dataclass(frozen=True)
class Reply:
    """`own` is never empty where the mail was not; `cut` says that something is left out of it."""

    own: str
    cut: bool


def cut(text: str, *, subject: str = "") -> Reply:
    """The sender's own words. A forwarded mail is what its sender wants us to read, so it stays whole."""
    whole = text.strip()
    if _FORWARDED_SUBJECT.match(subject):
        return Reply(whole, cut=False)
    prepared, aside = _prepared(whole)
    own, rest = _split(prepared)
    if _FORWARDED.search(own):
        return Reply(whole, cut=False)
    kept = "\n".join(part for part in (_unmarked(own.split("\n")), _answers_between(rest)) if part)
    if not kept or kept == prepared.strip():
        return Reply(whole, cut=False)
    return Reply(_restored(kept, aside), cut=True)


def _split(prepared: str) -> tuple[str, str]:
    """Up to the first header that is surely one, and the rest."""
    MAIL_LANGUAGES["ar"] = ARABIC  # the library's own table is where it looks a language up
    end = len(prepared) if len(prepared) <= READ_AT_MOST else prepared.rfind("\n", 0, READ_AT_MOST)
    replies = EmailReplyParser(languages=["ar", "en"]).read(prepared[:end]).replies
    for at, reply in enumerate(replies):
        if reply.headers and _sure(reply.headers, reply.content):
            rest = [one.content for one in replies[at:]]
            return "\n\n".join(one.content for one in replies[:at]), "\n".join([*rest, prepared[end:]])
    return prepared, ""


def _sure(header: str, content: str) -> bool:
    """«On …, X wrote:» has an address, a quotation below or a date; an Outlook head has three labels."""
    if _ORIGINAL.search(header):
        return True
    if _LABEL.search(header):
        return len(_LABEL.findall(header)) >= LABELS_NEEDED
    below = content[len(header) :].lstrip()
    return "@" in header or below.startswith(">") or header.lstrip().startswith(">")


def _prepared(text: str) -> tuple[str, list[str]]:
    """Long lines stand aside as numbered marks, runs of blank lines are one."""
    lines: list[str] = []
    aside: list[str] = []
    for line in (line.strip() for line in text.replace("\ue000", "").split("\n")):
        if not line and (not lines or not lines[-1]):
            continue
        if len(line) > LONG_LINE:
            aside.append(line)
            line = f"{'>' if line.startswith('>') else ''}\ue000{len(aside) - 1}\ue000"
        lines.append(line)
    return "\n".join(lines), aside


def _restored(text: str, aside: list[str]) -> str:
    return re.sub(r">?\ue000(\d+)\ue000", lambda mark: aside[int(mark.group(1))], text)


def _answers_between(rest: str) -> str:
    """Where the history is marked by «>», whatever is not marked was written now: between or below it."""
    lines = rest.split("\n")
    first = next((at for at, line in enumerate(lines) if _marked(line)), None)
    if first is None or _LABEL.search("\n".join(lines[:first])):
        return ""
    return _unmarked(lines[first:])


def _unmarked(lines: list[str]) -> str:
    return "\n".join(line for line in lines if not _marked(line)).strip()


def _marked(line: str) -> bool:
    return line.lstrip(_INVISIBLE).startswith(">")
