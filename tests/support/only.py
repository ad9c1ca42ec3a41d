"""On which of the two databases a test makes sense."""

from collections.abc import Sequence
from typing import Any

import pytest

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def table(cases: Sequence[Any]) -> pytest.MarkDecorator:
    """Every case of a door's table on SQLite, and on PostgreSQL those that store something."""
    pairs = [
        (database, case)
        for case in cases
        for database in ("sqlite", "postgresql")
        if database == "sqlite" or case.stored
    ]
    return pytest.mark.parametrize(
        ("database_url", "case"), pairs, indirect=["database_url"], ids=lambda one: getattr(one, "name", one)
    )
