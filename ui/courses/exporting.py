"""Writing plans to files for others: where, then in the background, then a word that it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.errors import show_error
from ui.navigation import Navigator

ChooseTarget = Callable[[QWidget, str, str, str], Path | None]
"""Asks with a title, a proposed name and a filter."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: what is asked, how it is called, and what writes it."""

    title: str
    ending: str
    filter: str
    write: Callable[[Path], Path]


def export(
    parent: QWidget,
    navigator: Navigator,
    name: str,
    kind: FileKind,
    choose: ChooseTarget | None = None,
) -> None:
    """Ask where, and write the file there."""
    target = (choose or ask_for_target)(parent, kind.title, f"{name}{kind.ending}", kind.filter)
    if target is None:
        return
    if not target.suffix:
        target = target.with_suffix(kind.ending)
    run_in_background(
        parent,
        lambda: kind.write(target),
        lambda written: navigator.toast(_("Saved as {name}").format(name=written.name)),
        lambda error: show_error(parent, error),
    )


def ask_for_target(parent: QWidget, title: str, name: str, filter_: str) -> Path | None:
    """Let the person choose where to write."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, name, filter_)
    return Path(chosen) if chosen else None


def calendar_file(write: Callable[[Path], Path]) -> FileKind:
    """Return a calendar that phones and Outlook can read."""
    return FileKind(_("Save the calendar"), ".ics", _("Calendars (*.ics)"), write)


def workbook_file(write: Callable[[Path], Path]) -> FileKind:
    """Return a workbook."""
    return FileKind(_("Save as Excel"), ".xlsx", _("Excel (*.xlsx)"), write)
