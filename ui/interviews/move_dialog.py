"""Shows what moving a draft to the newest version of its form would do."""

from collections.abc import Callable

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.interviews.moving import LeftAnswer, MovePreview
from ui.theme import theme
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

_MOST_HIGH_PX = 320


class MoveDialog(Dialog):
    """What goes along, what is new, and what has no place; nothing happens before yes."""

    def __init__(self, parent: QWidget, preview: MovePreview, on_move: Callable[[], None]) -> None:
        super().__init__(parent, _("Move to the newest version of the form?"))
        self._on_move = on_move
        versions = _("From version {old} to version {new}.")
        said = versions.format(old=preview.old_version, new=preview.new_version)
        self.column.addWidget(Text(said, "Sub", wrap=True))
        inner = QWidget()
        inner.setProperty("class", "Plain")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 8, 0)
        lines.setSpacing(6)
        kept = n_("{count} answer goes along", "{count} answers go along", preview.kept)
        lines.addWidget(Text(kept.format(count=preview.kept), "Strong", wrap=True))
        _add_new(lines, preview.new)
        _add_left(lines, preview.left)
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(_("What moving would do"))
        scroll.setWidget(inner)
        scroll.setMinimumHeight(min(theme.px(_MOST_HIGH_PX), inner.sizeHint().height() + 4))
        self.column.addWidget(scroll, 1)
        self.add_cancel(_("Keep this version"))
        self.add_accept(_("Move the draft"))

    def accept(self) -> None:
        """Move it."""
        super().accept()
        self._on_move()


def _add_new(lines: QVBoxLayout, new: tuple[str, ...]) -> None:
    if not new:
        return
    title = n_("{count} new question", "{count} new questions", len(new))
    lines.addWidget(Text(title.format(count=len(new)), "Strong", wrap=True))
    for words in new:
        lines.addWidget(Text(words, "Muted", wrap=True))


def _add_left(lines: QVBoxLayout, left: tuple[LeftAnswer, ...]) -> None:
    if not left:
        return
    title = n_(
        "{count} answer has no place; it stays in the history",
        "{count} answers have no place; they stay in the history",
        len(left),
    )
    lines.addWidget(Text(title.format(count=len(left)), "WarnText", wrap=True))
    for one in left:
        words = _("{question}: {answer}").format(question=one.question, answer=one.answer)
        lines.addWidget(Text(f"{words} {one.reason}".strip(), "Muted", wrap=True))
