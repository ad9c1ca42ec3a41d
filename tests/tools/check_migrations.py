"""Do the migrations build exactly the models' tables, and can every step be taken back?"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.util import CommandError

from dealix_ops.database import Database
from dealix_ops.migrations.upgrade import config, upgrade


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'check.db'}")
        try:
            upgrade(database)
            with database.engine.begin() as connection:
                made = config()
                made.attributes["connection"] = connection
                command.check(made)
                command.downgrade(made, "base")
                command.upgrade(made, "head")
                command.check(made)
        except CommandError as error:
            print(f"migrations: {error}", file=sys.stderr)
            return 1
        finally:
            database.close()
    print("migrations: the tables are the models', and every step goes both ways")
    return 0


if __name__ == "__main__":
    sys.exit(main())
