"""Prints `docs/bad_input.md` from the table that the tests run: `python -m tests.docs.bad_input`."""

from pathlib import Path

from tests.bot.web.webhooks import cases, form_cases, mail_cases, sentry_cases, slack_cases
from tests.bot.web.webhooks.sent import Case

PAGE = Path(__file__).parents[2] / "docs" / "bad_input.md"
HEAD = """# Bad and strange input at each door

Every row is a test (`tests/bot/web/webhooks`) that sends it, signed or not, through the whole application on
SQLite and on PostgreSQL. Nothing is ever half stored, and no row answers 500.
This page is printed from those tables: `python -m tests.docs.bad_input`.
"""
TABLE = """
## {door}

| Input | المُدخَل | Status | Stored | Priority | Card |
|---|---|---|---|---|---|
"""
DOORS: tuple[tuple[str, tuple[Case, ...]], ...] = (
    ("WhatsApp", cases.CASES),
    ("Website form", form_cases.CASES),
    ("Mail", mail_cases.CASES),
    ("Slack", slack_cases.CASES),
    ("Sentry", sentry_cases.CASES),
)


def page() -> str:
    return HEAD + "".join(TABLE.format(door=door) + "".join(map(_row, table)) for door, table in DOORS)


def _row(case: Case) -> str:
    stored = ", ".join(f"{count} {kind}" for kind, count in case.stored.items()) or "nothing"
    card = "yes" if case.priority else "none"
    return (
        f"| {_cell(case.title_en)} | {_cell(case.title_ar)} | {case.status} | {stored} "
        f"| {case.priority or '–'} | {card} |\n"
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
