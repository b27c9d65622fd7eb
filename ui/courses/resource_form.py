"""Asks what a teacher, interpreter, room or bus is called and can be used for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.model import RESOURCE_KINDS, ResourceKind, Template
from kbh_desktop.courses.resources import StoredResource
from kbh_desktop.courses.wording import kind_name, skill_name
from kbh_desktop.i18n import _
from ui.courses.number_box import NumberBox
from ui.errors import guard
from ui.people.fields import centre_options
from ui.people.search import held_languages, search_languages
from ui.people.words import centre_text
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.picker import Option, Picker
from ui.widgets.select import Select

if TYPE_CHECKING:
    from kbh_desktop.app import App

_MOST_SEATS, _MOST_WEEK, _MOST_DAY, _MOST_LANGUAGES, _MOST_PLACES = 500, 60, 12, 12, 20


def skills_by_kind(templates: Iterable[Template]) -> dict[str, tuple[str, ...]]:
    """Return what the sessions of the templates ask for, by kind of resource."""
    needs = sorted(
        {(need.kind, need.skill) for t in templates for each in t.sessions for need in each.needs}
    )
    kinds = {kind for kind, skill in needs if skill}
    return {kind: tuple(skill for k, skill in needs if k == kind and skill) for kind in kinds}


class ResourceForm(Dialog):
    """`saved` gives the id."""

    saved = Signal(str)
    width_px = 560

    def __init__(
        self,
        parent: QWidget,
        app: "App",
        kind: ResourceKind,
        resource: StoredResource | None = None,
    ) -> None:
        super().__init__(parent, resource.name if resource else _("New person or room"))
        self._app = app
        self._resource = resource
        self.kind = Select(_("Kind"), ((k, kind_name(k).capitalize()) for k in RESOURCE_KINDS))
        self.kind.choose(kind)
        self.kind.setEnabled(resource is None)
        self.line = QLineEdit()
        self.languages = Picker(_("Languages"), search_languages, most=_MOST_LANGUAGES)
        self._skills_of = skills_by_kind(card.template for card in app.courses.templates.list())
        self.skills = Picker(_("Can be used for"), self._search_skills, most=_MOST_LANGUAGES)
        self.places = Picker(_("Only at these centres"), self._search_centres, most=_MOST_PLACES)
        self.capacity = NumberBox(0, _MOST_SEATS, none=_("not limited"))
        self.per_week = NumberBox(0, _MOST_WEEK, none=_("not limited"))
        self.per_day = NumberBox(0, _MOST_DAY, none=_("not limited"))
        self.contact = QLineEdit()
        self._add_fields()
        self._fill()
        self._fit_kind()
        self.kind.picked.connect(lambda _value: self._fit_kind())
        self.add_cancel()
        self.add_accept(_("Save"))

    def accept(self) -> None:
        """Save; what is wrong is said at its field."""
        service = self._app.course_resources
        with guard(self, self._fields):
            if self._resource is None:
                kind = self._kind()
                saved = service.add(kind, self.line.text(), **self._values())
            else:
                name = self.line.text()
                saved = service.change(self._resource.id, name=name, **self._values())
            super().accept()
            self.saved.emit(saved.id)

    def _kind(self) -> ResourceKind:
        return next(each for each in RESOURCE_KINDS if each == self.kind.value)

    def _values(self) -> dict[str, Any]:
        skills = self.languages if self._kind() == "interpreter" else self.skills
        return {
            "skills": skills.values,
            "places": self.places.values,
            "capacity": self.capacity.value() or None,
            "max_per_week": self.per_week.value() or None,
            "max_per_day": self.per_day.value() or None,
            "contact": self.contact.text(),
        }

    def _fit_kind(self) -> None:
        """Ask for what this kind has."""
        kind = self._kind()
        speaks, seats = kind == "interpreter", kind in ("room", "bus")
        self._fields["languages"].setVisible(speaks)
        self._fields["skills"].setVisible(not speaks and kind in self._skills_of)
        self._fields["capacity"].setVisible(seats)
        for name in ("max_per_week", "max_per_day"):
            self._fields[name].setVisible(not seats)
        self._fields["contact"].setVisible(kind != "room")

    def _fill(self) -> None:
        resource = self._resource
        if resource is None:
            return
        self.line.setText(resource.name)
        if resource.kind == "interpreter":
            self.languages.hold(held_languages(" ".join(resource.skills)))
        else:
            kind = resource.kind
            held = (Option(skill, skill_name(kind, skill)) for skill in resource.skills)
            self.skills.hold(tuple(held))
        self.places.hold(tuple(Option(code, centre_text(code)) for code in resource.places))
        self.capacity.show_value(resource.capacity or 0)
        self.per_week.show_value(resource.max_per_week or 0)
        self.per_day.show_value(resource.max_per_day or 0)
        self.contact.setText(resource.contact)

    def _search_skills(self, typed: str) -> tuple[Option, ...]:
        kind, wanted = self._kind(), typed.casefold().strip()
        known = ((skill, skill_name(kind, skill)) for skill in self._skills_of.get(kind, ()))
        return tuple(Option(skill, name) for skill, name in known if wanted in name.casefold())

    def _search_centres(self, typed: str) -> tuple[Option, ...]:
        known = centre_options(self._app.people.today())
        wanted = typed.casefold().strip()
        return tuple(
            Option(code, name) for code, name in known if code and wanted in name.casefold()
        )

    def _add_fields(self) -> None:
        self._fields = {
            "kind": Field(_("Kind"), self.kind),
            "name": Field(_("Name"), self.line),
            "languages": Field(_("Languages"), self.languages),
            "skills": Field(
                _("Can be used for"), self.skills, _("What sessions ask for in the templates.")
            ),
            "places": Field(_("Only at these centres"), self.places, _("Empty means everywhere.")),
            "capacity": Field(_("Seats"), self.capacity),
            "max_per_week": Field(_("Lessons a week"), self.per_week),
            "max_per_day": Field(_("Lessons a day"), self.per_day),
            "contact": Field(_("Phone or e-mail"), self.contact),
        }
        for pair in (("kind", "name"), ("languages",), ("skills",), ("places",)):
            self._add_row(pair)
        self._add_row(("capacity",))
        self._add_row(("max_per_week", "max_per_day"))
        self._add_row(("contact",))

    def _add_row(self, names: tuple[str, ...]) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for name in names:
            row.addWidget(self._fields[name], 1)
        self.column.addLayout(row)
