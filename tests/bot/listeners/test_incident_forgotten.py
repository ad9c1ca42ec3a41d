"""Whoever is forgotten leaves what incidents show and what the product said of them."""

import pytest
from sqlalchemy import select

from dealix_ops.contacts.models import Contact
from dealix_ops.durable.erasing_effects import ErasingEffects
from dealix_ops.durable.models import OutboxRow
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


def forget(edge: Edge) -> None:
    with edge.database.transaction() as session:
        session.get_one(Ticket, 1).status = "resolved"
        session.get_one(Contact, 1).known_name = NAME
    with edge.database.transaction() as session:
        privacy.erase(
            session, "1", outbox=edge.house.queues, channel=CHANNEL, alerts=CHANNEL, now=edge.clock()
        )


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
