"""Why there is no plan: the smallest set of facts that can't all hold, and the ways out."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.construct import Builder
from kbh_desktop.courses.planner.facts import Change, Fact, facts
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.proof import homeless, is_impossible, overload, restricted
from kbh_desktop.courses.timetable import Instance, Session
from kbh_desktop.i18n import _

_NEIGHBOURS = (2, 4, 8)
"""How many sessions are looked at together when there is no simpler reason."""
_MANY_NEIGHBOURS = 16
_MOST_COURSES = 3
"""In how many courses OR-tools looks for one."""
_EXACT_S = 2.0
"""How long OR-tools looks at some sessions."""
_STEPS, _STEPS_EACH = 200, 10
"""How long a plan is looked for to see that a way out is one, and longer for each session."""
_MOST = 8
"""How many clashes a person is told of at once."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts of which each is needed to make a plan impossible."""

    words: str
    sessions: tuple[str, ...]
    resources: tuple[str, ...]
    ways_out: tuple[str, ...]
    """Each by itself makes a plan of these sessions possible, or of all: one was found."""
    is_minimal: bool = True
    """Whether every fact is known to be needed."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """How an impossibility is looked for: until when, and with OR-tools or without."""

    is_over: Callable[[], bool]
    exact: bool = False

    def is_impossible(self, instance: Instance) -> bool:
        """Return whether there is a proof that no plan exists."""
        if is_impossible(instance):
            return True
        if not self.exact or has_plan(instance):
            return False
        return cpsat.proves_impossible(instance, _EXACT_S)

    def confirmed(self, instance: Instance, names: Collection[str]) -> bool:
        """Return whether these sessions alone have no plan."""
        return self.is_impossible(restricted(instance, names))


def single_clashes(instance: Instance, frame: Frame, doubt: Doubt) -> tuple[Clash, ...]:
    """Return a clash for sessions that have no place even when nothing else is placed."""
    found: list[Clash] = []
    explained: set[str] = set()
    dead = [frame.sessions[s] for s in homeless(frame)]
    for session in dead:
        if session.id in explained:
            continue
        if len(found) == _MOST or doubt.is_over():
            break
        alike = [each.id for each in dead if _is_alike(each, session)]
        alone = all(doubt.confirmed(instance, [name]) for name in alike)
        names = alike if alone else _tied(frame, session.id)
        if doubt.confirmed(instance, names):
            kept = names if alone else _shrunk(instance, names, doubt)
            found.append(_explained(restricted(instance, kept), doubt))
            explained.update(kept)
    return tuple(found)


def _is_alike(one: Session, other: Session) -> bool:
    """Return whether the same facts bear on both."""
    return replace(one, id="", name="", groups=()) == replace(other, id="", name="", groups=())


def _tied(frame: Frame, name: str) -> list[str]:
    """Return the session and all that the order rules tie to it."""
    fresh = [frame.session_index[name]]
    tied = set(fresh)
    while fresh:
        each = fresh.pop()
        new = {link.other for link in (*frame.before[each], *frame.after[each])} - tied
        tied |= new
        fresh += new
    return [frame.sessions[each].id for each in sorted(tied)]


def joint_clash(
    instance: Instance, frame: Frame, suspects: Iterable[list[int]], doubt: Doubt
) -> Clash | None:
    """Return a clash among several sessions, if one can be proved; `suspects` begin with one left.

    `suspects` are lists of sessions, the likeliest first.
    """
    crowd = overload(frame)
    if crowd:
        return _smallest(instance, [frame.sessions[s].id for s in crowd], doubt)
    by_hand = replace(doubt, exact=False)
    some = list(suspects)
    for each in some:
        for count in _NEIGHBOURS:
            if doubt.is_over():
                return None
            names = [frame.sessions[s].id for s in each[:count]]
            if by_hand.confirmed(instance, names):
                return _smallest(instance, names, doubt)
    return _exact_clash(instance, frame, some, doubt) if doubt.exact else None


def _exact_clash(
    instance: Instance, frame: Frame, suspects: list[list[int]], doubt: Doubt
) -> Clash | None:
    """Return a clash that only OR-tools can prove: among the likeliest sessions, or in a course."""
    courses = frame.courses()
    for each in suspects[:_MOST_COURSES]:
        course = courses[frame.sessions[each[0]].course]
        for some in (each[:_MANY_NEIGHBOURS], [*each, *(s for s in course if s not in each)]):
            if doubt.is_over():
                return None
            names = [frame.sessions[s].id for s in some]
            if doubt.confirmed(instance, names):
                return _smallest(instance, names, doubt)
    return None


def _smallest(instance: Instance, names: list[str], doubt: Doubt) -> Clash:
    core = restricted(instance, _shrunk(instance, names, doubt))
    return _explained(core, doubt, whole=instance)


def _explained(core: Instance, doubt: Doubt, whole: Instance | None = None) -> Clash:
    """Leave out every fact without which it stays impossible; then put the rest in words.

    Of the ways out those are named that lead to a plan of the `whole`, if any does.
    """
    held: list[Fact] = []
    for fact in facts(core):
        without = fact.without(core)
        if not doubt.is_over() and doubt.is_impossible(without):
            core = without
        else:
            held.append(fact)
    words = _("These can't all hold: {facts}").format(facts=" ".join(each.text for each in held))
    ways = list(filter(None, (_way_out(core, fact) for fact in held)))
    far = [way for way in ways if whole and not doubt.is_over() and has_plan(way.change(whole))]
    return Clash(
        words,
        tuple(each.id for each in core.sessions),
        tuple(dict.fromkeys(name for each in held for name in each.resources)),
        tuple(way.words for way in far or ways),
        is_minimal=len(ways) == len(held),
    )


class _WayOut(NamedTuple):
    """What to do, and what becomes of an instance then."""

    words: str
    change: Change


def _way_out(core: Instance, fact: Fact) -> _WayOut | None:
    """Return the mildest way to take a fact back that leads to a plan; None if none was found."""
    helping: list[tuple[str, Change]] = []
    for called, change in fact.milder.parts:
        if len(helping) < fact.milder.most and has_plan(change(core)):
            helping.append((called, change))
    if helping:
        parts = ", ".join(called for called, _change in helping)
        return _WayOut(fact.milder.words.format(parts=parts), helping[0][1])
    return _WayOut(fact.way_out, fact.without) if has_plan(fact.without(core)) else None


def has_plan(instance: Instance) -> bool:
    """Return whether a plan is found at once."""
    frame = Frame(instance)
    if not all(frame.domain):
        return False
    builder = Builder(Board(frame), Random(0))  # noqa: S311 - a search, no secret
    most = _STEPS + _STEPS_EACH * len(frame.sessions)
    return builder.run(range(len(frame.sessions)), lambda: builder.steps > most)


def _shrunk(instance: Instance, names: list[str], doubt: Doubt) -> list[str]:
    """Return fewer sessions that still have no plan, from which none can be left out."""
    kept, size = list(names), max(1, len(names) // 2)
    while not doubt.is_over():
        at = 0
        while at < len(kept) and not doubt.is_over():
            trial = kept[:at] + kept[at + size :]
            if trial and doubt.confirmed(instance, trial):
                kept = trial
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return kept
