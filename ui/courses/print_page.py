"""Papers of a course: its plan, that of one person, the attendance sheet, the settlement."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.participation import ParticipantRow
from kbh_desktop.courses.schedule import CourseBoard
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.people.lists import language_of
from ui.background import run_in_background
from ui.courses.words import week_name
from ui.documents.page import ChooseTarget, DocumentsPage
from ui.errors import show_error
from ui.navigation import Navigator
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_SPEAKING = ("teacher", "interpreter", "consultant")
_HELD = ("enrolled", "finished", "left")


class CoursePrintPage(DocumentsPage):
    """The documents of a course; some ask for a week, a person or which settlement."""

    def __init__(
        self,
        app: "App",
        navigator: Navigator,
        course_id: CourseId,
        *,
        choose_target: ChooseTarget | None = None,
    ) -> None:
        self._course_id = course_id
        self._board: CourseBoard | None = None
        self._participants: tuple[ParticipantRow, ...] = ()
        self.detail = Select(_("Of what"))
        self._detail_label = Text(_("Of what"), "Label")
        super().__init__(app, navigator, course_id, choose_target=choose_target)
        for button in (self.save, self.print):
            button.setEnabled(False)
        self.detail.picked.connect(lambda _value: self.prepare())

    def activated(self) -> None:
        """Read the course, then make the document."""
        run_in_background(self, self._ask, self._read, lambda error: show_error(self, error))

    def offered_kinds(self) -> list[tuple[str, str]]:
        """Return the documents of a course, with their names."""
        return [
            (DocumentKind.COURSE_PLAN, _("The plan of the course")),
            (DocumentKind.TEACHER_PLAN, _("The plan of one person")),
            (DocumentKind.ATTENDANCE_SHEET, _("Attendance sheet")),
            (DocumentKind.SETTLEMENT, _("Settlement")),
            (DocumentKind.CERTIFICATE, _("Certificate of a participant")),
        ]

    def offered_languages(self) -> list[tuple[str, str]]:
        """Return the languages of the program, with their names."""
        return [(code, language_of(code).name) for code in LANGUAGES]

    def further_choices(self) -> tuple[QWidget, ...]:
        """Return the choice of a week, a person or a settlement."""
        return (self._detail_label, self.detail)

    def chosen_subject(self) -> tuple[str, str]:
        """Return subject and detail of the document chosen."""
        if self.chosen_kind() is DocumentKind.TEACHER_PLAN:
            return self.detail.value, ""
        return self._course_id, self.detail.value

    def kind_picked(self) -> None:
        """Offer what the kind asks for, and make it."""
        details = self._details()
        self.detail.set_options(details)
        for part in self.further_choices():
            part.setVisible(bool(details))
        if self.chosen_kind() is DocumentKind.TEACHER_PLAN and not details:
            self.offer_nothing(_("Nobody is placed in a session yet."))
        elif self.chosen_kind() is DocumentKind.CERTIFICATE and not details:
            self.offer_nothing(_("Nobody is on the course yet."))
        else:
            self.prepare()

    def _ask(self) -> tuple[CourseBoard, tuple[ParticipantRow, ...]]:
        board = self._app.courses.board(self._course_id)
        try:
            return board, self._app.participants.participants(self._course_id)
        except NotAllowedError:  # leaders see the plan, not the people
            return board, ()

    def _read(self, found: tuple[CourseBoard, tuple[ParticipantRow, ...]]) -> None:
        self._board, self._participants = found
        self.kind_picked()

    def _details(self) -> list[tuple[str, str]]:
        board, kind = self._board, self.chosen_kind()
        if board is None:
            return []
        if kind is DocumentKind.ATTENDANCE_SHEET:
            return [(str(n), week_name(week)) for n, week in enumerate(board.calendar.weeks, 1)]
        if kind is DocumentKind.SETTLEMENT:
            return [("on_account", _("On account")), ("final", _("Final"))]
        if kind is DocumentKind.CERTIFICATE:
            held = (each for each in self._participants if each.status in _HELD)
            return [(each.person_id, each.name) for each in held]
        if kind is DocumentKind.TEACHER_PLAN:
            used = {name for at in board.placements.values() for name in at.resources}
            return [
                (each.id, each.label)
                for each in board.instance.resources
                if each.id in used and each.kind in _SPEAKING
            ]
        return []
