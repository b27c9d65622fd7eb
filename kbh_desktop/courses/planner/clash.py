"""Why there is no plan: the smallest set of facts that can't all hold, and the ways out."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial

from kbh_desktop.courses.planner.facts import Fact, facts
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.proof import homeless, is_impossible, overload, restricted
from kbh_desktop.courses.timetable import Instance, Session
from kbh_desktop.i18n import _

_NEIGHBOURS = (2, 4, 8)
"""How many sessions are looked at together when there is no simpler reason."""
_MOST = 8
"""How many clashes a person is told of at once."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts of which each is needed to make a plan impossible."""

    words: str
    sessions: tuple[str, ...]
    resources: tuple[str, ...]
    ways_out: tuple[str, ...]


def single_clashes(
    instance: Instance, frame: Frame, is_over: Callable[[], bool]
) -> tuple[Clash, ...]:
    """Return a clash for sessions that have no place even when nothing else is placed."""
    found: list[Clash] = []
    explained: set[str] = set()
    dead = [frame.sessions[s] for s in homeless(frame)]
    for session in dead:
        if session.id in explained:
            continue
        if len(found) == _MOST or is_over():
            break
        alike = [each.id for each in dead if _is_alike(each, session)]
        alone = all(_confirmed(instance, [name]) for name in alike)
        names = alike if alone else _tied(frame, session.id)
        if _confirmed(instance, names):
            kept = names if alone else _shrunk(names, partial(_confirmed, instance), is_over)
            found.append(_explained(restricted(instance, kept), is_over))
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
    instance: Instance, frame: Frame, suspects: Iterable[list[int]], is_over: Callable[[], bool]
) -> Clash | None:
    """Return a clash among several sessions, if one can be proved; `suspects` begin with one left.

    `suspects` are lists of sessions, the likeliest first.
    """
    crowd = overload(frame)
    if crowd:
        return _smallest(instance, [frame.sessions[s].id for s in crowd], is_over)
    for some in suspects:
        for count in _NEIGHBOURS:
            if is_over():
                return None
            names = [frame.sessions[s].id for s in some[:count]]
            if _confirmed(instance, names):
                return _smallest(instance, names, is_over)
    return None


def _confirmed(instance: Instance, names: Collection[str]) -> bool:
    return is_impossible(restricted(instance, names))


def _smallest(instance: Instance, names: list[str], is_over: Callable[[], bool]) -> Clash:
    kept = _shrunk(names, partial(_confirmed, instance), is_over)
    return _explained(restricted(instance, kept), is_over)


def _explained(core: Instance, is_over: Callable[[], bool]) -> Clash:
    """Leave out every fact without which it stays impossible; then put the rest in words."""
    held: list[Fact] = []
    for fact in facts(core):
        without = fact.without(core)
        if not is_over() and is_impossible(without):
            core = without
        else:
            held.append(fact)
    words = _("These can't all hold: {facts}").format(facts=" ".join(each.text for each in held))
    return Clash(
        words,
        tuple(each.id for each in core.sessions),
        tuple(dict.fromkeys(name for each in held for name in each.resources)),
        tuple(each.way_out for each in held),
    )


def _shrunk(
    names: list[str], holds: Callable[[list[str]], bool], is_over: Callable[[], bool]
) -> list[str]:
    """Return a smaller list that still `holds`, from which nothing can be left out."""
    kept, size = list(names), max(1, len(names) // 2)
    while not is_over():
        at = 0
        while at < len(kept) and not is_over():
            trial = kept[:at] + kept[at + size :]
            if trial and holds(trial):
                kept = trial
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return kept
