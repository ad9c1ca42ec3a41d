"""The help page of `/dealix`, by what a person is about to do, in the language they asked in."""

from dataclasses import dataclass

from bot.command_table import COMMANDS, Command, Word

HEAD_AR = "الأوامر بعد ‎/dealix، أو وحدها في محادثتي:"
HEAD_EN = "Commands after /dealix, or alone in our conversation («مساعدة» للعربية):"


@dataclass(frozen=True)
class Group:
    """Of the help page, by what a person is about to do."""

    ar: str
    en: str
    words: tuple[Word, ...]


GROUPS = (
    Group(
        "يومك",
        "Your day",
        (Word.DRAFTS, Word.SLA, Word.BRIEF, Word.AT_RISK, Word.RENEWALS, Word.KPI, Word.SILENT),
    ),
    Group("رسائل العملاء", "Messages", (Word.TICKET, Word.TRIAGE, Word.REPLIES, Word.CHANNEL)),
    Group(
        "العملاء",
        "Customers",
        (Word.CUSTOMERS, Word.CUSTOMER, Word.ONBOARD, Word.CONNECTORS, Word.DELIVER, Word.PROOF),
    ),
    Group(
        "القرار",
        "Decisions",
        (
            Word.INCIDENT,
            Word.FREEZE,
            Word.UNFREEZE,
            Word.PLAN,
            Word.RIGHTS,
            Word.DELEGATE,
            Word.DUTY,
            Word.WORKING_DAYS,
        ),
    ),
)


def help_page(asked: str) -> list[str]:
    """In the language of the word that asked for it; Arabic where none was said."""
    english = asked.isascii() and asked.isalpha()
    told = {command.word: command for command in COMMANDS}
    lines = [HEAD_EN if english else HEAD_AR]
    for group in GROUPS:
        lines.append(f"*{group.en if english else group.ar}*")
        lines += [_help_line(told[word], english=english) for word in group.words]
    return lines


def _help_line(command: Command, *, english: bool) -> str:
    if english:
        usage, told = command.en
        return f"• {usage}: {told}"
    return f"• {command.usage}: {command.help_ar}"
