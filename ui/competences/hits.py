"""What the search offers: rows with their words, why they matched, and what choosing them does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kbh_desktop.i18n import _

HitKind = Literal["title", "skill", "own_title", "own_skill"]
Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class HitRow:
    """One row: an occupation, a skill, or the person's own words."""

    kind: HitKind
    title: str
    """What is chosen by it."""
    found_by: str = ""
    """Other words that hold what was typed; empty when the title does."""
    marks: tuple[tuple[int, int], ...] = ()
    """Beginning and end of what was typed, in `found_by`, or in the title if that is empty."""
    remark: str = ""
    """What tells it apart: a group, or the work that asks for it."""
    label: str = ""
    """A short word in a chip, such as the language of the title."""
    icon: str = ""
    chosen: bool = False
    """Whether it is on the card already."""
    origin: Mapping[str, str] = field(default_factory=dict)
    """Where it was chosen from: `code`, `uri`, `label_language` and `version` as far as known."""

    @property
    def spoken(self) -> str:
        """All of the row, as it is read out."""
        kind = {"title": _("Occupation"), "skill": _("Skill")}.get(self.kind, "")
        there = _("on the card") if self.chosen else ""
        parts = (self.title, kind, self.found_by, self.remark, self.label, there)
        return ", ".join(part for part in parts if part)


class HitModel(QAbstractListModel):
    """Rows in place of one another at every key that is pressed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[HitRow, ...] = ()

    def show_rows(self, rows: Sequence[HitRow]) -> None:
        """Put other rows in place of those shown."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return the words of a row, or the row itself."""
        row = self.rows[index.row()]
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole}:
            return row.spoken
        return row if role == _Role.UserRole else None
