"""The Arabic documents: people write them, and what stands between two markers is written from the code.

`python -m tests.docs.arabic_pages` writes it anew.
"""

import re
from pathlib import Path

from tests.docs.arabic_blocks import BLOCKS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = tuple(
    DOCS / f"{name}.md"
    for name in (
        "ONBOARDING_RUNBOOK",
        "SUPPORT_SLA",
        "INCIDENT_RESPONSE",
        "CUSTOMER_SUCCESS_PLAYBOOK",
        "CONNECTOR_SETUP_GUIDES",
    )
)
MARKED = re.compile(r"<!-- ([\w.]+) -->(.*?)<!-- / -->", re.DOTALL)


def renewed(text: str) -> str:
    return MARKED.sub(lambda found: f"<!-- {found[1]} -->{BLOCKS[found[1]]()}<!-- / -->", text)


def by_hand(text: str) -> str:
    """What people wrote in it."""
    return MARKED.sub("", text)


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
