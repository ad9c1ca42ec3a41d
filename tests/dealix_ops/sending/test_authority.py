"""The table of who may do what, every cell of it."""

from datetime import timedelta

import pytest

from dealix_ops.sending.authority import (
    HOLDING_AFTER,
    LIMITS,
    Act,
    Answer,
    Limit,
    Role,
    allows,
    is_limited,
    may,
)
from dealix_ops.vocabulary import Priority

YES, FOUNDER, NOBODY = Answer.YES, Answer.FOUNDER_ONLY, Answer.NOT_AN_APPROVER
OPERATORS = {
    # limit: (P0 at once, P0 that the founder left standing, any other priority, a delicate matter)
    Limit.NONE: (YES, YES, YES, YES),
    Limit.GRAVE: (FOUNDER, FOUNDER, YES, FOUNDER),
    Limit.HOLDING: (FOUNDER, YES, YES, FOUNDER),
    Limit.OWN: (FOUNDER, FOUNDER, FOUNDER, FOUNDER),
    Limit.FOUNDER: (FOUNDER, FOUNDER, FOUNDER, FOUNDER),
}
LIMITED = {
    Act.APPROVE: Limit.HOLDING,
    Act.EDIT: Limit.GRAVE,
    Act.REJECT: Limit.GRAVE,
    Act.CLOSE: Limit.GRAVE,
    Act.UNDO: Limit.OWN,
    Act.LOWER: Limit.FOUNDER,
    Act.FALSE_ALARM: Limit.FOUNDER,
    Act.DELEGATE: Limit.FOUNDER,
    Act.MONEY: Limit.FOUNDER,
    Act.UNFREEZE: Limit.FOUNDER,
    Act.LIVE_SEND: Limit.FOUNDER,
    Act.PUBLISH: Limit.FOUNDER,
    Act.CALENDAR: Limit.FOUNDER,
}
AT_ONCE = timedelta(0)


class TestMay:
    @pytest.mark.parametrize("act", list(Act))
    def test_operator(self, act: Act) -> None:
        found = (
            may(Role.OPERATOR, act, priority=Priority.P0, waited=AT_ONCE),
            may(Role.OPERATOR, act, priority=Priority.P0, waited=HOLDING_AFTER),
            may(Role.OPERATOR, act, priority=Priority.P1, waited=AT_ONCE),
            may(Role.OPERATOR, act, priority=Priority.P1, waited=HOLDING_AFTER, delicate=True),
        )
        assert LIMITS[act] is LIMITED.get(act, Limit.NONE)
        assert found == OPERATORS[LIMITS[act]]
        assert allows(Role.OPERATOR, act) is (found[0] is YES)

    @pytest.mark.parametrize("priority", list(Priority))
    def test_own_approval_may_be_taken_back(self, priority: Priority) -> None:
        assert may(Role.OPERATOR, Act.UNDO, priority=priority, waited=AT_ONCE, own=True) is YES

    @pytest.mark.parametrize("priority", list(Priority))
    @pytest.mark.parametrize("act", list(Act))
    def test_founder_may_and_a_stranger_never(self, act: Act, priority: Priority) -> None:
        assert may(Role.FOUNDER, act, priority=priority, waited=AT_ONCE) is YES
        for own in (False, True):
            assert may(Role.STRANGER, act, priority=priority, waited=timedelta(days=9), own=own) is NOBODY

    @pytest.mark.parametrize("act", list(Act))
    def test_nothing_about_the_matter_moves_the_answer_of_who_is_not_limited(self, act: Act) -> None:
        """So a decision reads nothing for it."""
        for role in (role for role in Role if not is_limited(role)):
            told = {
                may(role, act, priority=priority, waited=waited, own=own, delicate=delicate)
                for priority in Priority
                for waited in (AT_ONCE, HOLDING_AFTER)
                for own in (False, True)
                for delicate in (False, True)
            }
            assert len(told) == 1
        assert is_limited(Role.OPERATOR)
