"""One inbound mail as one item: the sender's words, who they are, and what came attached by name."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from dealix_ops.contacts import addresses
from dealix_ops.contacts.details import Attachment, Details
from dealix_ops.contacts.service import Sender
from dealix_ops.intake import mail_origin, mail_parts, payload, quotes
from dealix_ops.intake.fields import dicts, digest, fitting, get, not_future, text
from dealix_ops.intake.item import Item, ItemKind, MessageFacts
from dealix_ops.language.masking import mask_secrets
from dealix_ops.vocabulary import Source

SOURCE = Source.MAIL
STALE = timedelta(minutes=5)
"""Older signatures are accepted, because a mail may wait at its forwarder, and it is noted how late."""
LINE_LIMIT = 20_000
"""Characters of a mail that are read as the customer's words; the stored body holds ten times as many."""
SUBJECT_LIMIT = 300
FROM_LIMIT = 700
"""Characters, still encoded; a name of 100 letters and the longest address fit."""
DEEPEST_COMMENT = 20
"""Python follows each bracket of a comment two calls deeper."""
_REPLY = re.compile(r"^\s*(?:re|aw|رد)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
_ANSWER = re.compile(
    r"^\s*(?:re|aw|fwd?|رد|إعادة توجيه|اعادة توجيه|تحويل)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE
)


@dataclass(frozen=True)
class Ours:
    """Our address, and the name under which our own mail server writes `Authentication-Results`."""

    address: str
    authserv_id: str | None


def item(raw: bytes, *, ours: Ours, signed_at: datetime, received_at: datetime) -> Item:
    """Exactly one item for each mail, whatever it is; never an exception."""
    letter = mail_parts.read(raw)
    name, address = _sender(letter)
    subject = letter.header("Subject")[:SUBJECT_LIMIT]
    why = mail_origin.automatic(letter, sender=address, our_address=ours.address)
    empty = not (letter.text.strip() or subject or letter.attachments)
    body = {
        "sender": {"name": name, "address": address},
        "to": ours.address,
        "subject": subject,
        "text": letter.text,
        "from_html": letter.from_html,
        "attachments": [vars(one) for one in letter.attachments],
        "unproved": mail_origin.unproved(letter, sender=address, authserv_id=ours.authserv_id),
        "automatic": why,
    }
    if abs(received_at - signed_at) > STALE:
        body["late_s"] = int((received_at - signed_at).total_seconds())
    kind = ItemKind.OTHER if why or empty else ItemKind.MESSAGE
    # Nobody can answer a mail without a usable sender, and no two of them need be from one person.
    known = address or digest([name, subject, letter.text])
    return Item(
        kind=kind,
        external_id=_external_id(letter, raw, known),
        conversation_key=fitting(
            f"{SOURCE}:{ours.address}:{known}" if kind is ItemKind.MESSAGE else f"{SOURCE}:none"
        ),
        body=payload.clean(body),
        occurred_at=_time(letter, received_at),
    )


def message_facts(body: dict[str, Any]) -> MessageFacts:
    sender, subject = get(body, "sender"), text(get(body, "subject")) or ""
    address = text(get(sender, "address"))
    reply = quotes.cut(text(get(body, "text")) or "", subject=subject)
    attachments = tuple(_attachment(one) for one in dicts(get(body, "attachments")))
    matter = bare_subject(subject)
    # The subject of an answer is an older mail's: read again, last week's alarm would ring at «thank you».
    answers = bool(_REPLY.match(subject)) and bool(reply.own)
    first = "" if answers or not matter or matter in reply.own[: len(matter) + 40] else matter
    return MessageFacts(
        kind="document" if attachments and not reply.own else "text",
        text="\n".join(part for part in (first, reply.own) if part)[:LINE_LIMIT],
        needs_listen=bool(attachments) and not reply.own,
        sender=Sender(
            key=fitting(f"{SOURCE}:{address or digest(body)}"), name=text(get(sender, "name")), email=address
        ),
        our_address=text(get(body, "to")),
        details=Details(
            subject=matter or None,
            unproved=get(body, "unproved") is True,
            quoted=reply.cut,
            attachments=attachments,
        ),
    )


def bare_subject(subject: str) -> str:
    """Without «Re:», «رد:» and their like, however many."""
    while found := _ANSWER.match(subject):
        subject = subject[found.end() :]
    return subject.strip()


def _sender(letter: mail_parts.Letter) -> tuple[str | None, str | None]:
    """Name and address of `From`. `Reply-To` is not heard: the answer goes to who is said to have written."""
    written = letter.raw_header("From")[:FROM_LIMIT]
    if written.count("(") > DEEPEST_COMMENT:
        written = written.replace("(", "")
    name, typed = parseaddr(written)
    address = addresses.email(typed.lower())
    # A key is stored unmasked.
    usable = address is not None and not mask_secrets(address)[1]
    return mail_parts.words(name)[:SUBJECT_LIMIT] or None, address if usable else None


def _external_id(letter: mail_parts.Letter, raw: bytes, sender: str) -> str:
    """Message-ID and sender: nobody else can use up the id of a mail that is still to come."""
    message_id = letter.raw_header("Message-ID")
    return (
        f"message:{digest([message_id, sender])}" if message_id else f"body:{hashlib.sha256(raw).hexdigest()}"
    )


def _time(letter: mail_parts.Letter, received_at: datetime) -> datetime:
    try:
        said = parsedate_to_datetime(letter.header("Date"))
        said = (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return received_at
    return not_future(said, received_at)


def _attachment(one: dict[str, Any]) -> Attachment:
    size = get(one, "size")
    return Attachment(
        text(get(one, "name")) or "", text(get(one, "kind")) or "", size if isinstance(size, int) else 0
    )
