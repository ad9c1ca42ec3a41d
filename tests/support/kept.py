"""What outlives a test: SQLAlchemy compiles a statement once for an engine, and a test runs hundreds."""

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine


class KeptDatabase(Database):
    def close(self) -> None:
        """The next test goes on with it; a file may be another one by then."""
        if self.is_sqlite:
            self.engine.dispose()

    def end(self) -> None:
        super().close()


class KeptEngine(Engine):
    def close(self) -> None:
        """As above, and DBOS has no word for it."""
        if self._url.get_backend_name() == "sqlite":
            self._client._sys_db.engine.dispose()

    def end(self) -> None:
        super().close()


class Kept:
    """One of each for a place; who borrows one closes it as if it were his own."""

    def __init__(self) -> None:
        self._databases: dict[str, KeptDatabase] = {}
        self._engines: dict[str, KeptEngine] = {}

    def database(self, url: str) -> Database:
        if url not in self._databases:
            self._databases[url] = KeptDatabase(url)
        return self._databases[url]

    def engine(self, url: str) -> Engine:
        if url not in self._engines:
            database = self.database(url)
            ours = None if database.is_sqlite else database.engine
            self._engines[url] = KeptEngine(database.url, ours=ours)
        return self._engines[url]

    def end(self) -> None:
        for engine in self._engines.values():
            engine.end()
        for database in self._databases.values():
            database.end()
