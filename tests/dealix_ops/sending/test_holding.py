"""A P0 that the founder left: what an operator may let out, and what stays the founder's."""

import pytest

from dealix_ops.sending import errors
from tests.dealix_ops.endings.hands import ask, newest_approval
from tests.dealix_ops.sending.hands import left_for_founder, undo
from tests.support.house import FOUNDER, OPERATOR, House
from tests.support.only import ON_SQLITE

OWN = "السلام عليكم، وصلنا بلاغكم، وسنتصل بكم.\nنعود لكم بما يتبيّن خلال 30 دقيقة من هذه الرسالة."

pytestmark = ON_SQLITE


def test_an_operators_own_text_never_becomes_the_holding_text(house: House) -> None:
    house.leak()
    left_for_founder(house, OWN)
    house.clock.move(minutes=11)
    with pytest.raises(errors.FounderOnly):
        house.approve(house.token(), OPERATOR)


def test_nor_under_new_lines_in_the_modal(house: House) -> None:
    house.leak()
    left_for_founder(house, OWN)
    house.clock.move(minutes=11)
    house.customer_writes("وينكم؟")
    house.run_all()
    with pytest.raises(errors.FounderOnly):
        house.edit(house.token(), OWN, seen=house.card().through_inbound_id, actor=OPERATOR)


def test_closing_question_of_a_p0_is_no_holding_text(house: House) -> None:
    house.leak()
    ask(house, actor=OPERATOR)
    house.clock.move(minutes=11)
    with pytest.raises(errors.FounderOnly):
        house.approve(house.token(), OPERATOR)


def test_a_founder_who_took_it_back_has_not_left_it(house: House) -> None:
    token = house.leak()
    house.clock.move(minutes=11)
    house.approve(token, FOUNDER)
    undo(house, newest_approval(house))
    with pytest.raises(errors.FounderOnly):
        house.approve(house.token(), OPERATOR)
    house.clock.move(minutes=11)
    house.approve(house.token(), OPERATOR)
