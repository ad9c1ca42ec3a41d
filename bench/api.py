"""How fast the API answers: `make bench` prints percentiles as JSON, measured over HTTP on this machine.

A server of its own on 127.0.0.1 and an embedded database in a temporary folder; requests leave at a steady
rate, whether or not the one before has been answered, as callers' do.
"""

import asyncio
import json
import logging
import os
import secrets
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import uvicorn

RATE, SECONDS, WARM_UP = 50, 10, 50
NUMBER = "the number of the request"
"""Another one each time, so that each request has something to store."""
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "support/classify": ("/support/classify", {"text": "وصلت رسالة لعملائنا بدون موافقتي"}),
    "sla/health-report": (
        "/sla/health-report",
        {"tickets": [{"priority": "P1", "first_response_min": 9}] * 20},
    ),
    "cs/at-risk-alert": ("/cs/at-risk-alert", {"days_inactive": 14, "drafts_pending": 10}),
    "onboarding/update-step, as it was": (
        "/onboarding/update-step",
        {"customer_id": 1, "step_id": "select_goal"},
    ),
    "onboarding/update-step, stored": (
        "/onboarding/update-step",
        {"customer_id": 1, "step_id": "select_goal", "notes": NUMBER},
    ),
}


def main() -> None:
    logging.disable(logging.INFO)
    key = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory() as folder:
        server, sock = _server(f"sqlite:///{Path(folder) / 'bench.db'}", key)
        thread = threading.Thread(target=server.run, args=([sock],))
        thread.start()
        try:
            url = f"http://127.0.0.1:{sock.getsockname()[1]}/api/v1/customer-ops"
            told = asyncio.run(_measure(url, key))
        finally:
            server.should_exit = True
            thread.join()
    about = {"cores": os.cpu_count(), "requests_per_second": RATE, "seconds_each": SECONDS}
    sys.stdout.write(json.dumps(about | told, indent=2) + "\n")


def _server(url: str, key: str) -> tuple[uvicorn.Server, socket.socket]:
    from bot.main import web_app
    from dealix_ops.bootstrap import build
    from dealix_ops.clock import system_clock
    from dealix_ops.contacts import customers
    from dealix_ops.database import Database
    from dealix_ops.migrations.upgrade import upgrade
    from dealix_ops.settings import Settings

    database = Database(url)
    upgrade(database)
    with database.transaction() as session:
        customers.find_or_create(session, "bench", now=system_clock())
    database.close()
    product = build(Settings.model_validate({"database_url": url, "api_keys": key}), embedded=True)
    # With its protocol named: asyncio switches Nagle's waiting off for nothing else.
    sock = socket.socket(proto=socket.IPPROTO_TCP)
    sock.bind(("127.0.0.1", 0))
    config = uvicorn.Config(web_app(product), log_config=None, access_log=False)
    return uvicorn.Server(config), sock


async def _measure(url: str, key: str) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=RATE)
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"}, limits=limits) as http:
        return {name: await _one(http, url + path, asked) for name, (path, asked) in CALLS.items()}


async def _one(http: httpx.AsyncClient, url: str, asked: dict[str, Any]) -> dict[str, float]:
    async def call(number: int) -> float:
        sent = {name: str(number) if value is NUMBER else value for name, value in asked.items()}
        began = time.perf_counter()
        (await http.post(url, json=sent)).raise_for_status()
        return (time.perf_counter() - began) * 1_000

    for number in range(WARM_UP):
        await call(number)
    started, tasks = time.perf_counter(), []
    for number in range(RATE * SECONDS):
        await asyncio.sleep(max(0.0, started + number / RATE - time.perf_counter()))
        tasks.append(asyncio.create_task(call(WARM_UP + number)))
    took = sorted(await asyncio.gather(*tasks))
    cuts = quantiles(took, n=100)
    return {"p50_ms": round(cuts[49], 2), "p95_ms": round(cuts[94], 2), "max_ms": round(took[-1], 2)}


if __name__ == "__main__":
    main()
