"""The gaps a person must fill, and how a promised time is said in Arabic."""

GAP = "⟦اكتب الجواب⟧"
GAP_NEWS = "⟦اكتب المستجد⟧"
GAP_QUESTION = "⟦اكتب السؤال⟧"
GAP_OPENS = "⟦"
TODAY, TOMORROW = "اليوم", "غداً"

WITHIN = "خلال {span} من هذه الرسالة"
BEFORE = "قبل الساعة {clock} {day}"
BEFORE_TOMORROW_MORNING = "قبل 10:00 صباح غد"
BEFORE_AFTER_MIDNIGHT = "قبل الساعة {clock} بعد منتصف الليل"
