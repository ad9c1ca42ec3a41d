"""No column that holds text or bytes escapes: whoever adds one says what erasing a person does to it."""

from typing import Any

import sqlalchemy as sa

from dealix_ops.migrations.tables import METADATA
from dealix_ops.privacy.holdings import HOLDINGS
from dealix_ops.privacy.rules import ERASED, KEPT, SCRUBBED
from dealix_ops.privacy.scrubbing import PLACES

TEXTUAL = (sa.String, sa.JSON, sa.LargeBinary)


def textual() -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, TEXTUAL)
    }


def named(tables: dict[str, tuple[str, ...]]) -> set[str]:
    return {f"{table}.{column}" for table, columns in tables.items() for column in columns}


def is_kept(column: str) -> bool:
    return column in KEPT or column.partition(".")[2] in KEPT


class TestColumns:
    def test_every_one_is_erased_scrubbed_or_kept_for_a_reason(self) -> None:
        unnamed = {one for one in textual() - named(ERASED) - named(SCRUBBED) if not is_kept(one)}
        assert unnamed == set(), "name them in dealix_ops/privacy/rules.py: erased, scrubbed, or kept because"

    def test_nothing_is_named_that_does_not_exist(self) -> None:
        columns = {one.partition(".")[2] for one in textual()}
        assert named(ERASED) | named(SCRUBBED) <= textual()
        assert {one for one in KEPT if one not in columns | textual()} == set()

    def test_what_is_called_erased_is_changed_by_a_holding(self) -> None:
        changed: dict[str, Any] = {}
        for one in HOLDINGS:
            deleted = [column.name for column in one.model.__table__.columns]
            changed.setdefault(one.table, set()).update(one.becomes or deleted)
        missing = {
            f"{table}.{column}"
            for table, columns in ERASED.items()
            for column in columns
            if column not in changed.get(table, ())
        }
        assert missing == set()

    def test_what_is_called_scrubbed_is_looked_through(self) -> None:
        looked = {f"{place.column.class_.__tablename__}.{place.column.key}" for place in PLACES}
        assert named(SCRUBBED) <= looked
