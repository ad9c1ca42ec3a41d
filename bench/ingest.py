"""Signed webhook → durable → answer, beside a bare endpoint in the same minutes; prints JSON.

`web` alone and warmed up, then three rounds of bare and product in turn, at 1 and at 16 clients.
"""

import hashlib
import hmac
import itertools
import json
import time
from typing import Any

from bench.running import DATABASES, Request, bare, figures, load, product, told

PATH = "/api/webhooks/whatsapp"
ROUNDS, WARM_UP = 3, 200
CLIENTS = {1: 200, 16: 800}
"""Requests in a round, by how many clients share them."""
_numbers = itertools.count(1)


def main() -> None:
    told("ingest", {database: _measured(database) for database in DATABASES})


def _measured(database: str) -> dict[str, Any]:
    with product(database, ["web"]) as run:
        secret = run.secret("WHATSAPP_APP_SECRET")
        place = f"{run.place}.bare" if database == "sqlite" else run.place
        with bare("ingest", BARE_SECRET=secret, BARE_PLACE=place) as other:
            doors = {"bare": other + PATH, "product": run.product_url + PATH}
            for url in doors.values():
                load(url, deliveries(secret, WARM_UP), clients=4)
            return {f"{clients} clients": _side_by_side(doors, secret, clients) for clients in CLIENTS}


def _side_by_side(doors: dict[str, str], secret: str, clients: int) -> dict[str, Any]:
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in doors}
    for _ in range(ROUNDS):
        for name, url in doors.items():
            rounds[name].append(load(url, deliveries(secret, CLIENTS[clients]), clients=clients))
    found: dict[str, Any] = {name: figures(each) for name, each in rounds.items()}
    found["share_of_bare"] = round(found["product"]["per_second"] / found["bare"]["per_second"], 2)
    return found


def deliveries(secret: str, count: int) -> list[Request]:
    """Each a message that nobody saw before, of one of fifty customers."""
    return [delivery(secret, number=next(_numbers), customer=number % 50) for number in range(count)]


def delivery(secret: str, *, number: int, customer: int) -> Request:
    who = f"9665{customer:08d}"
    message = {
        "from": who,
        "id": f"wamid.BENCH{number}",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": "ليش الفواتير مو ظاهرة؟"},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "966110000001", "phone_number_id": "555000111222"},
        "contacts": [{"profile": {"name": f"عميل {customer}"}, "wa_id": who}],
        "messages": [message],
    }
    changes = [{"field": "messages", "value": value}]
    payload = {"object": "whatsapp_business_account", "entry": [{"id": "100200300400", "changes": changes}]}
    body = json.dumps(payload)
    signature = hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    headers = {"content-type": "application/json", "x-hub-signature-256": f"sha256={signature}"}
    return {"body": body, "headers": headers}


if __name__ == "__main__":
    main()
