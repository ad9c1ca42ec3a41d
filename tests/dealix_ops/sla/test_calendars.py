"""What the setting says, and that a product's every session carries it."""

from pathlib import Path

import pytest

from dealix_ops import bootstrap
from dealix_ops.errors import SettingsInvalid
from dealix_ops.settings import Settings
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.rules import Calendar
from dealix_ops.vocabulary import Priority

CALM = frozenset({Priority.P2, Priority.P3})


def told(monkeypatch: pytest.MonkeyPatch, value: str) -> frozenset[Priority]:
    monkeypatch.setenv("DEALIX_WORKING_TIME", value)
    return Settings(_env_file=None).working_time


class TestSetting:
    @pytest.mark.parametrize(
        ("value", "found"), [("", frozenset()), ("P2,P3", CALM), (" p3 , P2,", CALM), ("P1", {Priority.P1})]
    )
    def test_priorities(
        self, monkeypatch: pytest.MonkeyPatch, value: str, found: frozenset[Priority]
    ) -> None:
        assert told(monkeypatch, value) == found

    @pytest.mark.parametrize(
        ("value", "said"), [("P0,P1", "leave P0 out"), ("P4", "P1, P2 and P3"), ("P2;P3", "P1, P2 and P3")]
    )
    def test_refused_with_one_line(self, monkeypatch: pytest.MonkeyPatch, value: str, said: str) -> None:
        with pytest.raises(SettingsInvalid, match=said) as refused:
            told(monkeypatch, value)
        assert "DEALIX_WORKING_TIME" in str(refused.value)
        assert "\n" not in str(refused.value)


def test_product_hands_it_to_every_session(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_WORKING_TIME", "P2,P3")
    monkeypatch.setenv("DEALIX_DATABASE_URL", sqlite_url)
    product = bootstrap.build(Settings(), embedded=True)
    opened = (product.database.transaction, product.database.reading)
    for way in opened:
        with way() as session:
            found = {priority: Calendars(session).of(priority) for priority in Priority}
        assert {priority for priority, calendar in found.items() if calendar is Calendar.WORKING} == CALM
    product.close()
