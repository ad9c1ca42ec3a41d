"""WhatsApp Cloud deliveries as Meta makes them."""

import itertools
from datetime import datetime
from typing import Any

OUR_NUMBER = "966110000210"
OUR_NUMBER_ID = "555000111222"
CUSTOMER = "966500000001"
_numbers = itertools.count(1)


def text(
    body: str,
    *,
    at: datetime,
    wa_id: str | None = CUSTOMER,
    user_id: str | None = None,
    name: str | None = "نورة",
    message_id: str | None = None,
) -> dict[str, Any]:
    message = {"type": "text", "text": {"body": body}}
    return delivery([one(message, at=at, wa_id=wa_id, user_id=user_id, message_id=message_id)], name=name)


def one(
    message: dict[str, Any],
    *,
    at: datetime,
    wa_id: str | None = CUSTOMER,
    user_id: str | None = None,
    message_id: str | None = None,
) -> dict[str, Any]:
    made = {"id": message_id or f"wamid.T{next(_numbers)}", "timestamp": str(int(at.timestamp()))}
    if wa_id is not None:
        made["from"] = wa_id
    if user_id is not None:
        made["from_user_id"] = user_id
    return made | message


def delivery(
    messages: list[dict[str, Any]],
    *,
    statuses: list[dict[str, Any]] | None = None,
    name: str | None = "نورة",
) -> dict[str, Any]:
    value: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": OUR_NUMBER, "phone_number_id": OUR_NUMBER_ID},
        "messages": messages,
        "contacts": [_contact(message, name) for message in messages],
    }
    if statuses:
        value["statuses"] = statuses
    change = {"field": "messages", "value": value}
    return {"object": "whatsapp_business_account", "entry": [{"id": "100200", "changes": [change]}]}


def _contact(message: dict[str, Any], name: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {"profile": {"name": name} if name else {}}
    if "from" in message:
        made["wa_id"] = message["from"]
    if "from_user_id" in message:
        made["user_id"] = message["from_user_id"]
    return made
