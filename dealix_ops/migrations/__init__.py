"""Alembic migrations of our tables; DBOS migrates its own, under the same lock."""
