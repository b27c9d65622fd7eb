"""Who goes on a company visit: a tick for each participant, and whom it suits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.ids import PersonId
from ui.course_people.clearing import clear_layout
from ui.widgets.check_box import CheckBox
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Visitor:
    """A participant who may go on a visit."""

    person: PersonId
    name: str = field(repr=False)
    goes: bool = False
    reasons: tuple[str, ...] = field(default=(), repr=False)
    """Why the visit suits the person."""


class Visitors(QWidget):
    """`ticked` gives the person and whether they go."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[PersonId, CheckBox] = {}
        self._order: tuple[PersonId, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def boxes(self) -> Mapping[PersonId, CheckBox]:
        """The tick of each participant."""
        return self._boxes

    def tell(self, visitors: Sequence[Visitor], *, is_full: bool) -> None:
        """Show `visitors`; when the company takes no more, only ticks can be taken away."""
        if tuple(each.person for each in visitors) != self._order:
            self._build(visitors)
        for each in visitors:
            box = self._boxes[each.person]
            box.setChecked(each.goes)
            box.setEnabled(each.goes or not is_full)

    def _ticker(self, person: PersonId) -> Callable[[bool], None]:
        return lambda goes: self.ticked.emit(person, goes)

    def _build(self, visitors: Sequence[Visitor]) -> None:
        clear_layout(self._column)
        self._boxes.clear()
        self._order = tuple(each.person for each in visitors)
        for each in visitors:
            box = CheckBox(each.name)
            box.clicked.connect(self._ticker(each.person))
            self._boxes[each.person] = box
            self._column.addWidget(box)
            if each.reasons:
                reasons = "; ".join(each.reasons)
                box.setAccessibleDescription(reasons)
                why = Text(reasons, "Muted", wrap=True)
                why.setIndent(28)
                self._column.addWidget(why)
