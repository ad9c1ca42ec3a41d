"""A raw mail (RFC 5322) read into headers, words and the names of its attachments; whatever comes, it reads.

The old header policy on purpose: the new one raises over malformed headers and is quadratic in long ones.
"""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import TypeAlias

from dealix_ops.contacts.details import Attachment
from dealix_ops.intake.charsets import decoded
from dealix_ops.intake.flowed import unflowed
from dealix_ops.intake.html_text import plain

HEADER_LIMIT = 4_000
TEXT_LIMIT = 200_000
ATTACHMENTS_AT_MOST = 20
NAME_LIMIT = 120
PARTS_AT_MOST = 50
"""Multiparts; the parser's work grows with their nesting, and no mail program makes as many."""
DIVIDERS_AT_MOST = 5_000
"""Lines that begin as the line between two parts does; a million parts take the parser 20 seconds."""
HEAD_LIMIT = 200_000
_MULTIPART = re.compile(rb"multipart/", re.IGNORECASE)
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, RecursionError, MessageError)
"""What the standard library raises over mails that no standard knows."""

AnyMessage: TypeAlias = "Message[str, str]"


@dataclass(frozen=True)
class Letter:
    """`from_html` says that the words were taken from HTML."""

    message: AnyMessage
    text: str
    from_html: bool
    attachments: tuple[Attachment, ...]

    def header(self, name: str) -> str:
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        """Every header of this name, topmost first, in Unicode and on one line."""
        wanted = name.lower()
        return [words(value) for key, value in self.message.raw_items() if key.lower() == wanted]

    def raw_header(self, name: str) -> str:
        """Still encoded, on one line: an encoded comma must not split an address."""
        wanted = name.lower()
        found = (value for key, value in self.message.raw_items() if key.lower() == wanted)
        return " ".join(str(next(found, "")).split())


def read(raw: bytes) -> Letter:
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    endless = len(head) > HEAD_LIMIT or raw.count(b"\n--") > DIVIDERS_AT_MOST
    if endless or len(_MULTIPART.findall(raw)) > PARTS_AT_MOST:
        return _whole(raw)
    try:
        message = _PARSER.parsebytes(raw)
        attachments: list[Attachment] = []
        texts = [one for one in _texts(message, attachments) if one[0].strip()]
    except _BROKEN:
        return _whole(raw)
    text = "\n\n".join(one[0].strip("\n") for one in texts)[:TEXT_LIMIT]
    return Letter(message, text, any(one[1] for one in texts), tuple(attachments[:ATTACHMENTS_AT_MOST]))


def words(value: object) -> str:
    """A header's value with its encoded words decoded, broken ones left as they are."""
    text = _readable(" ".join(str(value).split()))
    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    found = [part if isinstance(part, str) else decoded(part, charset) for part, charset in parts]
    return " ".join("".join(found).split())


class _CutHeaders(Compat32):
    """No header of any part is longer than an honest one: reading parameters is quadratic in them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER_LIMIT]


_PARSER = BytesParser(policy=_CutHeaders())


def _whole(raw: bytes) -> Letter:
    """The headers, and everything below them as text: nobody can take it apart, a person may read it."""
    head, _, below = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    try:
        message = _PARSER.parsebytes(head[:HEAD_LIMIT] + b"\n\n", headersonly=True)
    except _BROKEN:
        message = Message()
    return Letter(message, decoded(below[:TEXT_LIMIT], None), False, ())


def _texts(part: AnyMessage, attachments: list[Attachment]) -> list[tuple[str, bool]]:
    """Words in the order of reading; of alternatives the plain one where it says anything."""
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        found = [_texts(child, attachments) for child in children]
        if part.get_content_subtype() != "alternative":
            return [text for texts in found for text in texts]
        spoken = [texts for texts in found if any(text.strip() for text, _ in texts)]
        return next((texts for texts in spoken if not texts[0][1]), next(iter(spoken), []))
    if _is_attachment(part):
        attachments.append(_attachment(part))
        return []
    text = _text(part)
    html = part.get_content_subtype() == "html"
    return [(plain(text) if html else unflowed(part, text), html)]


def _is_attachment(part: AnyMessage) -> bool:
    shown = part.get_content_maintype() == "text" and part.get_content_subtype() in ("plain", "html")
    return not shown or part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attachment(part: AnyMessage) -> Attachment:
    body = part.get_payload(decode=True)
    size = len(body) if isinstance(body, bytes) else 0
    # Some programs write a whole path; whatever stands before the last slash is their machine's business.
    name = re.split(r"[/\\]", words(part.get_filename() or ""))[-1]
    return Attachment(name[:NAME_LIMIT], part.get_content_type()[:60], size)


def _text(part: AnyMessage) -> str:
    body = part.get_payload(decode=True)
    charset = part.get_content_charset()
    text = decoded(body, charset) if isinstance(body, bytes) else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _readable(value: str) -> str:
    """Bytes beyond ASCII in a header came as surrogates; they are UTF-8 or Windows Arabic."""
    return decoded(value.encode("utf-8", "surrogateescape"), None) if not value.isascii() else value
