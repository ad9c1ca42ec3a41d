"""Tuesday: a voice note, a customer who writes English, and an answer that is no second first response."""

import json

from tests.bot.edge import FORM_KEY, MAIL_SECRET
from tests.bot.week import books
from tests.bot.week.monday import LAMA
from tests.bot.week.screen import PAGE_LINK
from tests.bot.week.stage import SAME_SITE, Person, Stage
from tests.support import letters
from tests.support.house import OPERATOR

SALMAN = Person("سلمان", "966500000105")
OMAR = Person("Omar", "966500000106")
TWELVE = Person("ريم", "966500000112")
ENGLISH = "HubSpot keeps disconnecting every two hours, please fix it today."
ANSWERED = (
    "حياكم الله أ. ريم، معكم سالم من ديلكس.\nتفعيل حسابكم اليوم قبل العصر، ويصلكم رابط الدخول على بريدكم."
)
LETTER = "The March invoice is missing our VAT number and finance bounced it. Please reissue."


async def play(stage: Stage) -> None:
    await voice_note(stage)
    await in_english(stage)
    await customer_twelve(stage)
    await by_mail_and_form(stage)
    with stage.said.quietly():
        calendar = await stage.writes(LAMA, "انحلت، الله يعطيكم العافية")
        await stage.press(stage.card(calendar), "أغلق: أكّد العميل", by=OPERATOR.user_id)
    stage.said.happened(stage.clock(), f"تكتب لمى «انحلت»، وتُغلق ت-{calendar} بتأكيدها")
    assert books.late(stage) == books.weekend_late(stage)


async def voice_note(stage: Stage) -> None:
    """Nobody read it yet, so it is no P3 that may wait a day: fifteen minutes to listen."""
    stage.until(24, "10:00")
    stage.said.day(stage.clock(), "صوت، وإنجليزية، والعميل الثاني عشر")
    ticket = await stage.speaks(SALMAN)
    stage.show(stage.card(ticket))
    stage.minutes(4)
    await stage.press(stage.card(ticket), "استمع", by=OPERATOR.user_id)
    found = PAGE_LINK.search(str(stage.whisper().message.blocks))
    assert found is not None
    with stage.said.quietly():
        [link] = stage.buttons(stage.whisper())
        await stage.press(stage.whisper(), link, by=OPERATOR.user_id)
    page = await stage.edge.http.get(found[1], headers=SAME_SITE)
    assert page.status_code == 200
    await stage.press(stage.card(ticket), "عاجل (P1)", by=OPERATOR.user_id)
    assert books.met(stage, ticket, "listen") == "10:04"
    assert books.ticket(stage, ticket)[2] == "P1"
    stage.show(stage.card(ticket))
    await stage.press(stage.card(ticket), "تعديل", by=OPERATOR.user_id)
    text = (
        "حياكم الله أ. سلمان، معكم سالم من ديلكس.\n"
        "سمعنا رسالتكم عن توقف الحملة، ونرجع لكم بالسبب قبل الساعة 11:30 ص."
    )
    await stage.submit({"text": text}, by=OPERATOR.user_id, told="وقد كتب ما سمعه")
    await stage.sends(ticket, by=OPERATOR.user_id)
    assert books.met(stage, ticket) == "10:04"


async def in_english(stage: Stage) -> None:
    """English for English; no template in Arabic."""
    stage.until(24, "10:30")
    ticket = await stage.writes(OMAR, ENGLISH)
    stage.show(stage.card(ticket))
    await stage.press(stage.card(ticket), "اعتماد")
    await stage.sends(ticket)
    assert stage.reached[-1][1].isascii()


async def customer_twelve(stage: Stage) -> None:
    """The second line gets an answer; the kind «first response» is over in this ticket."""
    stage.until(24, "11:00")
    ticket = await stage.writes(TWELVE, "كم باقي على تفعيل حسابي؟")
    with stage.said.quietly():
        await stage.press(stage.card(ticket), "تعديل", by=OPERATOR.user_id)
        await stage.submit({"text": ANSWERED}, by=OPERATOR.user_id)
        await stage.sends(ticket, by=OPERATOR.user_id)
    stage.said.happened(stage.clock(), "يجيب المشغّل: «تفعيل حسابكم اليوم قبل العصر…»")
    stage.until(24, "14:40")
    assert await stage.writes(TWELVE, "طيب متى؟ ما وصلني شي") == ticket
    assert books.draft(stage, ticket) in (("answer", "proposed"), ("update", "proposed"))
    stage.show(stage.card(ticket))
    assert "رد أول" not in str(stage.card(ticket).message.blocks)
    await stage.press(stage.card(ticket), "المزيد …", "رد جديد")
    assert stage.choices_of_modal("نوع الرد") == ["جواب", "مستجد", "طلب معلومة", "سؤال الإغلاق"]
    told = "أ. ريم، وصل رابط الدخول إلى بريدكم قبل دقائق، ونأسف على تأخره عن الوقت اللي قلناه."
    await stage.submit({"text": told}, told="بعد كتابة المستجد")
    await stage.sends(ticket)
    assert [text for number, text in stage.reached if number == ticket] == [ANSWERED, told]


async def by_mail_and_form(stage: Stage) -> None:
    """Two other ways in: a letter in English, and a stranger's form."""
    stage.until(24, "15:30")
    raw = letters.letter(LETTER, at=stage.clock(), sender="Sara <sara@ofuq.example>", subject="Invoice 1207")
    headers = letters.signed(raw, at=stage.clock(), secret=MAIL_SECRET)
    stage.said.happened(stage.clock(), f"Sara عبر البريد: «{LETTER}»")
    answer = await stage.edge.http.post("/api/webhooks/mail", content=raw, headers=headers)
    assert answer.status_code == 200
    stage.work()
    ticket = stage.newest_ticket()
    stage.show(stage.card(ticket))
    await stage.press(stage.card(ticket), "اعتماد", by=OPERATOR.user_id)
    await stage.sends(ticket, by=OPERATOR.user_id)
    asked = {"name": "هند", "email": "hind@darb.example", "message": "كم سعر الباقات عندكم؟"}
    stage.said.happened(stage.clock(), f"{asked['name']} من نموذج الموقع: «{asked['message']}»")
    path = f"/api/webhooks/forms/{FORM_KEY}"
    kind = {"content-type": "application/json"}
    form = await stage.edge.http.post(path, content=json.dumps(asked).encode(), headers=kind)
    assert form.status_code == 200
    stage.work()
    prospect = stage.newest_ticket()
    assert prospect == ticket + 1
    await stage.press(stage.card(prospect), "المزيد …", "ليس عميلاً")
    await stage.submit({"reason": "prospect"}, told="بعد اختيار «فرصة»")
    stage.show(stage.card(prospect))
    await stage.press(stage.card(prospect), "اعتماد")
    await stage.sends(prospect)
    assert books.ticket(stage, prospect)[:2] == ("resolved", "prospect")
