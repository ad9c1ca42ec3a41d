"""A person with everything that can hang on one: nothing of theirs is left in any row; the ledger holds."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from dealix_ops.contacts import opt_ins, suppression
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.contacts.opt_ins import Evidence
from dealix_ops.delivery.models import ServiceDelivery
from dealix_ops.drafts.models import SavedReply
from dealix_ops.durable.erasing_effects import TEXT, ErasingEffects
from dealix_ops.judging.models import TriageExample
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import mark
from dealix_ops.media.models import Media
from dealix_ops.migrations.tables import METADATA
from dealix_ops.planning.models import ActionPlan
from dealix_ops.ports.work import EffectJob, EffectKind
from dealix_ops.privacy import service
from dealix_ops.privacy.errors import ContactUnknown, StillOpen
from dealix_ops.proof.models import ProofEvent
from dealix_ops.sending.redrawing import Redrawing
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Means
from tests.support.deliveries import CUSTOMER
from tests.support.house import CHANNEL, House
from tests.support.only import ON_SQLITE

NAME = "نورة الدوسري"
WORDS = "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم في مستودع الزيتون"
OTHER = "966500000002"
OTHERS_WORDS = "الفواتير ما تظهر عندي في سجل النخيل"
ANSWER = "وصلنا بلاغكم عن مستودع الزيتون، ونعود إليكم بما يتبيّن."
NEEDLES = (NAME, "الزيتون", CUSTOMER, "noura@olive.example", "0500000001")


@pytest.fixture
def told(house: House) -> House:
    """Noura wrote, sent a voice note, was answered and her ticket is over; somebody else wrote too."""
    house.customer_writes(OTHERS_WORDS, wa_id=OTHER, name="سعد")
    house.customer_writes(WORDS, name=NAME)
    house.customer_sends()
    house.run_all()
    house.edit(house.token(2), ANSWER, seen=house.card(2).through_inbound_id)
    house.run_all()
    house.mark_sent(house.hand_off().approval_token)
    house.run_all()
    with house.database.transaction() as session:
        _hang_more_on_her(session, house)
    return house


def _hang_more_on_her(session: Any, house: House) -> None:
    now = house.clock()
    session.add(Customer(id=7, name="نخبة الخليج", created_at=now))
    session.flush()
    noura = session.scalars(select(Contact).where(Contact.wa_id == CUSTOMER)).one()
    noura.customer_id, noura.email, noura.profile_name = 7, "noura@olive.example", NAME
    ticket = session.get_one(Ticket, 2)
    ticket.status = "resolved"
    ticket.closed_why = f"قالت {NAME} إنها انحلت"
    session.add(
        TriageExample(
            ticket_id=2,
            through_inbound_id=2,
            text="مستودع الزيتون",
            language="ar-sa",
            given_priority="P1",
            right_priority="P0",
            meaning="leak",
            actor="U1",
            classifier="1",
            made_at=now,
        )
    )
    given = Evidence(
        channel=Means.WHATSAPP, address="+" + CUSTOMER, words=f"وافقت {NAME}", given_on=date(2026, 1, 1)
    )
    opt_ins.record(session, noura, given, actor="U1", now=now)
    session.add(SavedReply(title="تسريب", text=ANSWER, language="ar", made_by="U1", made_at=now))
    session.add(
        ActionPlan(
            digest="d",
            kind=None,
            refused_for=None,
            words=f"كلّم {NAME} على 0500000001",
            asked_by="U1",
            asked_at=now,
        )
    )
    session.add(
        ProofEvent(
            customer_id=7,
            kind="reply",
            at=now,
            words="ردت نورة الدوسري",
            ticket_id=None,
            origin="V1",
            recorded_by="U1",
            recorded_at=now,
        )
    )
    session.add(
        ServiceDelivery(
            customer_id=7,
            service_key="list_intelligence",
            started_at=now,
            started_by="U1",
            intake={"approval_owner": NAME, "exclusions": ["الأفق", "noura@olive.example"]},
        )
    )


def erase(house: House, who: str = CUSTOMER) -> service.Report:
    with house.database.transaction() as session:
        return service.erase(
            session, who, outbox=house.queues, channel=CHANNEL, alerts="C_ALERTS", now=house.clock()
        )


def everything(house: House) -> str:
    """Every row of every table of ours, as one text."""
    with house.database.reading() as session:
        rows = [
            row for table in METADATA.tables.values() for row in session.execute(select(table)).mappings()
        ]
    return json.dumps(
        [{key: _plain(value) for key, value in row.items()} for row in rows], ensure_ascii=False
    )


def left_in(house: House) -> list[str]:
    """For whoever reads the failure."""
    with house.database.reading() as session:
        return [
            f"{table.name}: {row}"[:300]
            for table in METADATA.tables.values()
            for row in session.execute(select(table)).mappings()
            if any(needle in json.dumps(_row(row), ensure_ascii=False) for needle in NEEDLES)
        ]


def _row(row: Any) -> dict[str, Any]:
    return {key: _plain(value) for key, value in row.items()}


def _plain(value: Any) -> Any:
    return (
        value.decode("latin-1")
        if isinstance(value, bytes)
        else value
        if isinstance(value, dict | list)
        else str(value)
    )


class TestErase:
    def test_nothing_of_theirs_is_left_and_everything_of_others_is(self, told: House) -> None:
        before = everything(told)
        assert all(needle in before for needle in NEEDLES)
        report = erase(told)
        after = everything(told)
        assert [needle for needle in NEEDLES if needle in after] == [], left_in(told)
        assert OTHERS_WORDS in after
        assert OTHER in after
        assert report.rows["message"] == 2

    def test_ledger_still_verifies_and_its_marks_are_noise(self, told: House) -> None:
        with told.database.transaction() as session:
            ledger.seal(session)
            key = session.scalars(select(Contact.ledger_key).where(Contact.wa_id == CUSTOMER)).one()
        assert mark(ANSWER, key) in everything(told)
        erase(told)
        with told.database.transaction() as session:
            ledger.seal(session)
        with told.database.reading() as session:
            assert ledger.verify(session).intact
            keys = session.scalars(select(Contact.ledger_key)).all()
        assert key not in keys
        assert all(mark(ANSWER, one) not in everything(told) for one in keys)

    def test_cards_in_slack_are_changed_and_nobody_begins_to_write_again(self, told: House) -> None:
        erase(told)
        effects = ErasingEffects(
            database=told.database, slack=told.slack, clock=told.clock, pause=lambda _s: True
        )
        with told.database.reading() as session:
            rows = session.execute(
                text("SELECT id, payload FROM outbox WHERE kind = 'slack.erase_message'")
            ).all()
            assert suppression.is_suppressed(session, "+" + CUSTOMER)
            assert suppression.is_suppressed(session, "Noura@Olive.example")
            assert not suppression.is_suppressed(session, OTHER)
        for row_id, payload in rows:
            made = json.loads(payload) if isinstance(payload, str) else payload
            effects.erase(EffectJob(row_id, 1, EffectKind.ERASE_MESSAGE, made, None, False, told.clock()))
        shown = [message.text for message in told.slack.posted]
        assert not any("الزيتون" in one or NAME in one for one in shown)
        assert shown.count(TEXT) == len(rows) >= 3  # card, hand-off, its text
        assert any("النخيل" in one for one in shown)

    @ON_SQLITE
    def test_dry_run_says_the_same_and_writes_nothing(self, told: House) -> None:
        before = everything(told)
        with told.database.reading() as session:
            report = service.look(session, CUSTOMER)
        assert everything(told) == before
        assert report == erase(told)
        assert report.open == ()

    @ON_SQLITE
    def test_what_is_not_over_is_named_and_refused(self, told: House) -> None:
        before = everything(told)
        with pytest.raises(StillOpen, match="ت-1"):
            erase(told, OTHER)
        assert everything(told) == before

    @ON_SQLITE
    def test_line_that_no_worker_has_read_stands_in_the_way(self, told: House) -> None:
        told.customer_writes("سلام")
        with pytest.raises(StillOpen, match="not processed yet"):
            erase(told)

    @ON_SQLITE
    def test_text_that_nobody_decided_can_be_approved_no_more(self, told: House) -> None:
        with told.database.transaction() as session:
            session.execute(text("UPDATE draft SET status = 'proposed' WHERE ticket_id = 2"))
        erase(told)
        with told.database.reading() as session:
            said = set(session.scalars(text("SELECT status FROM draft WHERE ticket_id = 2")))
        assert said == {"expired"}

    @ON_SQLITE
    def test_twice_is_once_and_the_same_number_is_a_new_person(self, told: House) -> None:
        erase(told)
        with pytest.raises(ContactUnknown):
            erase(told)
        told.customer_writes("سلام", name=NAME)
        told.run_all()
        with told.database.reading() as session:
            assert len(session.scalars(select(Contact)).all()) == 3

    @ON_SQLITE
    def test_day_after_nothing_is_dead(self, told: House) -> None:
        """A hand-off is drawn anew over midnight; of an erased one there is nothing to draw."""
        erase(told)
        told.clock.move(days=1)
        with told.database.reading() as session:
            assert Redrawing(told.decisions.way_out).outdated(session, now=told.clock()) == []


@ON_SQLITE
class TestFind:
    @pytest.mark.parametrize(
        "who", ["2", "+966500000001", "0500000001", "966 50 000 0001", "NOURA@olive.example"]
    )
    def test_by_id_number_or_address(self, told: House, who: str) -> None:
        with told.database.reading() as session:
            assert service.look(session, who).contact_ids == (2,)

    def test_nobody(self, told: House) -> None:
        with told.database.reading() as session, pytest.raises(ContactUnknown):
            service.look(session, "966599999999")


@ON_SQLITE
class TestExport:
    def test_copy_holds_their_words_what_we_wrote_and_no_one_elses(self, told: House) -> None:
        with told.database.transaction() as session:
            found = service.export(session, CUSTOMER, now=told.clock())
        copy = json.dumps(found, ensure_ascii=False)
        assert all(one in copy for one in ("الزيتون", ANSWER, "وافقت نورة"))
        assert "النخيل" not in copy
        with told.database.reading() as session:
            assert session.scalars(select(Media.sealed)).one() is not None
        assert "sealed" not in copy
