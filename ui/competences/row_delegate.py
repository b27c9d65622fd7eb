"""Draws one line of the competence card."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.competences.cefr_picture import draw_cefr
from ui.competences.level_chips import draw_chips
from ui.competences.marked_text import draw_line
from ui.competences.row_layout import (
    ICON_PX,
    TILE_HEIGHT_PX,
    TILE_WIDTH_PX,
    RowLayout,
    lay_out,
    row_height,
    tiles_across,
)
from ui.competences.rows import Row
from ui.competences.words import EVIDENCE_ICONS, evidence_text, level_text
from ui.theme import Token, Weight, theme

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_SMALL_PX = 14
_BETWEEN = " · "


class RowDelegate(QStyledItemDelegate):
    """Headings are large, entries have a frame when they are in hand."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the line needs at the width of the list."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        return QSize(10, row_height(row, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "heading":
            _draw_heading(painter, option.rect, row)
        else:
            in_hand = bool(option.state & _State.State_Selected)
            _draw_ground(painter, option, in_hand=in_hand)
            if row.kind == "add":
                _draw_add(painter, option.rect, row)
            else:
                over = bool(option.state & _State.State_MouseOver)
                _draw_entry(painter, option.rect, row, in_hand=in_hand or over)
        painter.restore()


def _draw_heading(painter: QPainter, rect: QRect, row: Row) -> None:
    words = rect.adjusted(theme.px(4), theme.px(12), -theme.px(12), 0)
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font(16, Weight.DemiBold))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(words, int(middle), row.title)
    words.setLeft(words.left() + painter.fontMetrics().horizontalAdvance(row.title) + theme.px(8))
    painter.setPen(theme.color("text3"))
    painter.setFont(theme.font(13))
    remark = painter.fontMetrics().elidedText(
        row.remark, Qt.TextElideMode.ElideRight, words.width()
    )
    painter.drawText(words, int(middle | Qt.AlignmentFlag.AlignRight), remark)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem, *, in_hand: bool) -> None:
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    focused = in_hand and bool(option.state & _State.State_HasFocus)
    painter.setPen(theme.color("focus") if focused else Qt.PenStyle.NoPen)
    over = bool(option.state & _State.State_MouseOver)
    ground: Token = "sel" if in_hand else "hover" if over else "surface"
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(box, 8, 8)


def _draw_add(painter: QPainter, rect: QRect, row: Row) -> None:
    side = theme.px(18)
    left = rect.left() + theme.px(12)
    painter.drawPixmap(left, rect.center().y() - side // 2, theme.pixmap("plus", "accent", 18))
    words = rect.adjusted(theme.px(12) + side + theme.px(10), 0, -theme.px(12), 0)
    draw_line(painter, words, row.title, theme.font(14, Weight.Medium), "accent")


def _draw_entry(painter: QPainter, rect: QRect, row: Row, *, in_hand: bool) -> None:
    places = lay_out(row, rect)
    if row.icon:
        painter.drawPixmap(places.icon.topLeft(), theme.pixmap(row.icon, "text2", ICON_PX))
    if row.pictures:
        _draw_pictures(painter, places.body, row, rect.width())
    else:
        draw_line(painter, places.title, row.title, theme.font(14, Weight.DemiBold), "text")
        _draw_remark(painter, places, row)
    if row.detail:
        draw_line(painter, places.detail, row.detail, theme.font(13), "text2")
    if row.cefr:
        draw_cefr(painter, places.body, row.cefr)
    if row.leveled:
        draw_chips(painter, places.chips, row.level)
    side = theme.px(18)
    color: Token = "text2" if in_hand else "field"
    dots = QRectF(0, 0, side, side)
    dots.moveCenter(QRectF(places.more).center())
    painter.drawPixmap(dots.topLeft(), theme.pixmap("ellipsis", color, 18))


def _draw_remark(painter: QPainter, places: RowLayout, row: Row) -> None:
    parts = (level_text(row.level), row.remark, evidence_text(row.evidence), row.belongs_to)
    text = _BETWEEN.join(part for part in (row.warning, *parts) if part)
    box = QRect(places.remark)
    small = theme.px(_SMALL_PX)
    icons: list[tuple[str, Token]] = []
    if row.warning:
        icons.append(("triangle-alert", "warn"))
    if row.evidence:
        icons.append((EVIDENCE_ICONS[row.evidence], "ok" if row.evidence != "stated" else "text3"))
    for name, color in icons:
        top = box.center().y() - small // 2
        painter.drawPixmap(box.left(), top, theme.pixmap(name, color, _SMALL_PX))
        box.setLeft(box.left() + small + theme.px(5))
    if row.told and text:
        box.setRight(box.right() - small - theme.px(6))
    draw_line(painter, box, text, theme.font(13), "warn" if row.warning else "text3")
    if row.told:
        _draw_told(painter, row, places.title, box, text)


def _draw_told(painter: QPainter, row: Row, title: QRect, remark: QRect, text: str) -> None:
    """Draw the mark of an interview after the remark, or after the title where there is none."""
    box, words = (remark, text) if text else (title, row.title)
    font = theme.font(13) if text else theme.font(14, Weight.DemiBold)
    small = theme.px(_SMALL_PX)
    width = min(QFontMetrics(font).horizontalAdvance(words), box.width())
    left, top = box.left() + width + theme.px(6), box.center().y() - small // 2
    painter.drawPixmap(left, top, theme.pixmap("clipboard-list", "text3", _SMALL_PX))


def _draw_pictures(painter: QPainter, body: QRect, row: Row, width: int) -> None:
    across = tiles_across(width)
    for place, (icon, words) in enumerate(row.pictures):
        tile = QRect(
            body.left() + place % across * theme.px(TILE_WIDTH_PX),
            body.top() + place // across * theme.px(TILE_HEIGHT_PX),
            theme.px(TILE_WIDTH_PX) - theme.px(8),
            theme.px(TILE_HEIGHT_PX) - theme.px(8),
        )
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(QRectF(tile), 8, 8)
        side = theme.px(24)
        left = tile.center().x() - side // 2
        painter.drawPixmap(left, tile.top() + theme.px(8), theme.pixmap(icon, "accent", 24))
        below = tile.adjusted(theme.px(4), theme.px(34), -theme.px(4), -theme.px(3))
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(12))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(below, flags, words)
