"""A P0 at night, minute by minute: who is rung, by which way, until when."""

from datetime import timedelta

from dealix_ops.paging import standing
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.models import Ticket
from tests.bot.alarms import ALERTS, BY_WORD, leak, minutes, outside, rung, the_page, tick, told, wake
from tests.bot.edge import MAIL_TO, Edge
from tests.bot.listeners.hands import command
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, STRANGER


class TestLadder:
    async def test_minute_by_minute_until_somebody_takes_it(self, edge: Edge) -> None:
        begun = leak(wake(edge))
        minutes(edge, 18, since=begun)
        founder, operator = FOUNDER.user_id, OPERATOR.user_id
        assert rung(edge, begun) == [
            (0, ALERTS), (0, founder),
            (7, ALERTS), (7, founder), (7, operator),
            (12, ALERTS), (12, founder), (12, operator),
            (17, ALERTS), (17, founder), (17, operator),
        ]  # fmt: skip
        assert outside(edge) == ([1, 2, 3, 4], [1, 2, 3, 4])
        await edge.press("ticket.claim", f"1.{edge.house.card().through_inbound_id}", user=operator)
        minutes(edge, 6, since=edge.clock())
        assert len(rung(edge, begun)) == 11
        said = "توقّف النداء الطارئ: استلمها <@U_OPERATOR> 10:30 ص، بعد 18 دقيقة."
        assert [told(edge, room)[-1] for room in (ALERTS, founder)] == [said, said]
        assert said not in told(edge, operator)
        assert (the_page(edge).ended_as, the_page(edge).taken_by) == ("taken", operator)
        assert edge.house.strict.refusals == []
        assert (
            not edge.house.card().clocks[Metric.FIRST_RESPONSE].met_at
        )  # the alarm stops, the clock does not

    async def test_what_it_says_and_that_it_names_no_customer(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        minutes(desk_edge, 7, since=begun)
        first = next(text for text in told(desk_edge, FOUNDER.user_id))
        assert first == "طارئ: بيانات ظاهرة لغير أصحابها، ينتظر من يستلمه منذ 10:12 ص."
        assert "لم يستلمه أحد منذ 7 دقائق" in told(desk_edge, OPERATOR.user_id)[0]
        letter, (key, ring) = desk_edge.house.mailer.letters[0], desk_edge.house.pager.rings[0]
        assert (letter.to, letter.subject) == (MAIL_TO, "طارئ (P0): بيانات ظاهرة لغير أصحابها · تذكرة ت-1")
        assert (ring["kind"], ring["ticket"], ring["minutes"], ring["drill"]) == ("p0", 1, 3, False)
        assert ring["link"].startswith("https://slack.com/app_redirect?channel=C_")
        assert key.endswith("-1")
        for outside_text in (letter.text, str(ring)):
            for theirs in ("نورة", "متدربين", "9665"):
                assert theirs not in outside_text

    async def test_taken_at_minute_4_from_the_direct_message(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        minutes(desk_edge, 4, since=begun)
        await desk_edge.press("page.take", the_page(desk_edge).token)
        minutes(desk_edge, 8, since=begun)
        assert rung(desk_edge, begun) == [(0, ALERTS), (0, FOUNDER.user_id)]
        card = desk_edge.house.card()
        assert card.claimed_by == FOUNDER.user_id
        assert "بعد 4 دقائق" in told(desk_edge, ALERTS)[-1]
        await desk_edge.press("page.take", the_page(desk_edge).token, user=OPERATOR.user_id)
        desk_edge.house.run_all()
        assert desk_edge.house.slack.whispers[-1][2].startswith(f"سبقك <@{FOUNDER.user_id}> واستلمها")

    async def test_stranger_stops_nothing(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        await desk_edge.press("page.take", the_page(desk_edge).token, user=STRANGER.user_id)
        minutes(desk_edge, 7, since=begun)
        assert (7, OPERATOR.user_id) in rung(desk_edge, begun)

    async def test_card_in_the_same_room_is_the_first_call(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge, alerts=False))
        minutes(desk_edge, 7, since=begun)
        rooms = [room for minute, room in rung(desk_edge, begun) if minute == 0]
        assert rooms == [FOUNDER.user_id]
        assert (7, CHANNEL) in rung(desk_edge, begun)

    async def test_stand_in_rings_and_stands_on_the_card(self, desk_edge: Edge) -> None:
        wake(desk_edge).product.settings.oncall_ids = frozenset({"U_NIGHT"})
        await command(desk_edge, f"تفويض @{OPERATOR.user_id} حتى الثلاثاء")
        begun = leak(desk_edge)
        assert (0, OPERATOR.user_id) in rung(desk_edge, begun)


class TestHolding:
    """What an operator may do while the founder sleeps."""

    async def test_card_says_from_when_and_a_founder_who_takes_it_closes_it(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        minutes(desk_edge, 9, since=begun)
        assert "للمشغّل الآن اعتماد هذا النص كما هو" not in card(desk_edge)
        desk_edge.clock.now = begun + timedelta(minutes=10, seconds=5)
        tick(desk_edge)
        assert "للمشغّل الآن اعتماد هذا النص كما هو" in card(desk_edge)
        await desk_edge.press("page.take", the_page(desk_edge).token)
        tick(desk_edge)
        assert "للمشغّل الآن" not in card(desk_edge)
        await desk_edge.press("draft.approve", desk_edge.house.token(), user=OPERATOR.user_id)
        desk_edge.house.run_all()
        assert desk_edge.house.slack.whispers[-1][2].startswith("هذا القرار للمؤسس فقط")

    async def test_nobody_took_it(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        desk_edge.clock.now = begun + timedelta(minutes=10, seconds=5)
        await desk_edge.press("draft.approve", desk_edge.house.token(), user=OPERATOR.user_id)
        desk_edge.house.run_all()
        assert desk_edge.house.hand_off().approved_by == OPERATOR.user_id


def card(edge: Edge) -> str:
    """As it stands in Slack."""
    shown = [edge.house.strict.shown[post.ts] for post in edge.house.slack.posted if post.channel == CHANNEL]
    return str(shown[0].blocks)


class TestEnds:
    async def test_by_word_only_never_rings(self, desk_edge: Edge) -> None:
        wake(desk_edge)
        begun = desk_edge.clock()
        desk_edge.house.customer_writes(BY_WORD)
        desk_edge.house.run_all()
        assert desk_edge.house.card().priority == "P0"
        minutes(desk_edge, 8)
        assert (rung(desk_edge, begun), outside(desk_edge)) == ([], ([], []))
        with desk_edge.database.reading() as session:
            assert standing.candidates(session) == []  # nor does it cost a lock at every tick

    async def test_lowered(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        with desk_edge.database.transaction() as session:
            ticket = session.get_one(Ticket, 1)
            ticket.priority, ticket.p0_since = "P2", None
        minutes(desk_edge, 8, since=begun)
        assert len(rung(desk_edge, begun)) == 2
        assert told(desk_edge, ALERTS)[-1] == "توقّف النداء الطارئ: خُفّضت الأولوية."

    async def test_answered(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        desk_edge.house.approve(desk_edge.house.token())
        desk_edge.house.run_all()
        desk_edge.house.mark_sent(desk_edge.house.hand_off().approval_token)
        minutes(desk_edge, 8, since=begun)
        assert len(rung(desk_edge, begun)) == 2
        assert told(desk_edge, ALERTS)[-1] == "توقّف النداء الطارئ: وصل الرد إلى العميل."

    async def test_closed(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        with desk_edge.database.transaction() as session:
            session.get_one(Ticket, 1).status = "resolved"
        minutes(desk_edge, 8, since=begun)
        assert len(rung(desk_edge, begun)) == 2
        assert the_page(desk_edge).ended_as == "closed"

    async def test_raised_by_a_person_rings_though_everything_was_answered(self, desk_edge: Edge) -> None:
        wake(desk_edge)
        desk_edge.house.customer_writes("متى موعد التقرير؟")
        desk_edge.house.run_all()
        desk_edge.clock.move(minutes=5)
        begun = desk_edge.clock()
        await desk_edge.choose("ticket.raise", "1.P3.P0")
        tick(desk_edge)
        assert desk_edge.house.card().priority == "P0"
        assert (0, FOUNDER.user_id) in rung(desk_edge, begun)


class TestDeclared:
    """A SEV1 that no customer's P0 stands behind."""

    async def test_operator_who_declares_one_wakes_the_founder(self, desk_edge: Edge) -> None:
        wake(desk_edge)
        await command(desk_edge, "حادث جديد 1 توقف الدخول", user=OPERATOR.user_id)
        begun = desk_edge.clock()
        tick(desk_edge)
        assert rung(desk_edge, begun) == [(0, ALERTS), (0, FOUNDER.user_id)]

    async def test_founder_who_declares_one_is_awake(self, desk_edge: Edge) -> None:
        wake(desk_edge)
        await command(desk_edge, "حادث جديد 1 توقف الدخول")
        minutes(desk_edge, 8, since=desk_edge.clock())
        assert rung(desk_edge, desk_edge.clock()) == []
