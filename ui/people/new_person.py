"""Registering a person: hints and possible duplicates appear while typing."""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import DuplicateHint, Hint, HintKind
from kbh_desktop.people.service import PeopleService
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Navigator
from ui.page import Page
from ui.people.fields import (
    centre_options,
    date_in_words,
    date_text,
    sex_options,
    typed_birth_date,
    typed_date,
)
from ui.people.search import (
    held_countries,
    held_languages,
    search_countries,
    search_languages,
)
from ui.people.words import name_or_unknown
from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear_layout
from ui.widgets.field import Field
from ui.widgets.page_header import PageHeader
from ui.widgets.picker import Picker
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import Text

_PAUSE_MS = 250
_WIDE_PX = 900
_LINES = ("given_name", "family_name", "udl_nr", "cpr", "birth_date", "phone", "decision_date")
_DATES = ("birth_date", "decision_date")
_AT: Mapping[HintKind, str] = {
    HintKind.NO_CHECK_DIGIT: "cpr",
    HintKind.MAYBE_ESTIMATED: "birth_date",
    HintKind.UNUSUAL_LENGTH: "udl_nr",
    HintKind.BIRTH_DATE_DIFFERS: "birth_date",
    HintKind.SEX_DIFFERS: "sex",
}


class NewPersonPage(Page):
    """A form that saves once, when the person is sure it is a new one."""

    def __init__(self, people: PeopleService, navigator: Navigator) -> None:
        super().__init__(_("New person"))
        self._people = people
        self._navigator = navigator
        self._lines = {name: QLineEdit() for name in _LINES}
        self._sex = SegmentedChoice(field_label("sex"), sex_options())
        self._citizenships = Picker(field_label("citizenships"), search_countries, most=4)
        self._tongues = Picker(field_label("mother_tongues"), search_languages, most=4)
        self._centre = Select(field_label("centre"), centre_options(people.today()))
        self._fields = self._make_fields()
        self._alike = Card(_("Is it one of these?"))
        self._alike_rows = QVBoxLayout()
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._judge)
        self._lay_out()
        self._connect()

    def activated(self) -> None:
        """Give the keyboard to the first field."""
        self._lines["given_name"].setFocus()

    def bookmark(self) -> str:
        """Return what was typed, to be kept in memory while the program is locked."""
        return json.dumps(self._typed())

    def restore(self, bookmark: str) -> None:
        """Fill in what was typed before the lock."""
        typed: dict[str, str] = json.loads(bookmark)
        for name, line in self._lines.items():
            line.setText(typed.get(name, ""))
        self._sex.choose(typed.get("sex", ""))
        self._centre.choose(typed.get("centre", ""))
        self._citizenships.hold(held_countries(typed.get("citizenships", "")))
        self._tongues.hold(held_languages(typed.get("mother_tongues", "")))
        self._judge()

    # Judging what is typed

    def _typed(self) -> dict[str, str]:
        return {
            **{name: line.text().strip() for name, line in self._lines.items()},
            "sex": self._sex.value,
            "citizenships": " ".join(self._citizenships.values),
            "mother_tongues": " ".join(self._tongues.values),
            "centre": self._centre.value,
        }

    def _values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the fields that make sense, and what is wrong with the others."""
        today = self._people.today()
        good: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, text in self._typed().items():
            if not text:
                continue
            try:
                if name in _DATES:
                    read = typed_birth_date if name == "birth_date" else typed_date
                    text = read(text, today)  # noqa: PLW2901 - the same field, as it is stored
                self._people.hints(**{name: text})
            except InputError as error:
                wrong[name] = str(error)
            else:
                good[name] = text
        return good, wrong

    def _judge(self) -> None:
        self._pause.stop()
        good, wrong = self._values()
        for name, field in self._fields.items():
            writing = name in self._lines and self._lines[name].hasFocus()
            still_wrong = name in wrong and (not writing or bool(field.error))
            field.show_error(wrong[name] if still_wrong else "")
        self._show_hints(self._people.hints(**good), good)
        self._look_for_duplicates(good)

    def _show_hints(self, hints: tuple[Hint, ...], good: Mapping[str, Any]) -> None:
        by_field = {_AT[hint.kind]: hint for hint in hints if hint.kind in _AT}
        for name, field in self._fields.items():
            hint = by_field.get(name)
            words = date_in_words(good.get(name, "")) if name in _DATES else ""
            if hint is not None:
                field.show_hint(hint.text, "warn" if hint.is_warning else "")
            else:
                field.show_hint(words)

    def _look_for_duplicates(self, good: dict[str, Any]) -> None:
        self._asked += 1
        number = self._asked
        run_in_background(
            self,
            lambda: self._people.duplicates(**good),
            lambda found: self._show_alike(number, found),
            lambda error: show_error(self, error),
        )

    def _show_alike(self, number: int, found: tuple[DuplicateHint, ...]) -> None:
        if number != self._asked:
            return
        clear_layout(self._alike_rows)
        for duplicate in found:
            self._alike_rows.addWidget(self._alike_row(duplicate))
        self._alike.setVisible(bool(found))

    def _alike_row(self, duplicate: DuplicateHint) -> QWidget:
        person = duplicate.person
        row = QWidget()
        line = QVBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(4)
        name = name_or_unknown(person.display_name)
        line.addWidget(Text(name, "Strong", wrap=True))
        about = " · ".join(filter(None, (person.masked_number, date_text(person.birth_date))))
        line.addWidget(Text(about, "Muted"))
        line.addWidget(Text(duplicate.text, "WarnText", wrap=True))
        button = Button(_("Open"), lambda: self._navigator.open_person(person.id))
        button.setAccessibleName(_("Open {name}").format(name=name))
        line.addWidget(button)
        line.addWidget(Rule())
        return row

    # Saving

    def _register(self) -> None:
        good, wrong = self._values()
        unclear = self._unclear()
        for name, field in self._fields.items():
            field.show_error(wrong.get(name, unclear.get(name, "")))
        if wrong or unclear:
            next(field for field in self._fields.values() if field.error).setFocus()
            return
        with guard(self, self._fields):
            person = self._people.register(**good)
            self._empty()
            self._navigator.back()
            self._navigator.open_person(person.id)
            self._navigator.toast(_("{name} is registered").format(name=person.display_name))

    def _unclear(self) -> dict[str, str]:
        pickers = {"citizenships": self._citizenships, "mother_tongues": self._tongues}
        return {
            name: _("Choose “{text}” from the list.").format(text=picker.unclear)
            for name, picker in pickers.items()
            if picker.unclear
        }

    def _empty(self) -> None:
        self.restore("{}")

    # Layout

    def _make_fields(self) -> dict[str, Field]:
        controls: dict[str, QWidget] = {
            **self._lines,
            "sex": self._sex,
            "citizenships": self._citizenships,
            "mother_tongues": self._tongues,
            "centre": self._centre,
        }
        hints = {
            "cpr": _("Leave it empty if there is none yet."),
            "birth_date": _("DD-MM-YYYY, or only the year."),
        }
        return {
            name: Field(field_label(name), control, hints.get(name, ""))
            for name, control in controls.items()
        }

    def _lay_out(self) -> None:
        header = PageHeader(
            _("New person"), _("A name or a number is enough to begin."), self._navigator.back
        )
        header.buttons.addWidget(PrimaryButton(_("Register"), self._register, icon="check"))
        self.column.addWidget(header)
        form = Card()
        form.column.addLayout(self._grid())
        self._alike.column.addLayout(self._alike_rows)
        self._alike.hide()
        scroll = ScrollColumn()
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addWidget(form, 3)
        self._row.addWidget(self._alike, 2, Qt.AlignmentFlag.AlignTop)
        scroll.column.addLayout(self._row)
        scroll.column.addStretch(1)
        self.column.addWidget(scroll, 1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(16)
        pairs = (
            ("given_name", "family_name"),
            ("udl_nr", "cpr"),
            ("birth_date", "sex"),
            ("citizenships", "mother_tongues"),
            ("centre", "decision_date"),
            ("phone",),
        )
        for row, names in enumerate(pairs):
            for column, name in enumerate(names):
                grid.addWidget(self._fields[name], row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put possible duplicates below the form where there is no room beside it."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE_PX)
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _connect(self) -> None:
        for line in self._lines.values():
            line.textEdited.connect(lambda _text: self._pause.start())
            line.editingFinished.connect(self._judge)
            line.returnPressed.connect(self._register)
        self._sex.chosen.connect(lambda _sex: self._judge())
        self._centre.picked.connect(lambda _centre: self._judge())
        self._citizenships.changed.connect(self._judge)
        self._tongues.changed.connect(self._judge)
