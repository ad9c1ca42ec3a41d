"""Draft facts with one quiet default each."""

from datetime import UTC, datetime
from typing import Any

from dealix_ops.drafts.compose import DraftFacts
from dealix_ops.vocabulary import Meaning, Priority, Topic

NOON = datetime(2026, 11, 22, 9, 33, tzinfo=UTC)  # Sunday 12:33 in Riyadh


def facts(**changes: Any) -> DraftFacts:
    given: dict[str, Any] = {
        "priority": Priority.P2,
        "meaning": Meaning.OTHER,
        "p0_sound": None,
        "topic": Topic.OTHER,
        "formal": True,
        "contact_name": "نورة",
        "speaker_name": "سلمان",
        "on_call_phone": "+966 50 123 4567",
        "frozen": False,
        "now": NOON,
    }
    return DraftFacts(**(given | changes))
