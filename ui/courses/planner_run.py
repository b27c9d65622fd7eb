"""One run of the planner beside the window: asked now and then how far it is."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from kbh_desktop.courses.planner.result import Plan, Progress
from kbh_desktop.courses.planner.runner import PlannerRun
from kbh_desktop.courses.planner.tasks import Task
from kbh_desktop.courses.timetable import Placement
from ui.background import run_in_background

_LOOK_MS = 100


class WatchedRun(QObject):
    """`moved` gives Progress, `ended` the Plan, `failed` an exception."""

    moved = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: PlannerRun | None = None
        self._told: Progress | None = None
        self._is_stopped = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._ask)

    @property
    def best(self) -> Mapping[str, Placement]:
        """The best plan so far: the last answer of a repair, else what the latest news tells."""
        if self._run is not None and self._run.answers:
            return self._run.answers[-1].plan.sessions
        return self._told.placements if self._told is not None else {}

    def start(self, task: Task) -> None:
        """Begin; the process is started in the background."""
        run_in_background(self, lambda: PlannerRun(task), self._started, self.failed.emit)

    def stop(self) -> None:
        """End the process; nothing more is told."""
        self._is_stopped = True
        self._look.stop()
        run, self._run = self._run, None
        if run is not None:
            run_in_background(self, run.cancel, lambda _none: None, self.failed.emit)

    def _started(self, run: PlannerRun) -> None:
        self._run = run
        if self._is_stopped:
            self.stop()
        else:
            self._look.start()

    def _ask(self) -> None:
        run = self._run
        if run is None:
            return
        if run.progress is not None and run.progress is not self._told:
            self._told = run.progress
            self.moved.emit(self._told)
        if not run.is_running:
            self._look.stop()
            self._run = None
            self._tell_end(run)

    def _tell_end(self, run: PlannerRun) -> None:
        try:
            found: Plan = run.result(0)
        except Exception as error:  # noqa: BLE001 - told by whoever listens
            self.failed.emit(error)
        else:
            self.ended.emit(found)
