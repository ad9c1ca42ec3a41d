"""What a customer's file may be, how large, and how it stands; nothing here touches a row or the network."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dealix_ops.vocabulary import MediaFault

MEBIBYTE = 1024 * 1024


class MediaKind(StrEnum):
    """WhatsApp's words for the types of message that hold a file."""

    AUDIO = "audio"
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"


KINDS = frozenset(kind.value for kind in MediaKind)
LIMIT = 16 * MEBIBYTE
LIMITS = {
    MediaKind.AUDIO: LIMIT,
    MediaKind.VIDEO: LIMIT,
    MediaKind.DOCUMENT: LIMIT,
    MediaKind.IMAGE: 8 * MEBIBYTE,
    MediaKind.STICKER: MEBIBYTE,
}
"""Bytes. WhatsApp takes documents of 100 MB: those stay where they are, and the card says so."""

AT_ONCE = timedelta(seconds=15)
"""So long a worker's thread may go on asking; then the file waits for its next turn and holds up no card."""
NEXT_TURN = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(hours=2)
"""Meta's own id lives seven days, a person's patience does not: after this the card says that it failed."""


AT_META = timedelta(days=7)
"""So long Meta keeps what its webhook told of."""
WORTH_ANOTHER_TRY = frozenset({
    MediaFault.UNREACHABLE, MediaFault.REFUSED, MediaFault.NONSENSE, MediaFault.WRONG_HASH
})  # fmt: skip
"""What may have passed, or been put right, since; a file of the wrong size or kind stays one."""


class MediaStatus(StrEnum):
    """`off`: nothing was asked for, because no access token is set; `removed`: its retention ended."""

    WAITING = "waiting"
    OFF = "off"
    STORED = "stored"
    FAILED = "failed"
    REMOVED = "removed"


def may_ask_again(status: MediaStatus, fault: MediaFault | None, *, age: timedelta) -> bool:
    """A file that did not come, for a reason that may be over, while Meta still has it."""
    return status is MediaStatus.FAILED and fault in WORTH_ANOTHER_TRY and age < AT_META


@dataclass(frozen=True)
class MediaFacts:
    """What a webhook says of a file; `sha256` as Meta writes it, in base64 or in hex."""

    external_id: str
    kind: MediaKind
    mime: str | None
    sha256: str | None


@dataclass(frozen=True)
class MediaState:
    """What a card shows of a line's file. `seconds` is known once a voice note is here."""

    kind: MediaKind
    status: MediaStatus
    fault: MediaFault | None = None
    seconds: int | None = None
