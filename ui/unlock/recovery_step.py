"""The recovery sheet: shown once, printed, and confirmed before the program opens."""

import secrets
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from kbh_desktop.i18n import _
from ui.unlock.steps import Step
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.text import Text

_COLUMNS = 4


class RecoveryStep(Step):
    """Shows the groups of the recovery key and asks one of them back."""

    def __init__(self, groups: Sequence[str], on_print: Callable[[], None]) -> None:
        super().__init__(
            _("Keep the recovery sheet"),
            _(
                "These groups open the vault if the passphrase is forgotten. They are shown only"
                " now. Print them or write them down, and keep the sheet in a locked cabinet,"
                " never with the computer."
            ),
        )
        self._groups = tuple(groups)
        self._asked = secrets.randbelow(len(self._groups))
        self.column.addWidget(self._sheet())
        print_it = Button(_("Print the sheet"), on_print, icon="printer")
        self.column.addWidget(print_it, 0, Qt.AlignmentFlag.AlignLeft)
        self._line = QLineEdit()
        label = _("To confirm: write group {number} from the sheet")
        self._field = Field(label.format(number=self._asked + 1), self._line)
        self._line.returnPressed.connect(self.next_wanted)
        self.column.addWidget(self._field)

    @property
    def asked(self) -> str:
        """The group that confirms the sheet."""
        return self._groups[self._asked]

    def check(self) -> bool:
        """Say whether the right group was written."""
        typed = "".join(self._line.text().split()).casefold()
        right = typed == "".join(self.asked.split()).casefold()
        self._field.show_error("" if right else _("That is not what the sheet says. Look again."))
        return right

    def first_field(self) -> QWidget:
        """Return the field that asks a group back."""
        return self._line

    def _sheet(self) -> QFrame:
        sheet = QFrame()
        sheet.setProperty("class", "Card")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for number, group in enumerate(self._groups):
            text = Text(f"{number + 1}.  {group}", "H2")
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setAccessibleName(_("Group {number}").format(number=number + 1) + f": {group}")
            grid.addWidget(text, number // _COLUMNS, number % _COLUMNS)
        return sheet
