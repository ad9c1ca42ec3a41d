"""Names that Slack takes, whatever a title holds."""

import re
from datetime import UTC, datetime

import pytest

from dealix_ops.incidents.naming import channel_name, other_name
from dealix_ops.incidents.rules import Kind

LATE = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
"""Already the 23rd in Riyadh."""


class TestChannelName:
    @pytest.mark.parametrize(
        ("kind", "words", "name"),
        [
            (Kind.LEAK, "Leaked: Nukhba 0551234567", "inc-20261123-data-leak-7"),
            (Kind.OTHER, "توقف الإرسال", "inc-20261123-incident-7"),
            (Kind.OTHER, "Gmail: OAuth Broken!", "inc-20261123-gmail-oauth-broken-7"),
            (Kind.ALERT, "TimeoutError in /api/v1/send_now x y", "inc-20261123-timeouterror-7"),
            (Kind.ALERT, "KeyError: 'ahmed.ali@nukhba.sa'", "inc-20261123-keyerror-7"),
            (Kind.ALERT, "ahmed@nukhba.sa was not found", "inc-20261123-alert-7"),
            (Kind.OTHER, "Ahmed 0551234567 ahmed@nukhba.sa CRM down", "inc-20261123-ahmed-crm-down-7"),
            (Kind.ALERT, None, "inc-20261123-alert-7"),
            (Kind.OTHER, "a" * 300, f"inc-20261123-{'a' * 40}-7"),
        ],
    )
    def test_name_holds_day_words_and_number(self, kind: Kind, words: str | None, name: str) -> None:
        made = channel_name(7, kind=kind, words=words, declared_at=LATE)
        assert made == name
        assert re.fullmatch(r"[a-z0-9_-]{1,80}", other_name(made, 5))
