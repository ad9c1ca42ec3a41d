"""Incidents from outside: what customers and Sentry say opens one room and one card, whatever breaks."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from dealix_ops.database import Database
from dealix_ops.durable import rows
from dealix_ops.durable.engine import INBOUND, OUTBOX, Engine, JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.freezes import service as freezes
from dealix_ops.incidents import plan
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.reports import incidents as views
from dealix_ops.reports.incidents import IncidentView
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge
from tests.bot.web.webhooks.sentry_sent import body, knock
from tests.bot.web.webhooks.test_sentry import send
from tests.support.clock import MovingClock
from tests.support.customers import customer
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR
from tests.support.kept import Kept

SENT = "أرسلتم رسائل لعملائنا بدون موافقتنا"
QUESTION = "الحمدلله ما طلع تسريب عندنا، شكراً لكم"
DOWN = "الخدمة متوقفة من الصباح وما نقدر نشتغل"


@pytest.fixture
def declaring(sqlite_url: str, kept: Kept) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock(), declares=True)
    engine.close()
    database.close()


@pytest.fixture
def each(database: Database, engine: Engine) -> Edge:
    """On SQLite and on PostgreSQL."""
    return Edge(database, engine, MovingClock(), declares=True)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries cost nothing; the clock of a test moves by hand."""
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


def reports(edge: Edge, *texts: str, start: int = 1) -> None:
    """Each from a number of its own, of nobody we know."""
    for number, text in enumerate(texts, start):
        edge.house.customer_writes(text, wa_id=f"96650000{number:04}", name=f"شخص {number}")
    edge.house.run_all()


def incidents(edge: Edge) -> list[Incident]:
    with edge.database.reading() as session:
        return list(session.scalars(select(Incident).order_by(Incident.id)))


def seen(edge: Edge, incident_id: int = 1) -> IncidentView:
    with edge.database.reading() as session:
        return views.incident(session, incident_id)


def text_of(message: SlackMessage) -> str:
    found: list[str] = []
    for block in message.blocks or ():
        texts = [block["text"]] if block["type"] == "section" else block.get("elements", [])
        found += [one["text"] for one in texts if one["type"] == "mrkdwn"]
    return "\n".join(found)


def standing(edge: Edge, channel: str, begins: str) -> list[str]:
    """What the messages of a channel that hold these words say now."""
    assert edge.house.strict.refusals == []
    posted = [one for one in edge.house.slack.posted if one.channel == channel]
    texts = [text_of(edge.house.strict.shown[one.ts]) for one in posted]
    return [text for text in texts if begins in text]


def card(edge: Edge, incident_id: int = 1) -> str:
    (found,) = standing(edge, CHANNEL, f"حادث ح-{incident_id} (")
    return found


def unfinished(edge: Edge) -> list[tuple[str, str, str | None]]:
    with edge.database.reading() as session:
        left = select(OutboxRow.kind, OutboxRow.status, OutboxRow.last_error).where(
            OutboxRow.status != "done", OutboxRow.due_at.is_(None)
        )
        return [(row[0], row[1], row[2]) for row in session.execute(left)]


class TestDeclare:
    def test_leak_opens_a_private_room_with_its_people_and_its_pinned_summary(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        (one,) = incidents(declaring)
        assert (one.severity, one.kind, one.cause, one.is_private) == ("SEV1", "leak", "tickets", True)
        assert one.aware_at == one.declared_at
        (room,) = declaring.house.rooms.made
        assert (room.name, room.private) == ("inc-20261122-data-leak-1", True)
        assert room.members == {FOUNDER.user_id, OPERATOR.user_id}
        assert room.topic == ("حادث ح-1 (SEV1): بيانات ظاهرة لغير أصحابها. الملخص والخطة في الرسالة المثبتة.")
        (summary,) = [post for post in declaring.house.slack.posted if post.channel == room.id]
        assert room.pinned == [summary.ts]
        assert unfinished(declaring) == []

    def test_summary_tells_what_is_known_and_offers_the_next_two_steps(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        (room,) = declaring.house.rooms.made
        (summary,) = standing(declaring, room.id, "حادث")
        assert summary.split("\n")[:10] == [
            "🔴 *حادث ح-1 (SEV1): بيانات ظاهرة لغير أصحابها*",
            "أعلنه النظام 10:12 ص",
            "أول إجراء: قبل 10:27 ص",
            "الخبر التالي للمتأثرين: قبل 10:42 ص",
            "مهلة البلاغ: باقي 72 ساعة (حتى 10:12 ص الأربعاء 25 نوفمبر)، ولم يُقرَّر بعد هل قد تتضرر بيانات",
            "العملاء المتأثرون: أشخاص لم يُعرف عميلهم بعد، وعددهم 1",
            "التذاكر: ت-1",
            "الإرسال: أوقفنا كل ما نبدأ به نحن، والردود المعتمدة على العملاء مستمرة",
            "الخطة: تم 3 من 9",
            "التالي: راجع سجل الإجراءات",
        ]
        shown = declaring.house.strict.shown[room.pinned[0]]
        buttons, *_ = [block["elements"] for block in shown.blocks or () if block["type"] == "actions"]
        assert [one["action_id"] for one in buttons] == [
            "incident.step",
            "incident.more",
            "incident.plan",
        ]
        offered = [one["value"] for one in buttons[:2] + buttons[2]["options"]]
        assert offered == ["1.ledger", "1.harm", "1.crisis_cell", "1.updates", "1.post_mortem", "1.legal"]

    def test_founder_is_called_in_the_alerts_channel_with_a_link_to_the_room(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        (room,) = declaring.house.rooms.made
        told = card(declaring)
        assert f"<@{FOUNDER.user_id}> <@{OPERATOR.user_id}>" in told.split("\n")[0]
        assert f"غرفة الحادث: <#{room.id}>" in told
        (push,) = [post.text for post in declaring.house.slack.posted if post.text.startswith("حادث جديد")][
            :1
        ]
        assert push.startswith("حادث جديد: بيانات ظاهرة لغير أصحابها. المتأثرون: عميل. أوقفنا")

    def test_ticket_says_it_belongs_to_an_incident(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        (room,) = declaring.house.rooms.made
        line = f"الحادث: ح-1 (SEV1) · <#{room.id}> · أوقفنا كل ما نبدأ به من الإرسال"
        assert len(standing(declaring, CHANNEL, line)) == 1

    def test_what_we_begin_is_frozen_and_the_ledger_tells(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        with declaring.database.reading() as session:
            assert freezes.is_frozen(session, customer_id=7, channel="whatsapp") is not None
            told = [entry.event for entry in ledger.entries(session)]
            steps = {step.key: step.done_by for step in plan.of(session, 1)}
        wanted = (Event.INCIDENT_DECLARED, Event.INCIDENT_JOINED, Event.FROZEN, Event.INCIDENT_ROOM)
        assert [told.count(event) for event in wanted] == [1, 1, 1, 1]
        assert [key for key, by in steps.items() if by == ledger.SYSTEM] == ["freeze", "tell", "channel"]

    def test_approved_answer_to_who_is_affected_goes_out_during_the_freeze(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        house = declaring.house
        house.approve(house.token())
        house.run_all()
        assert house.hand_off().text

    @pytest.mark.parametrize("words", [QUESTION, "كم سعر باقة Growth؟", DOWN])
    def test_word_alone_a_question_and_one_outage_open_nothing(self, declaring: Edge, words: str) -> None:
        reports(declaring, words)
        assert incidents(declaring) == []
        assert declaring.house.rooms.made == []

    def test_send_without_approval_gets_an_open_room(self, declaring: Edge) -> None:
        reports(declaring, SENT)
        (room,) = declaring.house.rooms.made
        assert (room.name, room.private) == ("inc-20261122-unapproved-send-1", False)

    def test_fifth_customer_with_the_same_outage_makes_it_an_incident(self, declaring: Edge) -> None:
        reports(declaring, *[DOWN] * 4)
        assert incidents(declaring) == []
        reports(declaring, DOWN, start=5)
        (one,) = incidents(declaring)
        assert (one.severity, one.kind) == ("SEV2", "outage")
        assert seen(declaring).tickets == (1, 2, 3, 4, 5)
        assert declaring.house.rooms.made[0].name == "inc-20261122-outage-1"

    def test_same_outage_three_hours_apart_is_five_matters(self, declaring: Edge) -> None:
        reports(declaring, *[DOWN] * 4)
        declaring.clock.move(hours=3)
        reports(declaring, DOWN, start=5)
        assert incidents(declaring) == []


class TestJoin:
    def test_second_leak_joins_and_is_told_in_the_room(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        reports(declaring, LEAK, start=2)
        assert len(incidents(declaring)) == 1
        (room,) = declaring.house.rooms.made
        said = [post.text for post in declaring.house.slack.posted if post.channel == room.id]
        assert said[1] == "انضمت ت-2 إلى الحادث ح-1. بلّغ عنه حتى الآن: عميلان."
        assert seen(declaring).unknown == 2

    def test_second_line_of_the_same_ticket_changes_nothing(self, declaring: Edge) -> None:
        reports(declaring, LEAK, start=1)
        reports(declaring, LEAK, start=1)
        assert seen(declaring).tickets == (1,)

    def test_customers_are_listed_by_name_and_counted_once(self, declaring: Edge) -> None:
        reports(declaring, LEAK)
        reports(declaring, LEAK, start=2)
        known = customer(declaring.database, now=declaring.clock(), name="نخبة الخليج")
        with declaring.database.transaction() as session:
            session.execute(update(Ticket).values(customer_id=known))
        view = seen(declaring)
        assert (view.customers, view.customers_count, view.unknown) == (("نخبة الخليج",), 1, 0)

    def test_two_workers_that_read_two_leaks_at_once_open_one_incident(self, each: Edge) -> None:
        house = each.house
        for number in (1, 2):
            house.customer_writes(LEAK, wa_id=f"96650000000{number}")
        jobs = [job for job in house.waiting() if job.table == INBOUND]
        ready = threading.Barrier(2)

        def work(job: JobRef) -> None:
            ready.wait()
            house.runner.run(job.table, job.row_id, job.attempt)

        threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        house.run_all()
        assert len(incidents(each)) == 1
        with each.database.reading() as session:
            assert set(session.scalars(select(IncidentSubject.ticket_id))) == {1, 2}
        assert len(house.rooms.made) == 1


class TestSlackRefuses:
    @pytest.mark.parametrize("code", ["missing_scope", "restricted_action"])
    def test_without_a_room_the_card_is_the_room_and_it_is_tried_again(
        self, declaring: Edge, code: str
    ) -> None:
        rooms = declaring.house.rooms
        rooms.fail("create", NotAccepted(f"Slack: {code}", code=code))
        reports(declaring, LEAK)
        told = card(declaring)
        assert "تنبيه: لم ينشئ سلاك غرفة الحادث" in told
        assert f"({code})" in told
        assert "نعيد المحاولة 10:13 ص" in told
        assert "التالي: راجع سجل الإجراءات" in told or "التالي: افتح غرفة الحادث" in told
        declaring.house.settle(61)
        assert len(rooms.made) == 1
        assert "تنبيه" not in card(declaring)

    def test_after_six_refusals_a_person_says_when(self, declaring: Edge) -> None:
        declaring.house.rooms.fail("create", NotAccepted("Slack", code="missing_scope"), times=6)
        reports(declaring, LEAK)
        declaring.house.settle(3 * 3600)
        assert declaring.house.rooms.made == []
        assert "توقفت المحاولات" in card(declaring)

    def test_taken_name_gets_a_letter(self, declaring: Edge) -> None:
        declaring.house.rooms.taken |= {"inc-20261122-data-leak-1", "inc-20261122-data-leak-1-b"}
        reports(declaring, LEAK)
        assert declaring.house.rooms.made[0].name == "inc-20261122-data-leak-1-c"

    def test_person_who_is_gone_is_named_and_the_others_are_in(self, declaring: Edge) -> None:
        declaring.house.rooms.strangers[OPERATOR.user_id] = "user_not_found"
        reports(declaring, LEAK)
        (room,) = declaring.house.rooms.made
        assert room.members == {FOUNDER.user_id}
        assert f"لم يُضف سلاك إلى الغرفة: <@{OPERATOR.user_id}>" in card(declaring)

    @pytest.mark.parametrize(
        ("method", "words"),
        [("set_topic", "عنوان الغرفة"), ("invite", "لم يُضف سلاك الفريق"), ("pin", "لم يثبّت سلاك الملخص")],
    )
    def test_one_act_fails_alone(self, declaring: Edge, method: str, words: str) -> None:
        declaring.house.rooms.fail(method, Refused("Slack: user_not_found", code="user_not_found"))
        reports(declaring, LEAK)
        assert words in card(declaring)
        assert len(declaring.house.rooms.made) == 1
        declaring.house.settle(61)
        assert "تنبيه" not in card(declaring)
        assert unfinished(declaring) == []

    def test_busy_slack_is_waited_for_and_nobody_is_told(self, declaring: Edge) -> None:
        declaring.house.rooms.fail("create", NotAccepted("slow down", retry_after_s=30), times=3)
        reports(declaring, LEAK)
        assert len(declaring.house.rooms.made) == 1
        assert "تنبيه" not in card(declaring)

    def test_archived_room_is_left_for_the_thread_of_the_card(
        self, declaring: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reports(declaring, LEAK)
        (room,) = declaring.house.rooms.made
        monkeypatch.setattr(declaring.house, "slack", declaring.house.strict)
        archive(declaring, room.id, monkeypatch)
        reports(declaring, LEAK, start=2)
        told = card(declaring)
        assert "تنبيه: غرفة الحادث لم تعد تقبل رسائلنا" in told
        assert "التالي: راجع سجل الإجراءات" in told
        (said,) = [post for post in declaring.house.slack.posted if post.text.startswith("انضمت")]
        (stands,) = [post for post in declaring.house.slack.posted if post.ts == said.thread_ts]
        assert (said.channel, stands.channel) == (CHANNEL, CHANNEL)
        assert unfinished(declaring) == []


class Killed(BaseException):
    """As `kill -9` between what Slack did and what we wrote down."""


class TestKilled:
    @pytest.mark.parametrize("method", ["create", "set_topic", "invite", "pin"])
    def test_one_room_one_topic_one_pin_whenever_the_worker_dies(self, declaring: Edge, method: str) -> None:
        declaring.house.rooms.lose(method, Killed())
        with pytest.raises(Killed):
            reports(declaring, LEAK)
        taken_over(declaring)
        (room,) = declaring.house.rooms.made
        assert room.members == {FOUNDER.user_id, OPERATOR.user_id}
        assert len(room.pinned) == 1
        assert [one.channel_id for one in incidents(declaring)] == [room.id]
        assert len([post for post in declaring.house.slack.posted if post.channel == room.id]) == 1
        assert unfinished(declaring) == []

    def test_room_whose_answer_was_lost_is_found_by_its_name(self, declaring: Edge) -> None:
        declaring.house.rooms.lose("create", OutcomeUnknown("the connection broke"))
        reports(declaring, LEAK)
        assert [one.name for one in declaring.house.rooms.made] == ["inc-20261122-data-leak-1"]
        assert incidents(declaring)[0].channel_id == "C_ROOM1"


class TestSentry:
    async def storm(self, edge: Edge, *issues: str, **fields: Any) -> None:
        """Fatal alerts, one of each issue named, and the news where `action` says so."""
        resource = "issue" if "action" in fields else "event_alert"
        for issue in issues:
            told = body(resource, edge.clock(), issue=issue, level="fatal", **fields)
            sent = knock(told, resource=resource, at=edge.clock())
            assert (await send(edge, sent)).status == 200
        edge.house.run_all()
        edge.house.settle(10)

    async def test_fatal_issue_opens_nothing_and_its_return_does(self, declaring: Edge) -> None:
        await self.storm(declaring, "1")
        assert incidents(declaring) == []
        await self.storm(declaring, "1", action="unresolved", substatus="regressed")
        (one,) = incidents(declaring)
        assert (one.severity, one.kind, one.cause, one.is_private) == ("SEV2", "alert", "alert", False)

    async def test_storm_of_one_issue_is_one_incident_and_one_card_with_a_count(
        self, declaring: Edge
    ) -> None:
        await self.storm(declaring, "1")
        await self.storm(declaring, "1", action="unresolved", substatus="regressed")
        await self.storm(declaring, *["1"] * 29)
        assert len(incidents(declaring)) == 1
        assert len(declaring.house.rooms.made) == 1
        (room,) = declaring.house.rooms.made
        (summary,) = standing(declaring, room.id, "حادث")
        assert "مشكلات سنتري: 1، وصل عنها 30 تنبيهاً" in summary
        edits = [post.edits for post in declaring.house.slack.posted if post.channel == room.id]
        assert max(edits) <= 4

    async def test_different_issues_of_one_project_and_rule_are_one_and_none_is_silent(
        self, declaring: Edge
    ) -> None:
        await self.storm(declaring, *[str(number) for number in range(100, 120)])
        assert len(incidents(declaring)) == 1
        view = seen(declaring)
        assert (view.issues_count, len(view.issues)) == (20, 5)
        (room,) = declaring.house.rooms.made
        (summary,) = standing(declaring, room.id, "حادث")
        assert "• ومعها 15 غيرها، في قائمة واحدة في قناة التنبيهات" in summary

    async def test_staging_opens_nothing(self, declaring: Edge) -> None:
        await self.storm(declaring, *[str(number) for number in range(100, 112)], environment="staging")
        assert incidents(declaring) == []

    async def test_outage_that_customers_report_joins_what_sentry_opened(self, declaring: Edge) -> None:
        await self.storm(declaring, "1")
        await self.storm(declaring, "1", action="unresolved", substatus="regressed")
        reports(declaring, DOWN)
        assert len(incidents(declaring)) == 1
        assert seen(declaring).tickets_count == 1


def archive(edge: Edge, channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken there any more, as Slack says it of an archived channel."""
    gone = NotAccepted("Slack: is_archived", code="is_archived")
    strict = edge.house.strict

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def act(where: str, **more: Any) -> Any:
            if where == channel:
                raise gone
            return real(where, **more)

        return act

    monkeypatch.setattr(strict, "post", refusing(strict.post))
    monkeypatch.setattr(strict, "update", refusing(strict.update))


def taken_over(edge: Edge) -> None:
    """What the sweeper does with a silent worker's rows."""
    with edge.database.transaction() as session:
        running = session.scalars(select(OutboxRow).where(OutboxRow.status == "running"))
        for row in list(running):
            rows.reassign(
                session,
                edge.house.engine,
                row,
                table=OUTBOX,
                event=Event.WORK_TAKEN_OVER,
                now=edge.clock(),
            )
    edge.house.run_all()
