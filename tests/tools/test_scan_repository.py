"""The scan must be seen to fail, or its silence means nothing."""

from pathlib import Path

import pytest

from tests.tools.scan_repository import HOSTS, findings_in


class TestFindingsIn:
    @pytest.mark.parametrize(
        "text",
        [
            f"index = https://{HOSTS[0]}.org/simple",
            "see /" + "work/main/dealix_ops",
            "cd /" + "root/.venv",
            "token = " + "xoxb" + "-1234567890-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx",
            "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END " + "RSA PRIVATE KEY-----",
        ],
    )
    def test_forbidden_text_is_found(self, text: str) -> None:
        assert list(findings_in(text, Path("docs/page.md")))

    @pytest.mark.parametrize(
        "text",
        ["make demo", "https://slack.com/api/", "framework/main", "dealix_ops/work/x.py", "SLACK_BOT_TOKEN="],
    )
    def test_ordinary_text_passes(self, text: str) -> None:
        assert not list(findings_in(text, Path("README.md")))
