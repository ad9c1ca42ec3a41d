"""Wednesday: three people of one customer, a threat, what «تمام» closes, silence, and a word only."""

from tests.bot.week import books
from tests.bot.week.stage import Person, Stage
from tests.bot.week.sunday import NOURA
from tests.bot.week.tuesday import SALMAN, TWELVE
from tests.support.house import OPERATOR

MAJED = Person("ماجد", "966500000121", NOURA.company)
DALAL = Person("دلال", "966500000122", NOURA.company)
ANGRY = Person("تركي", "966500000123")
CALM = Person("منال", "966500000124")
REPORT = "فواتير هالأسبوع ما تظهر عندنا في اللوحة"
THREAT = "ثالث مرة تتأخرون علينا، بنشرها في إكس ونلغي الاشتراك"
NO_LEAK = "الحمدلله ما طلع تسريب، شكراً على التوضيح"


async def play(stage: Stage) -> None:
    stage.until(25, "9:00")
    stage.said.day(stage.clock(), "ثلاثة من عميل واحد، وتهديد بالنشر")
    await says_it_is_over(stage, SALMAN)
    await three_of_one(stage)
    await threat(stage)
    await settled_by_a_word(stage)
    await silent(stage)
    await false_alarm(stage)
    stage.until(25, "17:30")
    with stage.said.quietly():
        for person in (ANGRY, NOURA, MAJED, DALAL):
            await says_it_is_over(stage, person)
    stage.said.happened(stage.clock(), "يكتب تركي ونورة وماجد ودلال «انحلت»، وتُغلق تذاكرهم بتأكيدهم")


async def says_it_is_over(stage: Stage, who: Person) -> None:
    """Nobody asked, but «انحلت» says it by itself once we answered."""
    ticket = await stage.writes(who, "انحلت، الله يعطيكم العافية")
    await stage.press(stage.card(ticket), "أغلق: أكّد العميل", by=OPERATOR.user_id)
    assert books.ticket(stage, ticket)[:2] == ("resolved", "confirmed")


async def three_of_one(stage: Stage) -> None:
    """Three cards and three answers for one matter."""
    stage.until(25, "9:20")
    opened = []
    for person, words in ((NOURA, REPORT), (MAJED, "ليش الفواتير مو ظاهرة؟"), (DALAL, "وين فواتيرنا؟ اختفت")):
        opened.append(await stage.writes(person, words))
        stage.minutes(6)
    for ticket in opened[1:]:
        await stage.press(stage.card(ticket), "المزيد …", "اربط بعميل", by=OPERATOR.user_id)
        company = stage.options_of("customer")[NOURA.company or ""]
        await stage.submit({"customer": company}, by=OPERATOR.user_id, told=f"بعد اختيار «{NOURA.company}»")
    stage.show(stage.card(opened[-1]))
    assert len(set(opened)) == 3
    stage.said.note(
        "ثلاث تذاكر وثلاث بطاقات لأمر واحد، وكل جواب يُعتمد وحده. البطاقة تقول كم تذكرة مفتوحة للعميل، "
        "ولا تجمعها. «بلّغ عنها أيضاً» و«ادمج» و«اعتماد الثلاثة» عمل لاحق."
    )
    for ticket in opened:
        with stage.said.quietly() if ticket != opened[0] else stage.said.aloud():
            await stage.answers(ticket, by=OPERATOR.user_id, filled="نراجع ظهور فواتير هذا الأسبوع")
    stage.said.happened(stage.clock(), "يجيب المشغّل الثلاثة، كلاً من بطاقته")
    # Noura's is her ticket of Sunday: its first response was given then.
    for ticket in opened[1:]:
        assert books.met(stage, ticket) == books.wall(stage.clock())


async def threat(stage: Stage) -> None:
    """Delicate by its risk, whatever the priority: the founder decides and phones first."""
    stage.until(25, "10:10")
    ticket = await stage.writes(ANGRY, THREAT)
    stage.show(stage.card(ticket))
    assert "يلوّح بالنشر" in str(stage.card(ticket).message.blocks)
    await stage.press(stage.card(ticket), "اعتماد", by=OPERATOR.user_id)
    stage.refused(OPERATOR, "هذا القرار للمؤسس فقط، بلّغناه.")
    stage.minutes(5)
    await stage.press(stage.card(ticket), "كلّمت العميل")
    values = {"means": "call", "when": "0", "note": "اعتذرنا عن التأخر، ونرسل خطة التسليم اليوم"}
    await stage.submit(values, told="بعد اختيار «اتصال» و«الآن» وسطر بما قيل")
    assert books.met(stage, ticket) == "10:15"


async def settled_by_a_word(stage: Stage) -> None:
    """«تمام» after the closing question is proposed as the yes; a person closes."""
    stage.until(25, "11:00")
    ticket = stage.ticket_of(TWELVE)
    await stage.asks_whether_settled(ticket)
    stage.minutes(9)
    await stage.writes(TWELVE, "تمام")
    stage.show(stage.card(ticket))
    assert books.ticket(stage, ticket)[0] == "waiting"
    await stage.press(stage.card(ticket), "أغلق: أكّد العميل", by=OPERATOR.user_id)
    assert books.ticket(stage, ticket)[:2] == ("resolved", "confirmed")


async def silent(stage: Stage) -> None:
    """Asked on Sunday at two, silent for three working days: one press for all of them."""
    stage.until(25, "13:50")
    listed = await stage.speaks_command("صامتة")
    assert stage.buttons(listed) == []
    stage.until(25, "14:05")
    listed = await stage.speaks_command("صامتة")
    [button] = stage.buttons(listed)
    before = books.tickets(stage)
    await stage.press(listed, button)
    closed = books.tickets(stage)["silent"] - before["silent"]
    assert closed == int(button.split()[1]) if button.split()[1].isdecimal() else closed
    assert books.tickets(stage)["silent"] == closed


async def false_alarm(stage: Stage) -> None:
    """P0 by a word: the strictest clock and a card, and one tap when it is thanks."""
    stage.until(25, "15:10")
    ticket = await stage.writes(CALM, NO_LEAK)
    assert books.ticket(stage, ticket)[2] == "P0"
    stage.show(stage.card(ticket))
    await stage.press(stage.card(ticket), "إنذار كاذب", "شكر", by=OPERATOR.user_id)
    stage.refused(OPERATOR, "هذا القرار للمؤسس فقط، بلّغناه.")
    await stage.press(stage.card(ticket), "إنذار كاذب", "شكر")
    stage.show(stage.card(ticket))
    assert books.ticket(stage, ticket)[2] != "P0"
    await stage.press(stage.card(ticket), "المزيد …", "لا يحتاج رداً")
    assert books.ticket(stage, ticket)[:2] == ("resolved", "no_reply_needed")
