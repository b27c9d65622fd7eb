"""Which control an appearance asks for, where options or a range are chosen from."""

import re
from collections.abc import Collection

from kbh_desktop.xforms.states import View
from ui.interviews.controls.choice import OneOfControl, PickerControl, SeveralControl
from ui.interviews.controls.chosen import ChosenControl
from ui.interviews.controls.control import Control
from ui.interviews.controls.looks import Flowing, InCells, InColumns, Look, OnAScale
from ui.interviews.controls.ranges import (
    RatingControl,
    SliderControl,
    ThousandsControl,
    steps_of,
)
from ui.interviews.controls.text import NumberControl

MOST_BUTTONS = 12
"""More options than this are picked by typing."""
TABLE_HEAD, TABLE_ROW = "label", "list-nolabel"
_BY_TYPING = frozenset({"minimal", "autocomplete", "search"})
_SIDE_BY_SIDE = frozenset({"horizontal", "horizontal-compact"})
_IN_ONE_COLUMN = frozenset({"vertical", "list"})
_COLUMNS = re.compile(r"columns-(\d+)")
_MOST_COLUMNS = 8
_USUAL_COLUMNS = 3


def is_table_head(view: View) -> bool:
    """Return whether the question only shows its options over the rows of a table."""
    return TABLE_HEAD in view.appearance.split() and view.type.startswith("select")


def is_table_row(view: View) -> bool:
    """Return whether the question is a row of a table, its options named above."""
    return TABLE_ROW in view.appearance.split() and view.type.startswith("select")


def chosen_control(view: View) -> Control | None:
    """Return the control for options or a range; None for every other question."""
    appearances = view.appearance.split()
    if view.type.startswith("select_one"):
        return _one(view, appearances)
    if view.type == "select_multiple":
        by_typing = bool(_BY_TYPING & set(appearances))
        return ChosenControl() if by_typing else SeveralControl(_look(view, appearances))
    if view.type == "range":
        return _range(view, appearances)
    if view.type in {"integer", "decimal"} and "thousands-sep" in appearances:
        return ThousandsControl()
    return None


def _one(view: View, appearances: Collection[str]) -> Control:
    if "rating" in appearances:
        return RatingControl()
    look = _look(view, appearances)
    laid_out = not isinstance(look, Flowing) or isinstance(look, InColumns)
    many = len(view.choices) > MOST_BUTTONS and not laid_out
    if many or _BY_TYPING & set(appearances):
        return PickerControl()
    return OneOfControl(look, quick="quick" in appearances)


def _look(view: View, appearances: Collection[str]) -> Look:
    if TABLE_ROW in appearances:
        return InCells()
    if "likert" in appearances:
        return OnAScale()
    columns = _columns(view, appearances)
    return InColumns(columns) if columns else Flowing()


def _columns(view: View, appearances: Collection[str]) -> int:
    """Return the number of columns asked for, 0 for as many as fit."""
    for appearance in appearances:
        asked = _COLUMNS.fullmatch(appearance)
        if asked:
            return max(1, min(_MOST_COLUMNS, int(asked[1])))
    if "columns" in appearances:
        return _USUAL_COLUMNS
    if _IN_ONE_COLUMN & set(appearances):
        return 1
    if _SIDE_BY_SIDE & set(appearances):
        return min(_MOST_COLUMNS, max(1, len(view.choices)))
    return 0


def _range(view: View, appearances: Collection[str]) -> Control:
    steps = steps_of(view)
    if not steps or "picker" in appearances:
        return NumberControl()
    if "rating" in appearances:
        return RatingControl()
    return SliderControl(
        steps, upright="vertical" in appearances, ticks="no-ticks" not in appearances
    )
