"""The chosen cell of the register in words, with buttons for hands that have no keyboard."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.courses.attendance import LawfulReason, LessonMark, Mark
from kbh_desktop.i18n import _
from ui.course_people.marks import (
    LETTERS,
    MOST_LATE_MINUTES,
    fresh_mark,
    mark_label,
    reason_options,
)
from ui.course_people.number_field import NumberField
from ui.widgets.buttons import Button
from ui.widgets.select import Select
from ui.widgets.text import ElidedText

_REASON_LETTERS = 8


class _MarkButton(Button):
    kind = "seg"


class MarkBar(QWidget):
    """`chosen` gives the mark that was pressed, with minutes or reason."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_reduced = False
        self._buttons: dict[Mark, _MarkButton] = {}
        self._where = ElidedText("", "Strong")
        self._sum = ElidedText("", "Muted")
        self._minutes = NumberField()
        self._minutes.setRange(1, MOST_LATE_MINUTES)
        self._minutes.setAccessibleName(_("Minutes late"))
        self._minutes.setSuffix(_(" min late"))
        self._minutes.editingFinished.connect(self._minutes_typed)
        self._reason = Select(_("Kind of lawful absence"), _options_with_keys())
        self._reason.setSizeAdjustPolicy(
            Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._reason.setMinimumContentsLength(_REASON_LETTERS)
        self._reason.picked.connect(self._reason_picked)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self._where.setText(_("Choose a lesson of a participant."))
        self._sum.setText("")
        self._show_mark(LessonMark(Mark.UNMARKED), enabled=False)

    def offer_reasons(self, *, is_reduced: bool) -> None:
        """Offer the kinds of lawful absence that may be kept; fewer where health isn't."""
        if is_reduced != self._is_reduced:
            self._is_reduced = is_reduced
            self._reason.set_options(_options_with_keys(is_reduced=is_reduced))

    def tell(self, where: str, mark: LessonMark, summary: str, *, may_mark: bool) -> None:
        """Show who and which lesson, the mark, and what the whole course adds up to."""
        self._where.setText(where)
        self._sum.setText(summary)
        self._show_mark(mark, enabled=may_mark)

    def _show_mark(self, mark: LessonMark, *, enabled: bool) -> None:
        for each, button in self._buttons.items():
            button.setEnabled(enabled)
            button.setChecked(enabled and each is mark.mark)
        self._minutes.setVisible(enabled and mark.mark is Mark.LATE)
        self._reason.setVisible(enabled and mark.mark is Mark.LAWFUL)
        if mark.mark is Mark.LATE and not self._minutes.hasFocus():
            self._minutes.setValue(mark.late_minutes)
        if mark.reason is not None:
            self._reason.choose(mark.reason)

    def _minutes_typed(self) -> None:
        if self._minutes.isVisible():
            self.chosen.emit(LessonMark(Mark.LATE, self._minutes.value()))

    def _reason_picked(self, value: str) -> None:
        self.chosen.emit(LessonMark(Mark.LAWFUL, reason=LawfulReason(value)))

    def be_narrow(self, *, narrow: bool) -> None:
        """Show letters alone on the buttons, or letters and words."""
        for mark, button in self._buttons.items():
            letter, name = LETTERS[mark], mark_label(mark)
            button.setText(letter if narrow else f"{letter}  {name}")
            button.setToolTip(name)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for mark, letter in LETTERS.items():
            button = _MarkButton(letter, partial(self._pressed, mark))
            button.setAccessibleName(f"{mark_label(mark)} ({letter})")
            button.setCheckable(True)
            self._buttons[mark] = button
            buttons.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._where)
        words.addWidget(self._sum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self._minutes)
        row.addWidget(self._reason)
        row.addLayout(buttons)

    def _pressed(self, mark: Mark) -> None:
        """Pressing the mark that stands takes it away."""
        stands = not self._buttons[mark].isChecked()
        self.chosen.emit(LessonMark(Mark.UNMARKED) if stands else fresh_mark(mark))


def _options_with_keys(*, is_reduced: bool = False) -> list[tuple[str, str]]:
    """Return the kinds of lawful absence, each with the digit that chooses it."""
    digits = {reason.value: number for number, reason in enumerate(LawfulReason, 1)}
    return [
        (value, f"{digits[value]}  {words}")
        for value, words in reason_options(is_reduced=is_reduced)
    ]
