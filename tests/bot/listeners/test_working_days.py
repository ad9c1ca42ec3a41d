"""`/dealix دوام` from the founder's side: read the hours, correct what the moon decides."""

import pytest

from dealix_ops.ledger.models import LedgerEntry
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.support.house import FOUNDER, OPERATOR, STRANGER


async def test_hours_today_and_what_is_ahead(desk: Edge) -> None:
    text = (await command(desk, "دوام")).text
    assert "الدوام الآن: مفتوح حتى 5:00 م" in text
    assert "ساعات العمل: 9 ص–5 م · في رمضان: 10 ص–4 م و9 م–12 ص" in text
    assert "لا يوجد خلال 60 يوماً" in text


async def test_at_night_it_says_when_work_begins(desk: Edge) -> None:
    desk.house.clock.move(hours=12)
    assert "مغلق، ويبدأ غداً 9:00 ص" in (await command(desk, "دوام")).text


class TestTold:
    async def test_a_founder_confirms_and_the_list_says_so(self, desk: Edge) -> None:
        answer = await command(desk, "دوام ٥/١/٢٠٢٧ إجازة يوم الشركة")
        assert (
            answer.text == "تم: الثلاثاء 5 يناير 2027 إجازة (يوم الشركة)، ومواعيد الرسائل القادمة تُحسب عليه."
        )
        assert "• الثلاثاء 5 يناير 2027: يوم الشركة (مؤكد)" in (await command(desk, "دوام")).text
        again = await command(desk, "دوام 2027-01-05 عطلة يوم الشركة")
        assert again.text.startswith("لا تغيير")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("دوام غداً إجازة", "اكتب اليوم بالأرقام"),
            ("دوام 31/2/2027 إجازة", "اكتب اليوم بالأرقام"),
            ("دوام 5/1/2027", "اكتب اليوم بالأرقام"),
            ("دوام 5/1/2027 حفلة", "اكتب اليوم بالأرقام"),
            ("دوام 5/1/2020 إجازة", "مضى"),
            ("دوام 5/1/2099 إجازة", "بعيد"),
        ],
    )
    async def test_what_cannot_be_read_is_asked_back(self, desk: Edge, words: str, said: str) -> None:
        assert said in (await command(desk, words)).text
        with desk.database.reading() as session:
            assert session.query(LedgerEntry).count() == 0

    async def test_only_founders_change_it(self, desk: Edge) -> None:
        refused = await command(desk, "دوام 5/1/2027 إجازة", user=OPERATOR.user_id)
        assert "للمؤسس" in refused.text
        assert "الدوام الآن" in (await command(desk, "دوام", user=OPERATOR.user_id)).text
        assert "الدوام" not in (await command(desk, "دوام", user=STRANGER.user_id)).text
        assert FOUNDER.user_id not in refused.text
