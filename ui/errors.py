"""Errors shown to the person, in the window they are working in."""

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from kbh_desktop.errors import CancelledError, InputError, KbhError
from kbh_desktop.i18n import _
from ui.theme import Tone

_log = logging.getLogger(__name__)


@runtime_checkable
class ShowsNotices(Protocol):
    """A page, dialog or window that can show a line of text above its content."""

    def show_notice(self, text: str, tone: Tone) -> None:
        """Show `text` until it is closed or another comes."""


class ShowsError(Protocol):
    """A field that can say what is wrong with what it holds."""

    def show_error(self, text: str) -> None:
        """Show `text` at the field; nothing when it is empty."""


def text_of(error: BaseException) -> str:
    """Return what a person is told about `error`."""
    if isinstance(error, KbhError):
        return str(error)
    return _(
        "The program made a mistake. What you have written is saved. Try again, and tell IT if it"
        " happens twice."
    )


def show_error(parent: QObject, error: BaseException) -> None:
    """Show `error` in the nearest place around `parent` that shows notices."""
    if not isinstance(error, KbhError):
        _log_mistake(error)
    tone: Tone = "info" if isinstance(error, CancelledError) else "bad"
    place = _place(parent)
    if place is not None:
        place.show_notice(text_of(error), tone)


@contextmanager
def guard(parent: QWidget, fields: Mapping[str, ShowsError] | None = None) -> Iterator[None]:
    """Show an error raised inside: at its field if it has one among `fields`, else as a notice."""
    try:
        yield
    except InputError as error:
        field = (fields or {}).get(error.field)
        if field is None:
            show_error(parent, error)
        else:
            field.show_error(str(error))
    except KbhError as error:
        show_error(parent, error)


def show_unforeseen_errors() -> None:
    """From now on show and log errors that nobody expected, instead of ending the program.

    What was there before to report them, such as the crash guard, still does.
    """
    report = sys.excepthook

    def unforeseen(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or report is not sys.__excepthook__:
            report(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            _show_unforeseen(error)

    sys.excepthook = unforeseen


def _show_unforeseen(error: BaseException) -> None:
    window = QApplication.activeWindow() or next(iter(QApplication.topLevelWidgets()), None)
    if window is not None:
        show_error(QApplication.focusWidget() or window, error)


def _place(start: QObject | None) -> ShowsNotices | None:
    while start is not None:
        if isinstance(start, ShowsNotices):
            return start
        start = start.parent()
    return None


def _log_mistake(error: BaseException) -> None:
    """Log what kind of error it was and where; the log leaves its text out."""
    _log.error("unforeseen", exc_info=error)
