"""`docs/permissions.md` is the table, and the table is whole."""

from bot.blocks import permissions as blocks
from dealix_ops.sending.authority import LIMITS, PASSED_ON, Act, Limit
from tests.docs import permissions


def test_page_is_printed_from_the_code() -> None:
    assert permissions.PAGE.read_text(encoding="utf-8") == permissions.page()


def test_every_act_has_its_limit_and_its_words() -> None:
    assert set(LIMITS) == set(blocks.ACT) == set(Act)
    assert set(permissions.SAID) == set(blocks.LIMIT) == set(Limit)


def test_founder_keeps_delegation_money_freezes_live_sends_and_the_calendar() -> None:
    kept = {Act.DELEGATE, Act.MONEY, Act.UNFREEZE, Act.PUBLISH, Act.LIVE_SEND, Act.CALENDAR}
    assert {act for act, limit in LIMITS.items() if limit is Limit.FOUNDER} - PASSED_ON == kept
