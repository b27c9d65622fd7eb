"""The plan in front: what is stored of it, what the planner says of it, and every deed on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.model import CourseId, SessionId
from kbh_desktop.courses.planner.desk import Desk
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.schedule import CourseBoard, Done, LockLevel
from kbh_desktop.courses.timetable import Placement
from ui.background import run_in_background
from ui.courses.feasibility import Verdicts, feasible
from ui.courses.view import PlanView

if TYPE_CHECKING:
    from kbh_desktop.courses.service import CourseService

Move = Mapping[str, Placement | None]


class PlanModel(QObject):
    """Shows each deed at once, writes it in the background, and then reads what is stored."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, courses: "CourseService", course_id: CourseId, parent: QObject) -> None:
        super().__init__(parent)
        self._courses = courses
        self.course_id = course_id
        self._writes = 0
        self.board: CourseBoard | None = None
        self.view: PlanView | None = None
        self.undo_label = ""
        self.redo_label = ""
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """What answers questions about the plan; there is none before it was read."""
        if self._desk is None:
            raise LookupError(self.course_id)
        return self._desk

    def load(self) -> None:
        """Read the plan in the background; `changed` says when it is there."""
        run_in_background(self, self._read, self._loaded, self.failed.emit)

    def _read(self) -> tuple[CourseBoard, Desk, str, str]:
        board = self._courses.board(self.course_id)
        desk = Desk(board.instance, board.placements)
        labels = (
            self._courses.undo_label(self.course_id),
            self._courses.redo_label(self.course_id),
        )
        return (board, desk, *labels)

    def _loaded(self, read: tuple[CourseBoard, Desk, str, str]) -> None:
        if self._writes:
            return
        self.board, self._desk, self.undo_label, self.redo_label = read
        self.view = plan_view(self.board)
        self.changed.emit()

    # Questions

    def verdicts(self, session: str) -> Verdicts:
        """Return what to think of every start of a session."""
        return feasible(self.desk.legal(session))

    def next_free(self, session: str) -> Placement | None:
        """Return the next start without a conflict after where it is, else the first of all."""
        now = self.desk.placements.get(session)
        here = Start(now.day, now.slot) if now else Start(date.min, 0)
        legal = self.desk.legal(session)
        free = [at for at, verdict in legal.items() if verdict.answer != "forbidden" and at != here]
        later = [at for at in free if at > here]
        found = min(later or free, default=None)
        return self.desk.at(session, found) if found else None

    def beside(self, session: str, days: int, slots: int) -> Start | None:
        """Return the start so many open days and slots away; None past an end."""
        now = self.desk.placements.get(session)
        if now is None:
            return None
        grid = self.desk.instance.grid
        opened = [day for day in grid.days if day not in grid.closed or day == now.day]
        at = opened.index(now.day) + days
        slot = now.slot + slots
        last = grid.slots_per_day - self.desk.instance.session[session].slots
        if not (0 <= at < len(opened) and 0 <= slot <= last):
            return None
        return Start(opened[at], slot)

    def swap_at(self, session: str, start: Start) -> str:
        """Return the one session that could change times with this one and make no conflict more.

        Empty where there is none.
        """
        placed, desk = self.desk.placements, self.desk
        there = [
            name
            for name, at in placed.items()
            if name != session and self._covers(name, at, start) and session in placed
        ]
        if len(there) != 1:
            return ""
        before = len(conflicts(desk.instance, placed))
        undo = desk.apply(_swapped(placed, session, there[0]))
        after = len(conflicts(desk.instance, desk.placements))
        desk.undo(undo)
        return there[0] if after <= before else ""

    def _covers(self, name: str, at: Placement, start: Start) -> bool:
        slots = self.desk.instance.session[name].slots
        return at.day == start.day and at.slot <= start.slot < at.slot + slots

    # Deeds

    def swap(self, session: str, other: str) -> None:
        """Let two sessions change times; each keeps its people and rooms."""
        one, two = SessionId(session), SessionId(other)
        self._do(
            _swapped(self.desk.placements, session, other),
            lambda: self._courses.swap(self.course_id, one, two),
        )

    def place(self, session: str, start: Start) -> None:
        """Put a session at a start, with the best people there are."""
        self.put(session, self.desk.at(session, start))

    def put(self, session: str, placement: Placement) -> None:
        """Put a session where `placement` says."""
        self._do(
            {session: placement},
            lambda: self._courses.place(self.course_id, SessionId(session), placement),
        )

    def unplace(self, session: str) -> None:
        """Put a session back in the tray."""
        self._do({session: None}, lambda: self._courses.unplace(self.course_id, SessionId(session)))

    def apply(self, placements: Mapping[str, Placement], label: str) -> None:
        """Put several sessions at once, as one step."""
        moved: dict[SessionId, Placement | None] = {
            SessionId(session): placement for session, placement in placements.items()
        }
        self._do(placements, lambda: self._courses.apply(self.course_id, moved, label))

    def lock(self, session: str, level: LockLevel | None) -> None:
        """Lock what of a session may not be changed, or nothing."""
        self._do({}, lambda: self._courses.lock(self.course_id, SessionId(session), level))

    def undo(self) -> None:
        """Take the newest step back."""
        self._do({}, lambda: self._courses.undo(self.course_id))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._do({}, lambda: self._courses.redo(self.course_id))

    def _do(self, move: Move, write: Callable[[], Done]) -> None:
        """Show the move at once and write it in the background."""
        if move and self.view is not None:
            self.desk.apply(move)
            placed = self.desk.placements
            found = conflicts(self.desk.instance, placed)
            self.view = replace(self.view, placements=placed, conflicts=found)
            self.changed.emit()
        self._writes += 1
        run_in_background(self, write, lambda _done: self._written(), self._not_written)

    def _written(self) -> None:
        self._writes -= 1
        self.load()

    def _not_written(self, error: Exception) -> None:
        self._writes -= 1
        self.failed.emit(error)
        self.load()


def _swapped(placed: Mapping[str, Placement], one: str, other: str) -> dict[str, Placement]:
    first, second = placed[one], placed[other]
    return {
        one: Placement(second.day, second.slot, first.resources),
        other: Placement(first.day, first.slot, second.resources),
    }


def plan_view(board: CourseBoard) -> PlanView:
    """Return what is painted of a stored plan."""
    instance = board.instance
    labels = {}
    for block in board.blocks:
        span = block.span(instance.grid)
        if span is not None:
            labels[span] = block.title
    return PlanView(
        instance=instance,
        placements=board.placements,
        locks=board.locks,
        kinds=board.kinds,
        conflicts=board.conflicts,
        labels=labels,
    )
