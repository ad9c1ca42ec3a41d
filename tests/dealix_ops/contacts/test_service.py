"""Who is who, when WhatsApp shows one id, the other, or both."""

import pytest
from sqlalchemy import select

from dealix_ops.contacts import service
from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.database import Database
from tests.support.clock import START
from tests.support.house import LEAK, House

Ids = tuple[str | None, str | None]


def seen(database: Database, *people: Ids) -> list[int]:
    """The contact ids found for messages with these (number, user id), one after the other."""
    found = []
    for wa_id, user_id in people:
        with database.transaction() as session:
            contact = service.find_or_create(
                session, service.Sender(wa_id=wa_id, wa_user_id=user_id, name=None), now=START
            )
            found.append(contact.id)
    return found


def stored(database: Database) -> list[Ids]:
    with database.reading() as session:
        return [(c.wa_id, c.wa_user_id) for c in session.scalars(select(Contact).order_by(Contact.id))]


class TestFindOrCreate:
    @pytest.mark.parametrize(
        ("people", "contacts"),
        [
            ([("1", None), ("1", None)], [("1", None)]),
            ([(None, "A"), (None, "A")], [(None, "A")]),
            ([("1", None), ("1", "A"), (None, "A")], [("1", "A")]),
            ([(None, "A"), ("1", "A"), ("1", None)], [("1", "A")]),
            ([("1", None), ("2", None)], [("1", None), ("2", None)]),
            ([(None, "A"), (None, "B")], [(None, "A"), (None, "B")]),
            ([("1", None), (None, "A"), ("1", "A")], [("1", None), (None, "A")]),
            ([("1", "A"), ("2", "B"), ("1", "B")], [("1", "A"), ("2", "B")]),
        ],
    )
    def test_ids_learnt_later_join_and_two_persons_never_do(
        self, database: Database, people: list[Ids], contacts: list[Ids]
    ) -> None:
        seen(database, *people)
        assert stored(database) == contacts

    def test_user_id_decides_where_both_are_known_to_different_rows(self, database: Database) -> None:
        number, user, both = seen(database, ("1", None), (None, "A"), ("1", "A"))
        assert (number != user, both) == (True, user)

    def test_nameless_message_keeps_the_name_and_a_new_one_replaces_it(self, database: Database) -> None:
        for name in ("نورة", None, "نورة الشهري"):
            with database.transaction() as session:
                contact = service.find_or_create(
                    session, service.Sender(wa_id="1", wa_user_id=None, name=name), now=START
                )
                shown = contact.profile_name
            assert shown == (name or "نورة")

    def test_every_contact_has_a_ledger_key_of_its_own(self, database: Database) -> None:
        seen(database, ("1", None), ("2", None))
        with database.reading() as session:
            keys = session.scalars(select(Contact.ledger_key)).all()
        assert len(set(keys)) == 2
        assert {len(key) for key in keys} == {32}


class TestUnansweredBlock:
    def test_holds_what_came_after_the_answer_in_order(self, house: House) -> None:
        house.customer_writes(LEAK, "وينكم؟")
        house.run_all()
        house.settle()
        house.approve(house.token())
        house.customer_writes("ألو", "تسمعوني؟")
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        with house.database.reading() as session:
            contact = session.scalars(select(Contact)).one()
            found = session.scalars(select(Conversation)).one()
            lines = [message.text for message in service.unanswered_block(session, found)]
        assert found.contact_id == contact.id
        assert lines == ["ألو", "تسمعوني؟"]
