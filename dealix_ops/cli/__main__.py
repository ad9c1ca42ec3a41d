"""`python -m dealix_ops.cli`, for processes that start others."""

from dealix_ops.cli import app

app()
