"""`dealix evaluate FILE --reader` against a stand-in on this machine."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dealix_ops.cli import app
from tests.support.reader import StandIn, as_anthropic, as_openai, opinion

ROWS = [
    {"id": 1, "text": "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا", "priority": "P0", "lang": "ar-sa"},
    {"id": 2, "text": "كم سعر الباقة؟ رقمي 0551234567", "priority": "P3", "lang": "ar-sa"},
]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[StandIn]:
    monkeypatch.chdir(tmp_path)
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
    (tmp_path / "rows.jsonl").write_text(text, encoding="utf-8")
    with StandIn().running() as running:
        monkeypatch.setenv("DEALIX_READER_URL", running.url)
        monkeypatch.setenv("DEALIX_READER_KIND", "openai")
        monkeypatch.setenv("DEALIX_READER_MODEL", "any-model")
        monkeypatch.setenv("DEALIX_READER_KEY", "key-of-the-tests")
        yield running


def run(*options: str) -> Result:
    return CliRunner().invoke(app, ["evaluate", "rows.jsonl", *options])


class TestReader:
    def test_figures_stand_with_and_without_it_and_a_p0_is_not_asked_about(self, stand_in: StandIn) -> None:
        result = run("--reader")
        assert result.exit_code == 0
        assert result.output.count("macro F1  ") == 2
        assert "any-model: not_asked 1, raised 1" in result.output
        assert len(stand_in.asked) == 1
        assert "0551234567" not in stand_in.words

    def test_softer_opinion_and_nonsense_change_no_figure(self, stand_in: StandIn) -> None:
        for answer, told in ((as_openai(opinion("P3")), "unchanged 1"), (b"<html>", "nonsense 1")):
            stand_in.answer = answer
            first, second = run("--reader").output.split("== with the second reader ==\n")
            assert second.startswith(first.rstrip("\n"))
            assert told in second

    def test_other_shape_by_setting(self, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DEALIX_READER_KIND", "anthropic")
        stand_in.answer = as_anthropic(opinion("P3", needs_look=True))
        assert "look 1" in run("--reader").output

    def test_off_is_one_line_and_without_the_flag_nobody_is_asked(
        self, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert run().exit_code == 0
        assert stand_in.asked == []
        monkeypatch.delenv("DEALIX_READER_URL")
        result = run("--reader")
        assert result.exit_code == 2
        assert "it is off" in result.output
