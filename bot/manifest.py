"""What the app's manifest asks of Slack, and why: read from the very file that Slack is given."""

import re
from pathlib import Path

FILE = Path(__file__).with_name("manifest.yml")
_LINE = re.compile(r"^      - ([a-z_.]+(?::[a-z_.]+)*) # (.+)$", re.MULTILINE)


def scopes() -> dict[str, str]:
    """Each with what it is for."""
    return dict(_LINE.findall(_under("    bot:")))


def events() -> dict[str, str]:
    return dict(_LINE.findall(_under("    bot_events:")))


def _under(heading: str) -> str:
    """The list that follows, up to the next line that is none of it."""
    _, _, rest = FILE.read_text(encoding="utf-8").partition(f"\n{heading}\n")
    return re.split(r"^(?!      - )", rest, maxsplit=1, flags=re.MULTILINE)[0]
