"""The parts of a course as buttons in a row, or as a list where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from kbh_desktop.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.select import Select


class _Tab(Button):
    kind = "seg"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave left and right to the row of tabs."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PartTabs(QStackedWidget):
    """Left and right walk from part to part."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(_("Parts of the course"))
        self._tabs: dict[str, _Tab] = {}
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key, title, icon in parts:
            tab = _Tab(title, lambda key=key: self.chosen.emit(key), icon=icon)  # type: ignore[misc]
            tab.setCheckable(True)
            self._tabs[key] = tab
            row.addWidget(tab)
        row.addStretch(1)
        self._list = Select(_("Part of the course"), ((key, title) for key, title, _i in parts))
        self._list.picked.connect(self.chosen)
        for shown in (self._line, self._list):
            shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.addWidget(shown)

    @property
    def current(self) -> str:
        """The key of the part that is marked."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def mark(self, key: str) -> None:
        """Show a part as chosen, without saying so."""
        for each, tab in self._tabs.items():
            tab.setChecked(each == key)
        self._list.choose(key)
        self.setFocusProxy(self._list if self.currentIndex() else self._tabs[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with left and right."""
        keys = list(self._tabs)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = keys.index(self.current) + step if self.current else -1
        if step and 0 <= at < len(keys):
            self.chosen.emit(keys[at])
            self._tabs[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be a list where the buttons have no room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        narrow = self._line.sizeHint().width() > self.width()
        shown = self._list if narrow else self._line
        self.setCurrentWidget(shown)
        self.setFixedHeight(shown.sizeHint().height())
