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
            self._nothing_words(),
        )
        self._nothing.setMinimumHeight(1)  # it may be cut; the window must not grow for it
        self._nothing_brief = Text(self._nothing_words(), "Muted", wrap=True)
        self._brief = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(_("Goes with the work"), "H2"))
        column.addWidget(self._count)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._nothing_brief)
        column.addStretch()
        self.setFocusProxy(self.list)

    def tell(self, rows: Sequence[HitRow]) -> None:
        """Show other suggestions, with the same place in hand."""
        at = self.list.currentIndex().row()
        self.list.hits.show_rows(rows)
        self.list.point_at(max(0, at))
        self._show_parts()
        count = n_("{count} suggestion", "{count} suggestions", len(rows)).format(count=len(rows))
        self._count.setText(f"{count} · {_('Enter or 1–3 adds')}" if rows else "")

    def be_brief(self, brief: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Leave out the picture where there is little room."""
        self._brief = brief
        self._show_parts()

    def _show_parts(self) -> None:
        some = bool(self.list.hits.rows)
        self.list.setVisible(some)
        self._count.setVisible(some)
        self._nothing.setVisible(not some and not self._brief)
        self._nothing_brief.setVisible(not some and self._brief)

    @staticmethod
    def _nothing_words() -> str:
        return _("Add work to the card, and the skills that go with it are suggested here.")
