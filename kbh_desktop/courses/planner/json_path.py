"""JSON values that know where they stand, so that a wrong one can be named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NoReturn, TypeVar, overload

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

T = TypeVar("T")
D = TypeVar("D")
_REQUIRED: Any = object()


@dataclass(frozen=True, slots=True)
class Node:
    """One value and its path, such as `sessions[3].slots`."""

    value: Any
    path: str = ""

    def refuse(self, reason: str) -> NoReturn:
        """Raise an InputError that names the path."""
        text = _("{path}: {reason}").format(path=self.path or "$", reason=reason)
        raise InputError(text, field=self.path)

    @overload
    def get(self, key: str, read: "Callable[[Node], T]") -> T: ...
    @overload
    def get(self, key: str, read: "Callable[[Node], T]", default: D) -> T | D: ...
    def get(self, key: str, read: "Callable[[Node], T]", default: object = _REQUIRED) -> object:
        """Return what `read` makes of an entry, or `default` where it is missing or null.

        Raises:
            InputError: this is no object, or the entry is missing or wrong.
        """
        inside = Node(self._object().get(key), f"{self.path}.{key}" if self.path else key)
        if inside.value is None:
            if default is _REQUIRED:
                inside.refuse(_("is missing"))
            return default
        return read(inside)

    def items(self) -> "Iterator[Node]":
        """Return the entries of a list.

        Raises:
            InputError: it is none.
        """
        if not isinstance(self.value, list):
            self.refuse(_("must be a list"))
        return (Node(each, f"{self.path}[{n}]") for n, each in enumerate(self.value))

    def entries(self) -> "Iterator[tuple[str, Node]]":
        """Return the entries of an object.

        Raises:
            InputError: it is none.
        """
        return ((k, Node(v, f"{self.path}.{k}")) for k, v in self._object().items())

    def row(self, length: int) -> "list[Node]":
        """Return the entries of a list that must have `length` of them.

        Raises:
            InputError: it has not.
        """
        found = list(self.items())
        if len(found) != length:
            self.refuse(_("must have {count} entries").format(count=length))
        return found

    def _object(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            self.refuse(_("must be an object"))
        found: dict[str, Any] = self.value
        return found


def text(node: Node) -> str:
    """Read a text that is not empty."""
    if not isinstance(node.value, str) or not node.value:
        node.refuse(_("must be a text"))
    return str(node.value)


def number(node: Node) -> int:
    """Read a whole number of 0 or more."""
    if type(node.value) is not int or node.value < 0:
        node.refuse(_("must be a whole number, 0 or more"))
    return int(node.value)


def positive(node: Node) -> int:
    """Read a whole number of 1 or more."""
    if type(node.value) is not int or node.value < 1:
        node.refuse(_("must be a whole number, 1 or more"))
    return int(node.value)


def flag(node: Node) -> bool:
    """Read true or false."""
    if not isinstance(node.value, bool):
        node.refuse(_("must be true or false"))
    return bool(node.value)


def day(node: Node) -> date:
    """Read a date written as 2027-04-19."""
    try:
        return date.fromisoformat(node.value)
    except (TypeError, ValueError):
        node.refuse(_("must be a date such as 2027-04-19"))


def clock_time(node: Node) -> time:
    """Read a time of day written as 08:30."""
    try:
        return time.fromisoformat(node.value)
    except (TypeError, ValueError):
        node.refuse(_("must be a time such as 08:30"))


def texts(node: Node) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(text(each) for each in node.items())


def one_of(*words: str) -> Callable[[Node], str]:
    """Return a reader that accepts these words only."""

    def read(node: Node) -> str:
        if node.value not in words:
            node.refuse(_("must be one of {words}").format(words=", ".join(words)))
        return str(node.value)

    return read
