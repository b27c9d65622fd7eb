"""A signature: drawn with mouse, finger or pen, or the name typed instead."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.xforms.states import View
from ui.interviews.controls.control import Control
from ui.interviews.controls.files import Files
from ui.interviews.controls.pictures import PNG, as_png, preview
from ui.theme import theme
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text

SHEET = QSize(640, 200)
"""The sheet in its own units; the picture has twice as many pixels."""
_SCALE = 2
_PAPER, _INK, _LINE = QColor("#ffffff"), QColor("#14213d"), QColor("#9aa3b2")
_PEN_WIDTH = 2.6
_MARGIN, _BASELINE = 40, 150

Stroke = list[QPointF]


class SignaturePad(QWidget):
    """The sheet to sign on; Backspace takes the last stroke back, Delete all of them."""

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, on=False)  # as a mouse then
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setFixedHeight(theme.px(SHEET.height()))
        self.setMaximumWidth(theme.px(SHEET.width()))
        self.setMinimumWidth(theme.px(SHEET.width() // 2))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._strokes

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._changed()

    def clear(self) -> None:
        """Take all strokes back."""
        self._strokes.clear()
        self._changed()

    def picture(self) -> QImage:
        """Return what is drawn, on white."""
        image = _sheet()
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SCALE, _SCALE)
        self._draw(painter)
        painter.end()
        return image

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self.setFocus()
            self._strokes.append([self._on_sheet(event.position())])
            self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self._strokes[-1].append(self._on_sheet(event.position()))
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take strokes back with the keyboard."""
        if event.key() == Qt.Key.Key_Backspace:
            self.undo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet, its line, and the strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus()
        edge = theme.color("accent") if strong else theme.color("field")
        painter.setPen(QPen(edge, 2 if strong else 1))
        painter.setBrush(_PAPER)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.scale(self._factor(), self._factor())
        painter.setPen(QPen(_LINE, 1, Qt.PenStyle.DashLine))
        right = self.width() / self._factor() - _MARGIN
        painter.drawLine(QPointF(_MARGIN, _BASELINE), QPointF(right, _BASELINE))
        self._draw(painter)

    def _factor(self) -> float:
        return self.height() / SHEET.height()

    def _on_sheet(self, position: QPointF) -> QPointF:
        return position / self._factor()

    def _draw(self, painter: QPainter) -> None:
        pen = QPen(_INK, _PEN_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            painter.drawPath(_smooth(stroke))

    def _changed(self) -> None:
        self.update()
        self.drawn.emit()


class SignatureControl(Control):
    """Keeps a signature when it is used or the question is left; the answer is a picture."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._key = ""
        self._value = ""
        self._readonly = False
        self._picture = QLabel()
        self._about = Text("", "Muted", wrap=True)
        self._pad = SignaturePad()
        self._pad.drawn.connect(self._show_buttons)
        self._name = QLineEdit()
        self._name.setPlaceholderText(_("Or type the name as a signature"))
        self._name.setAccessibleName(_("Name typed as a signature"))
        self._name.setMaximumWidth(theme.px(SHEET.width()))
        self._name.textEdited.connect(self._show_buttons)
        self._name.returnPressed.connect(self._used)
        self._use = Button(_("Use the signature"), self._used, icon="check")
        self._undo = QuietButton(_("Undo stroke"), self._pad.undo, icon="undo-2")
        self._clear = QuietButton(_("Clear"), self._pad.clear, icon="eraser")
        self._anew = Button(_("Sign again"), self._again, icon="pen-line")
        self._lay_out()

    def field(self) -> QWidget:
        """Return the sheet, or what signs again."""
        return self._anew if self._value else self._pad

    def show_view(self, view: View, /) -> None:
        """Show the signature, or the sheet while there is none."""
        self._key = view.key
        self._readonly = view.readonly
        self._pad.setAccessibleName(_("Sign here: {question}").format(question=view.label))
        self._pad.setAccessibleDescription(
            _("Draw with mouse, finger or pen. Backspace takes the last stroke back.")
        )
        self._picture.setAccessibleName(_("Signature: {question}").format(question=view.label))
        self._anew.setAccessibleDescription(view.label)
        self._value = "" if view.value == MASKED else view.value
        self._show_answer()

    def flush(self) -> None:
        """Keep what was drawn or typed and not yet used."""
        super().flush()
        if not self._readonly and not self._value and self._has_signed():
            self._used()

    def _lay_out(self) -> None:
        drawing, answer = QWidget(), QWidget()
        first, second = FlowLayout(drawing, spacing=8), QHBoxLayout(answer)
        for button in (self._use, self._undo, self._clear):
            first.addWidget(button)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self._anew)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._picture)
        column.addWidget(self._about)
        column.addWidget(self._pad)
        column.addWidget(self._name)
        column.addWidget(drawing)
        column.addWidget(answer)
        self._drawing, self._signed = drawing, answer

    def _show_answer(self) -> None:
        signing = not self._value and not self._readonly
        for widget in (self._pad, self._name, self._drawing):
            widget.setVisible(signing)
        self._signed.setVisible(bool(self._value) and not self._readonly)
        self._show_picture()
        self._show_buttons()

    def _show_picture(self) -> None:
        shown, words = False, ""
        if self._value:
            try:
                content = self._files.read(self._value)
                box = QSize(theme.px(SHEET.width() // 2), theme.px(SHEET.height() // 2))
                self._picture.setPixmap(preview(content, box, self.devicePixelRatioF()))
                shown = True
            except KbhError as error:
                words = str(error)
        self._picture.setVisible(shown)
        self._about.setText(words)
        self._about.setVisible(bool(words))

    def _show_buttons(self) -> None:
        self._use.setEnabled(self._has_signed())
        self._undo.setEnabled(not self._pad.is_empty)
        self._clear.setEnabled(not self._pad.is_empty)

    def _has_signed(self) -> bool:
        return not self._pad.is_empty or bool(self._name.text().strip())

    def _used(self) -> None:
        if not self._has_signed():
            return
        typed = self._name.text().strip()
        picture = _typed_name(typed) if self._pad.is_empty else self._pad.picture()
        try:
            name = self._files.keep(self._key, as_png(picture), "signature", PNG)
        except KbhError as error:
            self.refused.emit(str(error))
            return
        self._pad.clear()
        self._name.clear()
        self._say(name)

    def _again(self) -> None:
        self._say("")
        self._pad.setFocus()

    def _say(self, value: str) -> None:
        self._value = value
        self._show_answer()
        self.answered.emit(value)


def _sheet() -> QImage:
    image = QImage(SHEET * _SCALE, QImage.Format.Format_RGB32)
    image.fill(_PAPER)
    return image


def _typed_name(name: str) -> QImage:
    """Return the name as it was typed, in slanted letters over the line."""
    image = _sheet()
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    font = QFont(theme.font(44))
    font.setPixelSize(44)
    font.setItalic(True)
    painter.setFont(font)
    painter.setPen(_INK)
    room = QRectF(_MARGIN, 0, SHEET.width() - 2 * _MARGIN, _BASELINE)
    needed = painter.boundingRect(room, Qt.AlignmentFlag.AlignBottom, name).width()
    if needed > room.width():
        font.setPixelSize(max(12, int(44 * room.width() / needed)))
        painter.setFont(font)
    painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, name)
    painter.end()
    return image


def _smooth(stroke: Stroke) -> QPainterPath:
    """Return the curve through the middles of the stroke's pieces; one point is a dot."""
    path = QPainterPath(stroke[0])
    for before, after in pairwise(stroke):
        path.quadTo(before, (before + after) / 2)
    path.lineTo(stroke[-1] + QPointF(0.1, 0))
    return path
