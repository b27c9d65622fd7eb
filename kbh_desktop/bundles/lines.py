"""The kinds of lines a bundle has and what each holds; FORMAT.md tells what they mean."""

from collections.abc import Mapping, Sequence
from typing import Any

from kbh_desktop.bundles.frames import damaged
from kbh_desktop.storage.change import LARGEST_LAMPORT, WIRE

_SHAPES: Mapping[str, tuple[type, ...]] = {
    "have": (str,),
    "released": (str, int),
    "assigned": (str, int),
    "whole": (str,),
    "holds": (str,),
    "content": (str, int),
    "echo": (str, str),
}


def word_of(line: Sequence[Any]) -> str:
    """Return the first word of `line`, whose other values have the kinds that go with it.

    What a change says is checked when it is received.

    Raises: BundleDamagedError.
    """
    word, *values = line
    if word == "change" and len(values) == len(WIRE):
        return "change"
    shape = _SHAPES.get(word) if isinstance(word, str) else None
    if shape is None or len(values) != len(shape):
        raise damaged()
    if not all(_fits(value, kind) for value, kind in zip(values, shape, strict=True)):
        raise damaged()
    return str(word)


def is_number(value: object) -> bool:
    """Say whether `value` is a whole number, 0 or more, that fits into the database."""
    return type(value) is int and 0 <= value < LARGEST_LAMPORT


def _fits(value: object, kind: type) -> bool:
    return is_number(value) if kind is int else type(value) is kind
