"""The gaps a person must fill, and how a promised time is said in English."""

GAP = "⟦Write the answer⟧"
GAP_NEWS = "⟦Write the news⟧"
GAP_QUESTION = "⟦Write the question⟧"
TODAY = "today"

WITHIN = "within {minutes} minutes of this message"
BEFORE = "by {clock} {day}"
BEFORE_TONIGHT = "by {clock} tonight"
