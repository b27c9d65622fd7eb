"""What is wrong with a timetable as it stands: the one judge of every plan, made by hand or not.

Quick enough to run after each move: some milliseconds for a course.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from kbh_desktop.courses.calendar import closed_name
from kbh_desktop.courses.timetable import Group, Instance, Placement, Resource, Session, Span
from kbh_desktop.courses.wording import at_words, day_words, kind_name, need_words
from kbh_desktop.i18n import _


class Rule(StrEnum):
    """What a conflict breaks; the values never change."""

    CALENDAR = "calendar"
    WINDOW = "window"
    LOCK = "lock"
    NEED = "need"
    SEATS = "seats"
    AWAY = "away"
    TWICE = "twice"
    TOO_MUCH = "too-much"
    TRAVEL = "travel"
    ORDER = "order"
    SAME_DAY = "same-day"
    SAME_RESOURCE = "same-resource"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One broken rule."""

    rule: Rule
    sessions: tuple[str, ...]
    resources: tuple[str, ...]
    """Resources and groups."""
    text: str
    remedy: str
    """What could be done."""


Unit = Resource | Group
Placements = Mapping[str, Placement]
Held = tuple[Placement, Session]


class _Look:
    """The placements, seen from each session, person, room and group."""

    def __init__(self, instance: Instance, placements: Placements) -> None:
        self.instance, self.placements = instance, placements
        self.held = [(placements[s.id], s) for s in instance.sessions if s.id in placements]

    @cached_property
    def by_unit(self) -> list[tuple[Unit, list[Held]]]:
        """Every group and resource in use with its sessions in the order of time."""
        found: defaultdict[str, list[Held]] = defaultdict(list)
        for placement, session in self.held:
            for name in (*session.groups, *dict.fromkeys(filter(None, placement.resources))):
                found[name].append((placement, session))
        known: dict[str, Unit] = {**self.instance.resource, **self.instance.group}
        return [
            (known[name], sorted(held, key=lambda each: (each[0].day, each[0].slot)))
            for name, held in found.items()
        ]


def conflicts(instance: Instance, placements: Placements) -> tuple[Conflict, ...]:
    """Return every hard rule that the placements break; sessions not placed break none."""
    look = _Look(instance, placements)
    return tuple(conflict for rule in _RULES for conflict in rule(look))


def _calendar(look: _Look) -> Iterator[Conflict]:
    grid = look.instance.grid
    for placement, session in look.held:
        day, slot = placement.day, placement.slot
        inside = slot >= 0 and slot + session.slots <= grid.slots_per_day
        if day not in grid.index or day in grid.closed:
            reason = closed_name(day) or _("the centre is closed")
            text = _("{session} can't be held on {day}: {reason}.")
            said = text.format(session=session.name, day=day_words(day), reason=reason)
        elif not inside or (
            grid.crosses_break(slot, session.slots) and not session.may_cross_break
        ):
            text = _("{session} {at} runs into a break or past the end of the day.")
            said = text.format(session=session.name, at=at_words(grid, placement))
        else:
            continue
        yield Conflict(Rule.CALENDAR, (session.id,), (), said, _("Move it to another time."))


def _window(look: _Look) -> Iterator[Conflict]:
    for placement, session in look.held:
        day, covered = placement.day, range(placement.slot, placement.slot + session.slots)
        text = ""
        if (session.earliest and day < session.earliest) or (
            session.latest and day > session.latest
        ):
            text = _("{session} may not be held on {day}: outside its days.")
        elif session.start_slots is not None and placement.slot not in session.start_slots:
            text = _("{session} may not begin {at}.")
        elif any((day, slot) in session.not_at for slot in covered):
            text = _("{session} may not be held {at}.")
        if text:
            at = at_words(look.instance.grid, placement)
            said = text.format(session=session.name, day=day_words(day), at=at)
            yield Conflict(Rule.WINDOW, (session.id,), (), said, _("Move it to another time."))


def _lock(look: _Look) -> Iterator[Conflict]:
    for placement, session in look.held:
        lock = session.locked
        if lock is None:
            continue
        moved = lock.day not in (None, placement.day) or lock.slot not in (None, placement.slot)
        if moved or set(lock.resources) - set(placement.resources):
            text = _("{session} is locked, but was changed.").format(session=session.name)
            yield Conflict(Rule.LOCK, (session.id,), (), text, _("Put it back or unlock it."))


def _needs(look: _Look) -> Iterator[Conflict]:
    for placement, session in look.held:
        given = (*placement.resources, *[""] * len(session.needs))
        for need, name in zip(session.needs, given, strict=False):
            resource = look.instance.resource.get(name)
            what = need_words(need)
            if resource is None:
                text = _("{session} has no {what}.").format(session=session.name, what=what)
            elif not resource.meets(need, session.place):
                text = _("{resource} can't be {what} for {session}.").format(
                    resource=resource.label, what=what, session=session.name
                )
            else:
                continue
            remedy = _("Choose another {kind}.").format(kind=kind_name(need.kind))
            yield Conflict(Rule.NEED, (session.id,), (name,) if name else (), text, remedy)


def _seats(look: _Look) -> Iterator[Conflict]:
    if look.instance.weights.seats is not None:
        return
    for placement, session in look.held:
        for name in filter(None, placement.resources):
            missing = look.instance.seats_missing(session, look.instance.resource[name])
            if missing:
                text = _("{resource} lacks {missing} seats for {session}.").format(
                    resource=look.instance.resource[name].label,
                    missing=missing,
                    session=session.name,
                )
                remedy = _("Choose a larger one.")
                yield Conflict(Rule.SEATS, (session.id,), (name,), text, remedy)


def _away(look: _Look) -> Iterator[Conflict]:
    for unit, held in look.by_unit:
        away: defaultdict[date, list[Span]] = defaultdict(list)
        for span in unit.unavailable:
            away[span.day].append(span)
        for placement, session in held if away else ():
            busy = (placement.day, placement.slot, session.slots)
            if any(span.meets(*busy) for span in away.get(placement.day, ())):
                at = at_words(look.instance.grid, placement)
                text = _("{unit} is away or busy elsewhere {at}: {session}.").format(
                    unit=unit.label, at=at, session=session.name
                )
                yield Conflict(Rule.AWAY, (session.id,), (unit.id,), text, _remedy(unit))


def _twice(look: _Look) -> Iterator[Conflict]:
    repeated = ((p, s) for p, s in look.held if len(set(p.resources)) < len(p.resources))
    for placement, session in repeated:
        names = sorted({r for r in placement.resources if r and placement.resources.count(r) > 1})
        for name in names:
            text = _("{unit} can't fill two parts of {session}.")
            said = text.format(unit=look.instance.resource[name].label, session=session.name)
            remedy = _remedy(look.instance.resource[name])
            yield Conflict(Rule.TWICE, (session.id,), (name,), said, remedy)
    for unit, held in look.by_unit:
        for n, (first, session) in enumerate(held):
            for second, other in held[n + 1 :]:
                if second.day != first.day or second.slot >= first.slot + session.slots:
                    break
                text = _("{unit} has both {session} and {other} {at}.").format(
                    unit=unit.label,
                    session=session.name,
                    other=other.name,
                    at=at_words(look.instance.grid, second),
                )
                pair = (session.id, other.id)
                yield Conflict(Rule.TWICE, pair, (unit.id,), text, _remedy(unit))


def _too_much(look: _Look) -> Iterator[Conflict]:
    weeks = look.instance.grid.weeks
    for unit, held in look.by_unit:
        if unit.max_slots_per_day is None and unit.max_slots_per_week is None:
            continue
        days: defaultdict[object, list[Held]] = defaultdict(list)
        by_week: defaultdict[object, list[Held]] = defaultdict(list)
        for each in held:
            days[each[0].day].append(each)
            by_week[weeks.get(each[0].day)].append(each)
        yield from _over(unit, unit.max_slots_per_day, days, _("one day"))
        yield from _over(unit, unit.max_slots_per_week, by_week, _("one week"))


def _over(
    unit: Unit, most: int | None, parts: Mapping[object, list[Held]], period: str
) -> Iterator[Conflict]:
    for held in parts.values() if most is not None else ():
        used = sum(session.slots for _placement, session in held)
        if most is not None and used > most:
            text = _("{unit} has {used} lessons in {period} from {day}; the most is {most}.")
            said = text.format(
                unit=unit.label, used=used, period=period, day=day_words(held[0][0].day), most=most
            )
            names = tuple(session.id for _placement, session in held)
            yield Conflict(Rule.TOO_MUCH, names, (unit.id,), said, _remedy(unit))


def travel_slots(instance: Instance, unit: Unit, one: str, other: str) -> int | None:
    """Return the slots between two places for `unit`; None when a day is too short for both.

    Groups are only held to travel times that are given.
    """
    if one == other or not one or not other:
        return 0
    return instance.travel.get(frozenset((one, other)), 0 if isinstance(unit, Group) else None)


def _travel(look: _Look) -> Iterator[Conflict]:
    for unit, held in look.by_unit:
        if len({session.place for _placement, session in held}) < 2:  # noqa: PLR2004 - two places
            continue
        for day in _by_day(held):
            for n, (first, session) in enumerate(day):
                for second, other in day[n + 1 :]:
                    slots = travel_slots(look.instance, unit, session.place, other.place)
                    gap = second.slot - first.slot - session.slots
                    if slots is None or gap < slots > 0:
                        text = _("{unit} can't get from {place} to {other} on {day}.").format(
                            unit=unit.label,
                            place=session.place,
                            other=other.place,
                            day=day_words(first.day),
                        )
                        pair = (session.id, other.id)
                        yield Conflict(Rule.TRAVEL, pair, (unit.id,), text, _remedy(unit))


def _by_day(held: list[Held]) -> list[list[Held]]:
    days: defaultdict[date, list[Held]] = defaultdict(list)
    for each in held:
        days[each[0].day].append(each)
    return list(days.values())


def _order(look: _Look) -> Iterator[Conflict]:
    for rule in look.instance.order:
        first, second = look.placements.get(rule.before), look.placements.get(rule.after)
        if first is None or second is None:
            continue
        before, after = look.instance.session[rule.before], look.instance.session[rule.after]
        days = (second.day - first.day).days
        if days < 0 or (days == 0 and second.slot < first.slot + before.slots):
            text = _("{after} must come after {before}.")
        elif days < rule.min_days:
            text = _("There must be at least {least} days from {before} to {after}.")
        elif rule.max_days is not None and days > rule.max_days:
            text = _("There may be at most {most} days from {before} to {after}.")
        else:
            continue
        said = text.format(
            before=before.name, after=after.name, least=rule.min_days, most=rule.max_days
        )
        remedy = _("Move one of the two.")
        yield Conflict(Rule.ORDER, (rule.before, rule.after), (), said, remedy)


def _same_day(look: _Look) -> Iterator[Conflict]:
    for one, other in look.instance.apart():
        first, second = look.placements.get(one), look.placements.get(other)
        if first and second and first.day == second.day:
            text = _("{session} and {other} may not be held on the same day.").format(
                session=look.instance.session[one].name, other=look.instance.session[other].name
            )
            yield Conflict(Rule.SAME_DAY, (one, other), (), text, _("Move one of the two."))


def _same_resource(look: _Look) -> Iterator[Conflict]:
    for rule in look.instance.same_resource:
        placed = [name for name in rule.sessions if name in look.placements]
        for one, other in pairwise(placed):
            first, second = _of_kind(look, one, rule.kind), _of_kind(look, other, rule.kind)
            if not (first <= second or second <= first):
                kind = kind_name(rule.kind)
                text = _("{session} and {other} must have the same {kind}.").format(
                    session=look.instance.session[one].name,
                    other=look.instance.session[other].name,
                    kind=kind,
                )
                remedy = _("Choose another {kind}.").format(kind=kind)
                yield Conflict(Rule.SAME_RESOURCE, (one, other), (), text, remedy)


def _of_kind(look: _Look, session: str, kind: str) -> set[str]:
    resources = look.instance.resource
    names = look.placements[session].resources
    return {name for name in names if name and resources[name].kind == kind}


def _remedy(unit: Unit) -> str:
    if isinstance(unit, Group):
        return _("Move the session to another time.")
    return _("Move the session, or choose another {kind}.").format(kind=kind_name(unit.kind))


_RULES = (
    _calendar,
    _window,
    _lock,
    _needs,
    _seats,
    _away,
    _twice,
    _too_much,
    _travel,
    _order,
    _same_day,
    _same_resource,
)
