"""Deeds on the plan of a course: placing, swapping, locking, undoing."""

from collections.abc import Mapping

from kbh_desktop.courses.access import require_planning
from kbh_desktop.courses.model import CourseId, SessionId
from kbh_desktop.courses.records import ResourceRecord, SessionRecord
from kbh_desktop.courses.schedule import Done, LockLevel
from kbh_desktop.courses.store import CourseStore, Step, of_course, session_record
from kbh_desktop.courses.stored import placement_fields, session_of
from kbh_desktop.courses.timetable import NOT_PEOPLE, ROOM, Placement
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _


class PlanDeeds:
    """What can be done with the sessions of a course; every deed is one step to be undone."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def place(self, course_id: CourseId, session_id: SessionId, placement: Placement) -> Done:
        """Put a session at a time, with exactly these people and rooms; clashes are shown.

        Raises:
            InputError: it is locked there.
        """
        return self._placed(course_id, {session_id: placement}, _("Move {title}"), about=session_id)

    def unplace(self, course_id: CourseId, session_id: SessionId) -> Done:
        """Put a session back into the tray.

        Raises:
            InputError: it is locked.
        """
        label = _("Put {title} into the tray")
        return self._placed(course_id, {session_id: None}, label, about=session_id)

    def swap(self, course_id: CourseId, one: SessionId, other: SessionId) -> Done:
        """Let two sessions change times; each keeps its people and rooms.

        Raises:
            InputError: one is locked, or in the tray.
        """
        require_planning(self._store.actor)
        with self._store.read() as session:
            first, second = (
                session_of(session_record(session, course_id, each)).placement
                for each in (one, other)
            )
        if first is None or second is None:
            raise InputError(_("Only placed sessions can be swapped."))
        moved = {
            one: Placement(second.day, second.slot, first.resources),
            other: Placement(first.day, first.slot, second.resources),
        }
        return self._placed(course_id, moved, _("Swap {title}"), about=one)

    def apply(
        self,
        course_id: CourseId,
        placements: Mapping[SessionId, Placement | None],
        label: str,
    ) -> Done:
        """Place many sessions as one step; None puts one into the tray.

        Raises:
            InputError: one that would change is locked.
        """
        return self._placed(course_id, placements, label)

    def lock(self, course_id: CourseId, session_id: SessionId, level: LockLevel | None) -> Done:
        """Lock the time, the people, the room or all of a placed session; None unlocks it.

        Raises:
            InputError: it is in the tray.
        """
        require_planning(self._store.actor)
        with self._store.step(course_id, "") as step:
            record = session_record(step.session, course_id, session_id)
            if level and not record.at:
                raise InputError(_("Place it first: there is nothing to lock."))
            text = _("Lock {title}") if level else _("Unlock {title}")
            step.label = text.format(title=session_of(record).title)
            step.change(record, lock=level or "")
        return step.done

    def undo(self, course_id: CourseId) -> Done:
        """Take back the newest deed of this user on the plan.

        Raises:
            InputError: there is nothing to undo.
            StaleError: somebody else has changed the same since.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            return self._store.steps(session, course_id).undo()

    def redo(self, course_id: CourseId) -> Done:
        """Do again what was undone last.

        Raises:
            InputError: there is nothing to do again.
            StaleError: somebody else has changed the same since.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            return self._store.steps(session, course_id).redo()

    def undo_label(self, course_id: CourseId) -> str:
        """Return the words for what would be undone; empty for nothing."""
        with self._store.read() as session:
            return self._store.steps(session, course_id).undo_label()

    def redo_label(self, course_id: CourseId) -> str:
        """Return the words for what would be done again; empty for nothing."""
        with self._store.read() as session:
            return self._store.steps(session, course_id).redo_label()

    def _placed(
        self,
        course_id: CourseId,
        wanted: Mapping[SessionId, Placement | None],
        label: str,
        *,
        about: SessionId | None = None,
    ) -> Done:
        """Place sessions; the label may name the title of the one it is `about`."""
        require_planning(self._store.actor)
        with self._store.step(course_id, label) as step:
            if about is not None:
                record = session_record(step.session, course_id, about)
                step.label = label.format(title=session_of(record).title)
            _place_all(step, course_id, wanted)
        return step.done


def _place_all(
    step: Step, course_id: CourseId, wanted: Mapping[SessionId, Placement | None]
) -> None:
    records = {each.id: each for each in of_course(step.session, SessionRecord, course_id)}
    for session_id, placement in wanted.items():
        record = records.get(session_id)
        if record is None:
            raise NotFoundError(_("That session is not on the course."))
        _check_resources(step, placement)
        stands = session_of(record)
        if stands.lock and _held(step, stands.placement, stands.lock) != _held(
            step, placement, stands.lock
        ):
            text = _("{title} is locked. Unlock it first.")
            raise InputError(text.format(title=stands.title), field="lock")
        step.change(record, **placement_fields(placement))


def _check_resources(step: Step, placement: Placement | None) -> None:
    for name in filter(None, placement.resources if placement else ()):
        if step.session.get(ResourceRecord, name) is None:
            raise NotFoundError(_("That person or room is not on the list."))


def _held(step: Step, placement: Placement | None, level: LockLevel) -> object:
    """Return what of a placement a lock holds."""
    if placement is None:
        return None
    kinds = {}
    for name in filter(None, placement.resources):
        record = step.session.get(ResourceRecord, name)
        kinds[name] = record.kind if record else ""
    return {
        "time": (placement.day, placement.slot),
        "people": {name for name, kind in kinds.items() if kind not in NOT_PEOPLE},
        "room": {name for name, kind in kinds.items() if kind == ROOM},
        "all": (placement.day, placement.slot, set(kinds)),
    }[level]
