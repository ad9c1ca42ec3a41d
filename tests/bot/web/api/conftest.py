"""The API with two keys, on a real database; the rest of the web application stays at home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from bot.web import api
from dealix_ops.bootstrap import Product
from dealix_ops.durable.takeover import Sweeper
from dealix_ops.settings import Settings
from tests.support import customers
from tests.support.clock import MovingClock
from tests.support.house import CHANNEL, House
from tests.support.kept import Kept

KEY = "api-key" + "-for-the-tests"
OTHER_KEY = "api-key" + "-being-changed"
PREFIX = "/api/v1/customer-ops"
Json = dict[str, Any]


@dataclass
class Caller:
    """`house` is behind it; every call goes in with the key."""

    house: House
    app: FastAPI
    http: httpx.AsyncClient

    async def post(self, path: str, asked: Any, *, status: int = 200) -> Json:
        answer = await self.http.post(PREFIX + path, json=asked, headers=bearer())
        return told(answer, status)

    async def get(self, path: str, *, status: int = 200) -> Json:
        return told(await self.http.get(PREFIX + path, headers=bearer()), status)

    def customer(self) -> int:
        return customers.customer(self.house.database, now=self.house.clock())

    def events(self) -> list[str]:
        return [event for event, _ in customers.told(self.house.database)]


def bearer(key: str = KEY) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def told(answer: httpx.Response, status: int) -> Json:
    assert answer.status_code == status, answer.text
    told: Json = answer.json()
    return told


def calling(house: House, **settings: Any) -> Caller:
    """As after a start of the process: nothing but the database is left of what was before."""
    keys = (SecretStr(KEY), SecretStr(OTHER_KEY))
    product = Product(
        settings=Settings(_env_file=None, **{"api_keys": keys, **settings}),
        clock=house.clock,
        database=house.database,
        engine=house.engine,
        queues=house.queues,
        decisions=house.decisions,
        sweeper=Sweeper(house.database, house.engine, silent_after=timedelta(0), buried=house.alarm),
        alarm=house.alarm,
        channel=CHANNEL,
    )
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    api.mount(app, product)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return Caller(house, app, httpx.AsyncClient(transport=transport, base_url="http://edge.test"))


@pytest.fixture
def one_house(sqlite_url: str, kept: Kept) -> Iterator[House]:
    """On SQLite alone."""
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield House(database, engine, MovingClock())
    engine.close()
    database.close()


@pytest.fixture
def caller(one_house: House) -> Caller:
    return calling(one_house)


@pytest.fixture
def both(house: House) -> Caller:
    """On SQLite and on PostgreSQL, where storing is the point."""
    return calling(house)
