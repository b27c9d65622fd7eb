"""The form as a consultant will meet it; what is answered here is kept nowhere."""

from collections.abc import Mapping
from itertools import count

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbh_desktop.clock import Clock
from kbh_desktop.errors import KbhError
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.session import Session
from ui.errors import show_error
from ui.interviews.controls.factory import ControlTools
from ui.interviews.section_view import SectionView
from ui.interviews.sections import REVIEW, SectionList


class FormPreview(QWidget):
    """Sections left, cards right; answers stay while the form is saved anew, where they fit."""

    def __init__(self, clock: Clock, tools: ControlTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._session: Session | None = None
        self._language, self._other = "", ""
        self._section = ""
        self._sections = SectionList()
        self._cards = SectionView(tools)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._sections)
        row.addWidget(self._cards, 1)
        self._sections.chosen.connect(self._open)
        self._cards.answered.connect(self._answered)
        self._cards.add_wanted.connect(self._add)
        self._cards.remove_wanted.connect(self._remove)

    @property
    def cards(self) -> SectionView:
        """The questions in sight."""
        return self._cards

    def show_form(self, form: Form, other: str, reviewed: frozenset[str] = frozenset()) -> None:
        """Begin the form, with the answers given so far where it still takes them.

        `reviewed` are the marks of drafted words that somebody found right.
        """
        answers = self._session.answers() if self._session else {}
        numbers = count()
        session = Session(
            form,
            clock=self._clock,
            new_id=lambda: f"try{next(numbers)}",
            reviewed=reviewed,
        )
        self._session = session
        self._language, self._other = form.default_language, other
        for key, value in answers.items():
            _give(session, key, value)
        refs = [section.ref for section in session.progress((self._language, None))]
        self._open(self._section if self._section in refs else refs[0])

    def speak(self, other: str) -> None:
        """Show `other` as the person's language."""
        self._other = other
        if self._session is not None:
            self._open(self._section)

    def open_section(self, ref: str) -> None:
        """Show a section from its top."""
        self._open(ref)

    def answer_by_name(self, answers: Mapping[str, str]) -> None:
        """Give answers by the names of their questions, where the form has them."""
        if self._session is None:
            return
        for key in self._session.node_keys():
            name = key.rpartition("/")[2]
            if name in answers:
                _give(self._session, key, answers[name])
        self._follow()

    def _open(self, ref: str) -> None:
        if self._session is None or ref == REVIEW:
            return
        self._section = ref
        self._cards.open_section(self._session.view(ref, self._languages()))
        self._show_progress()

    def _answered(self, key: str, value: str) -> None:
        if self._session is None:
            return
        try:
            self._session.set(key, value)
        except KbhError as error:
            card = self._cards.card(key)
            if card is not None:
                card.refuse(str(error))
            return
        self._follow()

    def _add(self, repeat: str) -> None:
        if self._session is not None:
            self._session.add(repeat)
            self._follow()

    def _remove(self, instance: str) -> None:
        if self._session is None:
            return
        try:
            self._session.remove(instance)
        except KbhError as error:
            show_error(self, error)
        self._follow()

    def _follow(self) -> None:
        if self._session is not None:
            self._cards.show_views(self._session.view(self._section, self._languages()))
            self._show_progress()

    def _show_progress(self) -> None:
        if self._session is not None:
            self._sections.show_progress(self._session.progress(self._languages()), self._section)

    def _languages(self) -> tuple[str, str | None]:
        return self._language, self._other or None


def _give(session: Session, key: str, value: str) -> None:
    """Give an earlier answer; the saved form may not have its question any more."""
    try:
        session.set(key, value)
    except KbhError:
        return
