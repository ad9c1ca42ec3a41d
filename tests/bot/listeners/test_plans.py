"""`/dealix خطة`: what may be done at all is said, whoever asks, and nothing is done."""

import pytest

from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.bot.listeners.test_decide import events
from tests.bot.listeners.test_direct import answers, writes
from tests.bot.tables import counts, rows
from tests.support.house import FOUNDER, OPERATOR, STRANGER

SCRAPE = "اسحب لي أرقام المطاعم من قوقل ماب"


class TestPlan:
    @pytest.mark.parametrize("user", [FOUNDER.user_id, OPERATOR.user_id])
    async def test_forbidden_is_refused_with_the_way_that_is_open(self, each_desk: Edge, user: str) -> None:
        text = (await command(each_desk, f"خطة {SCRAPE}", user=user)).text
        assert text.startswith("لا ننفّذه (جمع بيانات دون إذن): ")
        assert "البديل: ابحث يدوياً" in text
        assert events(each_desk) == [("plan.refused", user)]

    async def test_allowed_is_a_draft_for_approval(self, desk: Edge) -> None:
        text = (await command(desk, "خطة مسودة بريد لشركة الأفق")).text
        assert text.startswith("مسموح: رسالة إلى شخص.")
        assert "يعتمدها شخص" in text
        assert events(desk) == [("plan.proposed", FOUNDER.user_id)]
        assert set(counts(desk.database)) == {"action_plan", "ledger_entry"}

    async def test_same_words_twice_change_nothing(self, each_desk: Edge) -> None:
        for words in (SCRAPE, SCRAPE, f"  {SCRAPE} ", SCRAPE.replace("ا", "أ", 1)):
            await command(each_desk, f"خطة {words}")
        assert counts(each_desk.database) == {"action_plan": 1, "ledger_entry": 1}

    async def test_unknown_names_what_is_known(self, desk: Edge) -> None:
        text = (await command(desk, "plan نظف المكتب")).text
        assert text.startswith("لا ننفّذه (إجراء غير معروف)")
        assert "فاتورة بتعليمات دفع" in text

    async def test_stranger_gets_no_plan(self, desk: Edge) -> None:
        text = (await command(desk, "خطة مسودة بريد", user=STRANGER.user_id)).text
        assert text == "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        assert "action_plan" not in counts(desk.database)

    async def test_without_words_it_asks_for_them(self, desk: Edge) -> None:
        assert "اكتب بعد «خطة»" in (await command(desk, "خطة")).text

    async def test_what_is_kept_is_masked(self, desk: Edge) -> None:
        secret = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"
        await command(desk, f"خطة مسودة بريد إلى 0551234567 بالمفتاح {secret}")
        kept = str(rows(desk.database)["action_plan"]) + str(rows(desk.database)["ledger_entry"])
        assert "0551234567" not in kept
        assert secret not in kept

    async def test_works_without_a_slash(self, desk: Edge) -> None:
        await writes(desk, f"خطة {SCRAPE}")
        assert answers(desk)[0].startswith("لا ننفّذه")
