"""Lets Python collect its garbage on the window's thread only.

Python collects on whichever thread happens to make the next object. A widget that is destroyed on
the background thread takes locks of Qt that the window's thread may hold: the program then crashes
or waits forever, once in many days.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_YOUNG = 2_000
_YOUNG_ROUNDS = 20
"""After so many collections of the young, the old ones are looked through as well."""


def collect_here(parent: QObject) -> None:
    """From now on collect on this thread alone, as long as `parent` lives and events are handled.

    What was loaded until now is taken to stay, so that looking through the rest is quick.
    """
    gc.freeze()
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(_EVERY_MS)
    timer.timeout.connect(collect_if_due)
    timer.start()


def collect_if_due() -> None:
    """Collect what has come up since the last time, if it is much."""
    young, rounds, _old = gc.get_count()
    if rounds > _YOUNG_ROUNDS:
        gc.collect()
    elif young > _YOUNG:
        gc.collect(0)
