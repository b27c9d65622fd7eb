"""The print centre in pictures."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.people.model import PersonQuery
from ui.print_center.page import PrintCenterPage
from ui.print_center.passphrase_dialog import FilePassphraseDialog

if TYPE_CHECKING:
    from tour import Tour

_PEOPLE = 4
_PAUSE_MS = 500
"""The page waits for the last of several ticks."""


def _page(tour: "Tour") -> PrintCenterPage:
    page = tour.go("print", office=True)
    if not isinstance(page, PrintCenterPage):
        raise TypeError(page)
    return page


def _chosen(tour: "Tour") -> None:
    page = _page(tour)
    page.what.tick((DocumentKind.SUMMARY, DocumentKind.COMPETENCE_PROFILE))
    page.people.choose(tour.app.people.find(PersonQuery(), limit=_PEOPLE).ids)
    QTest.qWait(_PAUSE_MS)
    tour.settle()


def _passphrase(tour: "Tour") -> None:
    FilePassphraseDialog(_page(tour), "sild-krone-lampe-mølle-havn-abrikos-tog").start()


PRINTING: Mapping[str, Callable[["Tour"], object]] = {
    "print-empty": _page,
    "print": _chosen,
    "print-passphrase": _passphrase,
}
