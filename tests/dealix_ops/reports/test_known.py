"""What a card knows of the customer, and how long one waits: read back from both databases."""

from datetime import date, timedelta

from dealix_ops.contacts import customers, persons
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.models import Contact
from dealix_ops.reports.known import RECENT
from dealix_ops.sla.rules import TARGETS, Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority, Topic
from tests.support import deliveries
from tests.support.house import House

CONNECTOR = "ربط Gmail ينفصل كل شوي ويطلب تسجيل الدخول من جديد"
LOGIN = "ما أقدر أدخل حسابي، يقول كلمة المرور غير صحيحة"
OTHER = "966500000099"


def answered(house: House, ticket_id: int) -> None:
    """Approved, sent, and silent long enough that the next line is another matter."""
    sent(house, ticket_id)
    house.clock.move(hours=24 * 4)


def sent(house: House, ticket_id: int) -> None:
    house.approve(house.token(ticket_id))
    house.run_all()
    house.mark_sent(house.hand_off(ticket_id).approval_token)
    house.run_all()


def link(house: House, ticket_id: int, name: str) -> None:
    with house.database.transaction() as session:
        customer = customers.find_or_create(session, name, now=house.clock())
        session.get_one(Ticket, ticket_id).customer_id = customer.id


class TestKnown:
    def test_first_message_of_a_stranger_knows_nothing_and_invents_nothing(self, house: House) -> None:
        house.leak()
        known = house.card().known
        assert (known.open_tickets, known.earlier) == (1, None)
        assert known.since == house.card().clocks[Metric.FIRST_RESPONSE].started_at

    def test_last_problem_of_the_same_person_is_named_with_its_ticket(self, house: House) -> None:
        house.customer_writes(CONNECTOR)
        house.run_all()
        answered(house, 1)
        house.customer_writes(LOGIN)
        house.run_all()
        known = house.card(2).known
        assert known.earlier is not None
        assert (known.earlier.ticket_id, known.earlier.topic) == (1, Topic.CONNECTOR)
        assert known.open_tickets == 2
        assert house.card(1).known.earlier is None

    def test_colleagues_of_one_company_are_one_customer(self, house: House) -> None:
        house.customer_writes(CONNECTOR)
        house.run_all()
        house.clock.move(hours=1)
        house.customer_writes(LOGIN, wa_id=OTHER)
        house.run_all()
        assert house.card(2).known.earlier is None
        for ticket_id in (1, 2):
            link(house, ticket_id, "رواد التقنية")
        known = house.card(2).known
        assert (known.earlier.ticket_id if known.earlier else None, known.open_tickets) == (1, 2)

    def test_problem_of_long_ago_and_small_talk_are_not_told(self, house: House) -> None:
        house.customer_writes(CONNECTOR)
        house.run_all()
        answered(house, 1)
        house.customer_writes("كم سعر الباقة؟")
        house.run_all()
        answered(house, 2)
        house.clock.move(hours=24 * RECENT.days)
        house.customer_writes(LOGIN)
        house.run_all()
        assert house.card(3).known.earlier is None


class TestWaiting:
    def test_next_reply_counts_from_the_oldest_line_without_an_answer(self, house: House) -> None:
        house.leak()
        sent(house, 1)
        house.customer_writes("طيب متى؟")
        first = house.clock()
        house.run_all()
        house.clock.move(minutes=10)
        house.customer_writes("وينكم؟")
        house.run_all()
        waits = house.card().next_reply
        assert waits is not None
        assert abs(waits.started_at - first) < timedelta(seconds=2)
        assert waits.target == TARGETS[Priority.P0].first_response

    def test_nobody_waits_where_all_is_answered(self, house: House) -> None:
        house.leak()
        sent(house, 1)
        assert house.card().next_reply is None

    def test_window_is_a_day_after_the_newest_message_and_a_deletion_opens_none(self, house: House) -> None:
        house.leak()
        opened = house.clock()
        until = house.card().window_until
        assert until is not None
        assert abs(until - opened - timedelta(hours=24)) < timedelta(seconds=2)
        house.clock.move(hours=2)
        gone = {"type": "revoke", "revoke": {"original_message_id": "wamid.1"}}
        house.receive(deliveries.delivery([deliveries.one(gone, at=house.clock())]))
        house.run_all()
        assert len(house.card().lines) == 2
        assert house.card().window_until == until


class TestTerms:
    def test_what_was_agreed_with_a_linked_company_and_nothing_of_a_stranger(self, house: House) -> None:
        house.customer_writes(CONNECTOR)
        house.run_all()
        assert (house.card().known.renews_on, house.card().known.monthly_sar) == (None, None)
        link(house, 1, "الأفق")
        agreed = Terms(bundle_id="growth_starter", monthly_sar=999, renews_on=date(2026, 12, 13))
        with house.database.transaction() as session:
            customer = customers.find_or_create(session, "الأفق", now=house.clock())
            customers.change(session, customer, agreed, actor="U1", now=house.clock())
        known = house.card().known
        assert (known.bundle_id, known.monthly_sar, known.renews_on) == (
            "growth_starter",
            999,
            date(2026, 12, 13),
        )

    def test_same_problem_by_another_way_of_the_same_person(self, house: House) -> None:
        house.customer_writes(CONNECTOR)
        house.run_all()
        house.clock.move(hours=24 * 9)
        house.customer_writes(CONNECTOR, wa_id=OTHER)
        house.run_all()
        assert house.card(2).known.earlier is None
        with house.database.transaction() as session:
            one, other = session.get_one(Contact, 1), session.get_one(Contact, 2)
            persons.judge(session, one, other, is_same=True, actor="U1", now=house.clock())
        earlier = house.card(2).known.earlier
        assert earlier is not None
        assert (earlier.ticket_id, earlier.is_same) == (1, True)
        assert house.card(2).known.open_tickets == 2
