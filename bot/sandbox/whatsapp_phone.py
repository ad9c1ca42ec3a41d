"""The customer's phone: what it wrote, what reached it, and the envelopes Meta would send for it."""

from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.clock import Clock
from bot.sandbox.journal import Changes

Json = dict[str, Any]


class WhatsAppPhone:
    """Both directions in one list, newest last."""

    def __init__(self, *, clock: Clock, changes: Changes) -> None:
        self.clock = clock
        self.changes = changes
        self.messages: list[Json] = []
        self._made = 0

    def new_id(self) -> str:
        """Return a message id in Meta's form."""
        self._made += 1
        return f"wamid.SANDBOX{self._made:06d}"

    def remember(self, message: Json) -> None:
        """Keep one message; `direction` is inbound (customer wrote) or outbound (product sent)."""
        self.messages.append({**message, "at": self.clock.wall(), "at_monotonic": self.clock.monotonic()})
        self.changes.note("whatsapp", wa_id=str(message.get("wa_id") or ""))

    def mark(self, message_id: str, **changed: Any) -> None:
        """Note what became of a message, such as its ticks; silent for one that is not there."""
        for message in self.messages:
            if message["id"] == message_id:
                message.update(changed)
                self.changes.note("whatsapp", wa_id=str(message.get("wa_id") or ""))

    def of(self, wa_id: str | None) -> list[Json]:
        """Return the messages with one customer, or all."""
        return [message for message in self.messages if wa_id is None or message["wa_id"] == wa_id]


def line_envelope(*, message_id: str, line: Json, timestamp: int, contact: Json) -> Json:
    """Build the webhook for one message; `contact` has name, wa_id and user_id, None is withheld (section 4).

    `line` is its type and the part that this type brings.
    """
    wa_id, user_id = contact["wa_id"], contact["user_id"]
    who = {"wa_id": wa_id, "user_id": user_id}
    sender = {"from": wa_id, "from_user_id": user_id}
    message = {"id": message_id, "timestamp": str(timestamp), **line}
    return envelope(
        {
            "contacts": [{"profile": {"name": contact["name"]}, **_present(who)}],
            "messages": [{**_present(sender), **message}],
        }
    )


def status_envelope(
    *, message_id: str, status: str, recipient_id: str, timestamp: int, errors: list[Json]
) -> Json:
    """Build the webhook for one delivery status (section 5)."""
    entry: Json = {
        "id": message_id,
        "status": status,
        "timestamp": str(timestamp),
        "recipient_id": recipient_id,
    }
    return envelope({"statuses": [{**entry, "errors": errors} if errors else entry]})


def envelope(value: Json) -> Json:
    """Wrap a change value for our number."""
    metadata = {
        "display_phone_number": fixtures.DISPLAY_PHONE_NUMBER,
        "phone_number_id": fixtures.PHONE_NUMBER_ID,
    }
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}
    return {"object": "whatsapp_business_account", "entry": [{"id": fixtures.WABA_ID, "changes": [change]}]}


def _present(values: dict[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value is not None}
