"""The database itself refuses a customer-bound effect that no approval covers: raw SQL, both databases."""

from itertools import product
from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from dealix_ops.database import Database
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports.work import CUSTOMER_BOUND, EffectKind
from dealix_ops.sending.models import Approval
from tests.support.house import House

KINDS = sorted(CUSTOMER_BOUND)
BOUND = ("approval_id", "text_hash", "recipient_id", "channel")
WRONG: tuple[dict[str, Any], ...] = (
    {"approval_id": 404},
    {"text_hash": "0" * 64},
    {"recipient_id": 1},
    {"recipient_id": 404},
    {"channel": "email"},
    {"channel": "WhatsApp"},
)


@pytest.fixture
def approved(house: House) -> dict[str, Any]:
    """The four columns of a real approval; a second contact is there to be mistaken for the first."""
    house.customer_writes("سلام", wa_id="966500000002")
    house.leak()
    house.approve(next(house.token(n) for n in (1, 2) if house.card(n).priority == "P0"))
    with house.database.reading() as session:
        approval = session.get_one(Approval, 1)
        return {
            "approval_id": approval.id,
            "text_hash": approval.text_hash,
            "recipient_id": approval.recipient_id,
            "channel": approval.channel,
        }


def put(database: Database, kind: str, bound: dict[str, Any]) -> None:
    values = {
        "kind": kind,
        "payload": {},
        "partition": "p",
        "status": "ready",
        "attempt": 1,
        "may_have_left": False,
        "created_at": "2026-01-01 00:00:00",
        **dict.fromkeys(BOUND),
        **bound,
    }
    columns = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    with database.transaction() as session:
        session.execute(text(f"INSERT INTO outbox ({columns}) VALUES ({marks})"), values | {"payload": "{}"})


def run(database: Database, statement: str) -> None:
    with database.transaction() as session:
        session.execute(text(statement))


class TestGuards:
    def test_row_that_its_approval_covers_is_taken(self, house: House, approved: dict[str, Any]) -> None:
        for kind in KINDS:
            put(house.database, kind, approved)
        with house.database.reading() as session:
            taken = session.scalars(
                select(OutboxRow.kind).where(OutboxRow.partition == "p").order_by(OutboxRow.id)
            ).all()
        assert taken == list(KINDS)

    def test_other_text_recipient_or_channel_is_refused(self, house: House, approved: dict[str, Any]) -> None:
        assert approved["recipient_id"] == 2
        for kind, wrong in product(KINDS, WRONG):
            with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
                put(house.database, kind, approved | wrong)

    def test_null_in_any_of_the_four_is_refused(self, house: House, approved: dict[str, Any]) -> None:
        for kind, missing in product(KINDS, [*([name] for name in BOUND), list(BOUND), list(BOUND[1:])]):
            with pytest.raises(IntegrityError, match="customer_bound_is_approved"):
                put(house.database, kind, approved | dict.fromkeys(missing))

    def test_row_cannot_be_turned_into_a_bound_one_or_to_another_text(
        self, house: House, approved: dict[str, Any]
    ) -> None:
        last_two = "WHERE id >= (SELECT max(id) - 1 FROM outbox)"
        for kind in KINDS:
            put(house.database, EffectKind.NOTICE.value, {})
            put(house.database, kind, approved)
            for change in (f"kind = '{kind}'", "text_hash = 'other'", "recipient_id = 1"):
                with pytest.raises(IntegrityError):
                    run(house.database, f"UPDATE outbox SET {change} {last_two}")

    @pytest.mark.parametrize("kind", KINDS)
    def test_model_is_refused_like_raw_sql(self, house: House, kind: str) -> None:
        row = {"kind": kind, "payload": {}, "partition": "p", "created_at": house.clock()}
        with pytest.raises(IntegrityError):
            house.database._write(lambda session: session.execute(insert(OutboxRow).values(**row)))


class TestApproval:
    def test_approval_that_something_left_on_cannot_change_or_go(
        self, house: House, approved: dict[str, Any]
    ) -> None:
        assert approved["approval_id"] == 1
        for statement in (
            "UPDATE approval SET text_hash = 'x' WHERE id = 1",
            "UPDATE approval SET recipient_id = 1 WHERE id = 1",
            "DELETE FROM approval WHERE id = 1",
        ):
            with pytest.raises(IntegrityError):
                run(house.database, statement)
