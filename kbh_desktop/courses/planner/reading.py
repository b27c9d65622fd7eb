"""Instances as JSON (`kbh-plan/1`), read with every mistake named by its path."""

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, TypeVar, cast

from kbh_desktop.courses.model import Need
from kbh_desktop.courses.planner.json_path import (
    Node,
    clock_time,
    day,
    flag,
    number,
    one_of,
    positive,
    text,
    texts,
)
from kbh_desktop.courses.timetable import (
    NO_WISHES,
    Break,
    Grid,
    Group,
    Half,
    Instance,
    Lock,
    Order,
    Placement,
    RepairScope,
    Resource,
    SameResource,
    Session,
    Span,
    Spread,
    Weights,
)
from kbh_desktop.i18n import _

FORMAT = "kbh-plan/1"
MOST_SLOTS = 96
T = TypeVar("T")


def read_instance(value: object) -> Instance:
    """Return the instance that the JSON value describes.

    Raises:
        InputError: it is malformed; the text and `field` name the path.
    """
    root = Node(value)
    if root.get("format", text) != FORMAT:
        Node(None, "format").refuse(_("must be {format}").format(format=FORMAT))
    grid = root.get("calendar", _grid)
    known = _Known(root, grid)
    previous = root.get("previous", known.placements, {})
    return Instance(
        grid=grid,
        resources=known.resources,
        groups=known.groups,
        sessions=tuple(known.sessions.values()),
        order=root.get("order", _all(known.order), ()),
        different_days=root.get("different_days", _all(known.session_ids), ()),
        spread=root.get("spread", _all(known.spread), ()),
        same_resource=root.get("same_resource", _all(known.same_resource), ()),
        travel=root.get("travel_slots", known.travel, {}),
        weights=root.get("weights", _weights, Weights()),
        previous=previous,
        repair_scope=cast(
            "RepairScope", root.get("repair_scope", one_of("people", "courses", "all"), "all")
        ),
    )


def _all(read: Callable[[Node], T]) -> Callable[[Node], tuple[T, ...]]:
    return lambda node: tuple(read(each) for each in node.items())


def _grid(node: Node) -> Grid:
    days = node.get("days", _all(day))
    slots = node.get("slots_per_day", positive)
    if not days or list(days) != sorted(set(days)):
        Node(None, "calendar.days").refuse(_("must be days in order, each once"))
    if slots > MOST_SLOTS:
        text_ = _("may be at most {most}").format(most=MOST_SLOTS)
        Node(None, "calendar.slots_per_day").refuse(text_)
    return Grid(
        days,
        slots,
        node.get("slot_minutes", positive, 45),
        node.get("day_start", clock_time, time(8, 30)),
        node.get("breaks", _all(_break), ()),
        frozenset(node.get("closed", _all(day), ())),
    )


def _break(node: Node) -> Break:
    return Break(node.get("after_slot", positive), node.get("minutes", number, 0))


def _weights(node: Node) -> Weights:
    """Read the weights; where some are given, those not named are worth nothing."""
    given = {key: number(each) for key, each in node.entries() if each.value is not None}
    unknown = set(given) - set(Weights.__dataclass_fields__)
    if unknown:
        Node(None, f"weights.{min(unknown)}").refuse(_("is no wish the planner knows"))
    return Weights(**{**NO_WISHES, **given})


class _Known:
    """Reads what refers to something else in the instance."""

    def __init__(self, root: Node, grid: Grid) -> None:
        self.grid = grid
        self.places = frozenset(root.get("places", texts, ()))
        self.resources = self._unique(root.get("resources", _all(self._resource), ()), "resources")
        self.groups = self._unique(root.get("groups", _all(self._group), ()), "groups")
        self._ids = {each.id for each in self.resources}
        self._sizes = {group.id: group.size for group in self.groups}
        both = self._ids & set(self._sizes)
        if both:
            text_ = _("“{id}” is a resource and a group").format(id=min(both))
            Node(None, "groups").refuse(text_)
        read = self._unique(root.get("sessions", _all(self._session)), "sessions")
        self.sessions = {each.id: each for each in read}

    @staticmethod
    def _unique(found: tuple[Any, ...], path: str) -> tuple[Any, ...]:
        seen: set[str] = set()
        for n, each in enumerate(found):
            if each.id in seen:
                Node(None, f"{path}[{n}].id").refuse(_("“{id}” stands twice").format(id=each.id))
            seen.add(each.id)
        return found

    @staticmethod
    def _one(kind: Iterable[str], node: Node) -> str:
        found = text(node)
        if found not in kind:
            node.refuse(_("“{id}” is not known").format(id=found))
        return found

    def _place(self, node: Node) -> str:
        return self._one(self.places, node) if self.places else text(node)

    def _day(self, node: Node) -> date:
        found = day(node)
        if found not in self.grid.index:
            node.refuse(_("is not one of the days of the calendar"))
        return found

    def _span(self, node: Node) -> Span:
        when, first, slots = node.row(3)
        return Span(day(when), number(first), positive(slots))

    def _resource(self, node: Node) -> Resource:
        return Resource(
            node.get("id", text),
            node.get("kind", text),
            frozenset(node.get("skills", texts, ())),
            frozenset(node.get("places", _all(self._place), ())),
            node.get("capacity", number, None),
            node.get("unavailable", _all(self._span), ()),
            node.get("max_slots_per_week", number, None),
            node.get("max_slots_per_day", number, None),
        )

    def _group(self, node: Node) -> Group:
        return Group(
            node.get("id", text),
            node.get("size", number, 0),
            node.get("unavailable", _all(self._span), ()),
            node.get("max_slots_per_day", number, None),
            node.get("max_slots_per_week", number, None),
        )

    def _session(self, node: Node) -> Session:
        groups = node.get("groups", _all(lambda each: self._one(self._sizes, each)), ())
        name = node.get("id", text)
        return Session(
            id=name,
            name=node.get("name", text, name),
            slots=node.get("slots", positive),
            course=node.get("course", text, ""),
            groups=tuple(dict.fromkeys(groups)),
            size=node.get("size", number, sum(self._sizes[each] for each in groups)),
            place=node.get("place", self._place, ""),
            needs=node.get("needs", _all(self._need), ()),
            earliest=node.get("earliest", day, None),
            latest=node.get("latest", day, None),
            start_slots=node.get("start_slots", lambda each: frozenset(_all(number)(each)), None),
            not_at=frozenset(node.get("not_at", _all(self._slot), ())),
            may_cross_break=node.get("may_cross_break", flag, default=False),
            half=cast("Half", node.get("half", one_of("morning", "afternoon"), "")),
            locked=node.get("locked", self._lock, None),
        )

    def _need(self, node: Node) -> Need:
        skill = node.get("skill", lambda each: text(each) if each.value else "", "")
        return Need(node.get("kind", text), skill)

    def _slot(self, node: Node) -> tuple[date, int]:
        when, slot = node.row(2)
        return day(when), number(slot)

    def _lock(self, node: Node) -> Lock:
        return Lock(
            node.get("day", self._day, None),
            node.get("slot", number, None),
            node.get("resources", _all(lambda each: self._one(self._ids, each)), ()),
        )

    def _session_id(self, node: Node) -> str:
        return self._one(self.sessions, node)

    def session_ids(self, node: Node) -> tuple[str, ...]:
        """Read a list of sessions."""
        return tuple(dict.fromkeys(self._session_id(each) for each in node.items()))

    def order(self, node: Node) -> Order:
        """Read what comes before what."""
        return Order(
            node.get("before", self._session_id),
            node.get("after", self._session_id),
            node.get("min_days", number, 0),
            node.get("max_days", number, None),
        )

    def spread(self, node: Node) -> Spread:
        """Read what is best held some days apart."""
        return Spread(node.get("sessions", self.session_ids), node.get("min_days", positive))

    def same_resource(self, node: Node) -> SameResource:
        """Read what must have the same people or rooms."""
        return SameResource(node.get("sessions", self.session_ids), node.get("kind", text))

    def travel(self, node: Node) -> dict[frozenset[str], int]:
        """Read the slots it takes from one place to another."""
        rows = (each.row(3) for each in node.items())
        return {frozenset((self._place(a), self._place(b))): number(n) for a, b, n in rows}

    def placements(self, node: Node) -> dict[str, Placement]:
        """Read where sessions were before; what is no longer known is left out."""
        return {key: self._placement(each) for key, each in node.entries() if key in self.sessions}

    def _placement(self, node: Node) -> Placement:
        names = node.get("resources", texts, ())
        return Placement(
            node.get("day", day),
            node.get("slot", number),
            tuple(name for name in names if name in self._ids),
        )
