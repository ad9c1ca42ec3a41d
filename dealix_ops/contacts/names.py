"""How what a person types finds a name: pure, one way for customers and persons."""

from dealix_ops.language.normalise import tokens

ARTICLES = ("ال", "لل")
"""«التدريب» and «للتدريب» are one word to whoever looks for it."""
LEGAL = frozenset({"شركه", "مؤسسه", "موسسه", "مجموعه", "company", "co", "llc", "ltd", "inc"})
"""Words that every other company has too: they are no name alone."""
WHOLE, BEGINS, EACH_WORD = 0, 1, 2


def folded(words: str) -> tuple[str, ...]:
    """Its words without «ال», capitals and the hamza; empty where nothing of a name stands there."""
    found = tuple(bare(token) for token in tokens(words))
    return tuple(word for word in found if word not in LEGAL) or found


def rank(asked: tuple[str, ...], *names: str | None) -> int | None:
    """How well the best of the names answers, 0 best; None where a word of `asked` begins none of it."""
    ranks = [found for name in names if name and (found := _rank(asked, folded(name))) is not None]
    return min(ranks, default=None)


def _rank(asked: tuple[str, ...], name: tuple[str, ...]) -> int | None:
    if asked == name:
        return WHOLE
    if name[: len(asked)] == asked:
        return BEGINS
    all_there = all(any(word.startswith(begun) for word in name) for begun in asked)
    return EACH_WORD if all_there else None


def bare(token: str) -> str:
    """Without «ال» and «لل», where enough of it stays."""
    return token[2:] if token.startswith(ARTICLES) and len(token) > 3 else token
