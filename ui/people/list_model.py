"""A list of any number of people of which only what is on the screen is loaded."""

from collections import OrderedDict
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.labels import phase_label
from kbh_desktop.people.model import PersonPage, PersonQuery, PersonRow
from kbh_desktop.people.service import PeopleService
from ui.people.words import centre_text, deadline_text, language_text, name_or_unknown

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
WINDOW = 64
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
    """Fetches the rows that come into sight from the service, a window at a time.

    A window deep in 100,000 people takes some 5 ms, so it is fetched on the window's thread.
    """

    def __init__(self, people: PeopleService) -> None:
        super().__init__()
        self._people = people
        self._query = PersonQuery()
        self._total = 0
        self._first: tuple[PersonId, ...] = ()
        self._windows: OrderedDict[int, tuple[PersonRow | None, ...]] = OrderedDict()

    @property
    def today(self) -> date:
        """The day that deadlines are counted from."""
        return self._people.today()

    def show_list(self, query: PersonQuery, page: PersonPage) -> None:
        """Show the list that `query` describes, of which `page` is the beginning."""
        self.beginResetModel()
        self._query = query
        self._total = page.total
        self._first = page.ids
        self._windows.clear()
        self.endResetModel()

    def person_id(self, row: int) -> PersonId | None:
        """Return who stands in `row`; None outside the list."""
        person = self.person(row)
        return person.id if person is not None else None

    def row_of(self, person_id: PersonId, near: int) -> int:
        """Return the row of the person if it is not far from the row `near`, else -1."""
        here = near // WINDOW
        for number in (here, here - 1, here + 1):
            if 0 <= number * WINDOW < self._total:
                for at, person in enumerate(self._window(number)):
                    if person is not None and person.id == person_id:
                        return number * WINDOW + at
        return -1

    def person(self, row: int) -> PersonRow | None:
        """Return what to show in `row`; None when the person is gone or outside the list."""
        if not 0 <= row < self._total:
            return None
        number, at = divmod(row, WINDOW)
        window = self._window(number)
        return window[at] if at < len(window) else None

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

    def _window(self, number: int) -> tuple[PersonRow | None, ...]:
        if number not in self._windows:
            ids = self._window_ids(number)
            rows = {row.id: row for row in self._people.rows(ids)}
            self._windows[number] = tuple(rows.get(person_id) for person_id in ids)
            if len(self._windows) > _KEPT_WINDOWS:
                self._windows.popitem(last=False)
        self._windows.move_to_end(number)
        return self._windows[number]

    def _window_ids(self, number: int) -> tuple[PersonId, ...]:
        start = number * WINDOW
        if start + WINDOW <= len(self._first) or len(self._first) == self._total:
            return self._first[start : start + WINDOW]
        return self._people.find(self._query, limit=WINDOW, offset=start).ids

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
