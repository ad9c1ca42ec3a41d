"""The part of `docs/drafts.md` that shows messages which answer nobody, each with its facts and without."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.initiated.facts import Facts
from dealix_ops.initiated.texts import compose
from dealix_ops.sending.occasions import Occasion

HEAD = """## Messages that answer nobody

What the clock proposes of its own accord on Sunday 22 November 2026 (`dealix_ops/initiated/texts.py`):
with every fact that it may name, with none, before the first Proof Pack, and in English. Prices are the
catalogue's; a missing fact is a gap that the gate refuses.

"""
LINE_EN = "Sending of reports works again since 2:00 pm today, and every late report has reached you."
NAMES = {
    Occasion.RENEWAL_30: "30 days before a renewal",
    Occasion.RENEWAL_7: "7 days before a renewal",
    Occasion.RENEWAL_DAY: "the day of a renewal",
    Occasion.CHECK_IN: "agenda of a check-in",
    Occasion.SUMMARY: "summary of two weeks",
    Occasion.QBR: "invitation to a quarter's review",
    Occasion.INCIDENT: "after an incident that touched them",
}
DUE = {
    Occasion.RENEWAL_30: date(2026, 12, 22),
    Occasion.RENEWAL_7: date(2026, 11, 29),
    Occasion.RENEWAL_DAY: date(2026, 11, 22),
    Occasion.CHECK_IN: date(2026, 11, 22),
    Occasion.SUMMARY: date(2026, 11, 22),
    Occasion.QBR: date(2026, 11, 24),
    Occasion.INCIDENT: date(2026, 11, 22),
}


def samples(occasion: Occasion) -> dict[str, Facts]:
    due = DUE[occasion]
    full = Facts(
        language=DraftLanguage.AR,
        contact_name="نورة",
        speaker_name="سالم",
        due_on=due,
        renews_on=due,
        monthly_sar=2_999,
        pack_on=date(2026, 11, 12),
        open_tickets=2,
        last_answer_on=date(2026, 11, 19),
        opportunities=3,
        meetings=1,
        next_step="مراجعة الأدلة والتجديد",
        line="انتهى توقف إرسال التقارير اليوم 2:00 م، وكل تقرير تأخر وصلكم. راقبناه ساعتين والإرسال منتظم.",
    )
    bare = Facts(language=DraftLanguage.AR, contact_name=None, speaker_name="سالم", due_on=due, renews_on=due)
    return {
        "every fact": full,
        "no fact": bare,
        "no Proof Pack yet": replace(full, pack_on=None, open_tickets=0),
        "English": replace(
            full, language=DraftLanguage.EN, contact_name="Noura", speaker_name="Salem", line=LINE_EN
        ),
    }


def entries() -> Iterator[str]:
    yield HEAD
    for occasion, name in NAMES.items():
        for facts, given in samples(occasion).items():
            text = compose(occasion, given)
            yield f"**{name}** · {facts} · {len(text)}\n\n```text\n{text}\n```\n\n"
