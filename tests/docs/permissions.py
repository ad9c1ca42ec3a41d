"""Prints `docs/permissions.md` from the table: `python -m tests.docs.permissions`."""

from pathlib import Path

from bot.blocks.permissions import ACT
from dealix_ops.sending.authority import LIMITS, PASSED_ON, Act, Limit

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
SAID = {
    Limit.NONE: "yes",
    Limit.GRAVE: "not over a P0, nor where the customer threatens or asks for their data",
    Limit.HOLDING: "as an edit; of a P0 the unedited holding text once the founder left it 10 minutes",
    Limit.OWN: "what they approved themselves",
    Limit.FOUNDER: "no",
}
HEAD = """# Who may decide what

Printed from the code: `python -m tests.docs.permissions`. A test keeps this page and the code the same, and
another finds whoever decides by themselves (`dealix_ops/sending/authority.py` is the one table).

Founders may do everything below; whoever is in neither list of the settings may do nothing of it, and each
refusal is an entry in the ledger. `/dealix صلاحيات` shows a person their own rights.

A founder lets an operator decide for a while with `/dealix تفويض @المشغّل حتى الخميس`: one delegation a
person, of 31 days at most. It ends by itself at its second, and when the founder leaves the settings; «إلغاء»
ends it before. The last column says what it adds. Each decision it allowed is an entry, and the card says for
whom it was made. Nobody delegates what was delegated to them.

| Act | بالعربية | Operator | Operator with a delegation |
|---|---|---|---|
"""


def page() -> str:
    return HEAD + "".join(map(_row, Act))


def _row(act: Act) -> str:
    own = SAID[LIMITS[act]]
    return f"| `{act}` | {ACT[act]} | {own} | {'yes' if act in PASSED_ON else own} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
