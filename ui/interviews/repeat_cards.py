"""Repeats on the screen: a heading for each instance, and the button that adds one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.xforms.states import View
from ui.widgets.text import ElidedText


class InstanceCard(QFrame):
    """The heading of one instance: what it is, fold and remove."""

    remove_wanted = Signal(str)
    folded = Signal()

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.is_folded = False
        self.setProperty("class", "Instance")
        self._fold = QToolButton()
        self._fold.setProperty("kind", "fold")
        self._fold.setArrowType(Qt.ArrowType.DownArrow)
        self._fold.clicked.connect(lambda: self.set_folded(folded=not self.is_folded))
        self._title = ElidedText("", "Strong")
        self._remove = QPushButton(_("Remove"))
        self._remove.setProperty("kind", "ghost")
        self._remove.clicked.connect(lambda: self.remove_wanted.emit(self.view.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._fold)
        row.addWidget(self._title, 1)
        row.addWidget(self._remove)
        self.show_view(view)

    def show_view(self, view: View) -> None:
        """Show the instance's summary line."""
        self.view = view
        title = " · ".join(part for part in (view.label, view.display) if part)
        self._title.setText(title)
        self._fold.setAccessibleName(_("Fold {name}").format(name=title))
        self._remove.setAccessibleName(_("Remove {name}").format(name=title))
        self._remove.setVisible(view.can_remove)

    def set_folded(self, *, folded: bool) -> None:
        """Hide or show the questions of this instance."""
        self.is_folded = folded
        self._fold.setArrowType(Qt.ArrowType.RightArrow if folded else Qt.ArrowType.DownArrow)
        self.folded.emit()


class RepeatFoot(QWidget):
    """The button that adds one more instance."""

    add_wanted = Signal(str)

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._add = QPushButton()
        self._add.clicked.connect(lambda: self.add_wanted.emit(self.view.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 8)
        row.addWidget(self._add)
        row.addStretch(1)
        self.show_view(view)

    def show_view(self, view: View) -> None:
        """Show what would be added."""
        self.view = view
        words = _("Add {name}").format(name=view.label.lower() or _("one more"))
        self._add.setText("+  " + words)
        self._add.setAccessibleName(words)
        self._add.setVisible(view.can_add)
