"""Companies and their channels: named once, also by two people at one moment."""

import threading

import pytest
from sqlalchemy import select

from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Customer
from dealix_ops.database import Database
from tests.support.clock import START

NAME = "نخبة الخليج"


class TestFindOrCreate:
    def test_spaces_aside_a_name_is_one_customer(self, database: Database) -> None:
        with database.transaction() as session:
            found = [
                customers.find_or_create(session, name, now=START) for name in (NAME, "  نخبة  الخليج\n")
            ]
            assert found[0] is found[1]
            assert [customer.name for customer in customers.newest(session, limit=9)] == [NAME]

    def test_spelling_of_one_name_is_one_customer_and_another_name_is_not(self, database: Database) -> None:
        with database.transaction() as session:
            names = ["الأفق", "الافق", "الآفق", "أفق"]
            ids = [customers.find_or_create(session, name, now=START).id for name in names]
        assert [one == ids[0] for one in ids] == [True, True, True, False]

    @pytest.mark.parametrize("name", ["", "  \n", "ع" * 121])
    def test_what_is_no_name_is_refused(self, database: Database, name: str) -> None:
        with database.transaction() as session, pytest.raises(customers.NameUnusable):
            customers.find_or_create(session, name, now=START)

    def test_two_people_who_type_one_new_name_make_one_customer(self, database: Database) -> None:
        start, made = threading.Barrier(2), list[int]()

        def type_it() -> None:
            start.wait(5)
            with database.transaction() as session:
                made.append(customers.find_or_create(session, NAME, now=START).id)

        threads = [threading.Thread(target=type_it) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert len(made) == 2
        assert len(set(made)) == 1
        with database.reading() as session:
            assert len(session.scalars(select(Customer)).all()) == 1


class TestChannels:
    def test_channel_moves_and_is_given_back(self, database: Database) -> None:
        with database.transaction() as session:
            for name in (NAME, "الأفق"):
                customer = customers.find_or_create(session, name, now=START)
                customers.map_channel(session, "C1", customer, by="U1", now=START)
            assert customers.channels(session) == {"C1": customer.id}
            assert customers.unmap_channel(session, "C1")
            assert not customers.unmap_channel(session, "C1")
            assert customers.channels(session) == {}


class TestFind:
    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("نخبة الخليج", ["نخبة الخليج", "نخبة الخليج للتدريب"]),
            ("النخبه", ["نخبة الخليج", "نخبة الخليج للتدريب"]),
            ("خليج تدريب", ["نخبة الخليج للتدريب"]),
            ("خليج تدريس", []),
            ("خليج للتدريب", ["نخبة الخليج للتدريب"]),
            ("شركة الأفق", ["شركة الأفق"]),
            ("افق", ["شركة الأفق"]),
            ("C-7", ["شركة الأفق"]),
            ("شركة", []),
            ("فق", []),
            ("", []),
            ("!!", []),
        ],
    )
    def test_likeliest_first_and_nothing_that_only_resembles(
        self, sqlite_url: str, words: str, names: list[str]
    ) -> None:
        database = Database(sqlite_url)
        with database.transaction() as session:
            for name in ("نخبة الخليج للتدريب", "نخبة الخليج", "شركة الأفق"):
                customers.find_or_create(session, name, now=START)
            customers.find_or_create(session, "شركة الأفق", now=START).code = "C-7"
            session.flush()
            assert [one.name for one in customers.find(session, words)] == names
        database.close()
