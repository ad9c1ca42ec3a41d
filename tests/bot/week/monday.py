"""Monday, in the car: what is read aloud, a call, ten lines in a row under an edit, and honest times."""

from tests.bot.listeners.slack_door import field_text
from tests.bot.week import books
from tests.bot.week.stage import Person, Stage
from tests.support.house import OPERATOR

FAHD = Person("فهد", "966500000101")
HUDA = Person("هدى", "966500000102")
LAMA = Person("لمى", "966500000103")
OMAR = Person("عمر", "966500000104")
DOWN = "اللوحة ما تفتح من الصبح وعندنا مناقصة الساعة 12"
LINES = (
    "هلا",
    "السلام عليكم",
    "عندي سؤال",
    "وينكم",
    "ضروري",
    "فيه أحد؟",
    "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم",
    "وش السالفة؟",
    "عندي اجتماع بعد ساعة",
    "ردوا لو سمحتم",
)
HOLDING = (
    "السلام عليكم أ. هدى، معكم سالم من ديلكس.\n"
    "وصلنا بلاغكم عن ظهور بيانات لا تخصكم، وأتابعه بنفسي من هذه اللحظة.\n"
    "فضلاً احتفظوا بصورة الشاشة عندكم ولا ترسلوها لأحد.\n"
    "أرجع لكم بما يتبيّن خلال 30 دقيقة من هذه الرسالة."
)
NO_LATER = "ربط التقويم ينفصل كل يوم ونعيد تسجيل الدخول"


async def play(stage: Stage) -> None:
    await phones(stage)
    leak = await ten_lines(stage)
    await forty_minutes_late(stage, leak)
    await not_sent_after_all(stage)
    await taken_back(stage)
    await settled(stage, leak)


async def phones(stage: Stage) -> None:
    """She phones instead of writing; the call counts, with the time it had."""
    stage.until(23, "8:35")
    stage.said.day(stage.clock(), "في السيارة")
    ticket = await stage.writes(FAHD, DOWN)
    assert books.ticket(stage, ticket)[2] == "P1"
    stage.said.note("الإشعار جملة عربية واحدة بلا رموز ولا أرقام تذاكر، فيقرؤها الجوال بصوته.")
    stage.until(23, "8:50")
    await stage.press(stage.card(ticket), "المزيد …", "كلّمت العميل")
    values = {"means": "call", "when": "5", "note": "كلّمته: نعيد تشغيل اللوحة ونرجع له قبل 10"}
    await stage.submit(values, told="بعد اختيار «اتصال» و«قبل 5 دقائق» وسطر بما قيل")
    stage.show(stage.card(ticket))
    assert books.met(stage, ticket) == "08:45"
    assert books.draft(stage, ticket)[1] == "answered_outside"
    assert (ticket, "first_response") not in books.late(stage)
    assert stage.reached[-1][0] != ticket


async def ten_lines(stage: Stage) -> int:
    """Every seven seconds one line; the leak is the seventh; she edits from the third on."""
    stage.until(23, "9:05")
    before = len(stage.house.strict.calls)
    ticket = await stage.writes(HUDA, LINES[0])
    for line in LINES[1:3]:
        stage.minutes(7 / 60)
        await stage.writes(HUDA, line)
    stage.minutes(7 / 60)
    await stage.press(stage.card(ticket), "تعديل")
    typed = stage.view
    for line in LINES[3:]:
        stage.minutes(7 / 60)
        await stage.writes(HUDA, line)
    stage.view = typed
    stage.minutes(1)
    assert books.ticket(stage, ticket)[2] == "P0"
    assert len(stage.house.strict.calls) - before <= 2 * len(LINES)
    stage.show(stage.card(ticket))
    await stage.submit(
        {"text": HOLDING}, told="وقد كتب نصه منذ السطر الثالث، فتعود النافذة وفيها الأسطر الجديدة ونصه"
    )
    assert stage.view is not None
    assert field_text(stage.view) == HOLDING
    assert [line for line in LINES[3:] if line not in str(stage.view["blocks"])] == []
    await stage.submit({"text": HOLDING}, told="مرة واحدة بعد اطلاعه عليها")
    assert books.draft(stage, ticket) == ("first_response", "handed_off")
    return ticket


async def forty_minutes_late(stage: Stage, ticket: int) -> None:
    """Sent at once from the page, said forty minutes later: the time is that of opening the page."""
    stage.leaves(ticket, await stage.opens_page(ticket))
    opened = books.wall(stage.clock())
    stage.minutes(8)
    stage.show(stage.hand_off(ticket))
    stage.minutes(32)
    assert (ticket, "first_response") in books.late(stage)
    on = stage.hand_off(ticket)
    [when] = [label for label in stage.choices(on, "متى أرسلتها؟") if label.startswith("وقت فتح الصفحة")]
    await stage.press(on, "متى أرسلتها؟", when)
    assert books.met(stage, ticket) == opened
    assert (ticket, "first_response") not in books.late(stage)
    stage.show(stage.hand_off(ticket))


async def not_sent_after_all(stage: Stage) -> None:
    """«أرسلتها» was a mistake: «لم أرسلها» starts the clock again where it stood."""
    ticket = await stage.writes(LAMA, NO_LATER)
    stage.minutes(2)
    await stage.press(stage.card(ticket), "اعتماد", by=OPERATOR.user_id)
    await stage.press(stage.hand_off(ticket), "أرسلتها", by=OPERATOR.user_id)
    assert books.met(stage, ticket) != "running"
    stage.minutes(1)
    await stage.press(stage.hand_off(ticket), "لم أرسلها", by=OPERATOR.user_id)
    assert books.met(stage, ticket) == "running"
    stage.show(stage.hand_off(ticket))
    await stage.sends(ticket, by=OPERATOR.user_id)
    assert books.met(stage, ticket) != "running"


async def taken_back(stage: Stage) -> None:
    """«تراجع»: until it is sent, an approval can be taken back by whoever gave it."""
    ticket = await stage.writes(OMAR, "متى يبدأ تدريب الفريق؟ نبي نعتمد التاريخ")
    stage.minutes(2)
    await stage.press(stage.card(ticket), "تعديل")
    told = "حياكم الله، معكم سالم من ديلكس.\nيبدأ التدريب الأحد القادم."
    await stage.submit({"text": told})
    stage.minutes(1)
    await stage.writes(OMAR, "ومين المدرب؟")
    handed = stage.hand_off(ticket)
    stage.show(handed)
    await stage.press(handed, "⋯", "تراجع عن الاعتماد")
    assert books.draft(stage, ticket)[1] == "proposed"
    await stage.press(handed, "أرسلتها", by=OPERATOR.user_id)
    stage.show(stage.hand_off(ticket))
    assert books.met(stage, ticket) == "running"
    await stage.press(stage.card(ticket), "تعديل")
    await stage.submit(
        {"text": told.replace("القادم", "القادم، والمدرب أ. سعد")}, told="بعد الجواب عن السطرين"
    )
    await stage.sends(ticket)


async def settled(stage: Stage, leak: int) -> None:
    """The leak and the board are settled the same day, so no resolution is late."""
    stage.until(23, "11:00")
    await stage.asks_whether_settled(leak)
    stage.minutes(20)
    await stage.writes(HUDA, "انحلت، الله يعطيكم العافية")
    stage.show(stage.card(leak))
    await stage.press(stage.card(leak), "أغلق: أكّد العميل")
    assert books.ticket(stage, leak) == ("resolved", "confirmed", "P0")
    down = leak - 1
    await stage.writes(FAHD, "اشتغلت اللوحة، مشكورين")
    stage.show(stage.card(down))
    stage.said.note(
        "«اشتغلت اللوحة» ليست من الكلمات التي نعدّها تأكيداً، فلا يُعرض زر «أكّد العميل»: "
        "كل كلمة في السطر يجب أن تكون معروفة. يُغلقها شخص بسبب مكتوب يبقى في السجل."
    )
    await stage.press(stage.card(down), "المزيد …", "أغلق بسبب آخر", by=OPERATOR.user_id)
    why = "كتب العميل أن اللوحة اشتغلت"
    await stage.submit({"note": why}, by=OPERATOR.user_id, told=f"بعد كتابة «{why}»")
    stage.show(stage.card(down))
    assert books.ticket(stage, down) == ("resolved", "other", "P1")
    assert books.late(stage) == books.weekend_late(stage)
