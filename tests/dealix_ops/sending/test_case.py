"""Two transactions around one conversation: the second waits for the first and reads what it wrote."""

import threading

from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.sending import errors
from tests.support.house import FOUNDER, House


class TestCaseOf:
    def test_processing_waits_for_an_open_decision_and_opens_the_next_draft(self, house: House) -> None:
        """Without the lock it would give the approved draft another version, and the card another text."""
        token = house.leak()
        inside, written = threading.Event(), threading.Event()

        def decide() -> None:
            with house.database.transaction() as session:
                house.decisions.approve(session, token, actor=FOUNDER, now=house.clock())
                inside.set()
                # Long enough for the other to reach the lock; it cannot pass it before we commit.
                written.wait(0.5)

        deciding = threading.Thread(target=decide)
        deciding.start()
        assert inside.wait(5)
        house.customer_writes("وينكم؟")
        house.run_all()
        written.set()
        deciding.join()
        house.run_all()
        with house.database.reading() as session:
            version = drafts.version_by_token(session, token)
            assert version is not None
            first = session.get_one(Draft, version.draft_id)
            assert (first.version, first.status) == (1, "handed_off")
        newest = house.card().draft
        assert newest is not None
        assert (newest.kind, newest.status) == ("update", "proposed")

    def test_every_change_gives_the_card_a_version_of_its_own(self, house: House) -> None:
        house.leak()
        before = house.card().version
        writers = [threading.Thread(target=house.show_card) for _ in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert house.card().version == before + 4


class TestLosingSide:
    def test_two_approvals_at_the_same_moment_leave_one(self, house: House) -> None:
        token = house.leak()
        outcomes: list[str] = []
        barrier = threading.Barrier(2)

        def press() -> None:
            barrier.wait()
            try:
                house.approve(token)
                outcomes.append("won")
            except errors.DraftAlreadyDecided as lost:
                outcomes.append(lost.by)

        threads = [threading.Thread(target=press) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == [FOUNDER.user_id, "won"]
