"""`dealix privacy` and `dealix retention` as they are typed."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from dealix_ops.cli import app
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Kind
from dealix_ops.incidents.service import Incidents
from dealix_ops.retention.rules import Removed
from dealix_ops.sending.authority import Actor, Role
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Severity
from tests.support.deliveries import CUSTOMER
from tests.support.house import CHANNEL, House
from tests.support.only import ON_SQLITE


@pytest.fixture(autouse=True)
def _where(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_DATABASE_URL", database_url)


@pytest.fixture
def known(house: House) -> House:
    house.customer_writes("طلعت لي فواتير مو لنا")
    house.run_all()
    return house


def typed(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(app, list(words))
    return answer.exit_code, answer.output


@ON_SQLITE
class TestPrivacy:
    def test_copy_is_json_with_their_words(self, known: House) -> None:
        code, said = typed("privacy", "export", CUSTOMER)
        assert (code, json.loads(said)["message"][0]["text"]) == (0, "طلعت لي فواتير مو لنا")

    def test_open_ticket_stands_in_the_way_and_dry_run_writes_nothing(self, known: House) -> None:
        code, said = typed("privacy", "erase", CUSTOMER)
        assert code == 1
        assert "stands in the way: ticket ت-1" in said
        assert "dry run: nothing was erased" in said
        code, said = typed("privacy", "erase", CUSTOMER, "--apply")
        assert (code, "not over yet: ticket ت-1" in said) == (2, True)
        assert "فواتير" in typed("privacy", "export", CUSTOMER)[1]

    def test_erases_and_says_what_stays(self, known: House) -> None:
        with known.database.transaction() as session:
            session.execute(text("UPDATE ticket SET status = 'resolved'"))
        code, said = typed("privacy", "erase", CUSTOMER, "--apply")
        assert code == 0
        assert "In Slack: what the person wrote there themselves" in said
        code, said = typed("privacy", "export", CUSTOMER)
        assert (code, "no contact is" in said) == (2, True)

    def test_everyday_word_is_said_to_be_a_name_or_a_word(self, known: House) -> None:
        with known.database.transaction() as session:
            session.execute(text("UPDATE ticket SET status = 'resolved'"))
            session.execute(text("UPDATE contact SET known_name = 'صالح العتيبي'"))
            founder, ticket = Actor("U1", Role.FOUNDER), session.get_one(Ticket, 1)
            incident = (
                Incidents(known.queues, CHANNEL)
                .declare_by_person(
                    session,
                    severity=Severity.SEV3,
                    kind=Kind.OTHER,
                    title="شكوى صالح",
                    ticket=ticket,
                    actor=founder,
                    now=known.clock(),
                )
                .id
            )
        known.run_all()
        code, said = typed("privacy", "erase", CUSTOMER)
        assert (code, "stands in the way: «صالح» (texts of incidents: 1)" in said) == (1, True)
        assert "nothing was erased" in said
        assert typed("privacy", "erase", CUSTOMER, "--name", "صالح", "--apply")[0] == 0
        with known.database.reading() as session:
            assert session.get_one(Incident, incident).title == "شكوى [حُذف]"


@ON_SQLITE
class TestRetention:
    def test_counts_each_kind_and_removes_nothing(self, known: House) -> None:
        with known.database.transaction() as session:
            session.execute(text("UPDATE ticket SET status = 'resolved'"))
            session.execute(text("UPDATE inbound SET received_at = '2020-01-01 00:00:00.000000'"))
        for _ in range(2):
            code, said = typed("retention")
            assert code == 0
            assert f"       1  {Removed.PAYLOADS.value} (after 30 days)" in said
