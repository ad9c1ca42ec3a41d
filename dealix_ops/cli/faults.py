"""An expected error is one line and exit code 2, not a traceback."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from dealix_ops.errors import OpsError

P = ParamSpec("P")
T = TypeVar("T")


def in_one_line(command: Callable[P, T]) -> Callable[P, T]:
    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except OpsError as error:
            typer.echo(f"dealix: {error}", err=True)
            raise typer.Exit(2) from error

    return run
