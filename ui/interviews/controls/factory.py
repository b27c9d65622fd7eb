"""Which control answers which kind of question."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.xforms.states import View
from ui.interviews.controls.appearances import chosen_control
from ui.interviews.controls.attached import AudioControl, FileControl
from ui.interviews.controls.catalogue import CatalogueControl, Find
from ui.interviews.controls.choice import OneOfControl, RankControl
from ui.interviews.controls.control import Control
from ui.interviews.controls.files import Files, FilesInHand, Media, no_media
from ui.interviews.controls.photo import PhotoControl
from ui.interviews.controls.signature import SignatureControl
from ui.interviews.controls.text import (
    DateControl,
    DateTimeControl,
    LineControl,
    MultilineControl,
    NumberControl,
    TimeControl,
)
from ui.interviews.controls.titles import Suggest, TitleControl

MANY = "kbh-many"
"""The appearance of a catalogue question that takes several entries."""


@dataclass(frozen=True, slots=True)
class ControlTools:
    """What some controls need to know: today's date, catalogues and titles by appearance."""

    today: Callable[[], date]
    catalogues: dict[str, Find]
    titles: dict[str, Suggest] = field(default_factory=dict)
    files: Files = field(default_factory=FilesInHand)
    media: Media = no_media

    def worded(self, view: View) -> str:
        """Return the answer of `view` as a person reads it, codes of catalogues by their names."""
        for appearance in view.appearance.split():
            if appearance in self.catalogues:
                name_of = self.catalogues[appearance].name_of
                return ", ".join(name_of(code) for code in view.value.split())
        return view.display or view.value


def make_control(view: View, tools: ControlTools) -> Control:
    """Return a new control for the kind of question that `view` is."""
    appearances = view.appearance.split()
    special = _suggesting(appearances, tools) or _filed(view, appearances, tools.files)
    special = special or chosen_control(view)
    if special is not None:
        return special
    if view.type == "text" and "multiline" in appearances:
        return MultilineControl()
    if view.type == "date":
        return DateControl(tools.today, precision=_precision(appearances))
    if view.type == "dateTime":
        return DateTimeControl(tools.today)
    simple: dict[str, type[Control]] = {
        "trigger": OneOfControl,
        "rank": RankControl,
        "integer": NumberControl,
        "decimal": NumberControl,
        "time": TimeControl,
    }
    return simple.get(view.type, LineControl)()


def _suggesting(appearances: list[str], tools: ControlTools) -> Control | None:
    """Return the control that finds answers in a catalogue, if one is asked for."""
    for appearance in appearances:
        if appearance in tools.catalogues:
            return CatalogueControl(tools.catalogues[appearance], many=MANY in appearances)
        if appearance in tools.titles:
            return TitleControl(tools.titles[appearance])
    return None


_DRAWN = frozenset({"signature", "draw"})


def _filed(view: View, appearances: list[str], files: Files) -> Control | None:
    """Return the control for an answer that is a file, if it is one."""
    if view.type == "image" and _DRAWN & set(appearances):
        return SignatureControl(files)
    controls = {
        "image": PhotoControl,
        "audio": AudioControl,
        "video": FileControl,
        "file": FileControl,
    }
    return controls[view.type](files) if view.type in controls else None


def _precision(appearances: list[str]) -> str:
    if "year" in appearances:
        return "year"
    return "month" if "month-year" in appearances else "day"
