"""Thursday 23:40: money left a customer's card, and the founder sleeps."""

from dealix_ops.ports.work import EffectKind
from tests.bot.week import books
from tests.bot.week.stage import Person, Stage
from tests.support.house import FOUNDER, OPERATOR, OPS

CHARGED = "انخصم من بطاقتي مرتين وأنا ما طلبت شي"
YASIR = Person("ياسر", "966500000131")


async def play(stage: Stage) -> None:
    ticket = await charged(stage)
    await ten_minutes(stage, ticket)
    accounts(stage)


async def charged(stage: Stage) -> int:
    stage.until(26, "23:40")
    stage.said.day(stage.clock(), "ليلاً")
    ticket = await stage.writes(YASIR, CHARGED)
    assert books.ticket(stage, ticket)[2] == "P0"
    stage.show(stage.card(ticket))
    shown = str(stage.card(ticket).message.blocks)
    assert f"<@{FOUNDER.user_id}>" in shown
    assert f"<@{OPERATOR.user_id}>" in shown
    stage.said.note(
        "البطاقة تذكر المؤسس والمناوب، والنداء يتدرّج خارج سلاك حتى «استلمتها»: "
        "رسالة خاصة، ثم بريد وخدمة نداء، ثم المناوب، ثم كل 5 دقائق."
    )
    return ticket


async def ten_minutes(stage: Stage, ticket: int) -> None:
    """The operator takes it; the holding text leaves, unedited, after ten minutes."""
    by = OPERATOR.user_id
    stage.minutes(3)
    await stage.press(stage.card(ticket), "استلمتها", by=by)
    await stage.press(stage.card(ticket), "اعتماد", by=by)
    stage.refused(OPERATOR, "هذا القرار للمؤسس فقط، بلّغناه.")
    stage.minutes(6)
    await stage.press(stage.card(ticket), "اعتماد", by=by)
    stage.refused(OPERATOR, "هذا القرار للمؤسس فقط، بلّغناه.")
    stage.minutes(1)
    text = stage.proposed(ticket)
    await stage.press(stage.card(ticket), "اعتماد", by=by)
    await stage.sends(ticket, by=by)
    assert stage.reached[-1] == (ticket, text)
    assert books.met(stage, ticket) == "23:50"
    stage.show(stage.card(ticket))


def accounts(stage: Stage) -> None:
    """What a founder may ask on Friday: who waited too long, and did anything leave that nobody approved?"""
    stage.minutes(1)
    assert sorted(stage.reached) == sorted(books.approved(stage))
    assert books.chain(stage) == (0, ())
    assert stage.house.strict.refusals == []
    # The day's messages, and no alarm.
    assert books.kinds_in(stage, OPS) == {EffectKind.DIGEST, EffectKind.WEEKLY}
    # One question of Thursday was late on Sunday; thanks, calls and late presses made no other.
    assert books.late(stage) == {(1, "first_response")}
    assert books.void(stage) == {"no_reply_needed": 30, "prospect": 4, "spam": 2, "false_alarm": 1}
    stage.said.happened(
        stage.clock(),
        f"حساب الأسبوع: النصوص التي خرجت إلى العملاء: {len(stage.reached)}، وكل منها معتمد بحروفه. "
        "تأخّر أول رد واحد (سؤال الخميس الماضي). السجل سليم من أوله إلى آخره.",
    )
