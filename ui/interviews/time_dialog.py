"""The interview at every moment since it began: what stood then, and a way to take it back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.interviews.time_machine import Changed, Moment, answers_at
from kbh_desktop.xforms.markdown import to_plain
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Rule
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.moments import moment_text
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.interviews.page import InterviewPage

_HIGH_PX = 340


class TimeDialog(Dialog):
    """Scrub with the slider or the arrow keys; `on_use` gives an answer again."""

    width_px = 680

    def __init__(
        self,
        parent: QWidget,
        moments: Sequence[Moment],
        now: datetime,
        on_use: Callable[[str, str], None] | None,
    ) -> None:
        super().__init__(parent, _("The answers over time"))
        self._moments = moments
        self._now = now
        self._on_use = on_use
        self._last = answers_at(moments)
        self._when = Text("", "Strong", wrap=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(moments) - 1)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(_("Moment"))
        self.differing = CheckBox(_("Only what has changed since"))
        self.differing.setChecked(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(_("The answers at that moment"))
        self._area.setMinimumHeight(theme.px(_HIGH_PX))
        self.column.addWidget(self._when)
        self.column.addWidget(self.slider)
        self.column.addWidget(self.differing)
        self.column.addWidget(self._area, 1)
        self.add_cancel(_("Close"))
        self.slider.valueChanged.connect(lambda _place: self._show())
        self.differing.toggled.connect(lambda _on: self._show())
        self.slider.setValue(len(moments) - 1)
        self._show()

    def _show(self) -> None:
        place = self.slider.value()
        moment = self._moments[place]
        number = n_("{number} of {count} change", "{number} of {count} changes", len(self._moments))
        said = number.format(number=place + 1, count=len(self._moments))
        self._when.setText(f"{moment_text(moment.at, self._now)} · {moment.author} · {said}")
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(4)
        just = {change.key: change for change in moment.changes}
        for change in moment.changes:
            self._add(column, change, is_new=True)
        for key, change in answers_at(self._moments[: place + 1]).items():
            if key not in just and (not self.differing.isChecked() or self._differs(change)):
                self._add(column, change, is_new=False)
        column.addStretch(1)
        self._area.setWidget(inner)

    def _add(self, column: QVBoxLayout, change: Changed, *, is_new: bool) -> None:
        column.addWidget(
            Text(to_plain(change.question), "Strong" if is_new else "Muted", wrap=True)
        )
        shown = change.after or _("(empty)")
        if is_new:
            shown = _("{before} → {after}").format(
                before=change.before or _("(empty)"), after=shown
            )
        row = QHBoxLayout()
        row.addWidget(Text(shown, wrap=True), 1)
        if self._on_use is not None and self._differs(change) and change.value != MASKED:
            use = LinkButton(_("Use this answer"), partial(self._use, change))
            use.setAccessibleDescription(f"{to_plain(change.question)} {shown}")
            row.addWidget(use)
        column.addLayout(row)
        column.addWidget(Rule())

    def _differs(self, change: Changed) -> bool:
        now = self._last.get(change.key)
        return change.value != (now.value if now else "")

    def _use(self, change: Changed) -> None:
        if self._on_use is not None:
            self._on_use(change.key, change.value)
            self.accept()


def open_time_machine(page: "InterviewPage", now: Callable[[], datetime]) -> None:
    """Save what was typed, then show the interview of `page` at every moment."""
    page.leaving()
    moments = page.interview.moments()
    if not moments:
        page.show_notice(_("Nothing has been answered yet."), "info")
        return
    on_use = None if page.interview.is_finished else page.answer
    TimeDialog(page, moments, now(), on_use).start()
