"""What came with a line beside its words: shown on the card, deciding nothing."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Attachment:
    """Named only; its bytes are never kept. `size` is in bytes."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Details:
    """`company` and `reach` are the sender's own words: a company is linked by a person, never by them.

    `reach` is an address or number that cannot be used; `unproved` means that nothing shows the sender to be
    who the mail says; `forwarded`: the source says that these are somebody else's words.
    """

    subject: str | None = None
    company: str | None = None
    reach: str | None = None
    unproved: bool = False
    quoted: bool = False
    forwarded: bool = False
    attachments: tuple[Attachment, ...] = ()

    def as_json(self) -> dict[str, Any] | None:
        """None where there is nothing to tell, as for most lines."""
        return None if self == NO_DETAILS else asdict(self)


NO_DETAILS = Details()


def from_json(kept: dict[str, Any] | None) -> Details:
    if kept is None:
        return NO_DETAILS
    attachments = tuple(Attachment(**one) for one in kept["attachments"])
    return Details(**{**kept, "attachments": attachments})
