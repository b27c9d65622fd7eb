"""Work in a process of its own that is killed in the middle of it."""

import os
import signal
import time
from collections.abc import Callable

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, for speed")


def killed(work: Callable[[Callable[[str], None]], None], *, after_s: float) -> list[str]:
    """Run `work(say)` in a fork; kill it `after_s` after it first said something.

    Returns the lines it said. Close every database before: a fork must not use one.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(lambda line: os.write(writing, f"{line}\n".encode()) and None)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        first = said.readline()
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
        rest = said.read()
    os.waitpid(child, 0)
    return (first + rest).decode().splitlines()
