"""What a card says, read back from both databases."""

import pytest
from sqlalchemy.exc import NoResultFound

from dealix_ops.reports import cards, draft_views
from dealix_ops.reports.people import Who
from dealix_ops.sla.rules import OF_EVERY_TICKET
from dealix_ops.vocabulary import Means, P0Sound, Priority, Source
from tests.support import deliveries
from tests.support.house import FOUNDER, LEAK, House


class TestTicketCard:
    def test_new_ticket_shows_who_what_why_until_when_and_the_draft(self, house: House) -> None:
        house.leak()
        card = house.card()
        assert (card.priority, card.p0_sound) == (Priority.P0, P0Sound.MEANING)
        assert card.who == Who("نورة", Source.WHATSAPP, Means.WHATSAPP, deliveries.OUR_NUMBER)
        assert [line.text for line in card.lines] == [LEAK]
        assert card.reasons
        assert set(card.clocks) == set(OF_EVERY_TICKET)
        assert card.draft is not None
        assert (card.draft.status, card.draft.last_inbound_id, card.sent_by) == ("proposed", 1, None)

    def test_small_talk_after_a_p0_keeps_its_matter_and_explains_the_new_words(self, house: House) -> None:
        house.leak()
        before = house.card()
        house.approve(house.token())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.customer_writes("شكراً لكم")
        house.run_all()
        after = house.card()
        assert (after.priority, after.topic) == (before.priority, before.topic)
        assert after.reasons != before.reasons

    def test_only_unanswered_lines_and_the_last_ones_when_all_are_answered(self, house: House) -> None:
        house.leak()
        house.approve(house.token())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        assert [line.text for line in house.card().lines] == [LEAK]
        house.customer_writes("وينكم؟")
        house.run_all()
        assert [line.text for line in house.card().lines] == ["وينكم؟"]

    def test_sender_without_a_number_is_said_so(self, house: House) -> None:
        house.customer_writes(LEAK, wa_id=None, user_id="SA.1")
        house.run_all()
        assert house.card().who.means is Means.COPY
        house.approve(house.token())
        assert house.hand_off().number is None

    def test_unknown_ticket_is_an_error_and_no_empty_card(self, house: House) -> None:
        with house.database.reading() as session, pytest.raises(NoResultFound):
            cards.ticket_card(session, 404)


class TestHandOff:
    def test_shows_the_approved_text_its_recipient_and_approver(self, house: House) -> None:
        house.approve(house.leak())
        view = house.hand_off()
        assert (view.number, view.approved_by, view.edited) == (deliveries.CUSTOMER, FOUNDER.user_id, False)
        assert view.text == getattr(house.card().draft, "text", None)

    def test_sender_and_time_stand_on_card_and_hand_off(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.clock.move(minutes=3)
        house.mark_sent(house.hand_off().approval_token)
        for view in (house.card(), house.hand_off()):
            assert (view.sent_by, view.sent_at) == (FOUNDER.user_id, house.clock())


class TestDraftInModal:
    def test_shows_the_version_that_the_button_named(self, house: House) -> None:
        token = house.leak()
        house.customer_writes("وينكم؟")
        house.run_all()
        with house.database.reading() as session:
            old = draft_views.in_modal(session, token)
            assert draft_views.in_modal(session, "nonsense") is None
        assert old is not None
        assert (old.token, old.last_inbound_id) == (token, 1)
