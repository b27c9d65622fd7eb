"""How documents look and leave: language, copies, grey, toner, large print, sealed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from kbh_desktop.documents.pdf.ink import Look
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.people.lists import language_of
from ui.widgets.check_box import CheckBox
from ui.widgets.select import Select
from ui.widgets.text import Text

_MOST_COPIES = 99


class HowChoice(QWidget):
    """Sensible without touching anything: colour, one copy, files sealed."""

    changed = Signal()
    """The pages look different now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = Select(
            _("Language of the documents"), [(code, language_of(code).name) for code in LANGUAGES]
        )
        self._language.choose(LANGUAGES[0])
        self._copies = QSpinBox()
        self._copies.setRange(1, _MOST_COPIES)
        self._copies.setAccessibleName(_("Copies"))
        self.grey = CheckBox(_("In grey"))
        self.toner = CheckBox(_("Save toner"))
        self.large = CheckBox(_("Large print (150 %)"))
        self.sealed = CheckBox(_("Lock saved files with a passphrase"))
        self.sealed.setChecked(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.addWidget(Text(_("Language"), "Label"), 0, 0)
        grid.addWidget(Text(_("Copies"), "Label"), 0, 1)
        grid.addWidget(self._language, 1, 0)
        grid.addWidget(self._copies, 1, 1)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(grid)
        for box in (self.grey, self.toner, self.large, self.sealed):
            column.addWidget(box)
        for box in (self.grey, self.toner, self.large):
            box.toggled.connect(lambda _on: self.changed.emit())
        self._language.picked.connect(lambda _code: self.changed.emit())

    @property
    def language(self) -> str:
        """The code of the language that is not the person's."""
        return self._language.value

    @property
    def copies(self) -> int:
        """How many of each, on paper."""
        return self._copies.value()

    @property
    def look(self) -> Look:
        """How the pages look."""
        return Look(self.grey.isChecked(), self.toner.isChecked(), self.large.isChecked())
