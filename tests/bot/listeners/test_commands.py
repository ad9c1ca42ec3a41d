"""`/dealix …` as a person types it: answered in the acknowledgement, to that person alone."""

import asyncio

import pytest
from structlog.testing import capture_logs

from dealix_ops.sending.authority import Actor
from tests.bot.edge import Edge
from tests.bot.listeners.hands import CUSTOMER, command, mapped, shortcut
from tests.bot.listeners.test_decide import events
from tests.bot.tables import counts, rows
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR, STRANGER
from tests.support.slack_events import LUNCH, ROOM, SUPPORT

SECRET = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"


def channels(edge: Edge) -> list[tuple[str, str]]:
    """Each mapped channel with its customer's name."""
    tables = rows(edge.database)
    names = {row[0]: row[1] for row in tables["customer"]}
    return sorted((row[0], names[row[1]]) for row in tables["customer_channel"])


class TestTriage:
    async def test_priority_and_reason_come_back_and_nothing_is_stored(self, desk: Edge) -> None:
        for word in ("فرز", "الفرز", "triage", "TRIAGE", "Triage:", "فرز\n"):
            answer = await command(desk, f"{word} {LEAK}", user=STRANGER.user_id)
            assert answer.status == 200
            assert answer.text.startswith("🔴 طارئ (P0)"), word
            assert "السبب: " in answer.text
        assert counts(desk.database) == {}

    async def test_secret_is_masked_and_markup_is_not_live(self, desk: Edge) -> None:
        answer = await command(desk, f"فرز هذا المفتاح {SECRET} <!channel> انحذفت <https://evil.example|هنا>")
        assert "(P0)" in answer.text
        assert SECRET[8:] not in answer.text
        assert "<!" not in answer.text
        assert "<http" not in answer.text

    async def test_without_a_text_it_asks_for_one(self, desk: Edge) -> None:
        assert "اكتب النص بعد «فرز»" in (await command(desk, "فرز")).text


class TestChannel:
    @pytest.mark.parametrize("person", [FOUNDER, OPERATOR], ids=["founder", "operator"])
    async def test_channel_becomes_a_customer_s_and_the_ledger_says_by_whom(
        self, each_desk: Edge, person: Actor
    ) -> None:
        answer = await command(each_desk, f"قناة  {CUSTOMER} ", user=person.user_id)
        assert CUSTOMER in answer.text
        assert channels(each_desk) == [(ROOM, CUSTOMER)]
        assert events(each_desk) == [("channel.mapped_to_customer", person.user_id)]
        answer = await command(each_desk, "القناه الغاء", user=person.user_id)
        assert answer.text == "لم تعد هذه القناة لعميل."
        assert channels(each_desk) == []
        assert events(each_desk)[1:] == [("channel.unmapped", person.user_id)]

    async def test_second_name_moves_it_and_the_same_name_makes_no_second_customer(self, desk: Edge) -> None:
        for name in (CUSTOMER, "الأفق", f"  {CUSTOMER}  "):
            await command(desk, f"channel {name}")
        await command(desk, f"قناة {CUSTOMER}", channel=LUNCH)
        assert channels(desk) == [(LUNCH, CUSTOMER), (ROOM, CUSTOMER)]
        assert counts(desk.database)["customer"] == 2

    async def test_stranger_changes_nothing_and_the_ledger_says_so(self, desk: Edge) -> None:
        mapped(desk)
        for text in ("قناة الأفق", "قناة إلغاء"):
            answer = await command(desk, text, user=STRANGER.user_id)
            assert answer.text == "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        assert channels(desk) == [(ROOM, CUSTOMER)]
        assert events(desk) == [("decision.refused", STRANGER.user_id)] * 2

    async def test_nothing_to_undo_is_said_and_is_no_entry(self, desk: Edge) -> None:
        assert (await command(desk, "قناة off")).text == "هذه القناة ليست لعميل أصلاً."
        assert counts(desk.database) == {}

    @pytest.mark.parametrize("name", ["", "   ", "ع" * 121])
    async def test_name_that_is_none_is_asked_for(self, each_desk: Edge, name: str) -> None:
        assert "اكتب اسم العميل" in (await command(each_desk, f"قناة {name}")).text
        assert counts(each_desk.database) == {}

    async def test_name_is_shown_as_text(self, each_desk: Edge) -> None:
        answer = await command(each_desk, "قناة \x00<!here> *الأفق* & شركاه")
        assert "&lt;!here&gt; الأفق &amp; شركاه" in answer.text
        assert len(channels(each_desk)) == 1

    @pytest.mark.parametrize("channel", [CHANNEL, SUPPORT, "C_OPS"])
    async def test_our_own_rooms_are_no_customer_s(self, desk: Edge, channel: str) -> None:
        assert "هذه القناة لنا" in (await command(desk, f"قناة {CUSTOMER}", channel=channel)).text
        assert counts(desk.database) == {}

    async def test_in_the_bots_own_conversation_it_says_where_to_type_it(self, desk: Edge) -> None:
        answer = await command(desk, f"قناة {CUSTOMER}", channel="D0FOUNDER")
        assert "داخل قناة العميل نفسها" in answer.text


class TestHelp:
    async def test_every_command_is_listed(self, desk: Edge) -> None:
        for text in ("مساعدة", "مساعده", "المساعدة", "؟", "", "   "):
            answer = await command(desk, text, user=STRANGER.user_id)
            assert [f"• {word}" in answer.text for word in ("فرز", "قناة", "تفويض")] == [True] * 3

    async def test_in_english_for_whoever_asks_in_english(self, desk: Edge) -> None:
        answer = await command(desk, "Help")
        assert [f"\n• {word}" in answer.text for word in ("triage", "channel", "delegate")] == [True] * 3

    @pytest.mark.parametrize(
        ("typed", "nearest"),
        [("فرس", "«فرز نص الرسالة»"), ("قناتي", "«قناة اسم العميل»"), ("helb", "«مساعدة»"), ("zzz", "«")],
    )
    async def test_unknown_word_gets_the_two_nearest(self, desk: Edge, typed: str, nearest: str) -> None:
        text = (await command(desk, f"{typed} كذا")).text
        head, _, offered = text.partition("أتقصد ")
        assert typed in head
        assert offered.startswith(nearest)
        assert offered.count("«") == 2

    async def test_unknown_word_is_shown_as_text(self, desk: Edge) -> None:
        assert "<!here>" not in (await command(desk, "<!here>")).text


class TestBroken:
    @pytest.mark.parametrize("lacking", ["user_id", "channel_id"])
    async def test_command_without_who_or_where_is_refused(self, desk: Edge, lacking: str) -> None:
        assert (await command(desk, f"قناة {CUSTOMER}", **{lacking: ""})).status == 400
        assert counts(desk.database) == {}

    async def test_failure_is_a_reference_that_the_person_reads(self, desk: Edge) -> None:
        with desk.database.transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE customer_channel RENAME TO gone")
        with capture_logs() as logged:
            answer = await command(desk, f"قناة {CUSTOMER}")
        (failed,) = logged
        assert answer.status == 200  # Slack shows the body of no other
        assert answer.text == f"تعذّر التنفيذ. رقم المتابعة: {failed['reference']}"

    async def test_failed_shortcut_is_a_reference_in_the_person_s_own_conversation(self, desk: Edge) -> None:
        with desk.database.transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE customer RENAME TO gone")
        with capture_logs() as logged:
            answer = await shortcut(desk)
        assert answer.status == 500
        desk.house.run_all()
        (told,) = desk.house.slack.posted
        assert (told.channel, told.text) == (FOUNDER.user_id, answer.text)
        assert logged[0]["reference"] in told.text


class TestReading:
    @pytest.mark.parametrize(
        "words", ["تذكرة متدربين", "عملاء", "عميل", "ربط", f"فرز {LEAK}", "مساعدة", "؟؟؟"]
    )
    async def test_command_that_only_reads_waits_for_no_writer(self, desk: Edge, words: str) -> None:
        with desk.database.transaction():
            async with asyncio.timeout(10):
                answer = await command(desk, words)
        assert answer.status == 200
        assert len(answer.text) > 10
