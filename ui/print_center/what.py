"""Chooses the documents: those about people, and those about a centre, a form or a quarter."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.documents.model import DocumentKind, Wanted
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.access import does_casework
from kbh_desktop.people.lists import centres
from kbh_desktop.security.model import Role
from ui.widgets.check_box import CheckBox
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

OF_INTERVIEWS = (DocumentKind.SUMMARY, DocumentKind.CITIZEN_COPY, DocumentKind.HEALTH)
OF_PERSONS = (
    DocumentKind.CV,
    DocumentKind.COMPETENCE_PROFILE,
    DocumentKind.ACCESS_REPORT,
    DocumentKind.ACCESS_REPORT_HEALTH,
)
ABOUT_HEALTH = (DocumentKind.HEALTH, DocumentKind.ACCESS_REPORT_HEALTH)
"""Those that a reason is asked for."""
_QUARTERS = 4
_MONTHS_IN_QUARTER = 3


class WhatChoice(QWidget):
    """A tick for each kind this user may print; `changed` says that another choice was made."""

    changed = Signal()

    def __init__(self, app: "App", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._today = app.clock().astimezone().date()
        self._boxes: dict[DocumentKind, CheckBox] = {}
        self._centre = Select(_("Centre"), self._centres())
        self._form = Select(_("Form"))
        self._quarter = Select(_("Quarter"), self._quarters())
        self._sees_people = does_casework(app.user)
        self._beside: dict[DocumentKind, Select] = {}
        if self._sees_people:
            self._beside[DocumentKind.DAY_LIST] = self._centre
            self._beside[DocumentKind.INTERVIEW_FORM] = self._form
        if app.user.has(Role.LEADER, Role.COORDINATOR):
            self._beside[DocumentKind.GOAL_REPORT] = self._quarter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        about_people = self._about_people()
        if about_people:
            column.addWidget(Text(_("About the people chosen"), "Label"))
        for kind in about_people:
            column.addWidget(self._box(kind))
        column.addSpacing(8)
        column.addWidget(Text(_("Lists and reports"), "Label"))
        for kind, select in self._beside.items():
            column.addWidget(self._box(kind))
            column.addWidget(select)
            select.picked.connect(lambda _value: self.changed.emit())
        self._show_beside()

    def refresh(self) -> None:
        """Ask for the forms, as others may have been published."""
        if self._sees_people:
            self._form.set_options(self._forms())

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """The kinds ticked."""
        return tuple(kind for kind, box in self._boxes.items() if box.isChecked())

    def tick(self, kinds: tuple[DocumentKind, ...]) -> None:
        """Tick these kinds and no others."""
        for kind, box in self._boxes.items():
            box.setChecked(kind in kinds)

    def without_people(self, language: str) -> list[Wanted]:
        """Return what is wanted whoever is chosen."""
        day = self._today.isoformat()
        wanted = {
            DocumentKind.DAY_LIST: (self._centre.value, day),
            DocumentKind.INTERVIEW_FORM: (self._form.value, ""),
            DocumentKind.GOAL_REPORT: (self._quarter.value, ""),
        }
        return [
            Wanted(kind, subject, detail, language)
            for kind, (subject, detail) in wanted.items()
            if kind in self.kinds
        ]

    def about_each(self) -> Callable[[PersonId, str, str], list[Wanted]]:
        """Return what tells, in the background, what is wanted about a person.

        It takes the person, a language and the reason for reading about health. What is made of an
        interview is left out where there was none.
        """
        documents, kinds = self._app.documents, self.kinds

        def about(person: PersonId, language: str, reason: str) -> list[Wanted]:
            asks = any(kind in OF_INTERVIEWS for kind in kinds)
            interview = documents.latest_interview(person) if asks else None
            spoken = documents.languages(interview)[0] if interview else language
            found = []
            for kind in kinds:
                why = reason if kind in ABOUT_HEALTH else ""
                if kind in OF_PERSONS:
                    found.append(Wanted(kind, person, language=language, reason=why))
                elif kind in OF_INTERVIEWS and interview:
                    own = spoken if kind is DocumentKind.CITIZEN_COPY else language
                    found.append(Wanted(kind, interview, language=own, reason=why))
            return found

        return about

    def _about_people(self) -> tuple[DocumentKind, ...]:
        user = self._app.user
        if not self._sees_people:
            return ()
        report = (DocumentKind.ACCESS_REPORT,) if user.has(Role.COORDINATOR) else ()
        health = (DocumentKind.ACCESS_REPORT_HEALTH,) if user.has(Role.HEALTH) else ()
        card = (DocumentKind.CV, DocumentKind.COMPETENCE_PROFILE)
        return (*self._app.documents.kinds(), *card, *report, *health)

    def _box(self, kind: DocumentKind) -> CheckBox:
        box = self._boxes[kind] = CheckBox(kind_words(kind))
        box.toggled.connect(self._toggled)
        return box

    def _toggled(self) -> None:
        self._show_beside()
        self.changed.emit()

    def _show_beside(self) -> None:
        for kind, select in self._beside.items():
            select.setVisible(self._boxes[kind].isChecked())

    def _centres(self) -> list[tuple[str, str]]:
        return [("", _("All centres")), *((c.code, c.name) for c in centres(self._today))]

    def _forms(self) -> list[tuple[str, str]]:
        return [(card.sha256, card.title) for card in self._app.interviews.forms()]

    def _quarters(self) -> list[tuple[str, str]]:
        return [(quarter, quarter) for quarter in quarters_before(self._today)]


def quarters_before(day: date) -> list[str]:
    """Return this quarter and those before it, such as `2026-Q1`, the newest first."""
    at = day.year * _QUARTERS + (day.month - 1) // _MONTHS_IN_QUARTER
    each = range(at, at - _QUARTERS - 1, -1)
    return [f"{number // _QUARTERS}-Q{number % _QUARTERS + 1}" for number in each]


def kind_words(kind: DocumentKind) -> str:
    """Return what a kind of document is called."""
    words = {
        DocumentKind.SUMMARY: _("Interview summary"),
        DocumentKind.CITIZEN_COPY: _("The citizen's copy"),
        DocumentKind.HEALTH: _("Health and adjustments"),
        DocumentKind.CV: _("CV draft"),
        DocumentKind.COMPETENCE_PROFILE: _("Competence profile"),
        DocumentKind.ACCESS_REPORT: _("Everything about the person (art. 15)"),
        DocumentKind.ACCESS_REPORT_HEALTH: _("Everything about health (art. 15)"),
        DocumentKind.DAY_LIST: _("The day's list for a centre"),
        DocumentKind.INTERVIEW_FORM: _("Empty interview form on paper"),
        DocumentKind.GOAL_REPORT: _("Goal report for a quarter"),
    }
    return words[kind]
