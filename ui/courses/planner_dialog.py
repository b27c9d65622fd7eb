"""Lets the planner work in a process of its own, then shows what would change."""

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from kbh_desktop.courses.planner.clash import Clash
from kbh_desktop.courses.planner.result import Plan, Progress, Unplaced
from kbh_desktop.courses.planner.tasks import Task, TaskKind
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.i18n import _, n_
from ui.courses.changes import change_row, changes, summary
from ui.courses.explanation import Explanation
from ui.courses.plan_model import PlanModel
from ui.courses.planner_run import WatchedRun
from ui.courses.rows import RowList
from ui.courses.view import PlanView
from ui.errors import show_error
from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

LIMITS_S: dict[TaskKind, float] = {"fill": 5.0, "improve": 20.0, "repair": 10.0, "explain": 10.0}
"""How long each task may take; it can be stopped at any time."""
_LIST_PX = 260
Stage = Literal["working", "preview", "nothing"]


class PlannerDialog(Dialog):
    """Nothing is changed before “Apply” is pressed; stopping shows the best plan so far."""

    width_px = 640

    def __init__(self, parent: QWidget, model: PlanModel, kind: TaskKind) -> None:
        super().__init__(parent, _title(kind))
        self._model = model
        self._kind: TaskKind = kind
        self._proposed: Mapping[str, Placement] = {}
        self.stage: Stage = "working"
        self._about = Text(_about(kind), "Sub", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("How far planning has come"))
        self._news = Text(_("The planner begins …"), "Muted", wrap=True)
        self.rows = RowList(_("What would change"))
        self.rows.setMinimumHeight(theme.px(_LIST_PX))
        self.rows.hide()
        self.explanation = Explanation()
        self.explanation.hide()
        for part in (self._about, self._bar, self._news, self.explanation, self.rows):
            self.column.addWidget(part)
        self.cancel = self.add_cancel()
        self.stop = Button(_("Stop and show the best so far"), self._stop)
        self.apply = PrimaryButton(_("Apply"), self.accept)
        self.apply.hide()
        self.stop.setEnabled(False)
        self.buttons.addWidget(self.stop)
        self.buttons.addWidget(self.apply)
        self._run = WatchedRun(self)
        self._run.moved.connect(self._moved)
        self._run.ended.connect(self._ended)
        self._run.failed.connect(self._failed)

    @property
    def view(self) -> PlanView:
        """The plan as it stands."""
        view = self._model.view
        if view is None:
            raise LookupError(self._model.course_id)
        return view

    def begin(self) -> None:
        """Start the planner and show the dialog."""
        self._run.start(
            Task(self._kind, self.view.instance, self.view.placements, limit_s=LIMITS_S[self._kind])
        )
        self.start(self.cancel)

    def accept(self) -> None:
        """Apply what is proposed, as one step that can be undone."""
        if self.stage == "preview":
            self._model.apply(self._proposed, _title(self._kind))
        super().accept()

    def reject(self) -> None:
        """End the planner and change nothing."""
        self._run.stop()
        super().reject()

    def _moved(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.placed)
        self.stop.setEnabled(bool(self._run.best))
        self._news.setText(_progress_words(progress))

    def _stop(self) -> None:
        best = self._run.best
        self._run.stop()
        self._show(best, (), ())

    def _ended(self, found: Plan) -> None:
        self._show(found.sessions, found.clashes, found.unplaced)
        if found.status == "complete" and found.bound is not None and self.stage == "preview":
            text = _("{score} points; no plan can have fewer than {bound}.")
            self._news.setText(text.format(score=found.score, bound=found.bound))
            self._news.show()

    def _failed(self, error: Exception) -> None:
        self._bar.hide()
        self.stop.hide()
        self._news.hide()
        show_error(self, error)

    def _show(
        self,
        proposed: Mapping[str, Placement],
        clashes: Sequence[Clash],
        unplaced: Sequence[Unplaced],
    ) -> None:
        """Show before and after, and why not everything could be placed."""
        found = changes(self.view, proposed)
        self._proposed = {each.session: each.after for each in found}
        self.stage = "preview" if found else "nothing"
        self._bar.hide()
        self.stop.hide()
        self._news.hide()
        self._about.setText(summary(found) or _("Nothing would change: the plan stays as it is."))
        self.explanation.tell(self.view, clashes, unplaced)
        self.rows.show_rows([change_row(self.view, each) for each in found])
        self.rows.setVisible(bool(found))
        self.apply.setVisible(bool(found))
        self.cancel.set_words(_("Keep the plan as it is") if found else _("Close"))
        (self.rows if found else self.cancel).setFocus()
        self.rows.choose_first()
        QTimer.singleShot(0, self._fit)


def start_planner(parent: QWidget, model: PlanModel, kind: TaskKind) -> PlannerDialog:
    """Let the planner work, behind a dialog."""
    dialog = PlannerDialog(parent, model, kind)
    dialog.begin()
    return dialog


def _title(kind: TaskKind) -> str:
    titles = {
        "fill": _("Fill the rest"),
        "improve": _("Improve the plan"),
        "repair": _("Repair the plan"),
        "explain": _("Explain the plan"),
    }
    return titles[kind]


def _about(kind: TaskKind) -> str:
    words = {
        "fill": _("What has a place keeps it. The rest is placed around it."),
        "improve": _("Locked sessions stay. The others may move where that makes the plan better."),
        "repair": _("As few sessions as possible are moved, and as few people as possible told."),
        "explain": _("Why the sessions can't all be placed."),
    }
    return words[kind]


def _progress_words(progress: Progress) -> str:
    placed = n_("{placed} of {count} session", "{placed} of {count} sessions", progress.total)
    seconds = n_("{count} second", "{count} seconds", round(progress.seconds))
    parts = [
        placed.format(placed=progress.placed, count=progress.total),
        seconds.format(count=round(progress.seconds)),
    ]
    if progress.bound is not None:
        text = _("{score} points, at best {bound}")
        parts.append(text.format(score=progress.score, bound=progress.bound))
    return " \u00b7 ".join(parts)
