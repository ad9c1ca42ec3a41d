"""What stands in the channel: what must be noticed is posted anew, everything else changes in place."""

import pytest
from sqlalchemy import update

from dealix_ops.durable.takeover import dead_letters
from dealix_ops.ports.work import Effect, EffectKind, NotAccepted, OutcomeUnknown, Refused
from dealix_ops.sending.models import Approval
from dealix_ops.vocabulary import Priority
from tests.support.house import CHANNEL, LEAK, OPS, House


def cards(house: House) -> list[str]:
    """The channel's messages outside threads: «moved» for a card whose place was taken."""
    here = [m for m in house.slack.posted if m.channel == CHANNEL and m.thread_ts is None]
    return ["moved" if m.text.startswith("moved") else "card" for m in here]


class TestTicketCard:
    def test_more_lines_of_the_same_matter_change_it_in_place(self, house: House) -> None:
        house.leak()
        house.customer_writes("وينكم؟", "ردوا")
        house.run_all()
        house.settle()
        assert cards(house) == ["card"]
        assert house.slack.posted[0].edits > 0

    def test_rise_to_p0_is_a_new_message_and_the_old_one_shrinks(self, house: House) -> None:
        house.customer_writes("السلام عليكم")
        house.run_all()
        house.customer_writes(LEAK)
        house.run_all()
        assert house.card().priority is Priority.P0
        assert cards(house) == ["moved", "card"]

    def test_old_line_leads_to_the_new_card(self, house: House) -> None:
        house.customer_writes("السلام عليكم")
        house.run_all()
        house.customer_writes(LEAK)
        house.run_all()
        old, new = house.slack.posted
        assert old.text == f"moved 1 {house.slack.permalink(CHANNEL, ts=new.ts)}"

    @pytest.mark.parametrize(
        "error", [NotAccepted("busy", retry_after_s=1), OutcomeUnknown("broke"), Refused("Slack: odd")]
    )
    def test_slack_that_gives_no_address_costs_the_link_and_no_card(
        self, house: House, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        def refuse(channel: str, *, ts: str) -> str:
            raise error

        monkeypatch.setattr(house.slack, "permalink", refuse)
        house.customer_writes("السلام عليكم")
        house.run_all()
        house.customer_writes(LEAK)
        house.run_all()
        assert cards(house) == ["moved", "card"]
        assert house.slack.posted[0].text == "moved 1 None"

    def test_line_after_the_answer_is_a_new_message(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.customer_writes("طيب متى؟")
        house.run_all()
        assert cards(house)[0] == "moved"
        assert cards(house)[-1] == "card"

    def test_rise_before_the_first_card_stood_is_one_card(self, house: House) -> None:
        house.customer_writes("السلام عليكم", LEAK)
        house.run_all()
        assert cards(house) == ["card"]

    def test_lost_reply_of_the_new_message_leaves_one(self, house: House) -> None:
        house.customer_writes("السلام عليكم")
        house.run_all()
        house.customer_writes(LEAK)
        house.slack.lose_next(OutcomeUnknown("the connection to Slack broke"))
        house.run_all()
        assert cards(house) == ["moved", "card"]


class TestNotice:
    def test_lost_reply_of_a_word_to_one_person_is_the_end_of_it(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing can be looked for under a person's id: Slack would refuse it for six hours."""
        monkeypatch.setattr(house.slack, "find", None)
        effect = Effect(EffectKind.NOTICE, "U_OPERATOR", {"channel": "U_OPERATOR", "text": "لها تذكرة"})
        with house.database.transaction() as session:
            house.queues.add(session, effect, now=house.clock())
        house.slack.lose_next(OutcomeUnknown("the connection to Slack broke"))
        house.run_all()
        assert [one.channel for one in house.slack.posted] == ["U_OPERATOR"]
        with house.database.reading() as session:
            assert dead_letters(session) == []


class TestEphemeral:
    def whisper(self, house: House) -> None:
        payload = {"channel": CHANNEL, "user": "U_OPERATOR", "text": "سبقك زميلك"}
        effect = Effect(EffectKind.EPHEMERAL, f"{CHANNEL}:U_OPERATOR", payload)
        with house.database.transaction() as session:
            house.queues.add(session, effect, now=house.clock())

    def test_answer_reaches_the_person_who_pressed(self, house: House) -> None:
        self.whisper(house)
        house.run_all()
        assert house.slack.whispers == [(CHANNEL, "U_OPERATOR", "سبقك زميلك")]

    def test_answer_that_waited_too_long_is_not_shown(self, house: House) -> None:
        self.whisper(house)
        house.clock.move(minutes=11)
        house.run_all()
        assert house.slack.whispers == []
        assert house.waiting() == []


class TestHandOff:
    def test_text_that_changed_after_its_approval_does_not_leave(self, house: House) -> None:
        house.approve(house.leak())
        with house.database.transaction() as session:
            session.execute(update(Approval).values(text="نص آخر"))
        house.run_all()
        assert not [m for m in house.slack.posted if "نص آخر" in m.text]
        assert not [m for m in house.slack.posted if m.thread_ts]
        with house.database.reading() as session:
            kinds = {letter.kind for letter in dead_letters(session)}
        assert kinds == {"slack.hand_off", "slack.hand_off_text"}
        assert [m for m in house.slack.posted if m.channel == OPS]
