"""A customer's file from the delivery to its removal, on both databases where it is stored."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.media import service
from dealix_ops.media.models import Media
from dealix_ops.media.rules import GIVE_UP_AFTER, MEBIBYTE, MediaKind, MediaState, MediaStatus
from dealix_ops.ports.media import MediaFailed
from dealix_ops.ports.work import NotAccepted
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import MediaFault, Priority
from tests.support import deliveries
from tests.support.house import LEAK, House
from tests.support.media import PICTURE, SEALING, VOICE, message
from tests.support.only import ON_SQLITE


def media(house: House) -> Media:
    with house.database.reading() as session:
        found = session.scalars(select(Media).order_by(Media.id.desc())).first()
        assert found is not None
        assert (found.sealed is None) == (found.status != MediaStatus.STORED.value)
        return found


def events(house: House, *about: str) -> list[tuple[str, object]]:
    with house.database.reading() as session:
        kept = session.scalars(select(LedgerEntry).order_by(LedgerEntry.id)).all()
        return [(entry.event, entry.facts.get("why")) for entry in kept if entry.event in about]


def newest(house: House) -> int:
    with house.database.reading() as session:
        return session.scalars(select(Ticket.id).order_by(Ticket.id.desc())).first() or 0


def taken(house: House) -> None:
    """A voice note was processed, and its file not asked for yet."""
    house.customer_sends()
    (inbound,) = [job for job in house.waiting() if job.table == "inbound"]
    house.runner.run(inbound.table, inbound.row_id, inbound.attempt)


def remove(house: House) -> int:
    with house.database.transaction() as session:
        return service.remove_expired(session, now=house.clock())


class TestFetched:
    def test_voice_note_is_stored_sealed_and_told(self, house: House) -> None:
        house.customer_sends()
        house.run_all()
        kept = media(house)
        assert (kept.status, kept.seconds, kept.size, kept.mime) == ("stored", 42, len(VOICE), "audio/ogg")
        assert kept.sealed is not None
        assert SEALING.open(kept.sealed, media_id=kept.id) == VOICE
        assert kept.expires_at == house.clock() + timedelta(days=30)
        assert events(house, "media.stored") == [("media.stored", None)]
        (line,) = house.card().lines
        assert line.media == MediaState(MediaKind.AUDIO, MediaStatus.STORED, None, 42)
        assert line.seconds == 42

    @ON_SQLITE
    @pytest.mark.parametrize(("kind", "content"), [("image", PICTURE), ("document", PICTURE)])
    def test_caption_is_triaged_as_text_and_waits_for_no_listener(
        self, house: House, kind: str, content: bytes
    ) -> None:
        house.customer_sends(kind, content, caption=LEAK)
        house.run_all()
        card = house.card()
        assert (card.priority, card.needs_listen) == (Priority.P0, False)
        assert Metric.LISTEN not in card.clocks
        assert media(house).status == "stored"

    @ON_SQLITE
    def test_no_address_is_kept_and_no_log_names_metas_id(self, house: House) -> None:
        with capture_logs() as logs:
            house.customer_sends(url="https://lookaside.fbsbx.com/secret-address")
            house.run_all()
        with house.database.reading() as session:
            body = session.scalars(select(Inbound.body)).one()
            payloads = session.scalars(select(OutboxRow.payload)).all()
        assert body["message"]["audio"]["id"] == "900001"
        assert "secret-address" not in f"{body} {payloads}"
        assert "900001" not in f"{payloads} {logs}"

    @ON_SQLITE
    def test_repeated_delivery_is_fetched_once(self, house: House) -> None:
        sent = deliveries.one(message(), at=house.clock(), message_id="wamid.SAME")
        house.media.files["900001"] = VOICE
        for _ in range(2):
            house.receive(deliveries.delivery([sent]))
            house.run_all()
        assert house.media.asked == ["900001"]

    @ON_SQLITE
    @pytest.mark.parametrize(
        "part", [{}, {"id": ""}, {"id": 7}, {"id": "1" * 129}, {"id": {"a": 1}}], ids=str
    )
    def test_file_without_a_usable_id_still_waits_for_a_listener(
        self, house: House, part: dict[str, object]
    ) -> None:
        sent = deliveries.one({"type": "audio", "audio": part}, at=house.clock())
        house.receive(deliveries.delivery([sent]))
        house.run_all()
        card = house.card()
        assert card.needs_listen
        assert card.lines[0].media is None


class TestNotFetched:
    @ON_SQLITE
    @pytest.mark.parametrize("fault", list(MediaFault))
    def test_lasting_failure_stands_on_the_card_and_in_the_ledger(
        self, house: House, fault: MediaFault
    ) -> None:
        house.media.fail_next(MediaFailed(fault))
        house.customer_sends()
        house.run_all()
        house.settle(6)
        assert house.card().lines[0].media == MediaState(MediaKind.AUDIO, MediaStatus.FAILED, fault)
        assert events(house, "media.not_fetched") == [("media.not_fetched", fault.value)]
        assert fault.value in house.slack.posted[-1].text
        assert house.card().needs_listen

    @ON_SQLITE
    def test_passing_failure_is_tried_again(self, house: House) -> None:
        trouble = NotAccepted("answered 503", retry_after_s=0)
        house.media.fail_next(trouble, trouble)
        house.customer_sends()
        house.run_all()
        assert media(house).status == "stored"
        assert len(house.media.asked) == 3

    @ON_SQLITE
    @pytest.mark.parametrize("said", [None, 120.0])
    def test_longer_trouble_waits_in_a_row_and_holds_no_worker(
        self, house: House, said: float | None
    ) -> None:
        """The runner would wait in its thread: here it must not be asked to."""
        taken(house)
        house.clock.move(seconds=0 if said else 16)
        house.media.fail_next(NotAccepted("answered 503", retry_after_s=said))
        house.run_all()
        assert media(house).status == "waiting"
        assert len(house.media.asked) == 1
        house.settle(59)
        assert len(house.media.asked) == 1
        house.settle(62)
        assert (len(house.media.asked), media(house).status) == (2, "stored")

    @ON_SQLITE
    def test_trouble_for_two_hours_is_a_failure_that_the_card_tells(self, house: House) -> None:
        taken(house)
        house.clock.move(seconds=16)
        house.media.fail_next(*(NotAccepted("answered 503", retry_after_s=60) for _ in range(200)))
        house.run_all()
        house.settle(GIVE_UP_AFTER.total_seconds() - 120)
        assert media(house).status == "waiting"
        house.settle(240)
        assert (media(house).status, media(house).failure) == ("failed", "unreachable")
        assert 110 < len(house.media.asked) < 130

    @ON_SQLITE
    def test_content_of_another_kind_is_not_kept(self, house: House) -> None:
        house.customer_sends("image", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")
        house.run_all()
        assert (media(house).status, media(house).failure) == ("failed", "wrong_type")

    @ON_SQLITE
    def test_each_kind_has_its_own_limit(self, house: House) -> None:
        house.customer_sends("sticker", PICTURE + bytes(MEBIBYTE))
        house.run_all()
        assert (media(house).status, media(house).failure) == ("failed", "too_large")


class TestOff:
    def test_without_a_token_the_row_says_so_and_nothing_is_asked(self, house: House) -> None:
        house.processing._fetches_media = False
        house.customer_sends()
        house.run_all()
        kept = media(house)
        assert (kept.status, kept.failure) == ("off", "no_token")
        assert house.media.asked == []
        assert house.card().lines[0].media == MediaState(
            MediaKind.AUDIO, MediaStatus.OFF, MediaFault.NO_TOKEN
        )


@ON_SQLITE
class TestListenClock:
    def due(self, house: House) -> timedelta:
        return house.card(newest(house)).clocks[Metric.LISTEN].target

    def test_fifteen_minutes_by_default(self, house: House) -> None:
        house.customer_sends()
        house.run_all()
        assert self.due(house) == timedelta(minutes=15)

    def test_five_in_an_open_grave_matter_whose_priority_it_inherits(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.customer_sends()
        house.run_all()
        card = house.card()
        assert (card.priority, card.needs_listen) == (Priority.P0, True)
        assert self.due(house) == timedelta(minutes=5)

    def test_five_where_the_grave_matter_is_in_another_conversation_of_the_contact(
        self, house: House
    ) -> None:
        house.customer_writes(LEAK)
        house.run_all()
        elsewhere = deliveries.delivery([deliveries.one(message(), at=house.clock())])
        elsewhere["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = "555000999"
        house.receive(elsewhere)
        house.run_all()
        assert newest(house) == 2
        assert house.card(2).priority is Priority.P3
        assert self.due(house) == timedelta(minutes=5)


class TestRetention:
    def test_content_goes_when_its_time_is_over_and_the_row_stays(self, house: House) -> None:
        house.customer_sends()
        house.run_all()
        house.clock.move(days=30, seconds=-1)
        assert remove(house) == 0
        house.clock.move(seconds=1)
        assert remove(house) == 1
        assert remove(house) == 0
        kept = media(house)
        assert (kept.status, kept.sealed, kept.seconds) == ("removed", None, 42)
        assert events(house, "media.removed") == [("media.removed", None)]
        with house.database.transaction() as session:
            ledger.seal(session)
        with house.database.reading() as session:
            assert ledger.verify(session).intact
