"""Who goes on a company visit: a tick for each participant, and whom it suits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.courses.matching import Fit, VisitMatch
from kbh_desktop.courses.visits import CompanyVisit
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.theme import theme
from ui.widgets.check_box import CheckBox
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

_INDENT_PX = 31


@dataclass(frozen=True, slots=True)
class Visitor:
    """A participant who may go on a visit."""

    person: PersonId
    name: str = field(repr=False)
    goes: bool = False
    reasons: str = field(default="", repr=False)
    """Whether the visit suits the person, and why or why not."""


def visitors_of(
    visit: CompanyVisit, names: Mapping[PersonId, str], matches: Mapping[PersonId, VisitMatch]
) -> list[Visitor]:
    """Return who may go on a visit, whom it suits best first."""

    def rank(person: PersonId) -> tuple[int, float]:
        match = matches.get(person)
        return (-match.fit, -match.score) if match else (0, 0.0)

    return [
        Visitor(person, names[person], person in visit.participants, fit_words(matches.get(person)))
        for person in sorted(names, key=rank)
    ]


def fit_words(match: VisitMatch | None) -> str:
    """Return whether a visit suits somebody, and why or why not; empty when nobody asked."""
    if match is None:
        return ""
    if match.fit is Fit.NO:
        return " ".join(match.why_not)
    suits = _("Suits well.") if match.fit is Fit.WELL else _("Suits in part.")
    return " ".join((suits, *match.reasons))


class Visitors(QWidget):
    """`ticked` gives the person and whether they go."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[PersonId, CheckBox] = {}
        self._order: tuple[tuple[PersonId, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def boxes(self) -> Mapping[PersonId, CheckBox]:
        """The tick of each participant."""
        return self._boxes

    def tell(self, visitors: Sequence[Visitor], *, is_full: bool) -> None:
        """Show `visitors`; when the company takes no more, only ticks can be taken away."""
        if tuple((each.person, each.reasons) for each in visitors) != self._order:
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
        self._order = tuple((each.person, each.reasons) for each in visitors)
        for each in visitors:
            box = CheckBox(each.name)
            box.clicked.connect(self._ticker(each.person))
            self._boxes[each.person] = box
            self._column.addWidget(box)
            if each.reasons:
                box.setAccessibleDescription(each.reasons)
                why = Text(each.reasons, "Muted", wrap=True)
                why.setContentsMargins(theme.px(_INDENT_PX), 0, 0, theme.px(4))
                self._column.addWidget(why)
