"""`dealix triage-learn` from the database to the file, with a training that a test can afford."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner, Result

from dealix_ops import bootstrap
from dealix_ops.cli import app, triage_learn
from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from dealix_ops.errors import SettingsInvalid
from dealix_ops.judging.examples import Learnt
from dealix_ops.judging.models import TriageExample
from dealix_ops.settings import Settings
from dealix_ops.triage.model import weights
from dealix_ops.triage.model.weights import SHIPPED, Weights, pack, unpack
from dealix_ops.vocabulary import Priority
from tests.support.clock import MovingClock
from tests.support.house import OPERATOR, House

WORDS = "متى موعد التقرير؟ أنا نورة 0551234567"
FIXED = """\
{"id": 1, "text": "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا", "priority": "P0", "lang": "ar-sa"}
{"id": 2, "text": "كم سعر الباقة؟", "priority": "P3", "lang": "ar-sa"}
"""


@pytest.fixture
def corrected(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """One correction in the database; the model's path, where nothing stands yet."""
    database = Database(sqlite_url)
    engine = Engine(database.url)
    engine.register_queues()
    house = House(database, engine, MovingClock())
    house.customer_writes(WORDS)
    house.run_all()
    with database.transaction() as session:
        house.judging.raise_by_person(
            session, 1, shown=Priority.P3, to=Priority.P1, actor=OPERATOR, now=house.clock()
        )
    engine.close()
    database.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DEALIX_TRIAGE_MODEL", str(tmp_path / "model.bin"))
    (tmp_path / "fixed.jsonl").write_text(FIXED, encoding="utf-8")
    return tmp_path / "model.bin"


def learn(monkeypatch: pytest.MonkeyPatch, packed: bytes, *options: str) -> tuple[Result, list[Learnt]]:
    taught: list[Learnt] = []

    def train(learnt: Sequence[Learnt], _old: Weights, *, workers: int) -> bytes:
        taught.extend(learnt)
        return packed

    monkeypatch.setattr(triage_learn, "_trained", train)
    return CliRunner().invoke(app, ["triage-learn", "--fixed", "fixed.jsonl", *options]), taught


def same() -> bytes:
    """As good as the shipped one, and another version."""
    shipped = unpack(SHIPPED.read_bytes())
    return pack(replace(shipped.card, examples=shipped.card.examples + 1), shipped.network)


def blind() -> bytes:
    """Sees nothing grave anywhere."""
    shipped = unpack(SHIPPED.read_bytes())
    return pack(replace(shipped.card, p0_from=2.0), shipped.network)


class TestTriageLearn:
    def test_model_that_is_no_worse_is_written_for_its_owner(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result, taught = learn(monkeypatch, same())
        assert (result.exit_code, corrected.read_bytes()) == (0, same())
        assert corrected.stat().st_mode & 0o077 == 0
        assert [one.priority for one in taught] == [Priority.P1]
        assert "== fixed: old ==" in result.output
        assert "== fixed: new ==" in result.output
        assert unpack(same()).version in result.output

    def test_model_that_misses_a_p0_is_refused_and_nothing_is_written(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result, _ = learn(monkeypatch, blind())
        assert result.exit_code == 1
        assert "refused: fixed: P0 recall 1.000 → 0.000" in result.output
        assert not corrected.exists()

    def test_model_in_use_that_is_worse_than_the_shipped_one_is_no_measure(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        corrected.write_bytes(blind())
        worse = unpack(blind())
        also_blind = pack(replace(worse.card, examples=0), worse.network)
        result, _ = learn(monkeypatch, also_blind)
        assert result.exit_code == 1
        assert "refused: fixed, shipped: P0 recall 1.000 → 0.000" in result.output
        assert corrected.read_bytes() == blind()

    def test_refused_model_leaves_the_one_in_use(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        corrected.write_bytes(same())
        assert learn(monkeypatch, blind())[0].exit_code == 1
        assert corrected.read_bytes() == same()

    def test_dry_run_and_missing_path_write_nothing_and_say_so(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result, _ = learn(monkeypatch, same(), "--dry-run", "--export", "told.jsonl")
        assert "would be written to" in result.output
        monkeypatch.delenv("DEALIX_TRIAGE_MODEL")
        result, _ = learn(monkeypatch, same())
        assert result.exit_code == 0
        assert "DEALIX_TRIAGE_MODEL, which is not set" in result.output
        assert not corrected.exists()
        assert not Path("told.jsonl").exists()

    def test_export_holds_the_words_and_nobodys_name(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        learn(monkeypatch, same(), "--export", "told.jsonl")
        told = Path("told.jsonl").read_text(encoding="utf-8")
        assert '"priority": "P1"' in told
        assert "موعد التقرير" in told
        assert "نورة" not in told
        assert "0551234567" not in told

    def test_nothing_corrected_is_nothing_learnt(
        self, sqlite_url: str, corrected: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database = Database(sqlite_url)
        with database.transaction() as session:
            session.execute(delete(TriageExample))
        database.close()
        result, taught = learn(monkeypatch, same())
        assert (result.exit_code, taught) == (0, [])
        assert "nothing to learn" in result.output

    @pytest.mark.parametrize("held", [b"", b"not a model"])
    def test_damaged_model_is_one_line(
        self, corrected: Path, monkeypatch: pytest.MonkeyPatch, held: bytes
    ) -> None:
        corrected.write_bytes(held)
        result, _ = learn(monkeypatch, same())
        assert result.exit_code == 2
        assert "model.bin cannot be read: WeightsUnreadable" in result.output

    def test_set_without_labels_is_one_line(self, corrected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("fixed.jsonl").write_text('{"id": 1, "text": "هلا"}\n', encoding="utf-8")
        result, _ = learn(monkeypatch, same())
        assert (result.exit_code, corrected.exists()) == (2, False)


class TestProcesses:
    def test_model_that_was_learnt_is_read_at_the_next_start(
        self, corrected: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from dealix_ops.triage.version import triage_version

        before = triage_version()
        bootstrap.build(Settings(), embedded=True).close()  # nothing learnt yet: the shipped one
        assert triage_version() == before
        corrected.write_bytes(same())
        try:
            bootstrap.build(Settings(), embedded=True).close()
            assert triage_version() != before
        finally:
            weights.choose(None)
        assert triage_version() == before

    def test_damaged_one_stops_the_start_with_its_name(self, corrected: Path) -> None:
        corrected.write_bytes(b"not a model")
        with pytest.raises(SettingsInvalid, match="DEALIX_TRIAGE_MODEL"):
            bootstrap.build(Settings(), embedded=True)

    @pytest.mark.parametrize("command", [["triage", "الخدمة كلها واقفة"], ["evaluate", "fixed.jsonl"]])
    def test_command_line_reads_with_it_too(self, corrected: Path, command: list[str]) -> None:
        corrected.write_bytes(b"not a model")
        result = CliRunner().invoke(app, command)
        assert (result.exit_code, "DEALIX_TRIAGE_MODEL" in result.output) == (2, True)
        corrected.write_bytes(blind())
        try:
            result = CliRunner().invoke(app, command)
            assert result.exit_code == 0
            assert weights.shipped().version == unpack(blind()).version
        finally:
            weights.choose(None)
