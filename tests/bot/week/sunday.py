"""Sunday: forty cards since Thursday, most of them thanks, and one real question whose time is over."""

from tests.bot.week import books
from tests.bot.week.stage import Person, Stage
from tests.support.house import FOUNDER, OPERATOR

NO_REPLY = "لا يحتاج رداً"
WITH_A_THING = "يعطيكم العافية على التقرير"
THANKS = (
    "تسلمون 🌹",
    "الله يعطيكم العافية",
    "مشكورين والله ما قصرتم",
    "تمام شكراً",
    WITH_A_THING,
    "جزاكم الله خير",
)
SPAM = ("متابعين حقيقيين لحسابكم بأرخص سعر", "ربحت جائزة، اضغط الرابط لاستلامها")
PROSPECTS = ("كم سعر الباقات عندكم؟", "هل عندكم تجربة قبل الاشتراك؟", "بكم باقة Growth؟")
REQUESTS = (
    "السلام عليكم، نبي نغير شعارنا في التقرير",
    "نبي نغير جوال التواصل في الفاتورة",
    "نبي نغير اسم الشركة في التقرير",
    "نبي نغير بريد المحاسب في الفاتورة",
)
QUESTION = "متى موعد التقرير الشهري؟ عندنا اجتماع مجلس الأحد"
ANSWER = (
    "حياكم الله أ. نورة، معكم سالم من ديلكس.\n"
    "التقرير الشهري يصلكم اليوم على بريدكم قبل اجتماعكم.\n"
    "وإن احتجتم رقماً بعينه للمجلس يكفينا ردكم هنا."
)
NOURA = Person("نورة", "966500000001", "نخبة الخليج للتدريب")
THANKFUL = [Person(f"عميل {number}", f"9665000010{number:02}") for number in range(1, 31)]
OTHERS = [Person(f"مرسل {number}", f"9665000020{number:02}") for number in range(1, 10)]


async def play(stage: Stage) -> None:
    question = await weekend(stage)
    await noise(stage)
    await first_question(stage, question)
    await the_rest(stage)
    await ask_whether_settled(stage, question)


async def weekend(stage: Stage) -> int:
    """From Thursday 16:40: thirty thanks, nine others and the question."""
    said = stage.said
    stage.begin(19, "16:40")
    said.day(stage.clock(), "بعد إقفال المكتب")
    question = await stage.writes(NOURA, QUESTION)
    said.happened(stage.clock(), "ومن الخميس مساءً إلى صباح الأحد تصل 39 رسالة من 39 رقماً، أكثرها «تسلمون»")
    with said.quietly():
        for number, person in enumerate(THANKFUL):
            stage.until(19 + number // 11, f"{17 + number % 11 // 2}:{number:02}")
            await stage.writes(person, THANKS[number % len(THANKS)])
        for person, words in zip(OTHERS, (*SPAM, *PROSPECTS, *REQUESTS), strict=True):
            stage.minutes(3)
            await stage.writes(person, words)
    stage.until(22, "9:10")
    said.day(stage.clock(), "أربعون بطاقة")
    assert books.tickets(stage) == {"open": 40}
    stage.weekend_tickets = 40
    return question


async def noise(stage: Stage) -> None:
    """«لا يحتاج رداً» under each thanks: one tap and no modal; both people take their half."""
    said, first = stage.said, stage.ticket_of(THANKFUL[0])
    before = stage.card(first)
    stage.show(before)
    await stage.press(before, "لا يحتاج رداً")
    # The operator's phone still shows it open.
    await stage.press(before, "لا يحتاج رداً", by=OPERATOR.user_id)
    stage.refused(OPERATOR, "سبقك <@U_FOUNDER> وأغلقها 9:10 ص (بلا رد).")
    stage.show(stage.card(first))
    assert books.ticket(stage, first) == ("resolved", "no_reply_needed", "P3")
    with said.quietly():
        for number, person in enumerate(THANKFUL[1:]):
            by = (FOUNDER, OPERATOR)[number % 2].user_id
            # «…على التقرير» names a thing, so a text is proposed and this stands in its menu.
            card, in_menu = (
                stage.card(stage.ticket_of(person)),
                THANKS[(number + 1) % len(THANKS)] == WITH_A_THING,
            )
            label, choice = ("المزيد …", NO_REPLY) if in_menu else (NO_REPLY, None)
            await stage.press(card, label, choice, by=by)
    said.happened(stage.clock(), "يقفل المؤسس والمشغّل بقية الشكر، كل بطاقة بضغطة وبلا نافذة")
    assert books.void(stage) == {"no_reply_needed": 30}
    said.note(
        "الشكر يُقفل بطاقة بطاقة: 30 ضغطة. زر واحد للجميع موجود للتذاكر الصامتة فقط، "
        "لأن «شكراً» مع سطر آخر قد تكون بلاغاً لا يجوز إقفاله دون نظر."
    )
    for person, kind in zip(OTHERS[:5], ("spam",) * 2 + ("prospect",) * 3, strict=True):
        with said.quietly() if person not in (OTHERS[0], OTHERS[2]) else said.aloud():
            await stage.press(stage.card(stage.ticket_of(person)), "المزيد …", "ليس عميلاً")
            await stage.submit({"reason": kind}, told="بعد اختيار «فرصة»" if kind == "prospect" else "")
    assert books.void(stage) == {"no_reply_needed": 30, "spam": 2, "prospect": 3}
    assert books.late(stage) & {(stage.ticket_of(one), "first_response") for one in THANKFUL} == set()


async def first_question(stage: Stage, ticket: int) -> None:
    """Asked on Thursday, read on Sunday: the card says honestly that it is late, and by how much."""
    stage.said.happened(stage.clock(), "أول سؤال حقيقي، وقد فات وقته ونافذة واتساب معه")
    stage.show(stage.card(ticket))
    assert (ticket, "first_response") in books.late(stage)
    await stage.press(stage.card(ticket), "المزيد …", "اربط بعميل")
    await stage.submit({"new_customer": NOURA.company}, told=f"بعد كتابة «{NOURA.company}»")
    await stage.press(stage.card(ticket), "تعديل")
    await stage.submit({"text": stage.proposed(ticket)}, told="والفراغ كما هو")
    await stage.submit({"text": ANSWER}, told="بعد كتابة الجواب مكان الفراغ")
    assert books.draft(stage, ticket) == ("first_response", "handed_off")
    stage.show(stage.hand_off(ticket))
    stage.minutes(2)
    await stage.sends(ticket)
    stage.show(stage.hand_off(ticket))
    assert books.met(stage, ticket) == "09:12"
    stage.said.note(
        "هذا التأخر محسوب لأن الساعة تمشي في الجمعة والسبت أيضاً. تقويم العمل (الأحد إلى الخميس) "
        "عمل لاحق، وهو الذي يجعل مهلة الخميس تنتهي الأحد."
    )


async def the_rest(stage: Stage) -> None:
    """Four requests with a ready text: the operator approves and sends each."""
    stage.until(22, "9:30")
    for person in OTHERS[5:]:
        ticket = stage.ticket_of(person)
        with stage.said.quietly() if person is not OTHERS[5] else stage.said.aloud():
            stage.show(stage.card(ticket))
            await stage.press(stage.card(ticket), "اعتماد", by=OPERATOR.user_id)
            await stage.sends(ticket, by=OPERATOR.user_id)
        assert books.draft(stage, ticket) == ("first_response", "sent")
    stage.said.happened(stage.clock(), "وكذلك الثلاثة الباقية: يعتمد المشغّل المسودة ويرسلها من جوال الشركة")
    assert books.tickets(stage) == {"no_reply_needed": 30, "spam": 2, "prospect": 3, "open": 5}
    assert {text for _, text in stage.reached} == {text for _, text in books.approved(stage)}


async def ask_whether_settled(stage: Stage, question: int) -> None:
    """In the afternoon all five are done: «حُلّت» proposes the closing question, and it is sent."""
    stage.until(22, "14:00")
    for ticket in (question, *(stage.ticket_of(person) for person in OTHERS[5:])):
        with stage.said.quietly() if ticket != question else stage.said.aloud():
            await stage.asks_whether_settled(ticket)
        assert books.ticket(stage, ticket)[0] == "waiting"
    stage.said.happened(stage.clock(), "ومثلها الأربع الأخرى: خمس تذاكر تنتظر الآن تأكيد أصحابها")
