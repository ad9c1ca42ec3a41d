"""Prints `bot/sandbox/page/words.json`, what Slack would know of us: `python -m tests.docs.page_words`."""

import json
from pathlib import Path

import yaml

from bot.command_table import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "bot" / "sandbox" / "page" / "words.json"


def page() -> str:
    """The commands in the order of help, and the shortcuts of the manifest."""
    features = yaml.safe_load((ROOT / "bot" / "manifest.yml").read_text())["features"]
    said = {
        "command": features["slash_commands"][0]["command"],
        "words": [
            {
                "spellings": list(one.spellings),
                "usage": one.usage,
                "help": one.help_ar,
                "takes_words": one.takes_words,
            }
            for one in COMMANDS
        ],
        "shortcuts": features["shortcuts"],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
