"""Warnings, many bundles and the shared folder in pictures."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from ui.exchange.folder_card import FolderCard
from ui.exchange.page import ExchangePage

if TYPE_CHECKING:
    from tour import Tour

_BUNDLES = 5


def _bundles(tour: "Tour") -> Path:
    """Return a folder of bundles that the laptop made, and one that is none."""
    folder = Path(mkdtemp(dir=tour.folder))
    tour.exchange("out")
    for _number in range(_BUNDLES):
        tour.app.bundles.export(folder)
    (folder / "kbh-gammel.kbhx").write_bytes(b"no bundle")
    return folder


def _many(tour: "Tour") -> ExchangePage:
    folder = _bundles(tour)
    page = tour.exchange("in", office=True)
    page.incoming.look_at_all([folder])
    tour.settle()
    return page


def _report(tour: "Tour") -> None:
    page = _many(tour)
    if page.incoming.many is not None:
        page.incoming.many.take_in()
    tour.settle()


def _gap(tour: "Tour") -> None:
    """Lose all but the last of some bundles."""
    newest = max(_bundles(tour).glob("*-00*.kbhx"))
    tour.exchange("in", office=True)
    tour.app.bundles.import_(newest)
    tour.exchange("out", office=True)


def _folder(tour: "Tour") -> None:
    page = tour.exchange("out")
    share = tour.folder / "share"
    share.mkdir(exist_ok=True)
    courier = tour.app.courier_in(share)
    courier.round()
    card = FolderCard(tour.app, courier)
    page.column.insertWidget(2, card)
    tour.settle()


EXCHANGE: Mapping[str, Callable[["Tour"], object]] = {
    "exchange-many": _many,
    "exchange-report": _report,
    "exchange-gap": _gap,
    "exchange-folder": _folder,
}
