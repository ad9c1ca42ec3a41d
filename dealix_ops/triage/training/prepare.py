"""Examples as the model sees them."""

from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.study import study
from dealix_ops.triage.training.examples import Example
from dealix_ops.triage.training.fit import Case

_COLUMN = {kind: column for column, kind in enumerate(Kind)}


def prepare(example: Example) -> Case:
    seen = study(example.text).seen
    return Case(tuple(seen.lexical()), seen.ideas, _COLUMN[example.kind])
