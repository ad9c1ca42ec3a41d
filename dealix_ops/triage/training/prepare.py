"""Examples as the model sees them."""

from dataclasses import dataclass

import numpy as np

from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.network import Numbers
from dealix_ops.triage.study import study
from dealix_ops.triage.training.examples import Example

_COLUMN = {kind: column for column, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A bucket may occur several times among the lexical ones."""

    lexical: Numbers
    ideas: Numbers
    kind: int


def prepare(example: Example) -> Case:
    seen = study(example.text).seen
    return Case(np.array(seen.lexical(), np.int32), np.array(seen.ideas, np.int32), _COLUMN[example.kind])
