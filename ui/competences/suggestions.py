"""Skills that go with the work on the card and are not there yet, one key away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from ui.competences.hit_list import HitList
from ui.competences.hits import HitRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Text


class Suggestions(QWidget):
    """Enter adds the suggestion in hand, 1-3 add it with its level; the next one follows."""

    added = Signal(object, int)
    """A HitRow and its level, 0 for none."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Text("", "Muted", wrap=True)
        self.list = HitList(_("Suggested skills"))
        self.list.added.connect(self.added)
        self._nothing = EmptyState(
            "lightbulb",
            _("No suggestions yet"),
            _("Add work to the card, and the skills that go with it are suggested here."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(_("Goes with the work"), "H2"))
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        self.setFocusProxy(self.list)

    def tell(self, rows: Sequence[HitRow]) -> None:
        """Show other suggestions, with the same place in hand."""
        at = self.list.currentIndex().row()
        self.list.hits.show_rows(rows)
        self.list.point_at(max(0, at))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        count = n_("{count} suggestion", "{count} suggestions", len(rows)).format(count=len(rows))
        self._count.setText(f"{count} · {_('Enter or 1–3 adds')}" if rows else "")
        self._count.setVisible(bool(rows))
