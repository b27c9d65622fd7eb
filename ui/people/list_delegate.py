"""Draws one cell of the list of people."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kbh_desktop.people.labels import phase_label
from kbh_desktop.people.model import PersonRow
from ui.people.list_model import Column, PeopleModel, progress_text
from ui.people.words import (
    PHASE_TONES,
    centre_text,
    deadline_text,
    deadline_tone,
    initials,
    language_text,
    name_or_unknown,
)
from ui.theme import Token, Tone, Weight, theme
from ui.widgets.chip import chip_size, draw_chip

ROW_PX = 56
_PAD_PX = 12
_AVATAR_PX = 36
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_State = QStyle.StateFlag


class PersonDelegate(QStyledItemDelegate):
    """Every column of a row; what is not known yet is drawn as a grey bar."""

    def __init__(self, model: PeopleModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(theme.px(100), theme.px(ROW_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, line and content."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        column = index.column()
        self._draw_ground(painter, rect, option.state, first=not column)
        inner = rect.adjusted(theme.px(_PAD_PX), 0, -theme.px(_PAD_PX), 0)
        person = self._model.person(index.row())
        if person is None:
            _draw_unknown(painter, inner)
        else:
            self._draw(painter, inner, person, column)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, first: bool
    ) -> None:
        if state & _State.State_Selected:
            painter.fillRect(rect, theme.color("sel"))
        elif state & _State.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if first and state & _State.State_Selected and state & _State.State_Active:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("focus"))

    def _draw(self, painter: QPainter, rect: QRect, person: PersonRow, column: int) -> None:
        if column == Column.PERSON:
            _draw_person(painter, rect, person)
        elif column == Column.PHASE:
            _draw_pill(painter, rect, phase_label(person.phase), PHASE_TONES[person.phase])
        elif column == Column.PROGRESS:
            _draw_progress(painter, rect, person)
        elif column == Column.DEADLINE:
            self._draw_deadline(painter, rect, person)
        else:
            text = (
                centre_text(person.centre)
                if column == Column.CENTRE
                else language_text(person.mother_tongues)
            )
            _draw_text(painter, rect, text, theme.font(14), "text2")

    def _draw_deadline(self, painter: QPainter, rect: QRect, person: PersonRow) -> None:
        if person.deadline is None:
            return
        today = self._model.today
        tone, text = deadline_tone(person.deadline, today), deadline_text(person.deadline, today)
        if tone:
            _draw_pill(painter, rect, text, tone)
        else:
            _draw_text(painter, rect, text, theme.font(13), "text2")


def _draw_text(painter: QPainter, rect: QRect, text: str, font: QFont, color: Token) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(_LEFT), shown)


def _draw_pill(painter: QPainter, rect: QRect, text: str, tone: Tone) -> None:
    size = chip_size(text)
    top = rect.center().y() - size.height() / 2 + 1
    width = min(size.width(), rect.width())
    draw_chip(painter, QRectF(rect.left(), top, width, size.height()), text, tone)


def _draw_person(painter: QPainter, rect: QRect, person: PersonRow) -> None:
    side = theme.px(_AVATAR_PX)
    circle = QRectF(rect.left(), rect.center().y() - side / 2 + 1, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("soft"))
    painter.drawEllipse(circle)
    painter.setPen(theme.color("on_soft"))
    painter.setFont(theme.font(12, Weight.DemiBold))
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(person.name))
    words = rect.adjusted(side + theme.px(12), 0, 0, 0)
    name_font, number_font = theme.font(14, Weight.DemiBold), theme.font(12)
    upper = words.adjusted(0, theme.px(8), 0, -theme.px(24))
    lower = words.adjusted(0, theme.px(30), 0, -theme.px(7))
    if not person.number:
        upper = words
    _draw_text(painter, upper, name_or_unknown(person.name), name_font, "text")
    _draw_text(painter, lower, person.number, number_font, "text3")
    if person.conflicts:
        width = painter.fontMetrics().horizontalAdvance(person.number) + theme.px(8)
        mark = theme.pixmap("git-merge", "bad", 14)
        painter.drawPixmap(lower.left() + width, lower.center().y() - theme.px(7), mark)


def _draw_progress(painter: QPainter, rect: QRect, person: PersonRow) -> None:
    if not person.total:
        _draw_text(painter, rect, progress_text(person), theme.font(13), "text3")
        return
    share = min(1.0, person.answered / person.total)
    middle = rect.center().y()
    bar = QRectF(rect.left(), middle + theme.px(8), min(rect.width(), theme.px(110)), theme.px(5))
    _draw_text(
        painter,
        rect.adjusted(0, -theme.px(12), 0, 0),
        progress_text(person),
        theme.font(12),
        "text2",
    )
    painter.setPen(Qt.PenStyle.NoPen)
    radius = bar.height() / 2
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(bar, radius, radius)
    if share:
        bar.setWidth(max(bar.height(), bar.width() * share))
        painter.setBrush(theme.color("ok" if share == 1 else "accent"))
        painter.drawRoundedRect(bar, radius, radius)


def _draw_unknown(painter: QPainter, rect: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("sunken"))
    height = theme.px(12)
    bar = QRectF(rect.left(), rect.center().y() - height / 2, rect.width() * 0.6, height)
    painter.drawRoundedRect(bar, 4, 4)
