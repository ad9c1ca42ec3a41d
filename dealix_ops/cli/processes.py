"""The long-running commands and the demo."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

if TYPE_CHECKING:
    from dealix_ops.bootstrap import Product


def serve() -> None:
    """Everything in one process: for SQLite on one machine."""
    with _importing():
        from bot import effects, main
        from scheduler.main import ClockProcess

    with _product(embedded=True) as product:
        worker, clock = effects.worker(product), ClockProcess(product)
        main.stop_by_exception()
        worker.start()
        clock.start()
        try:
            main.run_web(product)
        finally:
            clock.stop()
            worker.stop()


def web() -> None:
    """Webhooks and Slack's presses; any number of these."""
    with _importing():
        from bot import main

    with _product() as product:
        main.run_web(product)


def worker() -> None:
    """Triage, drafts and everything that is sent to Slack; any number of these."""
    with _importing():
        from bot import effects

    _until_stopped(effects.worker)


def clock() -> None:
    """Takes over silent work and seals the ledger; one or two of these."""
    with _importing():
        from scheduler.main import ClockProcess

    _until_stopped(ClockProcess)


def demo(
    once: Annotated[
        bool, typer.Option("--once", help="Play the main job in the terminal, then stop.")
    ] = False,
) -> None:
    """A page to play on: a local Slack and a customer's phone on this machine; needs no account."""
    from bot.sandbox import demo as sandbox_demo

    raise typer.Exit(sandbox_demo.play(stay=not once))


class _Running(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


def _until_stopped(build: Callable[["Product"], _Running]) -> None:
    from bot import main

    with _product() as product:
        running = build(product)
        main.stop_by_exception()
        running.start()
        try:
            main.wait_for_stop()
        finally:
            running.stop()


@contextmanager
def _importing() -> Iterator[None]:
    """Imports make some hundred thousand objects that stay: collecting among them is a third of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _product(*, embedded: bool = False) -> Iterator["Product"]:
    with _importing():
        from dealix_ops import bootstrap, logs, monitoring
        from dealix_ops.settings import Settings

    settings = Settings()
    logs.configure()
    monitoring.configure(settings)
    product = bootstrap.build(settings, embedded=embedded)
    try:
        yield product
    finally:
        product.close()
