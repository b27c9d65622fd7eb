"""The competence card of a person: search, card, suggestions, and how far it reaches."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kbh_desktop.changes import DataChanged
from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.card import Card, TrackSuggestion
from kbh_desktop.competences.finding import MOST_FOUND, Found
from kbh_desktop.competences.items import NAMING, Kind
from kbh_desktop.competences.model import Evidence, Level
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.background import run_in_background
from ui.competences import lookups
from ui.competences.card_entry_dialog import CardEntryDialog
from ui.competences.card_list import CardList
from ui.competences.card_rows import entry_with, rows_of
from ui.competences.citizen_pictures import CitizenPictures
from ui.competences.columns import Columns
from ui.competences.entry_fields import kind_of
from ui.competences.entry_history import EntryHistoryDialog
from ui.competences.entry_menu import EntryActs, entry_menu
from ui.competences.finder import Finder, SearchKind
from ui.competences.hits import HitRow
from ui.competences.outputs import Outputs
from ui.competences.pictogram_dialog import Pictogram, PictogramDialog
from ui.competences.reach import Reach
from ui.competences.rows import Row, Section
from ui.competences.suggestions import Suggestions
from ui.competences.told_in import place_told_in
from ui.competences.track_dialog import TrackDialog
from ui.competences.words import EVIDENCES
from ui.errors import guard, show_error, text_of
from ui.navigation import Command, Navigator
from ui.page import Page
from ui.people.words import name_or_unknown
from ui.widgets.buttons import IconButton
from ui.widgets.page_header import PageHeader
from ui.widgets.saved_chip import SavedChip

if TYPE_CHECKING:
    from kbh_desktop.app import App

_MARGIN = 20
_MOST_OF_EACH = 7
_NEW: dict[Section, Kind] = {
    "languages": "language",
    "education": "education",
    "licences": "licence",
    "certificates": "certificate",
}
"""What is put on the card by a dialog of its own."""


class CompetencePage(Page):
    """Everything done is saved at once and can be undone."""

    kinds: ClassVar[frozenset[str]] = frozenset({"card_item", "interview", "person"})

    def __init__(self, person_id: PersonId, app: "App", navigator: Navigator) -> None:
        super().__init__(_("Competence card"), margin=_MARGIN)
        self._id = person_id
        self._app = app
        self._service = app.competences
        self._navigator = navigator
        self._card: Card | None = None
        self._languages: tuple[str, ...] = ("da", "en")
        self._header = PageHeader(self.title, on_back=navigator.back)
        self._saved = SavedChip()
        self._undo = IconButton("undo-2", _("Undo"), self.undo)
        self._redo = IconButton("redo-2", _("Redo"), self.redo)
        self.outputs = Outputs(self._service, person_id, navigator)
        self.finder = Finder(self._find)
        self.list = CardList()
        self.suggestions = Suggestions()
        self.columns = Columns(self.finder, self.list, self.suggestions)
        self.reach = Reach(self._find_titles)
        self._lay_out()
        self._connect()
        run_in_background(
            self,
            self._service.prepare,
            lambda _none: None,
            lambda error: show_error(self, error),
        )

    # What the shell asks

    def refresh(self) -> None:
        """Ask for the card anew."""
        try:
            card = self._service.card(self._id)
            person = self._app.people.get(self._id)
        except NotFoundError as error:
            self.show_notice(text_of(error), "bad")
            return
        self._header.say(self.title, name_or_unknown(person.display_name))
        self._languages = tuple(dict.fromkeys(("da", *person.mother_tongues.split(), "en")))
        self._undo.setEnabled(self._service.can_undo(self._id))
        self._redo.setEnabled(self._service.can_redo(self._id))
        if card == self._card:
            return  # the news of what this page saved itself
        self._card = card
        self.list.show_rows(rows_of(card))
        self.suggestions.tell(lookups.suggested_rows(card))
        self.reach.show_card(card)
        if any(work.uri for work in card.occupations):
            self._ask_esco(card)

    def _ask_esco(self, card: Card) -> None:
        """Suggest what the occupations chosen from ESCO ask for too, after our own words."""

        def tell(found: Sequence[Found]) -> None:
            if card == self._card:
                own, asked = lookups.suggested_rows(card), lookups.found_rows(found, card)
                self.suggestions.tell((*own, *asked))

        run_in_background(
            self,
            lambda: self._service.esco_suggestions(self._id, self._languages),
            tell,
            lambda error: show_error(self, error),
        )

    def activated(self) -> None:
        """Give the keyboard to the search, with what was typed marked."""
        self.refresh()
        self.finder.field.setFocus()
        self.finder.field.selectAll()

    def data_changed(self, change: DataChanged) -> None:
        """Refresh if this person may be meant."""
        if not change.ids or self._id in change.ids or change.kinds & {"card_item", "interview"}:
            super().data_changed(change)

    def bookmark(self) -> str:
        """Return what is searched for."""
        return self.finder.field.text()

    def restore(self, bookmark: str) -> None:
        """Search for it again."""
        self.finder.field.setText(bookmark)

    def commands(self) -> tuple[Command, ...]:
        """Offer what can be done with the card."""
        return (
            Command(_("Choose job goals"), self.reach.choose_goals, "target"),
            Command(_("Everyday abilities"), self.choose_pictures, "hand"),
            Command(_("Show to citizen"), self.show_to_citizen, "presentation", "F11"),
            Command(_("Undo"), self.undo, "undo-2", "Ctrl+Z"),
            Command(_("Redo"), self.redo, "redo-2", "Ctrl+Y"),
            *self.outputs.commands(),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Return search, card, suggestions and goals."""
        parts = (self.finder, self.list, self.suggestions.list, self.reach)
        return tuple(part for part in parts if part.isVisible())

    # What the person does

    def undo(self) -> None:
        """Take the latest change of the card back."""
        self._step(self._service.undo)

    def redo(self) -> None:
        """Do again what was undone."""
        self._step(self._service.redo)

    def choose_pictures(self) -> None:
        """Let everyday abilities be pointed at."""
        dialog = PictogramDialog(self, _pictures(), self._abilities())
        dialog.toggled.connect(self._toggle_ability)
        dialog.citizen_wanted.connect(self.show_to_citizen)
        dialog.start()

    def show_to_citizen(self) -> None:
        """Let the person point at pictures on a screen of their own."""
        tongues = self._app.people.get(self._id).mother_tongues.split()
        screen = CitizenPictures(
            _pictures(),
            self._abilities(),
            language=tongues[0] if tongues else "da",
            pin=self._app.citizen_pin.get(),
        )
        screen.toggled.connect(self._toggle_ability)
        screen.left.connect(self._citizen_left)
        self._navigator.cover(screen)

    def _citizen_left(self) -> None:
        self._navigator.uncover()
        self.list.setFocus()

    def _abilities(self) -> frozenset[str]:
        held = self._card.informal if self._card else ()
        return frozenset(ability.code for ability in held)

    def _find(self, typed: str, kind: SearchKind) -> Sequence[HitRow]:
        most = _MOST_OF_EACH if kind == "all" else MOST_FOUND
        found = self._service.search(typed, kind, self._languages, most)
        return lookups.found_rows(found, self._card)

    def _find_titles(self, typed: str) -> Sequence[str]:
        return [found.title for found in self._service.search(typed, "title", self._languages)]

    def _add(self, row: HitRow, level: int) -> None:
        kind: Kind = "work" if row.kind in {"title", "own_title"} else "skill"
        fields: dict[str, object] = {NAMING[kind]: row.title, **row.origin}
        if kind == "skill" and level:
            fields["level"] = level
        with guard(self):
            entry_id = self._service.add(self._id, kind, **fields)
            if row.kind in {"own_title", "own_skill"}:
                self._service.note_missed(row.title)
            self._done()
            self.list.take(entry_id)
            self.finder.search()

    def _open(self, row: Row) -> None:
        if row.kind == "add":
            self._begin(row.section)
        elif row.section == "informal":
            self.choose_pictures()
        else:
            self._edit(row)

    def _begin(self, section: Section) -> None:
        """Begin to add something to a section of the card."""
        if section in _NEW:
            self._new(_NEW[section])
        elif section == "informal":
            self.choose_pictures()
        else:
            self.finder.look_in("title" if section == "work" else "skill")

    def _new(self, kind: Kind) -> None:
        dialog = CardEntryDialog(self, self._service, self._id, kind)
        dialog.saved.connect(self._saved_new)
        dialog.start()

    def _saved_new(self, entry_id: str) -> None:
        self._done()
        self.list.take(entry_id)

    def _edit(self, row: Row) -> None:
        entry = entry_with(self._card, row.id)
        if entry is None:
            return
        dialog = CardEntryDialog(self, self._service, self._id, entry, row.title)
        dialog.saved.connect(lambda _id: self._done())
        dialog.remove_wanted.connect(partial(self._remove, row))
        if row.told:
            dialog.offer(
                _("Go to the interview"), "clipboard-list", partial(self._to_interview, row)
            )
        dialog.offer(_("Earlier values"), "history", partial(self._show_history, row))
        dialog.start()

    def _set_level(self, row: Row, level: Level) -> None:
        self._change(row, level="" if row.level == level else level)

    def _set_evidence(self, row: Row, evidence: Evidence) -> None:
        self._change(row, evidence=evidence)

    def _step_evidence(self, row: Row) -> None:
        at = EVIDENCES.index(row.evidence) + 1 if row.evidence else 0
        self._set_evidence(row, EVIDENCES[at % len(EVIDENCES)])

    def _change(self, row: Row, **fields: object) -> None:
        with guard(self):
            self._service.change(self._id, row.id, **fields)
            self._done()

    def _remove(self, row: Row) -> None:
        if row.section == "informal":
            self.choose_pictures()
            return
        with guard(self):
            self._service.remove(self._id, row.id)
            self._done()
            said = _("{title} was removed. Ctrl+Z brings it back.").format(title=row.title)
            self._navigator.toast(said)

    def _toggle_ability(self, code: str, chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        held = self._card.informal if self._card else ()
        with guard(self):
            if chosen:
                self._service.add(self._id, "informal", code=code)
            else:
                for ability in (each for each in held if each.code == code):
                    self._service.remove(self._id, ability.id)
            self._done()

    def _show_history(self, row: Row) -> None:
        entry = entry_with(self._card, row.id)
        if entry is None:
            return
        with guard(self):
            writes = self._service.history(self._id, entry.id)
            EntryHistoryDialog(self, row.title, kind_of(entry), writes, self._app.clock()).start()

    def open_track(self) -> None:
        """Show what suggests a Danish education, and ask what is not answered yet."""
        if self._card is None:
            return

        def save(name: str, text: str) -> TrackSuggestion:
            self._service.set_facts(self._id, **{name: text})
            self._done()
            return self._service.card(self._id).track

        TrackDialog(self, self._card, save).start()

    def _set_goals(self, titles: Sequence[str]) -> None:
        with guard(self):
            self._service.set_goals(self._id, titles)
            self._done()

    def _to_interview(self, row: Row) -> None:
        with guard(self):
            interviews = self._app.interviews.for_person(self._id)
            place = place_told_in(interviews, row.section)
            if place is not None:
                self._navigator.go(place)

    def _step(self, step: Callable[[PersonId], bool]) -> None:
        with guard(self):
            if step(self._id):
                self._done()
            else:
                self._navigator.toast(_("There is nothing to take back here."))

    def _done(self) -> None:
        self._saved.tell(self._app.clock())
        self.refresh()

    def _menu(self, row: Row, place: QPoint) -> None:
        acts = EntryActs(
            open=self._open,
            set_level=self._set_level,
            set_evidence=self._set_evidence,
            show_history=self._show_history,
            remove=self._remove,
            to_interview=self._to_interview,
            wish=lambda wished: self.reach.wish(wished.title),
        )
        entry_menu(self, row, acts).popup(place)

    # Layout

    def _lay_out(self) -> None:
        for part in (self._saved, self._undo, self._redo, self.outputs):
            self._header.buttons.addWidget(part)
        self._undo.setToolTip(f"{_('Undo')} (Ctrl+Z)")
        self._redo.setToolTip(f"{_('Redo')} (Ctrl+Y)")
        self.column.setSpacing(12)
        self.column.addWidget(self._header)
        self.column.addWidget(self.columns, 1)
        self.column.addWidget(self.reach)

    def _connect(self) -> None:
        self.finder.added.connect(self._add)
        self.finder.undo_wanted.connect(self.undo)
        self.columns.narrowed.connect(self.reach.be_brief)
        self.columns.narrowed.connect(self.outputs.be_brief)
        self.suggestions.added.connect(self._add)
        self.list.opened.connect(self._open)
        self.list.leveled.connect(self._set_level)
        self.list.evidence_stepped.connect(self._step_evidence)
        self.list.removed.connect(self._remove)
        self.list.menu_wanted.connect(self._menu)
        self.reach.goals_chosen.connect(self._set_goals)
        self.reach.track_opened.connect(self.open_track)
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo,
            "F11": self.show_to_citizen,
            "Ctrl+F": self.finder.field.setFocus,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)


def _pictures() -> list[Pictogram]:
    return [(known.code, known.icon, known.name) for known in abilities().values()]
