"""Many values, a few hundred at a time, as SQLite takes them."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

BATCH = 500

T = TypeVar("T")


def batches(items: Iterable[T], size: int = BATCH) -> Iterable[list[T]]:
    """Give `items` in lists of at most `size`."""
    remaining = iter(items)
    while part := list(islice(remaining, size)):
        yield part
