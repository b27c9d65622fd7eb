"""The daily copies of the vault, each of which can be put back."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.backups import Backup, BackupService
from kbh_desktop.i18n import _, long_date
from ui.navigation import Navigator
from ui.unlock.put_back import put_back_question
from ui.widgets.buttons import QuietButton
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

_MB = 1_000_000


class CopiesList(QWidget):
    """Lists the copies with day and size, the newest first."""

    def __init__(self, backups: BackupService, navigator: Navigator) -> None:
        super().__init__()
        self._backups = backups
        self._navigator = navigator
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def refresh(self) -> None:
        """List the copies there are."""
        clear_layout(self._rows)
        copies = self._backups.all()
        for copy in copies:
            self._rows.addWidget(self._row(copy))
        if not copies:
            self._rows.addWidget(Text(_("There is no copy yet."), "Muted"))

    def _row(self, copy: Backup) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.addWidget(Text(long_date(copy.day), wrap=True), 1)
        line.addWidget(Text(size_text(copy.size), "Muted"))
        button = QuietButton(_("Put back …"), partial(self._ask, copy))
        button.setAccessibleName(
            _("Put the copy of {day} back").format(day=long_date(copy.day)),
        )
        line.addWidget(button)
        return row

    def _ask(self, copy: Backup) -> None:
        self._navigator.confirm(
            put_back_question(copy.day), lambda: self._navigator.put_back(copy.name)
        )


def size_text(size: int) -> str:
    """Return a size in bytes as `1,4 MB`."""
    return _("{whole}.{tenth} MB").format(
        whole=size // _MB,
        tenth=size % _MB * 10 // _MB,
    )
