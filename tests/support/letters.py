"""Mails as programs write them, and the signature of whoever forwards them."""

import base64
import hashlib
import hmac
import itertools
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

OUR_ADDRESS = "care@dealix.example"
OUR_SERVER = "mx.dealix.example"
CUSTOMER = "noura@ofuq.example"
_numbers = itertools.count(1)


def letter(
    body: str | None,
    *,
    at: datetime,
    sender: str = f"نورة <{CUSTOMER}>",
    subject: str | None = None,
    message_id: str | None = None,
    headers: dict[str, str] | None = None,
    html: str | None = None,
    files: tuple[tuple[str, str, bytes], ...] = (),
) -> bytes:
    """`files` are (name, type, bytes); headers are added as they are."""
    made = EmailMessage()
    made["From"], made["To"], made["Date"] = sender, OUR_ADDRESS, format_datetime(at)
    made["Message-ID"] = message_id or f"<{next(_numbers)}@ofuq.example>"
    if subject is not None:
        made["Subject"] = subject
    for name, value in (headers or {}).items():
        made[name] = value
    if body is not None:
        made.set_content(body)
    if html is not None:
        (made.add_alternative if body is not None else made.set_content)(html, subtype="html")
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def signed(raw: bytes, *, at: datetime, secret: str, message_id: str = "msg_1") -> dict[str, str]:
    """Standard Webhooks' three headers."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    timestamp = str(int(at.timestamp()))
    base = f"{message_id}.{timestamp}.".encode() + raw
    signature = base64.b64encode(hmac.new(key, base, hashlib.sha256).digest()).decode()
    return {
        "content-type": "message/rfc822",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    }
