"""Words that consultants searched for in vain: what the catalogue's next version needs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from ui.documents.save_file import write_new_file
from ui.errors import guard
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.widgets.buttons import Button, IconButton
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.competences.service import CompetenceService

ChooseTarget = Callable[[QWidget, str], Path | None]
_MOST_SHOWN = 30


class MissedSection(Section):
    """Lists the words, without any person; saves them as a text file."""

    def __init__(
        self,
        service: "CompetenceService",
        navigator: Navigator,
        choose_target: ChooseTarget | None = None,
    ) -> None:
        super().__init__(
            _("Words nobody found"),
            _("What was typed in competence cards and was not in the catalogue, without persons."),
        )
        self._service = service
        self._navigator = navigator
        self._choose_target = choose_target or ask_for_target
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rest = Text("", "Muted", wrap=True)
        self._save = Button(_("Save the list …"), self.save, icon="download")
        self.column.addLayout(self._rows)
        self.column.addWidget(self._rest)
        buttons = QHBoxLayout()
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def refresh(self) -> None:
        """List the words."""
        clear_layout(self._rows)
        with guard(self):
            words = self._service.missed()
            for each in words[:_MOST_SHOWN]:
                self._rows.addWidget(self._row(each))
            more = len(words) - _MOST_SHOWN
            rest = n_("and {count} more", "and {count} more", more).format(count=more)
            self._rest.setText(rest if more > 0 else "" if words else _("No words yet."))
            self._rest.setVisible(bool(self._rest.text()))
            self._save.setEnabled(bool(words))

    def save(self) -> None:
        """Write the words to a file, one a line."""
        target = self._choose_target(self, _("words-nobody-found.txt"))
        if target is None:
            return
        with guard(self):
            write_new_file(target, "\n".join((*self._service.missed(), "")).encode())
            self._navigator.toast(_("Saved as {name}").format(name=target.name))

    def _row(self, words: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Text(words, wrap=True), 1)
        name = _("Take “{words}” off the list").format(words=words)
        line.addWidget(IconButton("x", name, partial(self._forget, words)))
        return row

    def _forget(self, words: str) -> None:
        with guard(self):
            self._service.forget_missed(words)
            self.refresh()


def ask_for_target(parent: QWidget, file_name: str) -> Path | None:
    """Let the person choose where to save the list."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save the list …"), file_name, _("Text files (*.txt)")
    )
    return Path(chosen) if chosen else None
