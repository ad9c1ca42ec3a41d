"""How many of the customer's own customers a message says are touched."""

from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.lexicon import Reading

EVERY_CUSTOMER = 999
"""Stands for «all of them» where no number is said."""


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_LARGEST_COUNT = 4
_AFTER = 3
_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "",
            "",
            "اثنين اثنان عميلين عميلان زبونين ثنين two thnain ethnain couple",
            "ثلاث ثلاثه ثلاثة three thalath thalatha",
            "اربع اربعه four arba3 arba3a",
            "خمس خمسه five 5amsa 5ams khamsa",
            "ست سته six sitta",
            "سبع سبعه seven sab3a",
            "ثمان ثمانيه ثماني eight thmanya",
            "تسع تسعه nine tes3a",
            "عشر عشره ten 3ashra",
            "احدعش احدعشر حدعش eleven",
            "اثنعش اثنعشر اطنعش twelve dozen",
            "ثلاثطعش ثلاثعشر thirteen",
            "اربعطعش fourteen",
            "خمسطعش خمسهعشر fifteen",
            "سطعش sixteen",
            "سبعطعش seventeen",
            "ثمنطعش eighteen",
            "تسعطعش nineteen",
            "عشرين عشرون twenty",
        )
    )
    for word in words.split()
}
_NUMBER_WORDS |= {
    "ثلاثين": 30,
    "ثلاثون": 30,
    "اربعين": 40,
    "خمسين": 50,
    "ستين": 60,
    "سبعين": 70,
    "ثمانين": 80,
    "تسعين": 90,
    "ميه": 100,
    "مايه": 100,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "عشرات": 20,
    "dozens": 24,
}
_FILLERS = _words("of our your my the من different other active key enterprise mn")


def affected_customers(reading: Reading, *, everyone: bool = False) -> int:
    """The largest number before a word for customers, `EVERY_CUSTOMER` for all, else 1.

    `everyone` counts «الجميع» without such a word too.
    """
    customers = {start for start, _ in reading.spans(Concept.CUSTOMER)}
    counted_together = any(end - start > 1 for start, end in reading.spans(Concept.EVERYONE))
    if counted_together or (everyone and reading.has(Concept.EVERYONE)) or reading.has(Concept.ALL_CUSTOMERS):
        return EVERY_CUSTOMER
    counts = [1]
    for at, word in enumerate(reading.words):
        number = _number(word)
        if number and any(
            _leads_to(reading, at, customer)
            for customer in range(at, at + _AFTER + 1)
            if customer in customers
        ):
            counts.append(number)
    return max(counts)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word) if len(word) <= _LARGEST_COUNT else 0
    bare = word[1:] if len(word) > 3 and word[0] in "لبو" else word
    return _NUMBER_WORDS.get(word) or _NUMBER_WORDS.get(bare, 0)


def _leads_to(reading: Reading, number: int, customer: int) -> bool:
    between = reading.words[number + 1 : customer]
    return len(between) <= 1 or all(word in _FILLERS for word in between)
