"""A leak in three days: told by a customer at 10:12 on a Sunday, played with a clock that moves."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import func, select

from dealix_ops.contacts.models import Contact
from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from dealix_ops.durable.runner import Runner
from dealix_ops.sending.models import Approval
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.sandbox.support import Served
from tests.support.clock import START, MovingClock
from tests.support.customers import customer
from tests.support.databases import migrated_sqlite
from tests.support.house import FOUNDER, LEAK, OPERATOR

AWARE = START - timedelta(minutes=40)
SAME = "طلعت عندنا بيانات عملاء غيرنا في اللوحة"
NOTHING_NEW = "لا جديد: الفحص مستمر ولم يظهر أثر آخر"


def at(day: int, hour: int, minute: int) -> datetime:
    """On Riyadh's wall; the first day is 0."""
    return datetime(2026, 11, 22 + day, hour, minute, tzinfo=UTC) - timedelta(hours=3)


async def play(url: str) -> Incident72h:
    database, door = Database(url), SlackDoor()
    engine = Engine(database.url)
    no_waiting = patch.object(Runner, "pause", lambda _runner, _seconds: True)
    with Served(door.app) as slack, no_waiting:
        edge = Edge(database, engine, MovingClock(), slack_url=f"{slack.url}/api/", declares=True)
        room = Incident72h(edge, door)
        await first_hours(room)
        await contained(room)
        await filed(room)
    engine.close()
    database.close()
    return room


async def first_hours(room: Incident72h) -> None:
    room.said.day(room.now, "البلاغ والساعات الأولى (SEV1)")
    reported(room, LEAK, "نخبة الخليج", "سارة")
    room.said.card("الملخص المثبّت في غرفة الحادث", room.summary())
    room.until(at(0, 10, 17))
    await did(room, "يضغط [تم: راجع سجل الإجراءات]", OPERATOR.user_id)
    await room.press("تم: راجع سجل الإجراءات", by=OPERATOR.user_id)
    room.until(at(0, 10, 22))
    await did(room, "يوزّع الأدوار")
    await room.press("⋯", "الأدوار")
    await room.submit({"commander": FOUNDER.user_id, "liaison": OPERATOR.user_id})
    room.until(at(0, 10, 27))
    await did(room, "يقرر: نعم، قد تتضرر بيانات، وعلمنا بالهاتف 9:32 ص")
    await room.press("نعم، قد تتضرر بيانات")
    why = "أسماء وأرقام جوالات ظهرت لغير أصحابها، واتصل العميل قبل أن يكتب"
    assert await room.submit({"why": why, "aware": AWARE}) == {}
    room.until(at(0, 10, 32))
    await did(room, "يثبّت بعلامة 📌 رسالة كتبها في الغرفة", OPERATOR.user_id)
    await room.pins("أوقفنا المشاركة في اللوحة، جوال المبلّغ 0551234567", by=OPERATOR.user_id)
    room.until(at(0, 10, 37))
    await did(room, "يكتب تحديثاً ويقترحه على العميل المتأثر", OPERATOR.user_id)
    await room.press("اكتب تحديثاً", by=OPERATOR.user_id)
    team = "أوقفنا عرض البيانات، ونفحص من اطّلع عليها"
    assert await room.submit({"text": team, "propose": True}, by=OPERATOR.user_id) == {}
    approved(room, 1)
    room.until(at(0, 11, 2))
    await did(room, "يؤجّل الخبر ربع ساعة")
    await room.press("أجّل 15 دقيقة")
    errors = await room.submit({"why": "نتيجة الفحص تصل بعد دقائق"})
    room.said.after(f"تبقى النافذة، وتحت الحقل: «{errors['why']}»")
    room.until(at(0, 12, 2))
    await update(room, "الفحص انتهى: عميل واحد اطّلع على القائمة", OPERATOR.user_id)
    room.until(at(0, 12, 7))
    reported(room, SAME, "رواد التقنية", "خالد")


async def contained(room: Incident72h) -> None:
    room.until(at(0, 12, 17))
    await did(room, "يكتب تحديثاً ويقترح الخبر على العميلين", OPERATOR.user_id)
    await room.press("اكتب تحديثاً", by=OPERATOR.user_id)
    news = "السلام عليكم أ. ⟦الاسم⟧، أغلقنا مصدر الظهور ونراقب الأثر. الخبر التالي قبل الساعة 2:02 م."
    values = {"text": "الخبر للعميلين جاهز", "customers": news, "promised": at(0, 14, 2), "propose": True}
    assert await room.submit(values, by=OPERATOR.user_id) == {}
    for ticket_id in (1, 2):
        approved(room, ticket_id)
    room.until(at(0, 12, 32))
    await lowered(room, "SEV2", "أُغلق مصدر الظهور، ولا أثر جديد منذ ساعتين")
    room.until(at(0, 12, 52))
    await update(room, "أصلحنا الصلاحيات ونراقب", OPERATOR.user_id)
    room.until(at(0, 13, 42))
    await lowered(room, "SEV3", "المراقبة نظيفة، وبقي البلاغ والمراجعة")
    room.until(at(0, 16, 22))
    await did(room, "يؤجّل الخبر ربع ساعة", OPERATOR.user_id)
    await room.press("أجّل 15 دقيقة", by=OPERATOR.user_id)
    assert await room.submit({"why": "ننتظر تقرير المراقبة"}, by=OPERATOR.user_id) == {}
    room.until(at(0, 17, 2))
    await update(room, NOTHING_NEW, OPERATOR.user_id)
    room.until(at(0, 20, 32))
    await update(room, NOTHING_NEW, OPERATOR.user_id)
    room.said.day(at(1, 8, 2), "اليوم الثاني (SEV3): البلاغ يُكتب")
    room.until(at(1, 8, 2))
    await update(room, "راقبنا الليلة كلها، ولا أثر جديد", OPERATOR.user_id)
    room.until(at(1, 10, 2))
    await did(room, "يكتب ما يعرفه الفريق في مسودة البلاغ")
    await room.press("مسودة البلاغ")
    parts = {
        "how": "خطأ صلاحية في مشاركة اللوحات بعد تحديث",
        "data_types": "أسماء وأرقام جوالات",
        "measures": "أوقفنا العرض، وأصلحنا الصلاحية، ونراجع كل مشاركة",
    }
    assert await room.submit(parts) == {}
    await day_of_updates(room, 1)


async def filed(room: Incident72h) -> None:
    room.said.day(at(2, 8, 2), "اليوم الثالث: بلاغ جزئي")
    room.until(at(2, 8, 2))
    await update(room, NOTHING_NEW, OPERATOR.user_id)
    room.until(at(2, 10, 2))
    await did(room, "يسجّل أنه رفع بلاغاً جزئياً على المنصة")
    await room.press("رُفع البلاغ")
    assert await room.submit({"reference": "NDGP-2026-1142", "complete": "partial"}) == {}
    await day_of_updates(room, 2)
    room.said.day(at(3, 8, 2), "اليوم الرابع: يكتمل البلاغ قبل المهلة")
    room.until(at(3, 8, 2))
    await update(room, NOTHING_NEW, OPERATOR.user_id)
    room.until(at(3, 8, 22))
    await did(room, "يسجّل أنه أكمل البلاغ")
    await room.press("رُفع البلاغ")
    assert await room.submit({"reference": "NDGP-2026-1142-2", "complete": "whole"}) == {}
    room.until(at(3, 10, 12))
    room.said.card("الملخص المثبّت بعد 72 ساعة", room.summary())
    await did(room, "يكتب: /dealix حادث ح-1")
    told = await room.speaks("حادث ح-1")
    room.said.after(told)


async def day_of_updates(room: Incident72h, day: int) -> None:
    """As each is asked for, until the night."""
    for hour in (11, 15, 18):
        minute = {11: 32, 15: 2, 18: 32}[hour]
        room.until(at(day, hour, minute))
        await update(room, NOTHING_NEW, OPERATOR.user_id)
    room.until(at(day, 21, 32))
    await update(room, NOTHING_NEW, OPERATOR.user_id)


async def update(room: Incident72h, text: str, by: str) -> None:
    await did(room, "يكتب تحديثاً بعد أن كلّم المتأثرين", by)
    await room.press("اكتب تحديثاً", by=by)
    assert await room.submit({"text": text, "spoken": True}, by=by) == {}


async def lowered(room: Incident72h, to: str, why: str) -> None:
    await did(room, f"يخفّض الدرجة إلى {to}")
    await room.press("⋯", "غيّر الدرجة")
    assert await room.submit({"severity": to, "why": why}) == {}


async def did(room: Incident72h, what: str, by: str = FOUNDER.user_id) -> None:
    name = "المؤسس" if by == FOUNDER.user_id else "المشغّل"
    room.said.happened(room.now, f"{name} {what}")


def reported(room: Incident72h, text: str, company: str, person: str) -> None:
    """A person of a customer we know writes."""
    house = room.edge.house
    number = f"9665000000{len(room.heard):02}"
    room.said.happened(room.now, f"تصل رسالة من {person} ({company}): «{text}»")
    house.customer_writes(text, wa_id=number, name=person)
    house.run_all()
    known = customer(house.database, now=room.now, name=company)
    with house.database.transaction() as session:
        for one in session.scalars(select(Contact).where(Contact.customer_id.is_(None))):
            one.customer_id = known
        for matter in session.scalars(select(Ticket).where(Ticket.customer_id.is_(None))):
            matter.customer_id = known
    room.work()


def approved(room: Incident72h, ticket_id: int) -> None:
    """The founder approves the draft on the ticket's card, and says that it left."""
    house = room.edge.house
    draft = house.card(ticket_id).draft
    assert draft is not None
    assert (draft.kind, draft.status) == ("update", "proposed")
    quoted = "\n".join(f"> {line}" for line in draft.text.split("\n"))
    room.said.after(f"مسودة على بطاقة ت-{ticket_id} بانتظار الاعتماد، لم تصل أحداً:\n\n{quoted}\n")
    house.approve(draft.token)
    house.run_all()
    with house.database.reading() as session:
        newest = session.scalar(select(func.max(Approval.id)))
    house.mark_sent(house.hand_off(newest or 0).approval_token)
    room.said.after("اعتمدها المؤسس وأرسلها من جوال الشركة")
    room.work()


async def written() -> str:
    folder = Path(tempfile.mkdtemp(prefix="dealix-72h-"))
    try:
        room = await play(f"sqlite:///{migrated_sqlite(folder)}")
    finally:
        shutil.rmtree(folder)
    return room.said.text
