"""What an alarm's end, and a drill that nobody held, say in Slack."""

from collections.abc import Sequence
from datetime import datetime

from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.paging.rules import Ended, Kind

NAMES = {Kind.P0: "النداء الطارئ", Kind.SEV1: "نداء الحادث", Kind.DRILL: "نداء التجربة"}
ENDED = {
    Ended.ANSWERED: "وصل الرد إلى العميل",
    Ended.CLOSED: "أُغلقت التذكرة",
    Ended.LOWERED: "خُفّضت الأولوية",
    Ended.STOPPED: "انتهى الحادث أو خُفّضت درجته",
    Ended.UNTAKEN: "لم يستلمها أحد",
}
DRILL_OWED = "لم نجرّب نداء الطوارئ منذ شهر. للتجربة شغّل {command}، ثم اضغطوا «استلمتها» من جوالاتكم."
DRILL_COMMAND = "dealix drill p0"
MAIL_REFUSED = (
    "نداء الطوارئ بالبريد لم يصل إلى كل العناوين: رفض خادم البريد ما ترتيبه {places} من {count} في "
    "{setting}. صحّحوها، ثم جرّبوها بالأمر {command}."
)
MAIL_SETTING, MAIL_COMMAND = "DEALIX_PAGING_MAIL_TO", "dealix doctor --send"


def ended(how: Ended, *, by: str | None, at: datetime, since: datetime, kind: Kind) -> str:
    """«توقّف النداء الطارئ: استلمها @… 2:04 ص بعد 4 دقائق»."""
    if how is not Ended.TAKEN or by is None:
        return f"توقّف {NAMES[kind]}: {ENDED[how]}."
    minutes = int((at - since).total_seconds()) // 60
    after = f"بعد {count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)}" if minutes else "خلال دقيقة"
    return f"توقّف {NAMES[kind]}: استلمها <@{by}> {clock_ar(at)}، {after}."


def drill_owed() -> str:
    return DRILL_OWED.format(command=isolate(DRILL_COMMAND))


def mail_refused(places: Sequence[int], *, count: int) -> str:
    return MAIL_REFUSED.format(
        places="، ".join(map(str, places)),
        count=count,
        setting=isolate(MAIL_SETTING),
        command=isolate(MAIL_COMMAND),
    )
