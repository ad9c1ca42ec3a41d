"""Ten lines in a row: the card at once and calm afterwards, one draft for all, a P0 without waiting."""

from datetime import datetime

from sqlalchemy import func, select

from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports.work import EffectKind
from dealix_ops.vocabulary import Priority
from tests.support.house import LEAK, House

CALM_LINES = ("هلا", "عندي سؤال", "عن الفاتورة", "متى تطلع؟", "وكم المبلغ", "وهل تشمل الضريبة")


def write_slowly(house: House, *lines: str, gap_s: float) -> list[datetime]:
    """Each line is processed when it comes; time passes between them. Returns when each came."""
    came = []
    for line in lines:
        came.append(house.clock())
        house.customer_writes(line)
        house.run_all()
        house.settle(gap_s)
    return came


def versions(house: House) -> list[DraftVersion]:
    with house.database.reading() as session:
        return list(session.scalars(select(DraftVersion).order_by(DraftVersion.id)))


def drawings(house: House) -> int:
    with house.database.reading() as session:
        kind = OutboxRow.kind == EffectKind.TICKET_CARD.value
        return session.scalar(select(func.count()).where(kind)) or 0


class TestBurst:
    def test_card_and_draft_stand_with_the_first_line(self, house: House) -> None:
        house.customer_writes(CALM_LINES[0])
        house.run_all()
        assert len(house.slack.posted) == 1
        assert len(versions(house)) == 1

    def test_draft_is_made_anew_once_the_customer_pauses(self, house: House) -> None:
        came = write_slowly(house, *CALM_LINES, gap_s=3)
        assert len(versions(house)) == 1
        house.settle()
        first, second = versions(house)
        assert (second.version, second.last_inbound_id) == (2, len(CALM_LINES))
        assert (second.created_at - came[-1]).total_seconds() == 8
        assert house.card().draft is not None
        assert house.card().through_inbound_id == second.last_inbound_id
        assert first.token != second.token

    def test_who_never_pauses_gets_a_draft_after_half_a_minute(self, house: House) -> None:
        came = write_slowly(house, *["وينكم"] * 12, gap_s=5)
        house.settle()
        waits = [(made.created_at - came[1]).total_seconds() for made in versions(house)[1:]]
        assert waits == [30, 58]  # at most half a minute, and eight seconds after the last line

    def test_card_changes_at_most_every_five_seconds(self, house: House) -> None:
        write_slowly(house, *CALM_LINES * 4, gap_s=1)
        house.settle()
        (card,) = house.slack.posted
        assert len(house.card().lines) == 24
        # 24 s of lines and the pause: a change each 5 s, one for the draft of the pause.
        assert card.edits <= 7
        assert drawings(house) <= 8

    def test_p0_does_not_wait(self, house: House) -> None:
        write_slowly(house, *CALM_LINES, gap_s=1)
        house.customer_writes(LEAK)
        house.run_all()
        card = house.card()
        assert card.priority is Priority.P0
        assert card.draft is not None
        assert card.draft.last_inbound_id == card.through_inbound_id
        assert len(house.slack.posted) == 2  # a rise is a new message

    def test_decision_before_the_pause_stands(self, house: House) -> None:
        token = house.leak()
        house.customer_writes("وينكم؟")
        house.run_all()
        house.edit(token, "نتابع موضوعكم معكم الآن.", seen=2)
        house.settle()
        card = house.card()
        assert card.draft is not None
        assert (card.draft.status, card.draft.text) == (
            drafts.DraftStatus.HANDED_OFF,
            "نتابع موضوعكم معكم الآن.",
        )

    def test_triage_reads_the_block_and_not_the_line(self, house: House) -> None:
        write_slowly(house, LEAK, "طيب تمام", "شكراً", gap_s=1)
        house.settle()
        assert house.card().priority is Priority.P0


class TestOnItsWay:
    def test_what_an_approved_text_answers_is_not_answered_once_more(self, house: House) -> None:
        house.customer_writes("كم سعر باقة Growth؟")
        house.run_all()
        assert "2,999" in versions(house)[-1].text
        house.approve(house.token())
        house.run_all()
        house.customer_writes("وهل فيه تجربة؟")
        house.run_all()
        house.settle()
        answer = versions(house)[-1].text
        assert "Pilot" in answer
        assert "2,999" not in answer

    def test_nod_while_it_is_on_its_way_asks_for_no_text(self, house: House) -> None:
        house.customer_writes("كم سعر باقة Growth؟")
        house.run_all()
        house.approve(house.token())
        house.run_all()
        house.customer_writes("تمام")
        house.run_all()
        house.settle()
        assert len(versions(house)) == 1
