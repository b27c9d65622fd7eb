"""Chooses the people that documents are made about: filter, tick, or all who match."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.model import Chip, PersonQuery, PersonRow
from kbh_desktop.people.service import PeopleService
from ui.background import run_in_background
from ui.errors import show_error
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.search_field import SearchField
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.widgets.tick_delegate import TickDelegate

_SHOWN = 200
"""Rows listed at once; the filter finds the others."""
_MOST = 2_000
"""People in one job."""
_PAUSE_MS = 120
_ID = Qt.ItemDataRole.UserRole


class PeopleChoice(QWidget):
    """Ticks stay while the filter changes; `changed` says that others are chosen."""

    changed = Signal()

    def __init__(self, people: PeopleService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self._chosen: dict[PersonId, None] = {}
        self._ids: tuple[PersonId, ...] = ()
        self._asked = 0
        self.search = SearchField(_("Search by name, number, phone …"))
        self.chip = Select(_("Which people"), _chips())
        self.list = QListWidget()
        self.list.setAccessibleName(_("People"))
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setMinimumHeight(theme.px(190))
        self.list.itemChanged.connect(self._ticked)
        self._count = Text("", "Muted")
        self._all = LinkButton(_("Choose all"), self.choose_all)
        self._none = LinkButton(_("Clear"), self.clear)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.chip.picked.connect(lambda _chip: self.refresh())
        self._lay_out()

    @property
    def chosen(self) -> tuple[PersonId, ...]:
        """Who is chosen, in the order of choosing."""
        return tuple(self._chosen)

    def choose(self, people: tuple[PersonId, ...]) -> None:
        """Choose these people and nobody else."""
        self._chosen = dict.fromkeys(people)
        self.refresh()
        self._tell()

    def choose_all(self) -> None:
        """Choose everybody who matches the filter."""
        self._chosen.update(dict.fromkeys(self._ids))
        self._show_ticks()
        self._tell()

    def clear(self) -> None:
        """Choose nobody."""
        self._chosen = {}
        self._show_ticks()
        self._tell()

    def refresh(self) -> None:
        """Ask for the people that match."""
        self._asked += 1
        asked, query = self._asked, self._query()

        def work() -> tuple[tuple[PersonId, ...], tuple[PersonRow, ...]]:
            ids = self._people.find(query, limit=_MOST).ids
            return ids, self._people.rows(ids[:_SHOWN])

        def show(found: tuple[tuple[PersonId, ...], tuple[PersonRow, ...]]) -> None:
            if asked == self._asked:
                self._show(*found)

        run_in_background(self, work, show, lambda error: show_error(self, error))

    def _query(self) -> PersonQuery:
        chip: Chip = self.chip.value or "all"  # type: ignore[assignment] # from CHIPS alone
        return PersonQuery(self.search.text(), chip)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chip)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._all)
        row.addWidget(self._none)
        column.addLayout(row)

    def _show(self, ids: tuple[PersonId, ...], rows: tuple[PersonRow, ...]) -> None:
        self._ids = ids
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.name or _("(no name)"))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setData(_ID, row.id)
            item.setCheckState(_state(row.id in self._chosen))
            self.list.addItem(item)
        more = len(ids) - len(rows)
        if more > 0:
            words = n_(
                "and {count} more: search to see them", "and {count} more: search to see them", more
            )
            item = QListWidgetItem(words.format(count=more))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        self._say()

    def _show_ticks(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item.data(_ID):
                item.setCheckState(_state(item.data(_ID) in self._chosen))
        self.list.blockSignals(False)  # noqa: FBT003

    def _ticked(self, item: QListWidgetItem) -> None:
        person = PersonId(item.data(_ID))
        if item.checkState() is Qt.CheckState.Checked:
            self._chosen[person] = None
        else:
            self._chosen.pop(person, None)
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count = len(self._chosen)
        words = n_("{count} person chosen", "{count} persons chosen", count)
        self._count.setText(words.format(count=count))
        self._none.setEnabled(bool(count))


def _state(chosen: bool) -> Qt.CheckState:  # noqa: FBT001 - a tick is nothing else
    return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked


def _chips() -> list[tuple[str, str]]:
    return [
        ("all", _("Everybody")),
        ("mine", _("Mine")),
        ("due", _("With a deadline")),
        ("no_interview", _("Without an interview")),
    ]
