"""A template's sessions, week by week; those of the office's own can be changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.model import Module, Template, TemplateSession
from kbh_desktop.courses.model import Text as Words
from kbh_desktop.courses.schedule import MOST_LESSONS, TemplateCard
from kbh_desktop.courses.wording import need_words
from kbh_desktop.i18n import _
from ui.courses.number_box import NumberBox
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.courses.words import kind_icon, kind_words, lessons_text
from ui.errors import guard
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field

if TYPE_CHECKING:
    from kbh_desktop.app import App

_LIST_PX = 260


class TemplateEditor(Dialog):
    """Everything else about a template is changed in its exported workbook."""

    width_px = 640

    def __init__(
        self, parent: QWidget, app: "App", card: TemplateCard, *, may_change: bool
    ) -> None:
        super().__init__(parent, card.title)
        self._app = app
        self._card = card
        self._template = card.template
        self._may_change = may_change
        self.title_line = QLineEdit(card.title)
        self.rows = RowList(_("Sessions of the template"))
        self.rows.setMinimumHeight(theme.px(_LIST_PX))
        self.line = QLineEdit()
        self.lessons = NumberBox(1, MOST_LESSONS)
        self.take_over = Button(_("Take over"), self._take_over, icon="check")
        self.remove = Button(_("Remove"), self._remove, icon="trash-2")
        self._add_fields()
        self.rows.chosen.connect(lambda _key: self._fill())
        self._show()
        self.rows.choose_first()

    def accept(self) -> None:
        """Save the template; what is wrong with it is said above."""
        title = self.title_line.text().strip()
        with guard(self):
            same = title == self._card.title
            words = self._template.title if same else Words(title, title)
            changed = replace(self._template, title=words)
            self._app.courses.templates.change(self._card.id, changed)
            super().accept()

    def _show(self) -> None:
        self.rows.show_rows(
            [
                _row(module, session)
                for module in self._template.modules
                for session in module.sessions
            ]
        )

    def _chosen(self) -> TemplateSession | None:
        return next((s for s in self._template.sessions if s.id == self.rows.key), None)

    def _fill(self) -> None:
        session = self._chosen()
        if session is not None:
            self.line.setText(str(session.title))
            self.lessons.show_value(session.lessons)

    def _take_over(self) -> None:
        session, title = self._chosen(), self.line.text().strip()
        if session is None or not title:
            return
        same = str(session.title) == title
        words = session.title if same else Words(title, title)
        changed = replace(session, title=words, lessons=self.lessons.value())
        self._change({session.id: changed})

    def _remove(self) -> None:
        session = self._chosen()
        if session is not None:
            self._change({session.id: None})

    def _change(self, sessions: dict[str, TemplateSession | None]) -> None:
        self._template = _with(self._template, sessions)
        self._show()
        self._fill()

    def _add_fields(self) -> None:
        if self._may_change:
            self.column.addWidget(Field(_("Name of the template"), self.title_line))
        self.column.addWidget(self.rows, 1)
        if self._may_change:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Field(_("Title of the session"), self.line), 3)
            row.addWidget(Field(_("Lessons"), self.lessons), 1)
            self.column.addLayout(row)
            line = QHBoxLayout()
            line.addWidget(self.take_over)
            line.addWidget(self.remove)
            line.addStretch(1)
            self.column.addLayout(line)
            self.add_cancel()
            self.add_accept(_("Save"))
        else:
            self.add_cancel(_("Close"))


def _with(template: Template, sessions: dict[str, TemplateSession | None]) -> Template:
    """Return the template with some sessions changed, and those of None gone."""
    gone = {name for name, session in sessions.items() if session is None}

    def changed(module: Module) -> Module:
        kept: Sequence[TemplateSession] = [
            sessions.get(each.id) or each for each in module.sessions if each.id not in gone
        ]
        return replace(
            module,
            sessions=tuple(
                replace(each, after=tuple(name for name in each.after if name not in gone))
                for each in kept
            ),
        )

    return replace(template, modules=tuple(changed(module) for module in template.modules))


def _row(module: Module, session: TemplateSession) -> Row:
    needs = ", ".join(dict.fromkeys(need_words(need) for need in session.needs))
    week = _("Week {number}").format(number=module.week)
    parts = (week, kind_words(session.kind), lessons_text(session.lessons), needs)
    return Row(
        session.id,
        str(session.title),
        " \u00b7 ".join(filter(None, parts)),
        kind_icon(session.kind),
    )
