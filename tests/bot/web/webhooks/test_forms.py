"""The website form's door from the outside, on both databases."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.intake.models import Inbound
from tests.bot.edge import FORM_KEY, Edge
from tests.bot.tables import everything
from tests.bot.web.webhooks.door import knock, priorities, send, stored
from tests.bot.web.webhooks.form_cases import CASES, QUESTION, submitted
from tests.bot.web.webhooks.sent import LEAK, Case
from tests.support.only import table


class TestReceive:
    @table(CASES)
    async def test_input_gives_status_rows_priority_and_card(self, edge: Edge, case: Case) -> None:
        await knock(edge, case, absent=("noura@ofuq.example", "966551234567"))

    async def test_key_is_kept_nowhere_and_the_name_is(self, edge: Edge) -> None:
        await send(edge, submitted(QUESTION))
        assert FORM_KEY not in everything(edge.database)
        with edge.database.reading() as session:
            assert session.scalars(select(Inbound)).one().conversation_key.startswith("form:contact:")

    async def test_address_with_another_number_is_another_person(self, edge: Edge) -> None:
        """Or whoever types a customer's address would get the customer's answer on his own phone."""
        for phone in ("0551234567", "0557654321"):
            await send(edge, submitted({**QUESTION, "phone": phone}))
        edge.house.run_all()
        with edge.database.reading() as session:
            phones = session.scalars(select(Contact.phone).order_by(Contact.id)).all()
            assert len(session.scalars(select(Conversation)).all()) == 2
        assert phones == ["+966551234567", "+966557654321"]

    @pytest.mark.parametrize(
        ("first", "second", "messages"),
        [
            ({"submission_id": "7"}, {"submission_id": "7", "message": "غيره"}, 1),
            ({"submission_id": "7"}, {"submission_id": "8"}, 2),
            ({"id": "contact"}, {"id": "contact", "message": "غيره"}, 2),
            ({"id": "contact"}, {"id": "contact"}, 1),
        ],
    )
    async def test_own_id_of_the_service_makes_it_one(
        self, edge: Edge, first: dict[str, str], second: dict[str, str], messages: int
    ) -> None:
        for said in (first, second):
            await send(edge, submitted({**QUESTION, **said}))
        assert stored(edge) == {"message": messages}

    async def test_same_words_on_another_day_are_another_submission(self, edge: Edge) -> None:
        await send(edge, submitted(QUESTION))
        edge.clock.move(days=1)
        await send(edge, submitted(QUESTION))
        assert stored(edge) == {"message": 2}

    async def test_idempotency_key_makes_it_one(self, edge: Edge) -> None:
        for message in ("هلا", "هلا والله"):
            keyed = submitted({**QUESTION, "message": message}, headers={"idempotency-key": "abc"})
            await send(edge, keyed)
        assert stored(edge) == {"message": 1}


class TestLimit:
    async def test_sixty_a_minute_and_the_rest_are_told_to_wait(self, desk_edge: Edge) -> None:
        edge = desk_edge
        answers = [await send(edge, submitted({**QUESTION, "message": f"{n}"})) for n in range(61)]
        assert [answer.status for answer in answers] == [200] * 60 + [429]
        assert sum(stored(edge).values()) == 60
        refused = await edge.http.post(
            f"/api/webhooks/forms/{FORM_KEY}", json={**QUESTION, "message": "الأخيرة"}
        )
        assert refused.headers["retry-after"] == "60"
        edge.clock.move(seconds=61)
        assert (await send(edge, submitted({**QUESTION, "message": LEAK}))).status == 200

    async def test_at_the_same_moment_no_more_get_in(self, edge: Edge) -> None:
        for n in range(57):
            await send(edge, submitted({**QUESTION, "message": f"{n}"}))
        sent = [submitted({**QUESTION, "message": f"معاً {n}"}) for n in range(8)]
        answers = await asyncio.gather(*(send(edge, one) for one in sent))
        assert sorted(answer.status for answer in answers) == [200] * 3 + [429] * 5

    async def test_spam_counts_and_makes_no_ticket(self, desk_edge: Edge) -> None:
        for n in range(60):
            await send(desk_edge, submitted({**QUESTION, "message": f"{n}", "website": "x"}))
        assert (await send(desk_edge, submitted(QUESTION))).status == 429
        desk_edge.house.run_all()
        assert priorities(desk_edge) == []


class TestTime:
    @pytest.mark.parametrize(
        ("said", "ago"),
        [("2026-11-22T06:12:00Z", 60), ("2026-11-22T09:42:00+03:00", 30), ("2026-11-22 10:02:00", 10)],
    )
    async def test_field_of_the_form_is_the_time_of_the_line(
        self, desk_edge: Edge, said: str, ago: int
    ) -> None:
        await send(desk_edge, submitted({**QUESTION, "submitted_at": said}))
        with desk_edge.database.reading() as session:
            occurred_at = session.scalars(select(Inbound)).one().occurred_at
        assert desk_edge.clock() - occurred_at == timedelta(minutes=ago)
