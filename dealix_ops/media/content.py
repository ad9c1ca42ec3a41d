"""What bytes are, by their own first letters: what they are called by others decides nothing.

The list holds what a browser shows or saves without running anything in it: no HTML, no SVG, no programs.
"""

import re
from dataclasses import dataclass

from dealix_ops.media.rules import MediaKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
AUDIO_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
OFFICE = {
    b"word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    b"xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    b"ppt/": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
}
TEXT_LOOKED_AT = 4096
_NOT_WRITTEN = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
OPUS_HERTZ = 48_000
OGG_PAGE, OGG_HEADER = b"OggS", 27
LONGEST_S = 6 * 3600


@dataclass(frozen=True)
class FileType:
    """`family` is how a page shows it; `document` is only ever saved."""

    mime: str
    extension: str
    family: MediaKind


OGG = FileType("audio/ogg", "ogg", MediaKind.AUDIO)
MP4_SOUND = FileType("audio/mp4", "m4a", MediaKind.AUDIO)
MP4 = FileType("video/mp4", "mp4", MediaKind.VIDEO)
PREFIXES = (
    (OGG_PAGE, OGG),
    (b"#!AMR", FileType("audio/amr", "amr", MediaKind.AUDIO)),
    (b"ID3", FileType("audio/mpeg", "mp3", MediaKind.AUDIO)),
    (b"\xff\xfb", FileType("audio/mpeg", "mp3", MediaKind.AUDIO)),
    (b"\xff\xf3", FileType("audio/mpeg", "mp3", MediaKind.AUDIO)),
    (b"\xff\xf1", FileType("audio/aac", "aac", MediaKind.AUDIO)),
    (b"\xff\xf9", FileType("audio/aac", "aac", MediaKind.AUDIO)),
    (b"\xff\xd8\xff", FileType("image/jpeg", "jpg", MediaKind.IMAGE)),
    (b"\x89PNG\r\n\x1a\n", FileType("image/png", "png", MediaKind.IMAGE)),
    (b"%PDF-", FileType("application/pdf", "pdf", MediaKind.DOCUMENT)),
    (OLE, FileType("application/octet-stream", "doc", MediaKind.DOCUMENT)),
)
WEBP = FileType("image/webp", "webp", MediaKind.IMAGE)
PLAIN = FileType("text/plain; charset=utf-8", "txt", MediaKind.DOCUMENT)
BY_MIME = {
    found.mime: found
    for found in (
        *(found for _, found in PREFIXES),
        *(FileType(mime, extension, MediaKind.DOCUMENT) for mime, extension in OFFICE.values()),
        MP4_SOUND,
        MP4,
        WEBP,
        PLAIN,
    )
}
FAMILY = {
    MediaKind.AUDIO: MediaKind.AUDIO,
    MediaKind.VIDEO: MediaKind.VIDEO,
    MediaKind.IMAGE: MediaKind.IMAGE,
    MediaKind.STICKER: MediaKind.IMAGE,
}
"""What a message of each kind must hold; a document holds anything on the list."""


def of_mime(mime: str | None) -> FileType | None:
    """What `recognised` called a content when it was stored."""
    return BY_MIME.get(mime or "")


def recognised(content: bytes, kind: MediaKind) -> FileType | None:
    """None for what is not on the list, or is something else than its message says."""
    found = _sniffed(content, kind)
    if found is None or kind is MediaKind.DOCUMENT:
        return found
    return found if found.family is FAMILY[kind] else None


def opus_seconds(content: bytes) -> int | None:
    """How long an Opus voice note is, by the count of samples that its last page bears; None for others."""
    last = content.rfind(OGG_PAGE)
    if not content.startswith(OGG_PAGE) or len(content) < last + OGG_HEADER:
        return None
    head = content.find(b"OpusHead", 0, 512)
    if head < 0 or len(content) < head + 12:
        return None
    skipped = int.from_bytes(content[head + 10 : head + 12], "little")
    samples = int.from_bytes(content[last + 6 : last + 14], "little", signed=True)
    seconds = (samples - skipped) / OPUS_HERTZ
    return max(1, round(seconds)) if 0 < seconds <= LONGEST_S else None


def _sniffed(content: bytes, kind: MediaKind) -> FileType | None:
    for prefix, found in PREFIXES:
        if content.startswith(prefix):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp":
        return MP4_SOUND if kind is MediaKind.AUDIO or content[8:12] in AUDIO_BRANDS else MP4
    if content.startswith(ZIP):
        return _office(content)
    return PLAIN if _is_plain(content) else None


def _office(content: bytes) -> FileType | None:
    """A letter, a table or slides; any other archive is none of them, whatever its name says."""
    if b"[Content_Types].xml" not in content:
        return None
    for folder, (mime, extension) in OFFICE.items():
        if folder in content:
            return FileType(mime, extension, MediaKind.DOCUMENT)
    return None


def _is_plain(content: bytes) -> bool:
    """Words and nothing else: what begins like markup is not saved as words."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    head = text[:TEXT_LOOKED_AT].lstrip()
    return bool(head) and not head.startswith("<") and not _NOT_WRITTEN.search(text)
