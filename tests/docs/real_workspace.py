"""Draws what `docs/real_workspace.md` shows of the manifest: `python -m tests.docs.real_workspace`."""

import re
from html import escape
from pathlib import Path

from bot import manifest
from tests.bot.test_manifest import manifest as fields

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "real_workspace.md"
WIDTH, LINE, TOP = 860, 30, 84
Row = tuple[str, str]
"""A name and what stands beside it."""


def pictures() -> dict[str, str]:
    """By file name: what the app's own pages will show once the manifest is in."""
    said, features = fields(), fields()["features"]
    events = said["settings"]["event_subscriptions"]["request_url"]
    [command] = features["slash_commands"]
    shortcuts = [(one["callback_id"], f"{one['name']} ({one['type']})") for one in features["shortcuts"]]
    addresses = [
        ("Event Subscriptions · Request URL", events),
        ("Interactivity · Request URL", said["settings"]["interactivity"]["request_url"]),
        (f"Slash Commands · {command['command']}", command["url"]),
    ]
    return {
        "app_addresses.svg": _drawn("One address in three places", addresses),
        "app_scopes.svg": _drawn("OAuth & Permissions · Bot Token Scopes", _rows(manifest.scopes())),
        "app_events.svg": _drawn("Event Subscriptions · Subscribe to bot events", _rows(manifest.events())),
        "app_shortcuts.svg": _drawn("Interactivity & Shortcuts · Shortcuts", shortcuts),
    }


def page(written: str) -> str:
    """The page with its tables as the manifest has them now."""
    shortcuts = {one["name"]: one["description"] for one in fields()["features"]["shortcuts"]}
    tables = {"scopes": manifest.scopes(), "events": manifest.events(), "shortcuts": shortcuts}
    for name, told in tables.items():
        table = "\n".join(
            ["| Name | What for |", "|---|---|", *(f"| `{a}` | {b} |" for a, b in told.items())]
        )
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        written = between.sub(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", written)  # type: ignore[misc]
    return written


def _rows(told: dict[str, str]) -> list[Row]:
    return list(told.items())


def _drawn(title: str, rows: list[Row]) -> str:
    height = TOP + LINE * len(rows) + 16
    lines = [
        f'<text x="28" y="{TOP + LINE * n}" class="name">{escape(name)}</text>'
        f'<text x="330" y="{TOP + LINE * n}">{escape(_short(beside))}</text>'
        for n, (name, beside) in enumerate(rows)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            "<style>text{font:14px system-ui,sans-serif;fill:#1d2530}"
            ".name{font:600 14px ui-monospace,monospace}"
            ".head{font:600 17px system-ui,sans-serif;fill:#fff}</style>",
            f'<rect width="{WIDTH}" height="{height}" rx="10" fill="#f6f7f9" stroke="#d5dae1"/>',
            f'<path d="M0 10a10 10 0 0 1 10-10h{WIDTH - 20}a10 10 0 0 1 10 10v38H0z" fill="#1f2937"/>',
            f'<text x="28" y="31" class="head">{escape(title)}</text>',
            *lines,
            "</svg>\n",
        ]
    )


def _short(text: str) -> str:
    return text if len(text) <= 72 else f"{text[:71].rstrip()}…"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for name, drawn in pictures().items():
        (DOCS / name).write_text(drawn, encoding="utf-8")
