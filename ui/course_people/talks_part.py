"""The individual talks of a course: who, when, with whom, and whether they were held."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.courses.talks import Talk
from kbh_desktop.courses.wording import weekday_name
from kbh_desktop.i18n import _, n_, short_date
from kbh_desktop.ids import PersonId
from ui.course_people.rows import Row, RowsView
from ui.theme import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Text


class TalksPart(QWidget):
    """Enter changes a talk; the signals give the talk's id."""

    new_wanted = Signal()
    change_wanted = Signal(str)
    remove_wanted = Signal(str)
    held_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._talks: dict[str, Talk] = {}
        self.list = RowsView(_("Individual talks"))
        self._missing = Text("", "Muted", wrap=True)
        self._held = Button(_("Held"), self._press_held, icon="check")
        self._change = Button(_("Change the talk"), lambda: self.change_wanted.emit(self.list.key))
        self._remove = Button(_("Remove"), lambda: self.remove_wanted.emit(self.list.key))
        self._remove.setProperty("kind", "ghost")
        self._none = EmptyState(
            "messages-square",
            _("No individual talks yet"),
            _("45 minutes with each participant: competences, wishes, what is missing."),
        )
        self._none.add_action(_("Plan the first talk"), self.new_wanted.emit, "plus")
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.opened.connect(self.change_wanted.emit)
        self.list.chosen.connect(self._show_buttons)

    def tell(
        self, talks: Sequence[Talk], names: Mapping[PersonId, str], staff: Mapping[str, str]
    ) -> None:
        """Show `talks`; `names` are those on the course, `staff` who may talk with them."""
        self._talks = {each.id: each for each in talks}
        self.list.tell([_row(each, names, staff) for each in talks])
        self._stack.setCurrentIndex(0 if talks else 1)
        without = len(names.keys() - {each.person for each in talks})
        text = n_(
            "{count} participant has no talk yet",
            "{count} participants have no talk yet",
            without,
        )
        self._missing.setText(
            text.format(count=without) if without else _("Every participant has a talk.")
        )
        self._show_buttons(self.list.key)

    def _show_buttons(self, key: str) -> None:
        talk = self._talks.get(key)
        for button in (self._held, self._change, self._remove):
            button.setEnabled(talk is not None)
        self._held.set_words(_("Not held after all") if talk and talk.held else _("Held"))

    def _press_held(self) -> None:
        self.held_wanted.emit(self.list.key)

    def _lay_out(self) -> None:
        sheet = Card(padding=1)
        sheet.column.setContentsMargins(1, 1, 1, 1)
        sheet.column.addWidget(self.list)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._held, self._change, self._remove):
            buttons.addWidget(button)
        buttons.addWidget(self._missing, 1)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(sheet, 1)
        column.addLayout(buttons)
        self._stack.addWidget(both)
        self._stack.addWidget(self._none)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)


def _row(talk: Talk, names: Mapping[PersonId, str], staff: Mapping[str, str]) -> Row:
    name = names.get(talk.person, _("Somebody who has left"))
    chip: tuple[str, Tone] = (_("Held"), "ok") if talk.held else (_("Planned"), "info")
    day = f"{weekday_name(talk.day)} {short_date(talk.day)}"
    when = _("{day} at {start}–{end}").format(
        day=day, start=f"{talk.starts:%H.%M}", end=f"{talk.ends:%H.%M}"
    )
    missed = _("leaves “{session}”").format(session=talk.missed) if talk.missed else ""
    parts = filter(None, (when, staff.get(talk.resource or ""), missed))
    return Row(talk.id, name, " · ".join(parts), *chip)
