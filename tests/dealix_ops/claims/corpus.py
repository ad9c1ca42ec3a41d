"""Sentences people write in support: honest ones that must pass and others that must not, one a line."""

from pathlib import Path

_HERE = Path(__file__).parent


def _lines(name: str) -> tuple[str, ...]:
    return tuple((_HERE / name).read_text(encoding="utf-8").splitlines())


def _of_families(name: str) -> tuple[tuple[str, str], ...]:
    """Each line is `family | sentence`."""
    return tuple((family, text) for family, _, text in (line.partition(" | ") for line in _lines(name)))


HONEST = _lines("honest.txt")
FORBIDDEN = _of_families("forbidden.txt")
DISGUISED = _of_families("disguised.txt")
HONEST_PAGES = _lines("honest_pages.txt")
FORBIDDEN_PAGES = _of_families("forbidden_pages.txt")
"""Pages, posts and outreach, in the words of those who sell."""
GRAVE = _of_families("grave.txt")
ANNOYING = _of_families("tone.txt")
