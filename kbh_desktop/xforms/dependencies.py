"""Finds which nodes of the form an expression reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kbh_desktop.xforms.rules import Dependency
from kbh_desktop.xforms.xpath.syntax import (
    Binary,
    Call,
    Expression,
    Negate,
    Path,
    Start,
    Step,
)

_UPWARDS = frozenset({"ancestor", "ancestor-or-self"})
_DOWNWARDS = frozenset({"descendant", "descendant-or-self"})
_SIDEWAYS = frozenset({"following-sibling", "preceding-sibling", "following", "preceding"})
_ANY = frozenset({"*", "node()"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A reference reached, and the lowest node above it that is surely the owner's own."""

    ref: str
    shared: str


class DependencyFinder:
    """Knows the references and repeats of one form."""

    def __init__(self, refs: Iterable[str], repeats: Iterable[str]) -> None:
        self._refs = tuple(refs)
        self._known = frozenset(self._refs)
        self._repeats = frozenset(repeats)

    def find(
        self, tree: Expression, owner: str, *, ignore_self: bool = False
    ) -> frozenset[Dependency]:
        """Return what `tree` reads when it runs at `owner`; `.` is left out if asked."""
        here = _Place(owner, owner)
        found: set[_Place] = set()
        self._collect(tree, here, here, found)
        if ignore_self:
            found.discard(here)
        return frozenset(
            Dependency(place.ref, self.scope(place.shared))
            for place in found
            if place.ref in self._known
        )

    def scope(self, ref: str) -> str:
        """Return the nearest repeat at or above `ref`, or an empty text."""
        while ref and ref not in self._repeats:
            ref = _parent(ref)
        return ref

    def _collect(
        self, tree: Expression, context: _Place | None, owner: _Place, found: set[_Place]
    ) -> None:
        match tree:
            case Negate(operand):
                self._collect(operand, context, owner, found)
            case Binary(_, left, right):
                self._collect(left, context, owner, found)
                self._collect(right, context, owner, found)
            case Call(_, arguments, _):
                for argument in arguments:
                    self._collect(argument, context, owner, found)
            case Path():
                found.update(self._reached(tree, context, owner, found))

    def _reached(
        self, path: Path, context: _Place | None, owner: _Place, found: set[_Place]
    ) -> list[_Place]:
        places = self._start(path, context, owner, found)
        for predicate in path.filters:
            self._predicate(predicate, places, owner, found)
        for step in path.steps:
            places = self._stepped(step, places)
            for predicate in step.predicates:
                self._predicate(predicate, places, owner, found)
        return places

    def _predicate(
        self,
        predicate: Expression,
        places: Sequence[_Place],
        owner: _Place,
        found: set[_Place],
    ) -> None:
        for place in places or (None,):
            inside = None if place is None else _Place(place.ref, _parent_of_last(place))
            self._collect(predicate, inside, owner, found)

    def _start(
        self, path: Path, context: _Place | None, owner: _Place, found: set[_Place]
    ) -> list[_Place]:
        if path.start is Start.ROOT:
            return [_Place("", "")]
        if path.start is Start.CONTEXT:
            return [] if context is None else [context]
        return self._origin(path.origin, context, owner, found)

    def _origin(
        self,
        origin: Expression | None,
        context: _Place | None,
        owner: _Place,
        found: set[_Place],
    ) -> list[_Place]:
        match origin:
            case Call("current", _, _):
                return [owner]
            case Call("randomize" | "indexed-repeat", (Path() as target, *others), _):
                for other in others:
                    self._collect(other, context, owner, found)
                return self._reached(target, context, owner, found)
            case Path():
                return self._reached(origin, context, owner, found)
            case None:
                return []
            case _:
                self._collect(origin, context, owner, found)
                return []

    def _stepped(self, step: Step, places: Sequence[_Place]) -> list[_Place]:
        return list(dict.fromkeys(p for place in places for p in self._one_step(step, place)))

    def _one_step(self, step: Step, place: _Place) -> list[_Place]:
        ref = place.ref
        if step.axis == "self":
            return [place]
        if step.axis == "parent":
            return [_above(place, _parent(ref))]
        if step.axis == "attribute":
            return [_Place(f"{ref}/@{step.name}", place.shared)]
        if step.axis == "child" and step.name not in _ANY:
            return [_Place(f"{ref}/{step.name}", place.shared)]
        return [found for found in self._along(step.axis, place) if _is_named(found, step.name)]

    def _along(self, axis: str, place: _Place) -> list[_Place]:
        if axis in _UPWARDS:
            return [_above(place, ref) for ref in _ancestors(place.ref)]
        if axis in _SIDEWAYS:
            top = _parent(place.ref)
            return [_Place(ref, _common(place.shared, top)) for ref in self._under(top)]
        below = self._under(place.ref)
        if axis == "child":
            depth = place.ref.count("/") + 1
            below = [ref for ref in below if ref.count("/") == depth]
        elif axis not in _DOWNWARDS:
            below = list(self._refs)
        return [place, *(_Place(ref, place.shared) for ref in below)]

    def _under(self, top: str) -> list[str]:
        return [ref for ref in self._refs if ref.startswith(f"{top}/")]


def _parent(ref: str) -> str:
    return ref.rpartition("/")[0]


def _parent_of_last(place: _Place) -> str:
    """A predicate looks at every sibling, so the node itself is no longer the owner's own."""
    return _common(place.shared, _parent(place.ref))


def _above(place: _Place, ref: str) -> _Place:
    return _Place(ref, _common(place.shared, ref))


def _common(shared: str, ref: str) -> str:
    return ref if len(shared) > len(ref) else shared


def _ancestors(ref: str) -> list[str]:
    found = []
    while ref:
        found.append(ref)
        ref = _parent(ref)
    return found


def _is_named(place: _Place, name: str) -> bool:
    return name in _ANY or name == "text()" or place.ref.rpartition("/")[2] == name
