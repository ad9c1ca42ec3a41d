"""Deliveries that share a commit: each is told the truth about its own rows."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from dealix_ops.intake import storing
from dealix_ops.intake.item import Item, ItemKind
from dealix_ops.intake.letterbox import MOST_ROWS, Letterbox
from dealix_ops.intake.models import Inbound
from dealix_ops.vocabulary import Source
from tests.support.house import House


def item(house: House, number: int, *, at: datetime | None = None) -> Item:
    key = f"whatsapp:1:{number % 3}"
    return Item(ItemKind.MESSAGE, f"message:{number}", key, {"n": number}, at or house.clock())


def stored(house: House) -> list[str]:
    with house.database.reading() as session:
        return list(session.scalars(select(Inbound.external_id).order_by(Inbound.id)))


async def bring(letterbox: Letterbox, house: House, *items: Item) -> None:
    await letterbox.keep(items, source=Source.WHATSAPP, raw=b"{}", received_at=house.clock())


@pytest.fixture
def letterbox(house: House) -> Letterbox:
    return Letterbox(house.database)


async def test_those_who_knock_together_share_commits_in_the_order_of_their_knocking(
    house: House, letterbox: Letterbox
) -> None:
    commits: list[Any] = []

    def note(connection: Any) -> None:
        commits.append(connection)

    event.listen(house.database.engine, "commit", note)
    try:
        await asyncio.gather(*(bring(letterbox, house, item(house, number)) for number in range(40)))
    finally:
        event.remove(house.database.engine, "commit", note)
    assert stored(house) == [f"message:{number}" for number in range(40)]
    assert len(commits) == 2  # the first alone, and all who came meanwhile


async def test_a_repeat_is_stored_once_even_within_one_commit(house: House, letterbox: Letterbox) -> None:
    await asyncio.gather(*(bring(letterbox, house, item(house, number % 2)) for number in range(8)))
    assert sorted(stored(house)) == ["message:0", "message:1"]


async def test_what_one_delivery_breaks_is_told_to_it_alone(house: House, letterbox: Letterbox) -> None:
    naive = datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001  what the column refuses
    told = await asyncio.gather(
        bring(letterbox, house, item(house, 1)),
        bring(letterbox, house, item(house, 2)),
        bring(letterbox, house, item(house, 3), item(house, 4, at=naive)),
        bring(letterbox, house, item(house, 5)),
        return_exceptions=True,
    )
    assert [isinstance(one, Exception) for one in told] == [False, False, True, False]
    assert stored(house) == ["message:1", "message:2", "message:5"]


class Deadlock(Exception):
    sqlstate = "40P01"


async def test_a_large_delivery_shares_its_commit_with_few(house: House, letterbox: Letterbox) -> None:
    """On PostgreSQL each of a commit's conversations is a lock, and the server has room for few thousand."""
    sizes: list[int] = []
    write = letterbox._write

    def noted(rows: list[storing.Row]) -> Exception | None:
        sizes.append(len(rows))
        return write(rows)

    letterbox._write = noted  # type: ignore[method-assign]
    numbers = iter(range(2000))
    counts = (1, 100, 100, 100, MOST_ROWS + 50, 1)
    brought = [[item(house, next(numbers)) for _ in range(count)] for count in counts]
    await asyncio.gather(*(bring(letterbox, house, *items) for items in brought))
    assert sizes == [1, 200, 100, MOST_ROWS + 50, 1]
    assert stored(house) == [f"message:{number}" for number in range(sum(counts))]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OperationalError("INSERT", {}, OSError("away")), [1, 4]),
        (InterfaceError("INSERT", {}, OSError("closed")), [1, 4]),
        (PoolExhausted(), [1, 4]),
        (OperationalError("INSERT", {}, Deadlock()), [1, 4, 1, 1, 1, 1]),
    ],
    ids=["away", "closed", "exhausted", "deadlock"],
)
async def test_where_the_database_is_away_all_are_told_after_one_try(
    house: House,
    letterbox: Letterbox,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    expected: list[int],
) -> None:
    tries: list[int] = []

    def away(_connection: Connection, rows: list[storing.Row]) -> None:
        tries.append(len(rows))
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(storing, "store_all", away)
        told = await asyncio.gather(
            *(bring(letterbox, house, item(house, number)) for number in range(5)), return_exceptions=True
        )
    assert all(isinstance(one, type(error)) for one in told)
    assert tries == expected
    await bring(letterbox, house, item(house, 9))
    assert stored(house) == ["message:9"]


async def test_whoever_goes_away_leaves_what_was_brought(house: House, letterbox: Letterbox) -> None:
    first = asyncio.create_task(bring(letterbox, house, item(house, 1)))
    gone = asyncio.create_task(bring(letterbox, house, item(house, 2)))
    await asyncio.sleep(0)  # both have knocked
    gone.cancel()
    await first
    await bring(letterbox, house, item(house, 3))
    assert gone.cancelled()
    assert stored(house) == ["message:1", "message:2", "message:3"]
