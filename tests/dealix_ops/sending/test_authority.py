"""The table of who may do what with a draft and its hand-off, every cell of it."""

from datetime import timedelta

import pytest

from dealix_ops.sending.authority import HOLDING_AFTER, Act, Answer, Role, may, may_end
from dealix_ops.vocabulary import Priority

YES, FOUNDER, NOBODY = Answer.YES, Answer.FOUNDER_ONLY, Answer.NOT_AN_APPROVER
OPERATORS = {
    # act: (P0 at once, P0 that the founder left standing, any other priority, a delicate matter)
    Act.APPROVE: (FOUNDER, YES, YES, FOUNDER),
    Act.EDIT: (FOUNDER, FOUNDER, YES, FOUNDER),
    Act.REJECT: (FOUNDER, FOUNDER, YES, FOUNDER),
    Act.PROPOSE: (YES, YES, YES, YES),
    Act.OPEN_PAGE: (YES, YES, YES, YES),
    Act.MARK_SENT: (YES, YES, YES, YES),
    Act.NOT_SENT: (YES, YES, YES, YES),
    Act.UNDO: (FOUNDER, FOUNDER, FOUNDER, FOUNDER),
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
        assert found == OPERATORS[act]

    @pytest.mark.parametrize("priority", list(Priority))
    def test_own_approval_may_be_taken_back(self, priority: Priority) -> None:
        assert may(Role.OPERATOR, Act.UNDO, priority=priority, waited=AT_ONCE, own=True) is YES

    @pytest.mark.parametrize("priority", list(Priority))
    @pytest.mark.parametrize("act", list(Act))
    def test_founder_may_and_a_stranger_never(self, act: Act, priority: Priority) -> None:
        assert may(Role.FOUNDER, act, priority=priority, waited=AT_ONCE) is YES
        for own in (False, True):
            assert may(Role.STRANGER, act, priority=priority, waited=timedelta(days=9), own=own) is NOBODY


class TestMayEnd:
    @pytest.mark.parametrize("priority", list(Priority))
    @pytest.mark.parametrize("confirmed", [True, False])
    def test_every_cell(self, priority: Priority, confirmed: bool) -> None:
        found = {role: may_end(role, priority=priority, confirmed=confirmed) for role in Role}
        of_operator = FOUNDER if priority is Priority.P0 and not confirmed else YES
        assert found == {Role.FOUNDER: YES, Role.OPERATOR: of_operator, Role.STRANGER: NOBODY}
