"""What came beside the customer's words: what they say of themselves, and what they attached."""

from collections.abc import Sequence

from bot.blocks import copy_ar
from bot.blocks.text import Block, foreign_name, section
from dealix_ops.contacts.details import Attachment
from dealix_ops.reports.people import Line, Who

NAME_LIMIT = 60
SHOWN_FILES = 5
KILO = 1024


def who(who: Who) -> list[str]:
    """Lines below the sender's name; nothing here links anybody to anything."""
    lines = []
    if who.said_company and who.customer is None:
        lines.append(copy_ar.SAID_COMPANY.format(company=foreign_name(who.said_company, NAME_LIMIT)))
    if who.said_reach:
        lines.append(copy_ar.SAID_REACH.format(reach=foreign_name(who.said_reach, NAME_LIMIT)))
    if who.unproved:
        lines.append(copy_ar.UNPROVED)
    return lines


def attachments(lines: Sequence[Line]) -> list[Block]:
    """A section of its own: five long names would burst the one that holds the words."""
    files = [one for line in lines for one in line.details.attachments]
    if not files:
        return []
    shown = " · ".join(_file(one) for one in files[:SHOWN_FILES])
    if len(files) > SHOWN_FILES:
        shown = f"{shown} {copy_ar.ATTACHED_MORE.format(count=len(files) - SHOWN_FILES)}"
    copy = copy_ar.ATTACHED if len(files) == 1 else copy_ar.ATTACHED_MANY
    return [section([copy.format(files=shown)])]


def _file(file: Attachment) -> str:
    name = foreign_name(file.name, NAME_LIMIT) or copy_ar.ATTACHED_UNNAMED
    return f"{name} ({_size(file.size)})"


def _size(size: int) -> str:
    """Megabytes and kilobytes as Arabic programs write them."""
    if size >= KILO * KILO:
        return f"{size / KILO / KILO:.1f} م.ب"
    return f"{max(1, round(size / KILO))} ك.ب"
