"""`/dealix تذكرة …` as a person types it."""

import pytest

from bot.sandbox.block_rules import block_problems
from tests.bot.edge import Edge, Json
from tests.bot.listeners.hands import command, mapped, tell
from tests.bot.listeners.test_customer_links import mailed
from tests.support.house import LEAK, OPERATOR, STRANGER
from tests.support.slack_events import direct, stamp

CALM = "كيف أضيف مستخدماً للوحة؟"
PHONES = ("966551234567", "966551234214")
FOUND = {
    "ت-2": [2],
    "ت٢": [2],
    "2": [2],
    "٢": [2],
    "#2": [2],
    "تذكرة 2": [2],
    "نوره": [1],
    "القحطاني": [1],
    "0551234567": [1],
    "٠٥٥ ١٢٣ ٤٥٦٧": [1],
    "+966 55 123 4567": [1],
    "00966551234567": [1],
    "4567": [1],
    "٤٢١٤": [2],
    "متدربين": [1],
    "لوحه": [2, 1],
    "أضيف مستخدم": [2],
    "اللوحة مستخدما": [2],
}


def lines(answer: Json) -> list[str]:
    assert block_problems(answer["blocks"], low=1) == []
    return [block["text"]["text"].replace("\u200f", "") for block in answer["blocks"][1:]]


def ids(answer: Json) -> list[int]:
    return [int(line.split(" · ")[0].removeprefix("تذكرة ت-")) for line in lines(answer)]


@pytest.fixture
def busy(each_desk: Edge) -> Edge:
    """Three tickets: a leak, a question, a mail."""
    return filled(each_desk)


@pytest.fixture
def house(desk: Edge) -> Edge:
    return filled(desk)


def filled(edge: Edge) -> Edge:
    edge.house.customer_writes(LEAK, wa_id=PHONES[0], name="نورة القحطاني")
    edge.house.customer_writes(f"{CALM} رقمي 0551234214", wa_id=PHONES[1], name="سالم")
    edge.house.run_all()
    return edge


class TestFind:
    async def test_by_number_name_phone_and_words(self, house: Edge) -> None:
        found = {words: ids((await command(house, f"تذكرة {words}")).json) for words in FOUND}
        assert found == FOUND

    async def test_line_leads_to_the_card_and_masks_what_was_said(self, busy: Edge) -> None:
        answer = (await command(busy, "التذكره سالم", user=OPERATOR.user_id, team_domain="dealix")).json
        (line,) = lines(answer)
        head, snippet = line.split("\n")
        card = next(one for one in busy.house.slack.posted if "سالم" in one.text)
        address = f"https://dealix.slack.com/archives/{card.channel}/p{card.ts.replace('.', '')}"
        assert head == f"تذكرة ت-2 · عادي · سالم · مفتوحة · 10:12 ص · <{address}|البطاقة>"
        assert "0551234214" not in snippet
        assert snippet.startswith("> كيف أضيف مستخدماً للوحة؟")

    async def test_by_the_customer_s_name_and_never_more_than_ten(self, desk: Edge) -> None:
        mapped(desk, name="الأفق")
        for number in range(12):
            desk.house.customer_writes(CALM, wa_id=f"96655000{number:04}")
        desk.house.run_all()
        assert ids((await command(desk, "تذكرة مستخدما")).json) == list(range(12, 2, -1))

    async def test_mail_is_found_by_its_subject(self, desk: Edge) -> None:
        await mailed(desk, "نورة <noura@ofuq.example>", "النص هنا")
        assert ids((await command(desk, "ticket سؤال")).json) == [1]

    async def test_nothing_found_is_said(self, house: Edge) -> None:
        for words in ("ت-99", "كلام لم يقله أحد", "0559999999", "!!", "%", "_", "x" * 900):
            answer = await command(house, f"تذكرة {words}")
            assert answer.text.startswith("لم نجد تذكرة عن «"), words

    async def test_without_words_it_asks_for_them(self, desk: Edge) -> None:
        assert "اكتب بعد «تذكرة»" in (await command(desk, "تذكرة")).text

    async def test_markup_in_what_was_typed_is_text(self, house: Edge) -> None:
        answer = await command(house, "تذكرة <!here> نورة")
        assert "<!here>" not in answer.text
        assert "&lt;!here&gt;" in answer.text

    async def test_customers_words_are_not_for_strangers(self, house: Edge) -> None:
        answer = await command(house, "تذكرة نورة", user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.text
        assert "متدربين" not in answer.text

    async def test_word_works_in_the_bot_s_own_messages_too(self, house: Edge) -> None:
        await tell(house, direct("تذكرة 2", ts=stamp(house.clock()), user=OPERATOR.user_id))
        house.house.run_all()
        assert "تذكرة ت-2 · عادي" in str(list(house.house.strict.shown.values())[-1].blocks)

    async def test_address_is_made_of_no_foreign_text(self, house: Edge) -> None:
        answer = (await command(house, "تذكرة 2", team_domain="evil.example/|x")).json
        assert "evil" not in str(answer)
