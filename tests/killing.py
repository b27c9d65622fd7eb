"""Work in a process of its own that is killed in the middle of it.

The process is forked from a server that has no other threads: forking the tests' own process, with
Qt's and pytest's threads in it, now and then leaves a child that waits forever for one of them.
"""

import multiprocessing
import os
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, for speed")

Say = Callable[[str], None]
_PATIENCE_S = 60.0
_PRELOADED = ["tests.exchange_world", "tests.stored_world", "kbh_desktop.app"]


def killed(work: Callable[..., None], *arguments: Any, after_s: float) -> list[str]:
    """Run `work(say, *arguments)`; kill it `after_s` after it first said something.

    Returns the lines it said. `work` is a function of a module. Close every database before.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    reading, writing = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(writing, work, arguments), daemon=True)
    child.start()
    writing.close()
    assert reading.poll(_PATIENCE_S), "the other process said nothing"
    said: list[str] = []
    with reading, suppress(EOFError):
        said.append(reading.recv())
        time.sleep(after_s)
        child.kill()
        while reading.poll(_PATIENCE_S):
            said.append(reading.recv())
    child.join(_PATIENCE_S)
    return said


def _work(writing: Connection, work: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    work(writing.send, *arguments)
