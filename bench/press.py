"""Button → acknowledgement: real approvals beside two bare Bolt apps; prints JSON.

Each press decides a draft of its own: one transaction with an approval, ledger entries and effects. `bare`
only acknowledges; `bare_kept` commits one row before it does, by the same driver with the same durability.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench.ingest import PATH, delivery
from bench.running import DATABASES, Request, Run, bare, figures, load, product, told
from bot.sandbox import fixtures

DOOR = "/slack/events"
ROUNDS, WARM_UP, PATIENCE_S = 3, 60, 240
CLIENTS = {1: 40, 16: 80}
TOKENS = "SELECT token FROM draft_version ORDER BY id"
NEEDED = WARM_UP + ROUNDS * sum(CLIENTS.values())


def main() -> None:
    told("press", {database: _measured(database) for database in DATABASES})


def _measured(database: str) -> dict[str, Any]:
    roles = ["serve"] if database == "sqlite" else ["web", "worker", "clock"]
    with product(database, roles) as run:
        app_secret, secret = run.secret("WHATSAPP_APP_SECRET"), run.secret("SLACK_SIGNING_SECRET")
        written = [delivery(app_secret, number=one, customer=one) for one in range(NEEDED)]
        load(run.product_url + PATH, written, clients=4)
        tokens = iter(_tokens(run))
        if database == "postgresql":
            run.stop("worker")  # `web` alone answers; on SQLite the one process does everything
        place = f"{run.place}.bare" if database == "sqlite" else run.place
        with (
            bare("press", BARE_SECRET=secret) as only,
            bare("press", BARE_SECRET=secret, BARE_PLACE=place) as kept,
        ):
            doors = {"bare": only + DOOR, "bare_kept": kept + DOOR, "product": run.product_url + DOOR}
            for url in doors.values():
                pressed = [next(tokens) for _ in range(WARM_UP // len(doors))]
                load(url, [press(secret, token) for token in pressed], clients=2)
            found: dict[str, Any] = {}
            for clients, count in CLIENTS.items():
                rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in doors}
                for _ in range(ROUNDS):
                    presses = [press(secret, next(tokens)) for _ in range(count)]
                    for name, url in doors.items():
                        rounds[name].append(load(url, presses, clients=clients))
                each: dict[str, Any] = {name: figures(one) for name, one in rounds.items()}
                for name in ("bare", "bare_kept"):
                    share = each["product"]["per_second"] / each[name]["per_second"]
                    each[f"share_of_{name}"] = round(share, 3)
                found[f"{clients} clients"] = each
            return found


def _tokens(run: Run) -> Sequence[str]:
    """The drafts' own keys, once every message has its draft."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = rows(run, TOKENS)
        if len(found) >= NEEDED:
            return [str(one[0]) for one in found]
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(found)} of {NEEDED} drafts after {PATIENCE_S} s")
        time.sleep(0.5)


def rows(run: Run, query: str) -> list[tuple[Any, ...]]:
    if run.place.startswith("postgresql://"):
        with psycopg.connect(run.place) as server:
            return server.execute(query.encode()).fetchall()
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(run.place, timeout=30)) as file:
        return file.execute(query).fetchall()


def press(secret: str, token: str) -> Request:
    now = str(int(time.time()))
    payload = {
        "type": "block_actions",
        "user": {"id": fixtures.FOUNDER},
        "team": {"id": fixtures.TEAM_ID},
        "api_app_id": fixtures.APP_ID,
        "container": {"type": "message", "message_ts": "1.1", "channel_id": fixtures.APPROVALS},
        "channel": {"id": fixtures.APPROVALS},
        "message": {"ts": "1.1", "text": ""},
        "trigger_id": "bench",
        "actions": [
            {
                "type": "button",
                "action_id": "draft.approve",
                "block_id": "b",
                "value": token,
                "action_ts": now,
            }
        ],
    }
    body = urlencode({"payload": json.dumps(payload)})
    base = f"v0:{now}:{body}".encode()
    signature = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": now,
        "x-slack-signature": signature,
    }
    return {"body": body, "headers": headers}


if __name__ == "__main__":
    main()
