from pathlib import Path

import pytest

from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.training.examples import DATA, ExampleUnreadable, read_file, read_folder
from dealix_ops.vocabulary import Language, Meaning, Priority

HEAD = "# lang=ar-sa priority=P0 meaning=leak leak=1 send=0 customers=1\n"
CALM = "# lang=en priority=P3 meaning=question leak=0 send=0 customers=1\n"


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


class TestReadFile:
    def test_line_has_its_sections_values(self, tmp_path: Path) -> None:
        (example,) = read_file(write(tmp_path, "a.txt", HEAD + "طلع لي\\nحساب ثاني\n"))
        assert (example.text, example.kind, example.language) == (
            "طلع لي\nحساب ثاني",
            Kind.LEAK,
            Language.AR_SA,
        )

    def test_own_values_win(self, tmp_path: Path) -> None:
        (example,) = read_file(write(tmp_path, "a.txt", HEAD + "شي || send=1 customers=7\n"))
        assert (example.kind, example.customers) == (Kind.LEAK_BY_SEND, 7)

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            ("نص بلا قسم\n", r"a\.txt:1: no lang"),
            (HEAD + "شي || colour=red\n", r"a\.txt:2: «colour=red»"),
            (HEAD + "شي || priority=P9\n", r"a\.txt:2"),
            (CALM + "شي || leak=1\n", "a leak or a send is P0"),
            (CALM + "is there an unauthorized login?\n", "a fail-safe word is always P0"),
            (CALM + "hello || priority=P0 meaning=other\n", "a P0 says what happened"),
        ],
    )
    def test_fault_is_told_with_its_place(self, tmp_path: Path, content: str, complaint: str) -> None:
        with pytest.raises(ExampleUnreadable, match=complaint):
            list(read_file(write(tmp_path, "a.txt", content)))


class TestReadFolder:
    def test_same_message_twice_counts_once(self, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", HEAD + "أحد داخل حسابنا\n")
        write(tmp_path, "b.txt", HEAD + "احد داخل حسابنا\n")
        assert [example.writer for example in read_folder(tmp_path)] == ["a"]

    def test_same_message_with_two_labels_is_refused(self, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", HEAD + "hello\n")
        write(tmp_path, "b.txt", CALM + "hello\n")
        with pytest.raises(ExampleUnreadable, match="differently"):
            read_folder(tmp_path)


class TestData:
    def test_every_shipped_line_is_valid(self) -> None:
        examples = read_folder(DATA)
        assert {example.priority for example in examples} == set(Priority)
        assert {example.language for example in examples} == set(Language) - {Language.UNKNOWN}
        assert Meaning.LEAK in {example.meaning for example in examples}
