"""Asks what a session of the office's own is, or changes one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.model import RESOURCE_KINDS, Need, SessionId
from kbh_desktop.courses.model import Text as Words
from kbh_desktop.courses.schedule import MOST_LESSONS, CourseBoard, CourseSession
from kbh_desktop.courses.wording import kind_name
from kbh_desktop.i18n import _
from ui.courses.number_box import NumberBox
from ui.courses.words import KIND_ICONS, kind_words, week_name
from ui.errors import guard
from ui.widgets.buttons import DangerButton
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.select import Select

if TYPE_CHECKING:
    from kbh_desktop.app import App

_USUAL_LESSONS = 2


class SessionForm(Dialog):
    """A new session lies in the tray afterwards."""

    width_px = 560

    def __init__(
        self,
        parent: QWidget,
        app: "App",
        board: CourseBoard,
        session: CourseSession | None = None,
    ) -> None:
        super().__init__(parent, _("Change the session") if session else _("New session"))
        self._app = app
        self._board = board
        self._session = session
        self.line = QLineEdit()
        self.kind = Select(_("Kind"), ((kind, kind_words(kind)) for kind in KIND_ICONS))
        self.lessons = NumberBox(1, MOST_LESSONS)
        weeks = [(str(n), week_name(w)) for n, w in enumerate(board.calendar.weeks, 1)]
        self.week = Select(_("Week"), [("0", _("Any week")), *weeks])
        self.needs = {kind: CheckBox(kind_name(kind).capitalize()) for kind in RESOURCE_KINDS}
        self._add_fields()
        self._fill()
        if session is not None:
            remove = DangerButton(_("Remove the session"), self._remove)
            self.buttons.insertWidget(0, remove)
        self.add_cancel()
        self.add_accept(_("Save") if session else _("Add the session"))

    def accept(self) -> None:
        """Add or change the session; what is wrong is said at its field."""
        with guard(self, self._fields):
            wanted = self._wanted()
            if self._session is None:
                self._app.courses.add_session(self._board.course.id, wanted)
            else:
                self._app.courses.change_session(self._board.course.id, wanted)
            super().accept()

    def _remove(self) -> None:
        if self._session is not None:
            with guard(self):
                self._app.courses.remove_session(self._board.course.id, self._session.id)
                super().accept()

    def _wanted(self) -> CourseSession:
        title = self.line.text().strip()
        kind = next(each for each in KIND_ICONS if each == self.kind.value)
        old = self._session or CourseSession(
            SessionId(""), self._board.course.id, Words("", ""), "lesson", 1, counts=False
        )
        same_title = self._session is not None and str(self._session.title) == title
        return replace(
            old,
            title=old.title if same_title else Words(title, title),
            kind=kind,
            lessons=self.lessons.value(),
            week=int(self.week.value or 0),
            needs=self._needs(old),
        )

    def _needs(self, old: CourseSession) -> tuple[Need, ...]:
        """Return what is ticked, with the skills that were asked for before."""
        found: list[Need] = []
        for kind, box in self.needs.items():
            if box.isChecked():
                found += [each for each in old.needs if each.kind == kind] or [Need(kind)]
        return tuple(found)

    def _fill(self) -> None:
        session = self._session
        self.lessons.show_value(session.lessons if session else _USUAL_LESSONS)
        if session is None:
            return
        self.line.setText(str(session.title))
        self.kind.choose(session.kind)
        self.week.choose(str(session.week))
        for kind, box in self.needs.items():
            box.setChecked(any(need.kind == kind for need in session.needs))

    def _add_fields(self) -> None:
        boxes = QWidget()
        flow = FlowLayout(boxes, spacing=12)
        for box in self.needs.values():
            flow.addWidget(box)
        boxes.setFocusProxy(next(iter(self.needs.values())))
        self._fields = {
            "title": Field(_("Title of the session"), self.line),
            "kind": Field(_("Kind"), self.kind),
            "lessons": Field(_("Lessons of 45 minutes"), self.lessons),
            "week": Field(_("Week"), self.week),
            "needs": Field(_("Needs"), boxes),
        }
        self.column.addWidget(self._fields["title"])
        row = QHBoxLayout()
        row.setSpacing(16)
        for name in ("kind", "lessons", "week"):
            row.addWidget(self._fields[name], 1)
        self.column.addLayout(row)
        self.column.addWidget(self._fields["needs"])
