"""What the wishes a plan leaves open cost, counted afresh from the plan alone."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations

from kbh_desktop.courses.timetable import NOT_PEOPLE, ROOM, Half, Instance, Placement, Session

Placements = Mapping[str, Placement]


def score(instance: Instance, placements: Placements) -> dict[str, int]:
    """Return the cost of each wish, by the name of its weight."""
    return {name: count(instance, placements) for name, count in _PARTS.items()}


def _seats(instance: Instance, placements: Placements) -> int:
    weight = instance.weights.seats or 0
    return weight * sum(
        instance.seats_missing(instance.session[name], instance.resource[resource])
        for name, placement in placements.items()
        for resource in placement.resources
        if resource
    )


def _spread(instance: Instance, placements: Placements) -> int:
    missing = 0
    for rule in instance.spread:
        days = [placements[name].day for name in rule.sessions if name in placements]
        missing += sum(max(0, rule.min_days - abs((a - b).days)) for a, b in combinations(days, 2))
    return instance.weights.spread * missing


def _compact(instance: Instance, placements: Placements) -> int:
    count: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for name, placement in placements.items():
        for group in instance.session[name].groups:
            count[group, placement.day] += 1
    return instance.weights.compact * sum(each == 1 for each in count.values())


def _room_stability(instance: Instance, placements: Placements) -> int:
    return instance.weights.room_stability * _extra(
        instance, placements, lambda kind: kind == ROOM, by_skill=False
    )


def _continuity(instance: Instance, placements: Placements) -> int:
    return instance.weights.continuity * _extra(
        instance, placements, lambda kind: kind not in NOT_PEOPLE, by_skill=True
    )


def _extra(
    instance: Instance, placements: Placements, counts: Callable[[str], bool], *, by_skill: bool
) -> int:
    """Return how many more than one a course has of what it should have one of."""
    found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, placement in placements.items():
        session = instance.session[name]
        for need, resource in zip(session.needs, placement.resources, strict=False):
            if session.course and resource and counts(need.kind):
                skill = need.skill if by_skill else ""
                found[session.course, need.kind, skill].add(resource)
    return sum(len(each) - 1 for each in found.values())


def _half_day(instance: Instance, placements: Placements) -> int:
    noon = instance.grid.noon

    def is_wrong(wish: Half, slot: int) -> bool:
        return bool(wish) and (wish == "morning") != (slot < noon)

    return instance.weights.half_day * sum(
        is_wrong(instance.session[name].half, each.slot) for name, each in placements.items()
    )


def _few_bookings(instance: Instance, placements: Placements) -> int:
    booked = {
        (resource, placement.day)
        for placement in placements.values()
        for resource in placement.resources
        if resource and instance.resource[resource].kind not in NOT_PEOPLE
    }
    return instance.weights.few_bookings * len(booked)


def _stay(instance: Instance, placements: Placements) -> int:
    weight = instance.weights.stay
    cost = weight * len(moved(instance, placements))
    for name, before in instance.previous.items():
        if name in placements and weight:
            session = instance.session[name]
            cost += _exchanged(instance, session, before, placements[name])
    return cost


def moved(instance: Instance, placements: Placements) -> list[str]:
    """Return the sessions that are no longer held at their previous time."""
    return [
        name
        for name, before in instance.previous.items()
        if name in placements
        and (before.day, before.slot) != (placements[name].day, placements[name].slot)
    ]


def told(instance: Instance, placements: Placements) -> list[str]:
    """Return the people and groups whose part of the previous plan has changed."""
    found: set[str] = set()
    for name, before in instance.previous.items():
        now = placements.get(name)
        if now is None or now == before:
            continue
        if (before.day, before.slot) == (now.day, now.slot):
            found |= set(before.resources) ^ set(now.resources)
        else:
            found |= {*before.resources, *now.resources, *instance.session[name].groups}
    rooms = {each.id for each in instance.resources if each.kind in NOT_PEOPLE}
    return sorted(found - rooms - {""})


def _exchanged(instance: Instance, session: Session, before: Placement, now: Placement) -> int:
    chosen = instance.matched(session, before.resources) or ()
    old = [*chosen, *[""] * (len(session.needs) - len(chosen))]
    return sum(a != b for a, b in zip(old, now.resources, strict=False))


_PARTS: dict[str, Callable[[Instance, Placements], int]] = {
    "seats": _seats,
    "spread": _spread,
    "compact": _compact,
    "room_stability": _room_stability,
    "half_day": _half_day,
    "continuity": _continuity,
    "few_bookings": _few_bookings,
    "stay": _stay,
}
