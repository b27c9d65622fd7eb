"""Who may write: one at a time, and long work steps aside for short work."""

import threading
from collections.abc import Generator
from contextlib import contextmanager


class GaveWayError(Exception):
    """Ends a long transaction because somebody waits to write; it is begun again afterwards."""


class Turns:
    """One turn at a time; a patient writer comes when nobody else waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._taken = False
        self._waiting = 0

    @contextmanager
    def turn(self, *, patient: bool = False) -> Generator[None]:
        """Wait for the turn, and have it until the block is left."""
        with self._changed:
            self._waiting += not patient
            try:
                self._changed.wait_for(lambda: not (self._taken or (patient and self._waiting)))
                self._taken = True
            finally:
                self._waiting -= not patient
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()

    def give_way(self) -> None:
        """End long work if somebody waits.

        Raises: GaveWayError.
        """
        if self._waiting:
            raise GaveWayError
