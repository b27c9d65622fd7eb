"""Locks as people set them: on a session's time, its people, its rooms, or all of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from kbh_desktop.courses.timetable import NOT_PEOPLE, Instance, Lock, Placement, Session

LockLevel = Literal["time", "people", "room", "all"]


def with_locks(
    instance: Instance, placements: Mapping[str, Placement], locks: Mapping[str, LockLevel]
) -> Instance:
    """Return the instance in which the locked parts of the placements can't be changed.

    A session that is not placed has nothing to lock; locks it already has stay.
    """
    if not locks:
        return instance

    def lock(session: Session) -> Session:
        level, placement = locks.get(session.id), placements.get(session.id)
        if level is None or placement is None:
            return session
        return replace(session, locked=_merged(session.locked, _lock(instance, placement, level)))

    return replace(instance, sessions=tuple(lock(each) for each in instance.sessions))


def _lock(instance: Instance, placement: Placement, level: LockLevel) -> Lock:
    kept = tuple(
        name
        for name in placement.resources
        if name in instance.resource and _holds(level, instance.resource[name].kind)
    )
    if level in ("time", "all"):
        return Lock(placement.day, placement.slot, kept)
    return Lock(resources=kept)


def _holds(level: LockLevel, kind: str) -> bool:
    return level in ("all", "room" if kind in NOT_PEOPLE else "people")


def _merged(before: Lock | None, now: Lock) -> Lock:
    if before is None:
        return now
    return Lock(
        now.day if before.day is None else before.day,
        now.slot if before.slot is None else before.slot,
        tuple(dict.fromkeys((*before.resources, *now.resources))),
    )
