"""A version is frozen: what changes later changes the next one, and no person of the customer is named."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dealix_ops import page_keys
from dealix_ops.clock import riyadh
from dealix_ops.database import Database
from dealix_ops.proof import packs, service
from dealix_ops.proof.errors import NothingRecorded
from dealix_ops.proof.models import ProofLink
from dealix_ops.proof.rules import Kind, Window
from dealix_ops.sending.errors import MayNotArrange
from tests.dealix_ops.proof import books
from tests.support import customers
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, STRANGER, House
from tests.support.only import ON_SQLITE


class TestFreeze:
    def test_versions_count_up_and_the_first_stays_as_it_was(
        self, database: Database, clock: MovingClock
    ) -> None:
        who = books.customer(database, now=clock())
        event_id = books.record(database, who, now=clock())
        first = books.freeze(database, who, now=clock())
        clock.move(hours=1)
        with database.transaction() as session:
            service.void(session, event_id, reason="لم يحدث", actor=FOUNDER, now=clock())
        books.record(database, who, now=clock(), kind=Kind.PIPELINE, words="عرض سعر", amount=9_000)
        second = books.freeze(database, who, now=clock())
        assert (first.version, second.version) == (1, 2)
        with database.reading() as session:
            kept = packs.get(session, first.id)
        assert kept.figures == first.figures
        assert (kept.digest, kept.voided_since, second.voided_since) == (first.digest, 1, 0)
        counts = {figure.key: figure.count for figure in second.figures}
        assert (counts[Kind.MEETING], counts[Kind.PIPELINE]) == (0, 1)
        frozen = [facts for event, facts in customers.told(database) if event == "proof.pack_frozen"]
        assert [(facts["version"], facts["digest"]) for facts in frozen] == [
            (1, first.digest),
            (2, second.digest),
        ]

    @ON_SQLITE
    def test_the_same_again_is_the_same_version(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        books.record(database, who, now=clock())
        first = books.freeze(database, who, now=clock())
        assert books.freeze(database, who, now=clock.move(minutes=5)) == first
        assert books.freeze(database, who, now=clock.move(days=1)).version == 2

    @ON_SQLITE
    def test_day_on_which_a_version_ended_counts_once(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        books.record(database, who, now=clock())
        first = books.freeze(database, who, now=clock())
        with database.reading() as session:
            window = packs.since_newest(first, now=clock.move(hours=3))
            assert riyadh(window.since).hour == 0
            assert sum(one.count for one in packs.figures(session, who, window)) == 0
        books.record(database, who, now=clock(), words="اجتماع بعد الظهر")
        clock.move(days=2)
        with database.transaction() as session:
            window = packs.since_newest(first, now=clock())
            second = packs.freeze(session, who, window, actor=FOUNDER, now=clock())
            wider = packs.freeze(
                session, who, Window(first.window.since, clock()), actor=FOUNDER, now=clock()
            )
        words = [one.words for figure in second.figures for one in figure.sources]
        assert words == ["اجتماع بعد الظهر"]
        assert sum(figure.count for figure in wider.figures) == 2

    @ON_SQLITE
    def test_nothing_recorded_makes_no_pack_and_a_stranger_none(
        self, database: Database, clock: MovingClock
    ) -> None:
        who = books.customer(database, now=clock())
        with pytest.raises(NothingRecorded):
            books.freeze(database, who, now=clock())
        books.record(database, who, now=clock())
        with pytest.raises(MayNotArrange):
            books.freeze(database, who, now=clock(), actor=STRANGER)

    @ON_SQLITE
    def test_persons_and_their_numbers_are_not_in_it(self, house: House) -> None:
        who = books.customer(house.database, now=house.clock())
        books.talk(house, who)
        said = "اتفقنا مع سارة على موعد، جوالها 0551234567 وبريدها s@nokhba.sa، لشركة نخبة"
        books.record(house.database, who, now=house.clock(), words=said)
        pack = books.freeze(house.database, who, now=house.clock())
        (words,) = [one.words for figure in pack.figures for one in figure.sources if one.words]
        assert words.startswith("اتفقنا مع جهة الاتصال على موعد")
        for hidden in ("سارة", "0551234567", "s@nokhba.sa"):
            assert hidden not in words
        assert pack.customer == "نخبة الخليج"


class TestKey:
    def test_opens_for_two_hours_and_only_its_proof_is_stored(
        self, database: Database, clock: MovingClock
    ) -> None:
        who = books.customer(database, now=clock())
        books.record(database, who, now=clock())
        pack = books.freeze(database, who, now=clock())
        with database.transaction() as session:
            token = packs.key(session, pack.id, actor=FOUNDER, now=clock())
        with database.reading() as session:
            assert session.get(ProofLink, token) is None
            opened = packs.find(session, token, now=clock() + page_keys.LIFE - timedelta(seconds=1))
            assert opened is not None
            assert opened.pack.figures == pack.figures
            assert packs.find(session, token, now=clock() + page_keys.LIFE) is None
            assert packs.find(session, page_keys.new(), now=clock()) is None
        for later, left in ((timedelta(seconds=-1), 1), (timedelta(0), 0)):
            with database.transaction() as session:
                packs.remove_expired(session, now=clock() + page_keys.LIFE + later)
                assert len(session.scalars(select(ProofLink)).all()) == left
