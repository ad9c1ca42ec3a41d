"""What holds for a message whatever its source: once each, at its own time, and no poison stops the rest."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from dealix_ops.cli import app
from dealix_ops.durable import takeover
from dealix_ops.intake import form, mail, slack, storing, whatsapp
from dealix_ops.intake.item import Item, MessageFacts
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.slack import Rooms
from dealix_ops.intake.sources import facts_of
from dealix_ops.vocabulary import Source
from tests.support import deliveries, slack_events
from tests.support.house import House
from tests.support.letters import OUR_ADDRESS, letter

POISON = "هذه الرسالة تكسر القارئ"
Make = Callable[[str, int, datetime], list[Item]]


def whatsapp_items(words: str, person: int, at: datetime) -> list[Item]:
    message_id = f"wamid.{words}.{person}"
    payload = deliveries.text(words, at=at, wa_id=f"9665000000{person:02}", message_id=message_id)
    return list(whatsapp.items(payload, received_at=NOW))


def form_items(words: str, person: int, at: datetime) -> list[Item]:
    said = {"email": f"n{person}@ofuq.example", "message": words, "submitted_at": at.isoformat()}
    return [form.item(said, form="contact", idempotency_key=None, received_at=NOW)]


def mail_items(words: str, person: int, at: datetime) -> list[Item]:
    raw = letter(words, at=at, sender=f"n{person}@ofuq.example", message_id=f"<{hash(words)}.{person}@ofuq>")
    return [mail.item(raw, ours=mail.Ours(OUR_ADDRESS, None), signed_at=NOW, received_at=NOW)]


def slack_items(words: str, person: int, at: datetime) -> list[Item]:
    channel = f"C0SUPPORT{person}"
    rooms = Rooms(channel, customers={}, ours=frozenset(), matter_of=lambda _channel, _ts: None)
    said = slack_events.message(words, ts=slack_events.stamp(at), channel=channel)
    return [slack.item(slack_events.delivery(said), rooms=rooms, received_at=NOW)]


@dataclass(frozen=True)
class Way:
    source: Source
    items: Make


WAYS = (
    Way(Source.WHATSAPP, whatsapp_items),
    Way(Source.FORM, form_items),
    Way(Source.MAIL, mail_items),
    Way(Source.SLACK, slack_items),
)
NOW = datetime.fromisoformat("2026-11-22T07:12:00+00:00")
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.source.value)


def receive(house: House, way: Way, words: str, *, person: int = 1, at: datetime = NOW) -> storing.Stored:
    with house.database.transaction() as session:
        return storing.store(
            session,
            way.items(words, person, at),
            source=way.source,
            raw=words.encode(),
            received_at=NOW,
        )


def inbound(house: House) -> list[Inbound]:
    with house.database.reading() as session:
        return list(session.scalars(select(Inbound).order_by(Inbound.id)))


class TestBatch:
    @every_way
    def test_hundred_shuffled_with_repeats_are_each_kept_once_at_their_own_time(
        self, house: House, way: Way
    ) -> None:
        mixed = random.Random(7)
        made = [(f"رسالة {n}", n % 10, NOW - timedelta(minutes=n)) for n in range(70)]
        sent = made + mixed.sample(made, 30)
        mixed.shuffle(sent)
        stored = [receive(house, way, words, person=person, at=at) for words, person, at in sent]
        assert (sum(one.new for one in stored), sum(one.repeated for one in stored)) == (70, 30)
        assert sorted(row.occurred_at for row in inbound(house)) == sorted(at for _, _, at in made)

    @every_way
    def test_no_line_comes_from_more_than_an_hour_ahead(self, house: House, way: Way) -> None:
        for minutes in (59, 61):
            receive(house, way, f"بعد {minutes}", at=NOW + timedelta(minutes=minutes))
        assert [row.occurred_at - NOW for row in inbound(house)] == [timedelta(minutes=59), timedelta()]


class TestPoison:
    @every_way
    def test_it_ends_as_a_letter_that_can_be_replayed_and_the_rest_goes_on(
        self, house: House, way: Way, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def breaking(row: Inbound) -> MessageFacts:
            facts = facts_of(row)
            if POISON in facts.text:
                raise ValueError("the reader is broken")
            return facts

        monkeypatch.setattr("dealix_ops.intake.processing.facts_of", breaking)
        for person, words in enumerate(("قبلها", POISON, "بعدها")):
            receive(house, way, words, person=person)
        house.run_all()
        assert [row.status for row in inbound(house)] == ["done", "dead", "done"]
        with house.database.reading() as session:
            letters = takeover.dead_letters(session)
        assert [(one.table, one.row_id) for one in letters] == [("inbound", 2)]
        assert "ValueError" in (inbound(house)[1].last_error or "")
        assert POISON not in (inbound(house)[1].last_error or "")
        monkeypatch.undo()
        url = house.database.url.render_as_string(hide_password=False)
        command = ["deadletters", "replay", "inbound", "2"]
        assert CliRunner().invoke(app, command, env={"DEALIX_DATABASE_URL": url}).exit_code == 0
        house.run_all()
        assert [row.status for row in inbound(house)] == ["done", "done", "done"]
