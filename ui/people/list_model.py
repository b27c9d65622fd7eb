"""A list of any number of people of which only what is on the screen is loaded."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.labels import phase_label
from kbh_desktop.people.model import PersonRow
from kbh_desktop.people.service import PeopleService
from ui.people.words import centre_text, deadline_text, language_text, name_or_unknown

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_WINDOW = 64
_KEPT_WINDOWS = 32


class Column(IntEnum):
    """The columns, in their order on the screen."""

    PERSON = 0
    CENTRE = 1
    LANGUAGE = 2
    PHASE = 3
    PROGRESS = 4
    DEADLINE = 5


class PeopleModel(QAbstractTableModel):
    """Holds the ids of a list and fetches its rows from the service, a window at a time."""

    def __init__(self, people: PeopleService) -> None:
        super().__init__()
        self._people = people
        self._ids: tuple[PersonId, ...] = ()
        self._total = 0
        self._windows: OrderedDict[int, dict[PersonId, PersonRow]] = OrderedDict()

    @property
    def today(self) -> date:
        """The day that deadlines are counted from."""
        return self._people.today()

    def show_list(self, ids: Sequence[PersonId], total: int) -> None:
        """Show another list of `total` people, of which the first `ids` are known by now."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._total = total
        self._windows.clear()
        self.endResetModel()

    def complete(self, ids: Sequence[PersonId]) -> None:
        """Take all ids of the list that is shown."""
        known, self._ids = len(self._ids), tuple(ids)
        if len(self._ids) != self._total:
            self.show_list(self._ids, len(self._ids))
        elif known < self._total:
            last = self.index(self._total - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(known, 0), last)

    def forget_rows(self) -> None:
        """Fetch the rows anew, as somebody in them changed."""
        self._windows.clear()
        if self._total:
            last = self.index(self._total - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def person_id(self, row: int) -> PersonId | None:
        """Return who stands in `row`; None outside the list or before the id is known."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, person_id: PersonId) -> int:
        """Return the row of the person, -1 when not in the list."""
        return self._ids.index(person_id) if person_id in self._ids else -1

    def person(self, row: int) -> PersonRow | None:
        """Return what to show in `row`; None when the person is gone or not yet known."""
        person_id = self.person_id(row)
        if person_id is None:
            return None
        return self._window(row // _WINDOW).get(person_id)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many people the list has."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        """Return a cell as text, which is also what is read aloud."""
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        person = self.person(index.row())
        text = self._text(person, Column(index.column())) if person else ""
        return text or (_("none") if role == _Role.AccessibleTextRole else "")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != _Role.DisplayRole:
            return None
        titles = {
            Column.PERSON: _("Person"),
            Column.CENTRE: _("Centre"),
            Column.LANGUAGE: _("Language"),
            Column.PHASE: _("Phase"),
            Column.PROGRESS: _("Interview"),
            Column.DEADLINE: _("Next deadline"),
        }
        return titles[Column(section)]

    def _window(self, number: int) -> dict[PersonId, PersonRow]:
        if number not in self._windows:
            ids = self._ids[number * _WINDOW : (number + 1) * _WINDOW]
            self._windows[number] = {row.id: row for row in self._people.rows(ids)}
            if len(self._windows) > _KEPT_WINDOWS:
                self._windows.popitem(last=False)
        self._windows.move_to_end(number)
        return self._windows[number]

    def _text(self, person: PersonRow, column: Column) -> str:
        due = person.deadline
        texts = {
            Column.PERSON: lambda: ", ".join(filter(None, (_name(person), person.number))),
            Column.CENTRE: lambda: centre_text(person.centre),
            Column.LANGUAGE: lambda: language_text(person.mother_tongues),
            Column.PHASE: lambda: phase_label(person.phase),
            Column.PROGRESS: lambda: progress_text(person),
            Column.DEADLINE: lambda: (
                f"{due.title}: {deadline_text(due, self.today)}" if due else ""
            ),
        }
        return texts[column]()


def progress_text(person: PersonRow) -> str:
    """Return how far the interview is, such as `40 af 164`."""
    if not person.interviews:
        return _("None yet")
    if not person.total:
        return n_("{count} interview", "{count} interviews", person.interviews).format(
            count=person.interviews
        )
    return _("{done} of {total}").format(done=person.answered, total=person.total)


def _name(person: PersonRow) -> str:
    return name_or_unknown(person.name)
