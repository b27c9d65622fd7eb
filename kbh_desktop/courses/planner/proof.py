"""Whether an instance can't be planned at all: yes is only said after every way was ruled out.

Three exact arguments: a session without any start of its own, more lessons than hours or days to
hold them, and a search through all plans of a few sessions.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from kbh_desktop.courses.planner.board import Board, bits
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.timetable import Instance

_MOST_SEARCHED = 14
"""With more sessions a search through everything ends too seldom."""
_MOST_NODES = 4_000
Demand = tuple[frozenset[int], tuple[int, ...]]
"""Units of which each of the sessions needs one."""


def restricted(instance: Instance, names: Collection[str]) -> Instance:
    """Return the instance with these sessions only: whatever rules it out rules out the whole."""
    keep = frozenset(names)
    return replace(
        instance,
        sessions=tuple(each for each in instance.sessions if each.id in keep),
        order=tuple(r for r in instance.order if r.before in keep and r.after in keep),
        different_days=tuple(_kept(each, keep) for each in instance.different_days),
        spread=(),
        same_resource=tuple(
            replace(each, sessions=_kept(each.sessions, keep)) for each in instance.same_resource
        ),
        previous={},
    )


def _kept(names: tuple[str, ...], keep: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in keep)


def is_impossible(instance: Instance) -> bool:
    """Return whether no plan exists; False also when that could not be found out."""
    frame = Frame(instance)
    if not all(frame.domain) or overload(frame):
        return True
    return len(frame.sessions) <= _MOST_SEARCHED and _has_no_plan(frame)


def homeless(frame: Frame) -> list[int]:
    """Return the sessions that have no start, even by themselves or by the order rules."""
    return [s for s, domain in enumerate(frame.domain) if not domain]


def overload(frame: Frame) -> tuple[int, ...]:
    """Return sessions that need more than some people, rooms or group have; empty if none do."""
    for units, sessions in _demands(frame):
        for first, last, inside in _intervals(frame, sessions):
            if _is_too_much(frame, units, inside, (first, last)):
                return inside
    return _too_few_days(frame)


def _too_few_days(frame: Frame) -> tuple[int, ...]:
    """Return sessions that need a day each and have fewer days than they are."""
    for names in frame.instance.different_days:
        sessions = [frame.session_index[name] for name in names]
        alive = tuple(s for s in sessions if frame.domain[s])
        for first, last, inside in _intervals(frame, alive):
            days = frame.day_mask[first : last + 1]
            if sum(any(frame.domain[s] & day for s in inside) for day in days) < len(inside):
                return inside
    return ()


def _demands(frame: Frame) -> Iterator[Demand]:
    """Return each group and each pool of resources with the sessions that depend on it."""
    by_units: defaultdict[frozenset[int], set[int]] = defaultdict(set)
    for s in (s for s, domain in enumerate(frame.domain) if domain):
        for group in frame.groups[s]:
            by_units[frozenset((group,))].add(s)
        for candidates in frame.eligible[s]:
            by_units[frozenset(candidates)].add(s)
    seen = set()
    for pool in by_units:
        inside = (sessions for units, sessions in by_units.items() if units <= pool)
        found = pool, tuple(sorted(set().union(*inside)))
        key = (len(pool), found[1], tuple(frame.off[u] for u in sorted(pool)))
        if key not in seen:
            seen.add(key)
            yield found


def _intervals(
    frame: Frame, sessions: tuple[int, ...]
) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Return spans of days with the sessions that must lie inside, the shortest first."""
    day = frame.slots_per_day
    first = {s: ((d := frame.domain[s]) & -d).bit_length() - 1 for s in sessions}
    windows = {s: (first[s] // day, (frame.domain[s].bit_length() - 1) // day) for s in sessions}
    starts, ends = ({w[side] for w in windows.values()} for side in (0, 1))
    spans = sorted((last - start, start, last) for start in starts for last in ends)
    for length, start, last in spans:
        if length >= 0:
            inside = tuple(s for s, (a, b) in windows.items() if start <= a and b <= last)
            if inside:
                yield start, last, inside


def _is_too_much(
    frame: Frame, units: frozenset[int], sessions: tuple[int, ...], span: tuple[int, int]
) -> bool:
    """Return whether the sessions need more slots, or more places in a row, than there are."""
    shortest = min(frame.slots[s] for s in sessions)
    cells = 0
    for s in sessions:
        for offset in range(frame.slots[s]):
            cells |= frame.domain[s] << offset
    slots = starts = 0
    for unit in units:
        free = cells & ~frame.off[unit]
        some = _supply(frame, unit, free, shortest, span)
        slots, starts = slots + some[0], starts + some[1]
    return sum(frame.slots[s] for s in sessions) > slots or len(sessions) > starts


def _supply(
    frame: Frame, unit: int, free: int, shortest: int, span: tuple[int, int]
) -> tuple[int, int]:
    """Return how many slots, and sessions of the shortest length, a unit has at most."""
    weeks: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for day in range(span[0], span[1] + 1):
        runs = _runs(free >> day * frame.slots_per_day & frame.day_mask[0])
        fitting = [run for run in runs if run >= shortest]
        week = weeks[frame.week_of[day]]
        week[0] += min(sum(fitting), frame.day_cap[unit])
        most = frame.day_cap[unit] // shortest
        week[1] += min(sum(run // shortest for run in fitting), most)
    cap = frame.week_cap[unit]
    return (
        sum(min(slots, cap) for slots, _starts in weeks.values()),
        sum(min(starts, cap // shortest) for _slots, starts in weeks.values()),
    )


def _runs(mask: int) -> Iterator[int]:
    while mask:
        mask >>= (mask & -mask).bit_length() - 1
        run = (~mask & mask + 1).bit_length() - 1
        yield run
        mask >>= run


def _has_no_plan(frame: Frame) -> bool:
    """Search all plans; False when one exists or the search is given up."""
    board, nodes = Board(frame), [_MOST_NODES]
    return _search(board, set(range(len(frame.sessions))), lambda: _count(nodes)) is False


def _count(nodes: list[int]) -> bool:
    nodes[0] -= 1
    return nodes[0] < 0


def _search(board: Board, left: set[int], is_over: Callable[[], bool]) -> bool | None:
    """Return whether the sessions left have a plan; None when given up."""
    if not left:
        return True
    legal = {s: board.legal(s) for s in left}
    s = min(left, key=lambda each: (legal[each].bit_count(), each))
    rest = left - {s}
    for start in bits(legal[s]):
        for resources in board.staffings(s, start):
            if is_over():
                return None
            board.put(s, start, resources)
            found = _search(board, rest, is_over)
            board.take(s)
            if found is not False:
                return found
    return False
