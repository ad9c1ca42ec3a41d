"""What a week teaches: counted by company, and no share where too few were contacted."""

from dealix_ops.self_growth.rules import LEAST_TO_JUDGE, Focus, Learnt, Moved, Status, learn

TRAINING, SAAS = Focus.TRAINING_RIYADH, Focus.SAAS_RIYADH


def moves(focus: Focus, *statuses: Status, start: int = 1, count: int = 1) -> list[Moved]:
    return [Moved(start + number, focus, to) for number in range(count) for to in statuses]


def test_company_counts_once_for_each_state_however_often_it_moved() -> None:
    seen = moves(TRAINING, Status.CONTACTED, Status.REPLIED, Status.CONTACTED, Status.MEETING)
    assert learn(seen) == (Learnt(TRAINING, contacted=1, answered=1, won=0, dropped=0, of_contacted=1),)


def test_share_needs_five_contacted_and_counts_only_them() -> None:
    few = moves(TRAINING, Status.CONTACTED, Status.REPLIED, count=LEAST_TO_JUDGE - 1)
    assert learn(few)[0].share is None
    enough = few + moves(TRAINING, Status.CONTACTED, start=50) + moves(TRAINING, Status.REPLIED, start=99)
    (one,) = learn(enough)
    assert (one.contacted, one.answered, one.share) == (5, 5, 0.8)


def test_only_focuses_in_which_something_moved_in_their_order() -> None:
    seen = moves(SAAS, Status.DROPPED) + moves(TRAINING, Status.WON, start=9)
    assert [one.focus for one in learn(seen)] == [TRAINING, SAAS]
    assert learn([]) == ()
