"""News of committed changes: who wants to know subscribes once."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataChanged:
    """What one committed transaction touched: kinds such as `person`, and the ids of the things."""

    kinds: frozenset[str]
    ids: frozenset[str] = frozenset()


class Changes:
    """Tells every subscriber of each committed change, on the thread that committed."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[DataChanged], None]] = []

    def subscribe(self, subscriber: Callable[[DataChanged], None]) -> Callable[[], None]:
        """Call `subscriber` after each commit; return a function that ends it."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def publish(self, change: DataChanged) -> None:
        """Tell all subscribers of `change`."""
        for subscriber in tuple(self._subscribers):
            subscriber(change)
