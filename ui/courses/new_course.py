"""Asks what a new course begins with, and shows at once which weeks that gives."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.calendar import course_calendar
from kbh_desktop.courses.model import DEFAULT_CAPACITY, FAST_TRACK, TemplateId
from kbh_desktop.courses.schedule import NewCourse, TemplateCard
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.courses.course_words import calendar_words
from ui.courses.day_field import DayField, planned_day
from ui.courses.number_box import NumberBox
from ui.courses.words import short_weekdays
from ui.errors import guard
from ui.people.fields import centre_options
from ui.people.search import held_municipality, search_languages, search_municipalities
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.picker import Picker
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_MOST_LANGUAGES, _MOST_MUNICIPALITIES, _MOST_PLACES = 4, 12, 500


class NewCourseDialog(Dialog):
    """`made` gives the id of the new course."""

    made = Signal(str)
    width_px = 600

    def __init__(self, parent: QWidget, app: "App", title: str = "", deed: str = "") -> None:
        super().__init__(parent, title or _("New course"))
        self._app = app
        self._today = app.people.today()
        self._templates = app.courses.templates.list()
        self.line = QLineEdit()
        self.template = Select(_("Template"), ((t.id, _template_words(t)) for t in self._templates))
        self.centre = Select(_("Centre"), centre_options(self._today))
        self.first_day = DayField(_("First day"), self._today)
        self.capacity = NumberBox(1, _MOST_PLACES)
        self.capacity.show_value(DEFAULT_CAPACITY)
        self.languages = Picker(_("Languages"), search_languages, most=_MOST_LANGUAGES)
        self.municipalities = Picker(
            _("Municipalities"), search_municipalities, most=_MOST_MUNICIPALITIES
        )
        self.municipalities.hold(tuple(o for code in FAST_TRACK for o in held_municipality(code)))
        self.danish = tuple(CheckBox(name) for name in short_weekdays())
        self.closed = QLineEdit()
        self._weeks = Text("", "Muted", wrap=True)
        self._add_fields()
        self.first_day.changed.connect(self._tell_weeks)
        self.template.picked.connect(lambda _value: self._tell_weeks())
        self.closed.editingFinished.connect(self._tell_weeks)
        self.add_cancel()
        self.add_accept(deed or _("Make the course"))

    def accept(self) -> None:
        """Make the course; what is wrong is said at its field."""
        self._clear_errors()
        with guard(self, self._fields):
            made = self._app.courses.create(self._wanted())
            super().accept()
            self.made.emit(made.id)

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.show_error("")

    def _wanted(self) -> NewCourse:
        return NewCourse(
            title=self.line.text(),
            centre=self.centre.value,
            first_day=self.first_day.day(),
            template_id=TemplateId(self.template.value),
            municipalities=self.municipalities.values,
            languages=self.languages.values,
            capacity=self.capacity.value(),
            danish_weekdays=tuple(n for n, box in enumerate(self.danish) if box.isChecked()),
            closed_days=self._closed_days(),
        )

    def _closed_days(self) -> tuple[date, ...]:
        typed = (each.strip() for each in self.closed.text().split(","))
        try:
            return tuple(planned_day(each, self._today) for each in typed if each)
        except InputError as error:
            raise InputError(str(error), field="closed_days") from None

    def _week_count(self) -> int:
        chosen = self.template.value
        return next((card.weeks for card in self._templates if card.id == chosen), 0)

    def _tell_weeks(self) -> None:
        """Say which weeks the course runs in, and what was passed over."""
        day, weeks = self.first_day.day_or_none(), self._week_count()
        if day is None or not weeks:
            self._weeks.hide()
            return
        try:
            closed = self._closed_days()
        except InputError:
            closed = ()
        calendar = course_calendar(day, weeks, closed)
        self._weeks.show()
        self._weeks.setText(" ".join((f"{calendar_words(calendar)}.", *calendar.notices)))

    def _add_fields(self) -> None:
        days = QWidget()
        flow = FlowLayout(days, spacing=12)
        for box in self.danish:
            flow.addWidget(box)
        days.setFocusProxy(self.danish[0])
        self._fields: dict[str, Field | DayField] = {
            "title": Field(_("Name of the course"), self.line, _("Such as Fast Track, team 12")),
            "template_id": Field(_("Template"), self.template),
            "centre": Field(_("Centre"), self.centre),
            "first_day": self.first_day,
            "capacity": Field(_("Places"), self.capacity),
            "languages": Field(
                _("Languages"), self.languages, _("Each gets an interpreter in the sessions.")
            ),
            "municipalities": Field(_("Municipalities"), self.municipalities),
            "danish_weekdays": Field(
                _("Danish lessons in the morning"), days, _("These can't be moved.")
            ),
            "closed_days": Field(
                _("Other closed days"), self.closed, _("Separated by commas; holidays are known.")
            ),
        }
        beside = (("template_id", "centre"), ("first_day", "capacity"))
        self.column.addWidget(self._fields["title"])
        for pair in beside:
            row = QHBoxLayout()
            row.setSpacing(16)
            for name in pair:
                row.addWidget(self._fields[name], 1, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(row)
        self.column.addWidget(self._weeks)
        self._weeks.hide()
        for name in ("languages", "municipalities", "danish_weekdays", "closed_days"):
            self.column.addWidget(self._fields[name])


def _template_words(card: TemplateCard) -> str:
    return _("{title} ({count} lessons)").format(title=card.title, count=card.lessons)
