"""The first page: today's interviews, deadlines and what waits to be exchanged."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, long_date, n_
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.security.model import NodeKind
from ui.background import run_in_background
from ui.errors import show_error
from ui.navigation import Command, Navigator, Place
from ui.page import Page
from ui.theme import theme
from ui.today.cards import DeadlinesCard, ExchangeCard, InterviewsToday
from ui.today.lessons_card import LessonsCard
from ui.today.overview import Overview, overview
from ui.widgets.buttons import Button
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from kbh_desktop.app import App

_WIDE_PX = 800


class TodayPage(Page):
    """Asks all services at once in the background and shows their answers together."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"person", "interview", "bundle", "conflict", "course", "course_session", "retention"}
    )

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(_("Today"))
        self._app = app
        self._navigator = navigator
        self._header = PageHeader(day_title(app.people.today()))
        self._interviews = InterviewsToday()
        self._deadlines = DeadlinesCard()
        self._lessons = LessonsCard()
        self._exchange = ExchangeCard()
        self._lay_out()
        self._interviews.opened.connect(lambda i: navigator.open_interview(InterviewId(i)))
        self._interviews.people_wanted.connect(lambda: navigator.go(Place("people")))
        self._deadlines.opened.connect(lambda i: navigator.open_person(PersonId(i)))
        self._deadlines.all_wanted.connect(lambda: navigator.go(Place("people", "", "due\n0\n\n")))
        self._lessons.attendance_wanted.connect(
            lambda course: navigator.go(Place("course", course, "attendance"))
        )
        self._exchange.wanted.connect(navigator.open_exchange)

    def refresh(self) -> None:
        """Ask the services in the background."""
        run_in_background(
            self, lambda: overview(self._app), self._show, lambda error: show_error(self, error)
        )

    def activated(self) -> None:
        """Ask, and give the keyboard to the first row once it is there."""
        self.refresh()
        self._new.setFocus()

    def commands(self) -> tuple[Command, ...]:
        """Offer to register somebody, and to see what has to be deleted."""
        return (
            Command(_("New person"), self._new_person, "user-plus"),
            Command(_("To be deleted"), self._open_retention, "trash-2"),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Return the cards."""
        lessons = (self._lessons,) if self._lessons.isVisible() else ()
        return (self._new, self._interviews, *lessons, self._deadlines, self._exchange)

    def _show(self, found: Overview) -> None:
        now, today = self._app.clock(), self._app.people.today()
        interviews = n_("{count} interview", "{count} interviews", len(found.interviews))
        due = n_("{count} deadline", "{count} deadlines", found.due_total)
        self._header.say(
            day_title(today),
            " · ".join(
                (
                    interviews.format(count=len(found.interviews)),
                    due.format(count=found.due_total),
                )
            ),
        )
        self._interviews.tell(found, now)
        self._deadlines.tell(found, today)
        self._lessons.tell(found.lessons)
        due_words = n_("{count} to be deleted", "{count} to be deleted", found.to_delete)
        self._to_delete.set_words(due_words.format(count=found.to_delete))
        self._to_delete.setVisible(found.to_delete > 0)
        self._exchange.tell(found, now, office=self._app.kind is NodeKind.OFFICE)

    def _new_person(self) -> None:
        self._navigator.go(Place("new_person"))

    def _open_retention(self) -> None:
        self._navigator.go(Place("retention"))

    def _lay_out(self) -> None:
        self._to_delete = Button(_("To be deleted"), self._open_retention, icon="trash-2")
        self._to_delete.hide()
        self._header.buttons.addWidget(self._to_delete)
        self._new = Button(_("New person"), self._new_person, icon="plus")
        self._header.buttons.addWidget(self._new)
        self.column.addWidget(self._header)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._deadlines)
        right.addWidget(self._exchange)
        right.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._interviews)
        left.addWidget(self._lessons)
        left.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(left, 3)
        self._row.addLayout(right, 2)
        scroll = ScrollColumn()
        scroll.column.addLayout(self._row)
        scroll.column.addStretch(1)
        self.column.addWidget(scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other where there is no room beside."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE_PX)
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)


def day_title(today: date) -> str:
    """Return the day as a heading, such as `Torsdag 16. april`."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return f"{names[today.weekday()]} {long_date(today).rpartition(' ')[0]}"
