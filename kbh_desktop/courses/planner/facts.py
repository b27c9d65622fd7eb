"""What people have said that bears on a plan, each thing by itself and ready to be taken back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from kbh_desktop.courses.model import Need
from kbh_desktop.courses.timetable import (
    Group,
    Instance,
    Order,
    Resource,
    SameResource,
    Session,
    Span,
)
from kbh_desktop.courses.wording import day_words, kind_name, need_words
from kbh_desktop.i18n import _, short_date

_NAMED = 4
"""How many names or days a sentence holds."""
_MOST_MORE = 6
"""How many lessons above the most are thought of."""


Change = Callable[[Instance], Instance]


@dataclass(frozen=True, slots=True)
class Milder:
    """Ways to take a part of a fact back: a day of an absence, a lesson more than the most."""

    parts: tuple[tuple[str, Change], ...] = ()
    """What each is called, the mildest first."""
    words: str = ""
    """What to do, with `{parts}` for those that help."""
    most: int = 1
    """How many that help are named."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that limits the plan."""

    text: str
    way_out: str
    without: Change
    """The instance if the fact did not hold."""
    resources: tuple[str, ...] = ()
    milder: Milder = Milder()


def facts(instance: Instance) -> list[Fact]:
    """Return every fact that limits the sessions of the instance."""
    return [fact for kind in _KINDS for fact in kind(instance)]


def _absences(instance: Instance) -> Iterator[Fact]:
    """Return who is away when; those of a kind who are away at the same times are one fact."""
    days = _window(instance)
    together: defaultdict[tuple[str, object], list[Resource | Group]] = defaultdict(list)
    for unit in _units(instance):
        cells = {
            (span.day, span.first + n)
            for span in unit.unavailable
            if span.day in days
            for n in range(min(span.slots, instance.grid.slots_per_day))
        }
        together[getattr(unit, "kind", ""), frozenset(cells)].append(unit)
    for units in together.values():
        away = [span for span in units[0].unavailable if span.day in days]
        if away:
            names = tuple(unit.id for unit in units)
            called = _some(unit.label for unit in units)
            yield Fact(
                _("{unit} is away or busy elsewhere: {days}.").format(
                    unit=called, days=_days(away)
                ),
                _("Get {unit} free on some of these days, or somebody else.").format(unit=called),
                partial(_with_units, names, "unavailable", ()),
                names,
                _single_days(called, units, away),
            )


def _single_days(called: str, units: list[Resource | Group], away: list[Span]) -> Milder:
    names = tuple(unit.id for unit in units)

    days = sorted({span.day for span in away})
    words = _("Get {unit} free on one of these days: {parts}.").replace("{unit}", called)
    return Milder(
        tuple((short_date(day), partial(_free_on, names, day)) for day in days), words, _NAMED
    )


def _free_on(names: tuple[str, ...], day: date, instance: Instance) -> Instance:
    units: tuple[Resource | Group, ...] = (*instance.resources, *instance.groups)
    for unit in units:
        if unit.id in names:
            kept = tuple(span for span in unit.unavailable if span.day != day)
            instance = _with_units((unit.id,), "unavailable", kept, instance)
    return instance


def _caps(instance: Instance) -> Iterator[Fact]:
    per_day = _("{unit}: at most {most} lessons a day.")
    per_week = _("{unit}: at most {most} lessons a week.")
    way = _("Let {unit} have more lessons.")
    for unit in _units(instance):
        for name, text in (("max_slots_per_day", per_day), ("max_slots_per_week", per_week)):
            most = getattr(unit, name)
            if most is not None:
                said = text.format(unit=unit.label, most=most)
                without = partial(_with_units, (unit.id,), name, None)
                more = _milder_cap(unit, name, most)
                yield Fact(said, way.format(unit=unit.label), without, (unit.id,), more)


def _milder_cap(unit: Resource | Group, name: str, most: int) -> Milder:
    is_week = name == "max_slots_per_week"
    text = (
        _("Let {unit} have {parts} lessons a week.")
        if is_week
        else (_("Let {unit} have {parts} lessons a day."))
    )
    parts = (
        (str(most + more), partial(_with_units, (unit.id,), name, most + more))
        for more in range(1, _MOST_MORE + 1)
    )
    return Milder(tuple(parts), text.replace("{unit}", unit.label))


def _closed(instance: Instance) -> Iterator[Fact]:
    shut = sorted(instance.grid.closed & _window(instance))
    if shut:
        yield Fact(
            _("Closed: {days}.").format(days=_some(map(short_date, shut))),
            _("Hold lessons on one of the closed days."),
            lambda i: replace(i, grid=replace(i.grid, closed=frozenset())),
        )


def _needs(instance: Instance) -> Iterator[Fact]:
    for need in dict.fromkeys(need for each in instance.sessions for need in each.needs):
        wanting = [each for each in instance.sessions if need in each.needs]
        able = [
            resource
            for resource in instance.resources
            if any(resource.meets(need, session.place) for session in wanting)
        ]
        text = _("{sessions} need {what}: {able}.").format(
            sessions=_names(wanting),
            what=need_words(need),
            able=_some(each.label for each in able) or _("there is none"),
        )
        way = _("Find one more {what}.").format(what=need_words(need))
        yield Fact(text, way, partial(_without_need, need), tuple(each.id for each in able))


def _without_need(need: Need, instance: Instance) -> Instance:
    return _with_sessions(
        instance, lambda s: replace(s, needs=tuple(each for each in s.needs if each != need))
    )


def _seats(instance: Instance) -> Iterator[Fact]:
    if instance.weights.seats is None and any(r.capacity is not None for r in instance.resources):
        yield Fact(
            _("Everybody needs a seat: {sessions}.").format(sessions=_names(instance.sessions)),
            _("Find a larger room, or let some stand."),
            lambda i: replace(i, weights=replace(i.weights, seats=0)),
        )


def _windows(instance: Instance) -> Iterator[Fact]:
    first, last = instance.grid.days[0], instance.grid.days[-1]
    for window in dict.fromkeys((each.earliest, each.latest) for each in instance.sessions):
        earliest, latest = window[0] or first, window[1] or last
        if earliest > first or latest < last:
            inside = _names(s for s in instance.sessions if (s.earliest, s.latest) == window)
            text = _("{sessions}: to be held from {first} to {last}.").format(
                sessions=inside, first=day_words(earliest), last=day_words(latest)
            )
            way = _("Allow other days for {sessions}.").format(sessions=inside)
            yield Fact(text, way, partial(_without_window, window))


def _without_window(window: tuple[date | None, date | None], instance: Instance) -> Instance:
    def change(session: Session) -> Session:
        if (session.earliest, session.latest) != window:
            return session
        return replace(session, earliest=None, latest=None)

    return _with_sessions(instance, change)


def _times(instance: Instance) -> Iterator[Fact]:
    for session in instance.sessions:
        if session.start_slots is not None or session.not_at:
            yield Fact(
                _("{session}: only at certain times of the day.").format(session=session.name),
                _("Allow other times for {session}.").format(session=session.name),
                partial(_at_any_time, session.id),
            )


def _lengths(instance: Instance) -> Iterator[Fact]:
    grid = instance.grid
    for session in instance.sessions:
        starts = range(grid.slots_per_day - session.slots + 1)
        if not starts:
            yield Fact(
                _("{session} takes {slots} lessons, and a day has {most}.").format(
                    session=session.name, slots=session.slots, most=grid.slots_per_day
                ),
                _("Make {session} shorter.").format(session=session.name),
                partial(_shortened, session.id),
            )
        elif not session.may_cross_break and any(
            grid.crosses_break(slot, session.slots) for slot in starts
        ):
            yield Fact(
                _("{session} may not run over a break.").format(session=session.name),
                _("Let {session} run over the break, or make it shorter.").format(
                    session=session.name
                ),
                partial(_over_breaks, session.id),
            )


def _shortened(name: str, instance: Instance) -> Instance:
    return _with_sessions(instance, lambda s: replace(s, slots=1) if s.id == name else s)


def _over_breaks(name: str, instance: Instance) -> Instance:
    return _with_sessions(
        instance, lambda s: replace(s, may_cross_break=True) if s.id == name else s
    )


def _locks(instance: Instance) -> Iterator[Fact]:
    for session in instance.sessions:
        lock = session.locked
        if lock is not None:
            held = (instance.resource[each].label for each in lock.resources)
            what = [day_words(lock.day) if lock.day else "", _some(held)]
            yield Fact(
                _("{session} is locked: {what}.").format(
                    session=session.name, what=", ".join(filter(None, what))
                ),
                _("Unlock {session}.").format(session=session.name),
                partial(_unlocked, session.id),
                lock.resources,
            )


def _orders(instance: Instance) -> Iterator[Fact]:
    for rule in instance.order:
        before = instance.session[rule.before].name
        after = instance.session[rule.after].name
        if rule.max_days is not None:
            text = _("{after} must come {least} to {most} days after {before}.")
        elif rule.min_days:
            text = _("{after} must come at least {least} days after {before}.")
        else:
            text = _("{before} must come before {after}.")
        said = text.format(before=before, after=after, least=rule.min_days, most=rule.max_days)
        way = _("Give up that {before} comes before {after}.").format(before=before, after=after)
        yield Fact(said, way, partial(_without_order, rule))


def _without_order(rule: Order, instance: Instance) -> Instance:
    return replace(instance, order=tuple(each for each in instance.order if each != rule))


def _apart(instance: Instance) -> Iterator[Fact]:
    for names in instance.different_days:
        if len(names) > 1:
            sessions = _some(instance.session[name].name for name in names)
            yield Fact(
                _("Not on the same day: {sessions}.").format(sessions=sessions),
                _("Allow the same day for {sessions}.").format(sessions=sessions),
                partial(_without_apart, names),
            )


def _without_apart(names: tuple[str, ...], instance: Instance) -> Instance:
    kept = tuple(each for each in instance.different_days if each != names)
    return replace(instance, different_days=kept)


def _same(instance: Instance) -> Iterator[Fact]:
    for rule in instance.same_resource:
        if len(rule.sessions) > 1:
            sessions = _some(instance.session[name].name for name in rule.sessions)
            kind = kind_name(rule.kind)
            yield Fact(
                _("The same {kind} for {sessions}.").format(kind=kind, sessions=sessions),
                _("Allow another {kind} for {sessions}.").format(kind=kind, sessions=sessions),
                partial(_without_same, rule),
            )


def _without_same(rule: SameResource, instance: Instance) -> Instance:
    kept = tuple(each for each in instance.same_resource if each != rule)
    return replace(instance, same_resource=kept)


_KINDS = (
    _times,
    _lengths,
    _apart,
    _same,
    _seats,
    _closed,
    _orders,
    _caps,
    _absences,
    _windows,
    _locks,
    _needs,
)


def _units(instance: Instance) -> Iterator[Resource | Group]:
    """Return the units that the sessions can have to do with."""
    used = {group for session in instance.sessions for group in session.groups}
    yield from (group for group in instance.groups if group.id in used)
    for resource in instance.resources:
        if any(resource.meets(n, s.place) for s in instance.sessions for n in s.needs):
            yield resource


def _with_units(names: tuple[str, ...], part: str, value: object, instance: Instance) -> Instance:
    """Return the instance with one part of some resources or groups changed."""
    change: dict[str, Any] = {part: value}
    return replace(
        instance,
        groups=tuple(replace(g, **change) if g.id in names else g for g in instance.groups),
        resources=tuple(replace(r, **change) if r.id in names else r for r in instance.resources),
    )


def _at_any_time(name: str, instance: Instance) -> Instance:
    return _with_sessions(
        instance,
        lambda s: replace(s, start_slots=None, not_at=frozenset()) if s.id == name else s,
    )


def _unlocked(name: str, instance: Instance) -> Instance:
    return _with_sessions(instance, lambda s: replace(s, locked=None) if s.id == name else s)


def _with_sessions(instance: Instance, change: Callable[[Session], Session]) -> Instance:
    return replace(instance, sessions=tuple(change(each) for each in instance.sessions))


def _window(instance: Instance) -> frozenset[date]:
    """Return the days on which any of the sessions may be held."""
    return frozenset(
        day
        for day in instance.grid.days
        if any(
            (s.earliest is None or day >= s.earliest) and (s.latest is None or day <= s.latest)
            for s in instance.sessions
        )
    )


def _names(sessions: Iterable[Session]) -> str:
    return _some(session.name for session in sessions)


def _days(spans: Iterable[Span]) -> str:
    return _some(short_date(day) for day in sorted({span.day for span in spans}))


def _some(names: Iterable[str]) -> str:
    """Return a few names, and how many more there are."""
    every = list(names)
    if len(every) <= _NAMED:
        return ", ".join(every)
    text = _("{some} and {count} more")
    return text.format(some=", ".join(every[:_NAMED]), count=len(every) - _NAMED)
