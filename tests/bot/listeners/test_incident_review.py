"""The review after an incident, what is left to do after it, and what may be published of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from dealix_ops.cli import app
from dealix_ops.contacts import customers
from dealix_ops.incidents import publishing
from dealix_ops.incidents.closing_models import IncidentAction, IncidentFile, IncidentText
from dealix_ops.incidents.copy_ar import POST_MORTEM
from dealix_ops.incidents.errors import NotYetPublic
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.incidents.publishing import Published
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.forms_sent import submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_incident_close import ROOM, chased, declared, ended, one, said_in, told
from tests.bot.test_incidents import standing
from tests.support.house import CHANNEL, FOUNDER, OPERATOR

WRITTEN = {
    "summary": "",
    "root_cause": "ازدحام في طابور الإرسال، أبلغ عنه سالم من 0551234567.",
    "went_well": "وصل التنبيه خلال دقيقة.",
    "went_wrong": "لم نراقب طول الطابور.",
}
ACTION = {"what": "أضف مراقبة لطول الطابور", "owner": OPERATOR.user_id, "due": "2026-11-25"}
OPS = "C_OPS"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


async def written(edge: Edge, door: SlackDoor) -> None:
    await edge.press("incident.review", "1")
    await submit(edge, door.view, WRITTEN)


async def added(edge: Edge, door: SlackDoor, **more: str) -> None:
    await edge.press("incident.action_add", "1")
    await submit(edge, door.view, ACTION | more)


async def made(edge: Edge) -> IncidentFile:
    """«حدّث المراجعة»; the newest version."""
    await edge.press("incident.review_file", "1")
    one(edge)
    with edge.database.reading() as session:
        return list(session.scalars(select(IncidentFile).order_by(IncidentFile.version)))[-1]


class TestReview:
    async def test_first_version_has_eight_sections_and_names_its_gaps(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await ended(desk, door)
        row = await made(desk)
        headings = [line for line in row.text.splitlines() if line.startswith("## ")]
        assert headings == [f"## {heading}" for heading in POST_MORTEM]
        assert "ينقصها: السبب الجذري، ما سار جيداً، ما لم يسر جيداً، إجراء وقائي واحد على الأقل" in row.text
        assert f"أعلنه عضو الفريق {FOUNDER.user_id}" in row.text
        ((content, name),) = desk.house.slack.deposits
        assert (content.decode(), name) == (row.text, "inc-1-review-v1.md")
        ((_, channel, thread, comment),) = desk.house.slack.shared
        assert (channel, thread) == (ROOM, None)
        assert comment.startswith("مراجعة الحادث ح-1، النسخة 1. ما زال ينقصها: السبب الجذري")

    async def test_what_people_write_is_kept_and_makes_the_next_version_whole(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await ended(desk, door)
        await made(desk)
        await written(desk, door)
        await added(desk, door)
        row = await made(desk)
        assert (row.version, row.gaps) == (2, [])
        assert "> لم نراقب طول الطابور." in row.text
        assert "1. المسؤول: عضو الفريق U_OPERATOR" in row.text
        assert "1. الموعد: 25/11/2026" in row.text
        assert "0551234567" not in row.text
        await desk.press("incident.review", "1")
        await submit(desk, door.view, WRITTEN | {"went_wrong": "تأخر الرد."})
        with desk.database.reading() as session:
            kept = session.scalars(select(IncidentText.text).where(IncidentText.section == "went_wrong"))
            assert list(kept) == ["لم نراقب طول الطابور.", "تأخر الرد."]
        assert door.problems == []

    async def test_without_the_right_its_text_stands_there_instead(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        desk.house.slack.fail_upload(NotAccepted("Slack: missing_scope", code="missing_scope"))
        row = await made(desk)
        assert (row.file_id, row.code) == (None, "missing_scope")
        assert row.shown_at is not None
        assert said_in(desk)[-1] == "مراجعة الحادث ح-1، النسخة 1."
        shown = [post.ts for post in desk.house.slack.posted if post.channel == ROOM][-1]
        words = str(desk.house.strict.shown[shown].blocks)
        assert "تنبيه: لم يقبل سلاك ملف المراجعة" in words
        assert "صلاحية ناقصة" in words
        assert all(heading in words for heading in POST_MORTEM)

    async def test_lost_answer_does_not_share_it_twice(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        desk.house.slack.lose_share(OutcomeUnknown("the connection broke"))
        await desk.press("incident.review_file", "1")
        desk.house.run_all()
        desk.house.settle(600)
        desk.house.run_all()
        with desk.database.reading() as session:
            row = session.scalars(select(IncidentFile)).one()
        assert (row.shown_at is not None, row.code) == (True, None)
        assert len(desk.house.slack.deposits) == len(desk.house.slack.shared) == 1

    async def test_refused_once_more_and_seen_by_nobody_its_text_stands_there(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        """The first time never arrived, and what was sent of it is gone by now."""
        await ended(desk, door)
        desk.house.slack.fail_share(OutcomeUnknown("the connection broke"))
        desk.house.slack.fail_share(Refused("Slack: file_not_found", code="file_not_found"))
        await desk.press("incident.review_file", "1")
        desk.house.run_all()
        desk.house.settle(600)
        desk.house.run_all()
        assert desk.house.slack.shared == []
        assert said_in(desk)[-1] == "مراجعة الحادث ح-1، النسخة 1."

    async def test_gone_room_has_it_in_the_thread_of_the_card(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        desk.house.slack.fail_share(NotAccepted("Slack: is_archived", code="is_archived"))
        row = await made(desk)
        ((file_id, channel, thread, _),) = desk.house.slack.shared
        assert (file_id, channel, thread is not None) == (row.file_id, CHANNEL, True)

    async def test_deadline_is_asked_for_once_and_each_morning_until_whole(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await ended(desk, door, severity=1)
        desk.clock.move(hours=21)
        chased(desk)
        soon = [text for text in said_in(desk) if "تذكير: مراجعة الحادث ح-1 موعدها" in text]
        assert len(soon) == 0  # it is seven in the morning
        desk.clock.move(hours=2)
        chased(desk)
        soon = [text for text in said_in(desk) if "تذكير: مراجعة الحادث ح-1 موعدها" in text]
        assert len(soon) == 1
        assert "وينقصها: السبب الجذري" in soon[0]
        for hours, count in ((2, 1), (5, 1), (24, 2)):
            desk.clock.move(hours=hours)
            chased(desk)
            late = [text for text in said_in(desk) if "تأخرت مراجعة الحادث ح-1" in text]
            assert len(late) == count
        await written(desk, door)
        await added(desk, door, due="2026-11-30")
        await made(desk)
        desk.clock.move(days=1)
        chased(desk)
        assert len([text for text in said_in(desk) if "تأخرت مراجعة الحادث ح-1" in text]) == 2

    async def test_sev3_owes_none(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door, severity=3)
        desk.clock.move(days=4)
        chased(desk)
        assert not [post for post in desk.house.slack.posted if "مراجعة الحادث" in post.text]

    async def test_newest_summary_counts_wherever_it_was_written(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        await desk.press("incident.review", "1")
        await submit(desk, door.view, WRITTEN | {"summary": "الثاني"})
        one(desk)
        (closed,) = standing(desk, ROOM, "أُغلق الحادث ح-1")
        assert "الملخص: الثاني" in closed
        await desk.press("incident.reopen", "1")
        await submit(desk, door.view, {"why": "عاد"})
        await desk.press("incident.resolve", "1")
        assert "الثاني" in str(door.view)
        await submit(desk, door.view, {"summary": "الثالث"})
        text = (await made(desk)).text
        assert "> الثالث" in text
        assert "> الثاني" not in text

    async def test_message_that_was_taken_back_is_no_part_of_it(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk)
        room = Incident72h(desk, door)
        await room.pins("قيل خطأ", by=OPERATOR.user_id)
        await room.pins("قيل خطأ", by=OPERATOR.user_id, reaction="reaction_removed")
        await room.pins("قيل وبقي", by=OPERATOR.user_id)
        text = (await made(desk)).text
        assert "قيل وبقي" in text
        assert "قيل خطأ" not in text

    async def test_lowered_before_its_end_it_is_due_as_the_gravest_that_it_was(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await declared(desk, 1)
        await desk.choose("incident.more", "1.severity")
        await submit(desk, door.view, {"severity": "SEV3", "why": "أُغلق المصدر"})
        await desk.press("incident.resolve", "1")
        await submit(desk, door.view, {"summary": "انتهى"})
        one(desk)
        desk.clock.move(hours=20)
        chased(desk)
        desk.clock.move(hours=4)
        chased(desk)
        assert [text for text in said_in(desk) if "تأخرت مراجعة الحادث ح-1" in text] != []


class TestActions:
    async def test_is_added_listed_and_ended(self, each_desk: Edge, door: SlackDoor) -> None:
        desk = each_desk
        await declared(desk)
        await added(desk, door)
        assert any("أُضيف الإجراء: أضف مراقبة لطول الطابور" in text for text in told(desk))
        answer = await command(desk, "حادث إجراءات")
        assert answer.json["text"] == "إجراءات الحوادث الباقية: 1"
        assert "موعده 25/11/2026" in str(answer.json["blocks"])
        await desk.press("incident.action_done", "1", user=OPERATOR.user_id)
        await desk.press("incident.action_done", "1")
        assert any(f"أنهاه <@{OPERATOR.user_id}>" in text for text in told(desk))
        assert (await command(desk, "حادث إجراءات")).text == "إجراءات الحوادث الباقية: لا يوجد."

    async def test_dropping_needs_a_reason(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk)
        await added(desk, door)
        await desk.press("incident.action_drop", "1")
        answer = await submit(desk, door.view, {"why": "..."})
        assert "why" in answer.json["errors"]
        await submit(desk, door.view, {"why": "غيّرنا الأداة"})
        with desk.database.reading() as session:
            row = session.get_one(IncidentAction, 1)
            assert (row.ended_as, row.why) == ("dropped", "غيّرنا الأداة")

    async def test_past_day_is_refused(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk)
        await desk.press("incident.action_add", "1")
        answer = await submit(desk, door.view, ACTION | {"due": "2026-11-21"})
        assert answer.json["errors"] == {"due": "اختر موعداً لم يفت."}

    async def test_owner_is_asked_the_day_before_on_the_day_and_each_working_morning(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await declared(desk)
        await added(desk, door)
        await added(desk, door, what="اكتب دليل الطابور")
        asked = []
        for day in range(8):  # from Sunday on; due on Wednesday
            chased(desk)
            asked.append(len([text for text in said_in(desk, OPS) if f"تذكير <@{OPERATOR.user_id}>" in text]))
            desk.clock.move(days=1)
            assert day < 8
        assert asked == [0, 0, 1, 2, 3, 3, 3, 4]
        assert "وعددها 2" in said_in(desk, OPS)[-1]


class TestPublish:
    async def test_sev1_needs_three_named_confirmations_of_this_version(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await ended(desk, door, severity=1)
        self.customer(desk)
        await written(desk, door)
        await added(desk, door)
        assert "نسخة من المراجعة بعد انتهائه" in (await command(desk, "حادث نشر ح-1")).json["text"]
        await made(desk)
        answer = await command(desk, "حادث نشر ح-1")
        assert answer.json["text"] == (
            "لا تُنشر مراجعة الحادث ح-1 بعد."
            " ينقصها: مراجعة قانونية، موافقة العملاء المذكورين، حذف كل بيان شخصي."
        )
        door.views.clear()
        await desk.press("incident.confirm", "1", user=OPERATOR.user_id)
        assert door.views == []
        for kind in ("legal", "consent", "personal_data"):
            await desk.press("incident.confirm", "1")
            await submit(desk, door.view, {"kind": kind, "person": "أ. هند، المستشارة"})
        assert "جاهزة للنشر، النسخة 1" in (await command(desk, "حادث نشر ح-1")).text
        out = self.published(desk)
        assert "نخبة الخليج" not in out.text
        assert FOUNDER.user_id not in out.text
        assert (out.removed["customers"], out.removed["colleagues"] > 0) == (1, True)
        await made(desk)
        with pytest.raises(NotYetPublic):
            self.published(desk)

    async def test_lowered_before_its_end_it_is_a_sev1_all_the_same(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await declared(desk, 1)
        await desk.choose("incident.more", "1.severity")
        await submit(desk, door.view, {"severity": "SEV3", "why": "أُغلق المصدر"})
        await desk.press("incident.resolve", "1")
        await submit(desk, door.view, {"summary": "انتهى"})
        one(desk)
        await written(desk, door)
        await added(desk, door)
        await made(desk)
        assert "ينقصها: مراجعة قانونية" in (await command(desk, "حادث نشر ح-1")).json["text"]

    async def test_sev2_needs_none(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        await written(desk, door)
        await added(desk, door)
        await made(desk)
        assert self.published(desk).version == 1

    def customer(self, edge: Edge) -> None:
        with edge.database.transaction() as session:
            found = customers.find_or_create(session, "نخبة الخليج", now=edge.clock())
            subject = IncidentSubject(
                incident_id=1, customer_id=found.id, joined_at=edge.clock(), joined_by="U1"
            )
            session.add(subject)

    def published(self, edge: Edge) -> Published:
        with edge.database.transaction() as session:
            incident = session.get_one(Incident, 1)
            return publishing.publish(session, incident, by="cli", now=edge.clock() + timedelta(seconds=1))


class TestCommandLine:
    async def test_writes_the_review_as_it_stands(
        self, desk: Edge, door: SlackDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await ended(desk, door)
        monkeypatch.setenv("DEALIX_DATABASE_URL", str(desk.database.url))
        out = tmp_path / "review.md"
        told = CliRunner().invoke(app, ["incidents", "post-mortem", "ح-1", "--out", str(out)])
        assert told.exit_code == 0
        assert "open: root_cause" in told.output
        assert out.read_text(encoding="utf-8").startswith("# مراجعة الحادث ح-1")
        refused = CliRunner().invoke(app, ["incidents", "post-mortem", "1", "--public", "--out", str(out)])
        assert refused.exit_code == 2
        assert "review" in refused.output
