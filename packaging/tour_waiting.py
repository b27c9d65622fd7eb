"""Waiting for a screen that gets ready in the background."""

import time
from collections.abc import Callable

from PySide6.QtTest import QTest

_PATIENCE_S = 60.0


def wait_until(ready: Callable[[], bool]) -> None:
    """Handle events until `ready` says so.

    Raises: TimeoutError after a minute.
    """
    end = time.monotonic() + _PATIENCE_S
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        QTest.qWait(5)
