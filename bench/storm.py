"""2,000 messages of 200 customers as fast as 16 clients can, on the whole product; prints JSON."""

import time
from typing import Any

from bench.ingest import PATH, delivery
from bench.press import rows
from bench.running import DATABASES, load, percentiles, product, told
from bench.startup import ROLES

MESSAGES, CUSTOMERS, CLIENTS, PATIENCE_S = 2_000, 200, 16, 600
PROCESSED = "SELECT count(*) FROM inbound WHERE status = 'done'"
WITHOUT_CARD = (
    "SELECT count(*) FROM ticket WHERE id NOT IN (SELECT entity_id FROM slack_card WHERE entity = 'ticket')"
    " AND id NOT IN (SELECT ticket_id FROM listed_ticket)"
)


def main() -> None:
    told("storm", {database: _measured(database) for database in DATABASES})


def _measured(database: str) -> dict[str, Any]:
    with product(database, ROLES[database]) as run:
        secret = run.secret("WHATSAPP_APP_SECRET")
        storm = [delivery(secret, number=one, customer=one % CUSTOMERS) for one in range(MESSAGES)]
        began = time.monotonic()
        answered = load(run.product_url + PATH, storm, clients=CLIENTS)
        processed_s = _until(lambda: rows(run, PROCESSED)[0][0] == MESSAGES, began)
        shown_s = _until(lambda: rows(run, WITHOUT_CARD)[0][0] == 0, began)
        posted = len(run.driver.messages("approvals"))
    return {
        "acknowledged_per_second": round(MESSAGES / answered["seconds"]),
        **{name: round(value, 1) for name, value in percentiles(answered["ms"]).items()},
        "all_processed_s": round(processed_s, 1),
        "every_ticket_in_slack_s": round(shown_s, 1),
        "messages_in_slack": posted,
    }


def _until(look: Any, began: float) -> float:
    while not look():
        if time.monotonic() - began > PATIENCE_S:
            raise TimeoutError("the storm has not passed")
        time.sleep(0.25)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
