"""Writes `docs/drafts.md`: `python -m tests.docs.drafts`, after every change of a word in the drafts."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.drafts.shared_messages import Drafted, drafted
from tests.docs import initiated

PAGE = Path(__file__).parents[2] / "docs" / "drafts.md"
SHOWN = {Priority.P0: 14, Priority.P1: 12, Priority.P2: 14, Priority.P3: 20}
QUOTED = 110
HEAD = """# Drafts to read

What the product proposes for {count} of the shared example messages, for whoever judges the wording.
The page is written by `python -m tests.docs.drafts`, and a test compares it with the code. The clock
stands at Sunday 22 November 2026, 12:33 in Riyadh; the speaker is «سالم», the customer «نورة» (in English:
Noura), and no phone on call is set. A person approves each text; ⟦…⟧ is a gap that the gate refuses until
somebody fills it.

How a draft is composed: `dealix_ops/drafts/compose.py`. What it may say: the matter in our words, who
speaks, one next time, at most one question, neither confession nor denial.

| Kind | When | Holds |
|---|---|---|
| رد أول | until an answer reached the customer, once in a ticket | the matter, one step, one time |
| جواب | a later line with something in it | our facts where they answer, else a gap |
| مستجد | «وينكم؟», and by choice in «رد جديد» | a gap for the news, one time |
| طلب معلومة | by choice | the one thing we need |
| سؤال الإغلاق | by choice, and before a ticket is closed | whether the matter is settled |
| none | «تمام», «👍», «شكراً», with no matter beside them | nothing: no draft, no button to approve |

"""
NAMES = {DraftLanguage.AR: "العربية", DraftLanguage.EN: "الإنجليزية"}


def render() -> str:
    chosen = spread(drafted())
    parts = [HEAD.format(count=len(chosen))]
    for priority in Priority:
        of_it = [one for one in chosen if one.verdict.priority is priority]
        parts.append(f"## {priority.name_ar} ({priority}): {len(of_it)}\n\n")
        parts += [_entry(one) for one in of_it]
    return "".join([*parts, *initiated.entries()]).rstrip() + "\n"


def spread(messages: Sequence[Drafted]) -> list[Drafted]:
    """Sixty: within a priority round the topics, questions and languages, so that each has its turn."""
    chosen = [
        one
        for priority, count in SHOWN.items()
        for one in _round([each for each in messages if each.verdict.priority is priority], count)
    ]
    order = {id(one): at for at, one in enumerate(messages)}
    return sorted(chosen, key=lambda one: order[id(one)])


def _round(messages: Sequence[Drafted], count: int) -> list[Drafted]:
    groups: dict[tuple[str, str, str], list[Drafted]] = defaultdict(list)
    for one in messages:
        asked = "+".join(one.facts.asked or ())
        groups[one.verdict.topic, asked, one.written_in].append(one)
    found: list[Drafted] = []
    turn = 0
    while len(found) < count:
        # By the hash of their names, or the first topics of the alphabet would take every place.
        keys = sorted(groups, key=lambda key: hashlib.sha256("|".join(key).encode()).digest())
        waiting = [groups[key] for key in keys if len(groups[key]) > turn]
        found += [group[turn] for group in waiting][: count - len(found)]
        turn += 1
    return found


def _entry(one: Drafted) -> str:
    line = " ".join(one.text.split())
    quoted = line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"
    draft = one.draft.text
    head = f"**{one.written_in}** · {one.verdict.topic} · {NAMES[one.facts.language]} · {len(draft)}"
    return f"{head}\n\n> {quoted}\n\n```text\n{draft}\n```\n\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
