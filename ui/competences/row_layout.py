"""Where the parts of a line of the card lie; drawing and clicking both ask here."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.competences.cefr_picture import picture_height
from ui.competences.level_chips import chip_boxes, chips_width
from ui.competences.rows import Row
from ui.theme import theme

PAD_PX = 12
ICON_PX = 20
MORE_PX = 36
TILE_WIDTH_PX, TILE_HEIGHT_PX = 104, 74
_HEADING_PX, _ADD_PX, _TITLE_PX, _REMARK_PX = 46, 40, 24, 20
_ABOVE_PX = 8


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Boxes in the coordinates of the list."""

    icon: QRect
    title: QRect
    remark: QRect
    detail: QRect
    chips: tuple[QRect, ...]
    more: QRect
    body: QRect
    """For a picture below the words."""


def row_height(row: Row, width: int) -> int:
    """Return the height of `row` in a list of that width."""
    if row.kind == "heading":
        return theme.px(_HEADING_PX)
    if row.kind == "add":
        return theme.px(_ADD_PX)
    height = 2 * theme.px(_ABOVE_PX) + theme.px(_TITLE_PX)
    if row.remark or row.evidence or row.warning:
        height += theme.px(_REMARK_PX)
    if row.detail:
        height += theme.px(_REMARK_PX)
    if row.cefr:
        height += picture_height() + theme.px(4)
    if row.pictures:
        lines = -(-len(row.pictures) // tiles_across(width))
        height = lines * theme.px(TILE_HEIGHT_PX) + 2 * theme.px(_ABOVE_PX)
    return max(height, theme.px(52))


def tiles_across(width: int) -> int:
    """Return how many pictograms stand beside one another."""
    return max(1, (width - 2 * theme.px(PAD_PX) - theme.px(MORE_PX)) // theme.px(TILE_WIDTH_PX))


def lay_out(row: Row, rect: QRect) -> RowLayout:
    """Return where the parts of `row` lie in `rect`."""
    pad, side = theme.px(PAD_PX), theme.px(ICON_PX)
    inner = rect.adjusted(pad, theme.px(_ABOVE_PX), -theme.px(4), -theme.px(_ABOVE_PX))
    more_side = theme.px(MORE_PX)
    upper = theme.px(_TITLE_PX) + theme.px(_REMARK_PX)
    middle = inner.top() + min(inner.height(), upper) // 2
    more = QRect(inner.right() - more_side, middle - more_side // 2, more_side, more_side)
    right = more.left() - theme.px(6)
    chips: tuple[QRect, ...] = ()
    if row.leveled:
        chips = chip_boxes(right, middle)
        right -= chips_width() + theme.px(4)
    icon = QRect(inner.left(), inner.top() + theme.px(2), side, side)
    left = icon.right() + theme.px(10) if row.icon else inner.left()
    alone = not (row.remark or row.evidence or row.warning or row.detail or row.cefr)
    title_height = inner.height() if alone else theme.px(_TITLE_PX)
    title = QRect(left, inner.top(), right - left, title_height)
    remark = QRect(left, title.bottom() + 1, right - left, theme.px(_REMARK_PX))
    detail_top = remark.bottom() + 1
    detail = QRect(left, detail_top, inner.right() - left, theme.px(_REMARK_PX))
    body = QRect(left, inner.bottom() - picture_height(), inner.right() - left, picture_height())
    if row.pictures:
        body = QRect(inner.left(), inner.top(), more.left() - inner.left(), inner.height())
    if alone:
        icon.moveTop(inner.center().y() - side // 2)
    return RowLayout(icon, title, remark, detail, chips, more, body)
