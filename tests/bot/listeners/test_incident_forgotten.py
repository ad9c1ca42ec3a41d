"""Whoever is forgotten leaves what incidents show and what the product said of them."""

from typing import Any

import pytest
from sqlalchemy import select

from dealix_ops.contacts.models import Contact
from dealix_ops.durable.erasing_effects import ErasingEffects
from dealix_ops.durable.models import OutboxRow
from dealix_ops.incidents.closing_models import IncidentAction
from dealix_ops.incidents.models import Incident, IncidentEntry
from dealix_ops.ports.work import Effect, EffectJob, EffectKind, Refused
from dealix_ops.privacy import service as privacy
from dealix_ops.privacy.errors import StillOpen
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.forms_sent import submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_incident_close import chased
from tests.bot.listeners.test_incident_run import declared
from tests.bot.test_incidents import reports
from tests.support.house import CHANNEL, OPERATOR

NAME = "نورة الدوسري"
UPDATE = f"حادث تحديث ح-1 كلّمنا {NAME}"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


async def test_summary_and_what_was_said(desk: Edge, door: SlackDoor) -> None:
    room = await declared(desk, door, f"حادث جديد 2 {NAME} لا تدخل اللوحة")
    reports(desk, "كم سعر الباقة؟")
    await room.speaks(UPDATE)
    await room.speaks("حادث تحديث ح-1 أعدنا التشغيل")
    assert NAME in str(room.summary().blocks)
    forget(desk)
    room.work()
    assert (shown(desk), kept(desk)) == ([], [])
    assert any("أعدنا التشغيل" in str(desk.house.strict.shown[post.ts]) for post in desk.house.slack.posted)


async def test_what_stood_under_the_card_before_there_was_a_room(desk: Edge, door: SlackDoor) -> None:
    await command(desk, "حادث جديد 3 بطء")
    desk.house.run_all()
    reports(desk, "كم سعر الباقة؟")
    await command(desk, UPDATE)
    desk.house.run_all()
    await desk.choose("incident.more", "1.severity")
    room = Incident72h(desk, door)
    assert await room.submit({"severity": "SEV2", "why": "أوسع"}) == {}
    forget(desk)
    room.work()
    assert shown(desk) == []


async def test_what_is_asked_of_a_colleague_in_the_operations_channel(desk: Edge, door: SlackDoor) -> None:
    await declared(desk, door, "حادث جديد 2 بطء")
    reports(desk, "كم سعر الباقة؟")
    await desk.press("incident.action_add", "1")
    asked = {"what": f"اتصل على {NAME}", "owner": OPERATOR.user_id, "due": "2026-11-23"}
    await submit(desk, door.view, asked)
    chased(desk)
    assert len(shown(desk, erase=False)) == 1
    desk.house.run_all()
    forget(desk)
    assert (shown(desk), kept(desk)) == ([], [])


async def test_what_one_colleague_was_told_is_forgotten_here_alone(desk: Edge) -> None:
    """Slack changes no message by a person's id: the work would never end."""
    reports(desk, "كم سعر الباقة؟")
    payload = {"channel": OPERATOR.user_id, "text": NAME}
    with desk.database.transaction() as session:
        told = Effect(EffectKind.NOTICE, OPERATOR.user_id, payload)
        desk.house.queues.add(session, told, now=desk.clock())
    desk.house.run_all()
    assert kept(desk) == ["done"]
    forget(desk)
    assert kept(desk) == []
    with desk.database.reading() as session:
        erasing = select(OutboxRow.partition).where(OutboxRow.kind == EffectKind.ERASE_MESSAGE.value)
        assert OPERATOR.user_id not in list(session.scalars(erasing))


async def test_what_is_on_its_way_stands_in_the_way(desk: Edge, door: SlackDoor) -> None:
    room = await declared(desk, door, "حادث جديد 2 بطء")
    reports(desk, "كم سعر الباقة؟")
    await command(desk, UPDATE)
    with pytest.raises(StillOpen, match="names them, not sent yet"):
        forget(desk)
    room.work()
    forget(desk)
    assert kept(desk) == []


async def test_what_never_left_is_kept_without_the_name(desk: Edge, door: SlackDoor) -> None:
    """A dead letter may be sent again by hand."""
    await declared(desk, door, "حادث جديد 2 بطء")
    reports(desk, "كم سعر الباقة؟")
    await command(desk, UPDATE)
    desk.house.slack.fail_next(Refused("Slack: invalid_blocks", code="invalid_blocks"))
    desk.house.run_all()
    assert kept(desk) == ["dead"]
    forget(desk)
    assert kept(desk) == []
    with desk.database.reading() as session:
        assert any("كلّمنا [حُذف]" in str(payload) for payload in session.scalars(select(OutboxRow.payload)))


class TestOneWord:
    """Khalid reported it: in this incident one word of his name is him, and nowhere else."""

    KHALID = "خالد العتيبي"

    async def told(self, desk: Edge, door: SlackDoor, title: str) -> None:
        """Ticket 1 is in incident 1; nobody of incident 2 is called that."""
        reports(desk, "كم سعر الباقة؟")
        await desk.press("incident.declare", "1.1")
        await desk.submit(door.view, {"severity": "SEV2", "kind": "other", "title": title})
        desk.house.run_all()
        await command(desk, "حادث جديد 2 خالد من الصيانة قطع الكهرباء")
        desk.house.run_all()

    async def test_leaves_the_title_the_story_and_what_was_said(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        desk = each_desk
        await self.told(desk, door, "تسريب بيانات خالد من فرع الخالدية")
        await command(desk, "حادث تحديث ح-1 كلّمنا العتيبي، ولخالد نسخة في مجلد الخالدات")
        await desk.press("incident.action_add", "1")
        asked = {"what": "اتصل بخالد", "owner": OPERATOR.user_id, "due": "2026-11-23"}
        await submit(desk, door.view, asked)
        chased(desk)
        await desk.press("incident.resolve", "1")
        await submit(desk, door.view, {"summary": "أُغلق مع خالد", "go_on": "yes"})
        desk.house.run_all()
        forget(desk, self.KHALID)
        desk.house.run_all()
        erased(desk)
        with desk.database.reading() as session:
            first, second = session.scalars(select(Incident).order_by(Incident.id))
            entries = list(session.scalars(select(IncidentEntry.text).where(IncidentEntry.incident_id == 1)))
            asked_for = session.scalars(select(IncidentAction.what)).one()
        assert first.title == "تسريب بيانات [حُذف] من فرع الخالدية"
        assert first.summary == "أُغلق مع [حُذف]"
        assert "كلّمنا [حُذف]، [حُذف] نسخة في مجلد الخالدات" in entries
        assert asked_for == "اتصل [حُذف]"
        assert second.title == "خالد من الصيانة قطع الكهرباء"
        said = [str(desk.house.strict.shown[post.ts]) for post in desk.house.slack.posted]
        about = [one for one in said if "خالد" in one and "الصيانة" not in one and "الخالد" not in one]
        assert about == []
        assert any("تسريب بيانات [حُذف] من فرع الخالدية" in one for one in said)

    async def test_everyday_word_is_asked_about_first(self, desk: Edge, door: SlackDoor) -> None:
        await self.told(desk, door, "الملف غير صالح للتنزيل")
        with pytest.raises(StillOpen, match=r"«صالح» \(texts of incidents: 1\): their name"):
            forget(desk, "صالح العتيبي")
        assert title(desk) == "الملف غير صالح للتنزيل"
        forget(desk, "صالح العتيبي", are_words=["صالح"])
        assert title(desk) == "الملف غير صالح للتنزيل"

    async def test_everyday_word_that_is_the_name_goes(self, desk: Edge, door: SlackDoor) -> None:
        await self.told(desk, door, "تسريب بيانات صالح")
        forget(desk, "صالح العتيبي", are_names=["صالح"])
        assert title(desk) == "تسريب بيانات [حُذف]"

    @pytest.mark.parametrize(
        ("name", "written", "left"),
        [
            ("أحمد الزهراني", "بلاغ احمد وزهراني آخر", "بلاغ [حُذف] وزهراني آخر"),
            ("عبد الله القرني", "بلاغ عبدالله والحمد لله", "بلاغ [حُذف] والحمد لله"),
            ("خدمة العملاء", "تأخرت خدمة المستودع", "تأخرت خدمة المستودع"),
            ("نخبة | مها", "مهام مها اليوم", "مهام [حُذف] اليوم"),
        ],
    )
    async def test_whole_words_as_people_spell_them(
        self, desk: Edge, door: SlackDoor, name: str, written: str, left: str
    ) -> None:
        await self.told(desk, door, written)
        forget(desk, name)
        assert title(desk) == left

    async def test_channel_that_is_called_after_them_is_named_to_whoever_erases(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await self.told(desk, door, "khalid records")
        report = forget(desk, "Khalid Alotaibi")
        assert report.rooms == ("inc-20261122-khalid-records-1",)
        with desk.database.reading() as session:
            assert session.get_one(Incident, 1).channel_name == "inc-20261122-incident-1"


def title(edge: Edge) -> str | None:
    with edge.database.reading() as session:
        return session.get_one(Incident, 1).title


def forget(edge: Edge, name: str = NAME, **told: Any) -> privacy.Report:
    with edge.database.transaction() as session:
        session.get_one(Ticket, 1).status = "resolved"
        session.get_one(Contact, 1).known_name = name
    outbox, now = edge.house.queues, edge.clock()
    with edge.database.transaction() as session:
        return privacy.erase(session, "1", outbox=outbox, channel=CHANNEL, alerts=CHANNEL, now=now, **told)


def kept(edge: Edge) -> list[str]:
    """What the outbox still knows with the name, by its state."""
    with edge.database.reading() as session:
        return [row.status for row in session.scalars(select(OutboxRow)) if NAME in str(row.payload)]


def shown(edge: Edge, *, erase: bool = True) -> list[str]:
    """What stands in Slack with the name."""
    if erase:
        erased(edge)
    said = [str(edge.house.strict.shown[post.ts]) for post in edge.house.slack.posted]
    return [one for one in said if NAME in one]


def erased(edge: Edge) -> None:
    """What a worker does with the messages that go."""
    house = edge.house
    effects = ErasingEffects(
        database=house.database, slack=house.slack, clock=house.clock, pause=lambda _seconds: True
    )
    with edge.database.reading() as session:
        rows = list(
            session.scalars(select(OutboxRow).where(OutboxRow.kind == EffectKind.ERASE_MESSAGE.value))
        )
    assert rows
    for row in rows:
        effects.erase(EffectJob(row.id, 1, EffectKind.ERASE_MESSAGE, row.payload, None, False, house.clock()))
