"""Raise and lower on both databases: clocks, draft, card, ledger, example, and the losing side of races."""

from datetime import timedelta

import pytest

from dealix_ops.judging.errors import LinesSince, NoteMissing
from dealix_ops.judging.rules import LowerReason
from dealix_ops.ledger import service as ledger
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Actor
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.errors import PriorityChanged, TicketClosed
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import P0Sound, Priority, Topic
from tests.dealix_ops.judging.hands import CALM, examples, lower, raise_, told, versions, written
from tests.support.clock import START
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER, House


class TestRaise:
    def test_everything_follows_at_once_and_the_card_rings(self, house: House) -> None:
        written(house, CALM)
        house.clock.move(minutes=9)
        raise_(house, Priority.P0)
        card = house.card()
        assert (card.priority, card.p0_sound, card.needs_look) == (Priority.P0, P0Sound.MEANING, False)
        assert card.clocks[Metric.FIRST_RESPONSE].due_at == START + timedelta(minutes=30)
        assert card.clocks[Metric.RESOLUTION].due_at == START + timedelta(hours=4)
        assert card.draft is not None
        assert "30 دقيقة" in card.draft.text
        assert card.judged is not None
        assert (card.judged.by, card.judged.before) == (OPERATOR.user_id, Priority.P3)
        with house.database.reading() as session:
            assert session.get_one(Ticket, 1).p0_since == house.clock()
        house.run_all()
        assert [m.text.startswith("moved") for m in house.slack.posted] == [True, False]

    def test_person_and_both_priorities_stand_in_the_ledger(self, house: House) -> None:
        written(house, CALM)
        raise_(house, Priority.P2)
        (entry,) = told(house, "ticket.raised")
        assert (entry.actor, entry.facts) == (OPERATOR.user_id, {"from": "P3", "to": "P2"})
        house.run_all()
        assert len(house.slack.posted) == 1  # a P2 rings nowhere

    def test_two_people_at_once_one_wins_and_the_other_learns_who(self, house: House) -> None:
        written(house, CALM)
        raise_(house, Priority.P1)
        with pytest.raises(PriorityChanged) as lost:
            raise_(house, Priority.P0, actor=FOUNDER)
        assert (lost.value.by, lost.value.to) == (OPERATOR.user_id, Priority.P1)
        assert len(told(house, "ticket.raised")) == len(examples(house)) == 1

    def test_press_on_an_old_card_loses_to_the_customers_own_line(self, house: House) -> None:
        written(house, CALM)
        written(house, LEAK)
        with pytest.raises(PriorityChanged) as lost:
            raise_(house, Priority.P1)
        assert lost.value.by == ledger.SYSTEM

    @pytest.mark.parametrize("to", [Priority.P3, Priority.P2])
    def test_menu_offers_graver_ones_only(self, house: House, to: Priority) -> None:
        written(house, CALM)
        if to is Priority.P2:
            raise_(house, Priority.P2)
        with pytest.raises(errors.ButtonUnknown):
            raise_(house, to, shown=to)

    def test_stranger_and_closed_ticket_are_refused(self, house: House) -> None:
        written(house, CALM)
        with pytest.raises(errors.MayNotArrange):
            raise_(house, Priority.P0, actor=STRANGER)
        with house.database.transaction() as session:
            ticket = session.get_one(Ticket, 1)
            tickets.resolve(session, ticket, at=START, actor="U1", now=START)
        with pytest.raises(TicketClosed):
            raise_(house, Priority.P0)

    def test_line_after_a_raise_lowers_nothing_and_keeps_the_matter(self, house: House) -> None:
        written(house, CALM)
        raise_(house, Priority.P0)
        written(house, "شكراً لكم")
        card = house.card()
        assert (card.priority, card.p0_sound) == (Priority.P0, P0Sound.MEANING)
        assert card.draft is not None
        assert "30 دقيقة" in card.draft.text


class TestDraft:
    def test_waiting_one_is_proposed_anew_as_its_next_version(self, house: House) -> None:
        token = house.leak()
        lower(house, Priority.P3)
        old, new = versions(house)
        assert (old.draft_id, old.version, new.version) == (new.draft_id, 1, 2)
        assert new.last_inbound_id == old.last_inbound_id
        assert old.text != new.text
        assert "طارئة" not in new.text
        with pytest.raises(errors.DraftSuperseded):
            house.approve(token)

    def test_persons_text_and_approved_ones_stay(self, house: House) -> None:
        written(house, CALM)
        house.edit(house.token(), "التقرير يصلكم مع بداية الشهر.", seen=1)
        raise_(house, Priority.P1)
        assert [version.author for version in versions(house)] == [ledger.SYSTEM, FOUNDER.user_id]
        assert house.card().draft is not None

    def test_rejected_one_stays_rejected(self, house: House) -> None:
        house.reject(house.leak())
        lower(house, Priority.P2)
        assert len(versions(house)) == 1


class TestLower:
    def test_everything_follows_and_nothing_rings(self, house: House) -> None:
        house.leak()
        house.clock.move(minutes=4)
        lower(house, Priority.P3)
        house.run_all()
        card = house.card()
        assert (card.priority, card.p0_sound, card.needs_look) == (Priority.P3, None, False)
        assert card.topic is Topic.OTHER
        assert card.clocks[Metric.FIRST_RESPONSE].due_at == START + timedelta(hours=24)
        assert card.clocks[Metric.RESOLUTION].due_at == START + timedelta(days=7)
        assert card.judged is not None
        assert (card.judged.by, card.judged.reason) == (FOUNDER.user_id, LowerReason.QUESTION)
        assert len(house.slack.posted) == 1
        with house.database.reading() as session:
            assert session.get_one(Ticket, 1).p0_since is None

    def test_reason_and_note_stand_in_the_ledger_without_names_and_numbers(self, house: House) -> None:
        house.leak()
        lower(house, Priority.P2, note="كلّمت نورة على 0551234567 وقالت سؤال")
        (entry,) = told(house, "ticket.lowered")
        assert entry.actor == FOUNDER.user_id
        note = entry.facts["note"]
        assert {**entry.facts, "note": ""} == {"from": "P0", "to": "P2", "reason": "question", "note": ""}
        assert "نورة" not in note
        assert "0551234567" not in note
        assert "كلّمت" in note

    def test_clock_that_was_met_stays(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        before = house.card().clocks[Metric.FIRST_RESPONSE]
        lower(house, Priority.P3)
        after = house.card().clocks
        assert after[Metric.FIRST_RESPONSE] == before
        assert after[Metric.RESOLUTION].target == timedelta(days=7)

    @pytest.mark.parametrize(
        ("actor", "refusal"), [(OPERATOR, errors.FounderOnly), (STRANGER, errors.MayNotArrange)]
    )
    def test_only_the_founder_lowers(
        self, house: House, actor: Actor, refusal: type[errors.FounderOnly]
    ) -> None:
        house.leak()
        with pytest.raises(refusal):
            lower(house, Priority.P3, actor=actor)
        assert house.card().priority is Priority.P0

    @pytest.mark.parametrize("note", ["", "  ", "12 34 !!", "لا", "..ab.."])
    def test_note_without_three_letters_says_nothing(self, house: House, note: str) -> None:
        house.leak()
        with pytest.raises(NoteMissing):
            lower(house, Priority.P3, note=note)
        assert examples(house) == []

    def test_second_of_two_founders_learns_who_was_first(self, house: House) -> None:
        house.leak()
        lower(house, Priority.P3)
        with pytest.raises(PriorityChanged) as lost:
            lower(house, Priority.P2)
        assert (lost.value.by, lost.value.to) == (FOUNDER.user_id, Priority.P3)

    def test_line_that_came_after_the_modal_was_opened_must_be_seen_first(self, house: House) -> None:
        house.leak()
        seen = house.card().through_inbound_id
        written(house, "وكل أرقامنا عندهم")
        with pytest.raises(LinesSince) as since:
            lower(house, Priority.P3, seen=seen)
        assert since.value.newest == house.card().through_inbound_id
        assert house.card().priority is Priority.P0
