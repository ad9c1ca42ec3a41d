"""The long-running commands and the demo."""

import gc
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

if TYPE_CHECKING:
    from dealix_ops.bootstrap import Product
    from dealix_ops.worker import Worker


def serve() -> None:
    """Everything in one process: for SQLite on one machine."""
    with _importing():
        from bot import effects, main
        from dealix_ops import stopping
        from scheduler.main import ClockProcess

    with ExitStack() as last, _product(embedded=True) as product:
        worker, clock = effects.worker(product), ClockProcess(product)
        last.enter_context(_leaving(worker))
        stopping.by_exception()
        worker.start()
        clock.start()
        # The worker's last post and the last requests have the same seconds, not one after the other.
        asked = threading.Event()

        def end() -> None:
            asked.wait()
            worker.stop()

        with ThreadPoolExecutor(1) as beside:
            ended = beside.submit(end)
            try:
                main.run_web(product, on_stop=asked.set)
            finally:
                asked.set()
                clock.stop()
                ended.result()


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

    with ExitStack() as last, _product() as product:
        running = effects.worker(product)
        last.enter_context(_leaving(running))
        _until_stopped(running)


def clock() -> None:
    """Takes over silent work and seals the ledger; one or two of these."""
    with _importing():
        from scheduler.main import ClockProcess

    with _product() as product:
        _until_stopped(ClockProcess(product))


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


def _until_stopped(running: _Running) -> None:
    from dealix_ops import stopping

    stopping.by_exception()
    running.start()
    try:
        stopping.wait()
    finally:
        running.stop()


@contextmanager
def _leaving(worker: "Worker") -> Iterator[None]:
    """A call that Slack never answers would hold the interpreter until its timeout, on a thread that nothing
    can stop. Whoever takes its row over looks first whether it left."""
    from dealix_ops import monitoring

    try:
        yield
    except SystemExit as asked:
        if worker.is_busy and not asked.code:
            monitoring.flush()
            os._exit(0)
        raise


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
