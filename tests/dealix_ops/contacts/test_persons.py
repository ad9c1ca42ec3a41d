"""Which contacts are one person: groups, answers that stand against each other, and who was first."""

from collections.abc import Sequence

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from dealix_ops.contacts import persons
from dealix_ops.contacts.errors import PersonsJudgedBefore, PersonsOfTwoCustomers, PersonsTied
from dealix_ops.contacts.models import Contact
from dealix_ops.contacts.persons import Sign
from dealix_ops.database import Database
from tests.support.clock import START
from tests.support.customers import customer


def people(session: Session, *told: tuple[str | None, str | None, str | None]) -> Sequence[Contact]:
    """Name, WhatsApp number and mail address of each; all of customer 1."""
    made = [
        Contact(profile_name=name, wa_id=wa_id, email=mail, customer_id=1, ledger_key=b"k", created_at=START)
        for name, wa_id, mail in told
    ]
    session.add_all(made)
    session.flush()
    return made


def judge(session: Session, one: Contact, other: Contact, *, is_same: bool = True) -> None:
    persons.judge(session, one, other, is_same=is_same, actor="U1", now=START)


class TestJudge:
    def test_group_grows_and_falls_apart_as_it_was_made(self, database: Database) -> None:
        customer(database, now=START)
        with database.transaction() as session:
            one, two, three = people(session, ("أ", "1", None), ("ب", "2", None), ("ج", "3", None))
            judge(session, two, one)
            judge(session, three, two)
            assert persons.of(session, one.id) == {one.id, two.id, three.id}
            judge(session, two, three, is_same=False)
            assert persons.of(session, one.id) == {one.id, two.id}
            assert persons.of(session, three.id) == {three.id}

    def test_second_of_two_learns_who_was_first(self, database: Database) -> None:
        customer(database, now=START)
        with database.transaction() as session:
            one, two = people(session, ("أ", "1", None), ("ب", "2", None))
            judge(session, one, two)
            with pytest.raises(PersonsJudgedBefore) as told:
                judge(session, two, one)
            assert (told.value.by, told.value.at, told.value.is_same) == ("U1", START, True)

    def test_no_of_a_third_stands_against_a_yes_and_a_tie_against_a_no(self, database: Database) -> None:
        customer(database, now=START)
        with database.transaction() as session:
            one, two, three = people(session, ("أ", "1", None), ("ب", "2", None), ("ج", "3", None))
            judge(session, one, two)
            judge(session, two, three, is_same=False)
            with pytest.raises(PersonsTied):
                judge(session, one, three)
            judge(session, two, three)
            with session.begin_nested() as tried:
                with pytest.raises(PersonsTied):
                    judge(session, one, three, is_same=False)
                tried.rollback()
            assert persons.of(session, one.id) == {one.id, two.id, three.id}

    def test_persons_of_two_customers_are_two(self, database: Database) -> None:
        customer(database, now=START)
        other = customer(database, now=START, name="رواد")
        with database.transaction() as session:
            one, two = people(session, ("أ", "1", None), ("ب", "2", None))
            two.customer_id = other
            with pytest.raises(PersonsOfTwoCustomers):
                judge(session, one, two)


class TestProposals:
    @pytest.mark.parametrize(
        ("first", "second", "sign"),
        [
            (("نورة القحطاني", "1", None), ("نوره القحطاني", None, "a@x.sa"), Sign.NAME),
            (("نورة", "1", None), ("سالم", None, "a@x.sa"), None),
            ((None, "1", None), (None, None, "a@x.sa"), None),
            (("أ", None, "A@x.sa"), ("ب", "2", "a@x.sa"), Sign.EMAIL),
        ],
    )
    def test_only_a_fact_proposes(
        self,
        database: Database,
        first: tuple[str | None, str | None, str | None],
        second: tuple[str | None, str | None, str | None],
        sign: Sign | None,
    ) -> None:
        customer(database, now=START)
        with database.transaction() as session:
            found = persons.proposals(session, people(session, first, second))
            assert [one.sign for one in found] == ([sign] if sign else [])

    def test_nobody_is_asked_twice(self, database: Database) -> None:
        customer(database, now=START)
        with database.transaction() as session:
            both = people(session, ("نورة", "1", None), ("نورة", "2", None))
            judge(session, both[0], both[1], is_same=False)
            assert persons.proposals(session, both) == []


class TestGroups:
    def test_many_are_asked_about_at_once(self, database: Database) -> None:
        customer(database, now=START)
        with database.transaction() as session:
            everybody = people(session, *((None, str(number), None) for number in range(40)))
            for one, other in zip(everybody[:20:2], everybody[1:20:2], strict=True):
                judge(session, one, other)
            session.flush()
            asked: list[object] = []
            event.listen(session, "do_orm_execute", asked.append)
            assert [len(group) for group in persons.groups(session, everybody)] == [2] * 10 + [1] * 20
            assert len(asked) == 1
