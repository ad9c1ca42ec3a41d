"""A visitor of the website, and a customer's mail program with its forwarder."""

import json
import secrets
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from bot.sandbox import fixtures
from bot.sandbox.control.fields import Fields
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.signing import standard_webhook_headers

Json = dict[str, Any]

MAIL_WEBHOOK = "/api/webhooks/mail"
MAIL_OF = "customer@ofuq.example"
FORM = "application/x-www-form-urlencoded"


async def form(fields: Fields) -> Json:
    """POST /sandbox/form {fields, encoded?}: fill in the website form; `encoded` as browsers do."""
    key = fields.maybe("key") or fields.box.settings.form_key
    said = fields.mapping("fields")
    encoded = bool(fields.values.get("encoded"))
    body = (urlencode(said) if encoded else json.dumps(said, ensure_ascii=False)).encode()
    answer = await fields.box.deliveries.send(
        "POST",
        f"/api/webhooks/forms/{key}",
        kind="form",
        body=body,
        headers={"content-type": FORM if encoded else "application/json"},
    )
    return answer.shown()


async def mail(fields: Fields) -> Json:
    """POST /sandbox/mail {text, subject?, sender?, message_id?, headers?, files?} or {raw}, signed."""
    raw = fields.maybe("raw")
    body = raw.encode() if raw is not None else _letter(fields)
    signature = standard_webhook_headers(
        fields.box.settings.mail_secret,
        body,
        message_id=f"msg_{secrets.token_hex(12)}",
        timestamp=int(fields.number("timestamp", fields.box.clock.wall())),
    )
    headers = {"content-type": "message/rfc822", **signature}
    answer = await fields.box.deliveries.send("POST", MAIL_WEBHOOK, kind="mail", body=body, headers=headers)
    return answer.shown()


def _letter(fields: Fields) -> bytes:
    made = EmailMessage()
    written_at = datetime.fromtimestamp(fields.number("date", fields.box.clock.wall()), UTC)
    try:
        made["From"] = fields.maybe("sender") or f"{fixtures.CUSTOMER_NAME} <{MAIL_OF}>"
        made["To"] = fields.box.settings.mail_address
        made["Date"] = format_datetime(written_at)
        made["Message-ID"] = fields.maybe("message_id") or f"<{secrets.token_hex(8)}@ofuq.example>"
        if subject := fields.maybe("subject"):
            made["Subject"] = subject
        for name, value in (fields.values.get("headers") or {}).items():
            made[name] = value
    except ValueError as error:
        raise ControlRefusal("bad_field", str(error), status=400) from error
    made.set_content(fields.maybe("text") or "")
    for name in fields.values.get("files") or []:
        made.add_attachment(b"sandbox", maintype="application", subtype="pdf", filename=str(name))
    return made.as_bytes()
