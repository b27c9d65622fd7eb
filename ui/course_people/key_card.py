"""How many people each municipality receives: planned, and as it became."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from kbh_desktop.courses.economy import CostKey, KeyKind
from kbh_desktop.i18n import _, short_date
from ui.course_people.number_field import NumberField
from ui.people.words import municipality_text
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

_MOST = 9_999
_KINDS: tuple[KeyKind, ...] = ("planned", "received")


class KeyCard(Card):
    """`changed` gives the kind of key and the numbers by municipality."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Who receives how many"))
        self._boxes: dict[tuple[KeyKind, str], NumberField] = {}
        self._municipalities: tuple[str, ...] = ()
        about = _("The costs are split by these numbers; planned on account, received in the end.")
        self.column.addWidget(Text(about, "Muted", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self.column.addLayout(self._grid)
        self._since = Text("", "Muted", wrap=True)
        self.column.addWidget(self._since)

    def box(self, kind: KeyKind, municipality: str) -> NumberField:
        """Return the field of a number."""
        return self._boxes[kind, municipality]

    def tell(self, municipalities: Sequence[str], keys: Mapping[KeyKind, CostKey | None]) -> None:
        """Show the numbers that hold today."""
        if self._municipalities != tuple(municipalities):
            self._municipalities = tuple(municipalities)
            self._build()
        for (kind, code), box in self._boxes.items():
            key = keys[kind]
            if not box.hasFocus():
                box.blockSignals(True)  # noqa: FBT003 - Qt's signature
                box.setValue(key.people.get(code, 0) if key else 0)
                box.blockSignals(False)  # noqa: FBT003
        received = keys["received"]
        text = _("Received as counted on {date}.")
        self._since.setText(
            text.format(date=short_date(received.valid_from))
            if received
            else _("Nobody has counted yet who was received.")
        )

    def _build(self) -> None:
        clear_layout(self._grid)
        self._boxes.clear()
        right = Qt.AlignmentFlag.AlignRight
        for column, kind in enumerate(_KINDS, 1):
            self._grid.addWidget(Text(_kind_label(kind), "Label"), 0, column, right)
        for row, code in enumerate(self._municipalities, 1):
            name = municipality_text(code)
            self._grid.addWidget(Text(name), row, 0)
            for column, kind in enumerate(_KINDS, 1):
                box = NumberField()
                box.setRange(0, _MOST)
                box.setMinimumWidth(theme.px(96))
                box.setAlignment(right)
                box.setAccessibleName(f"{name}: {_kind_label(kind)}")
                box.editingFinished.connect(partial(self._typed, kind))
                self._boxes[kind, code] = box
                self._grid.addWidget(box, row, column)

    def _typed(self, kind: KeyKind) -> None:
        people = {code: self._boxes[kind, code].value() for code in self._municipalities}
        self.changed.emit(kind, people)


def _kind_label(kind: KeyKind) -> str:
    return _("Planned") if kind == "planned" else _("Received")
