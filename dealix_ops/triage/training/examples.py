"""Labelled messages: sections of `key=value`, one message a line, its own values after « || »."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dealix_ops.errors import OpsError
from dealix_ops.language.normalise import normalise
from dealix_ops.triage.failsafe import failsafe_hits
from dealix_ops.triage.model.kinds import Kind
from dealix_ops.vocabulary import Language, Meaning, Priority

DATA = Path(__file__).with_name("data")
_KEYS = frozenset(("lang", "priority", "meaning", "leak", "send", "customers"))
_OWN_VALUES = " || "
_KINDS = {
    Meaning.LEAK: Kind.LEAK,
    Meaning.UNAUTHORISED_SEND: Kind.SEND,
    Meaning.UNAUTHORISED_CHARGE: Kind.CHARGE,
    Meaning.OUTAGE: Kind.WHOLE_OUTAGE,
    Meaning.QUESTION: Kind.QUESTION,
    Meaning.THANKS: Kind.THANKS,
    Meaning.CLOSED: Kind.CLOSED,
    Meaning.TECHNICAL_401: Kind.PART,
}


class ExampleUnreadable(OpsError):
    """A line of the training data does not say what it should."""


@dataclass(frozen=True, slots=True)
class Example:
    """`writer` is the file's name: whoever wrote it."""

    text: str
    language: Language
    priority: Priority
    meaning: Meaning
    leak: bool
    send: bool
    customers: int
    writer: str

    @property
    def kind(self) -> Kind:
        """By meaning: a P0 by its word only is what it means."""
        if self.leak and self.send:
            return Kind.LEAK_BY_SEND
        if self.priority is Priority.P1:
            return Kind.STOPPED
        if self.priority is Priority.P2:
            return Kind.PART
        return _KINDS.get(self.meaning, Kind.CALM)


def read_folder(folder: Path = DATA) -> list[Example]:
    """Of every file, in the order of their names; the same message twice with two labels is refused."""
    examples = [one for path in sorted(folder.glob("*.txt")) for one in read_file(path)]
    return list(_without_repeats(examples))


def read_file(path: Path) -> Iterator[Example]:
    section: Mapping[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        place = f"{path.name}:{number}"
        if not line.strip():
            continue
        if line.startswith("#"):
            section = _values(line[1:], place)
        else:
            text, _, own = line.partition(_OWN_VALUES)
            values = {**section, **_values(own, place)}
            yield _example(text.strip().replace("\\n", "\n"), values, place, path.stem)


def _values(written: str, place: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in written.split():
        key, equals, value = pair.partition("=")
        if not equals or key not in _KEYS:
            raise ExampleUnreadable(f"{place}: «{pair}» is no value of {', '.join(sorted(_KEYS))}")
        values[key] = value
    return values


def _example(text: str, values: Mapping[str, str], place: str, writer: str) -> Example:
    try:
        example = Example(
            text=text,
            language=Language(values["lang"]),
            priority=Priority(values["priority"]),
            meaning=Meaning(values["meaning"]),
            leak=bool(int(values["leak"])),
            send=bool(int(values["send"])),
            customers=int(values["customers"]),
            writer=writer,
        )
    except KeyError as error:
        raise ExampleUnreadable(f"{place}: no {error.args[0]} in the line or its section") from error
    except ValueError as error:
        raise ExampleUnreadable(f"{place}: {error}") from error
    if fault := _fault(example):
        raise ExampleUnreadable(f"{place}: {fault}")
    return example


def _fault(example: Example) -> str:
    grave = example.priority is Priority.P0
    if not example.text:
        return "no text"
    if (example.leak or example.send) and not grave:
        return "a leak or a send is P0"
    if not grave and failsafe_hits(example.text)[1]:
        return f"a fail-safe word is always P0, here it is {example.priority}"
    if grave and example.meaning is Meaning.OTHER and not (example.leak or example.send):
        return "a P0 says what happened"
    return ""


def _without_repeats(examples: Iterable[Example]) -> Iterator[Example]:
    known: dict[str, Example] = {}
    for example in examples:
        earlier = known.setdefault(normalise(example.text), example)
        if earlier is example:
            yield example
        elif earlier.kind is not example.kind:
            raise ExampleUnreadable(
                f"{earlier.writer} and {example.writer} label «{example.text[:40]}» differently"
            )
