"""Keys and lost devices in pictures."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.custody.ceremony_dialog import CeremonyDialog
from ui.custody.drill_dialog import DrillDialog
from ui.custody.new_keys_dialog import NewKeysDialog
from ui.custody.section import CustodySection
from ui.losses.dialog import LossDialog
from ui.losses.found_dialog import FoundDialog

if TYPE_CHECKING:
    from tour import Tour

    from kbh_desktop.losses.model import Loss


def _section(tour: "Tour") -> CustodySection:
    page = tour.go("settings", office=True)
    page.restore("nøgler tabte")
    return next(iter(page.findChildren(CustodySection)))


def _ceremony(tour: "Tour", *, begun: bool) -> None:
    section = _section(tour)
    app = tour.app
    app.ceremony.abandon()
    dialog = CeremonyDialog(section, app)
    dialog.go_on()
    if begun:
        dialog.present.people.setPlainText("Karin Holm, leder\nJens Lund, it\nSara Nim")
        dialog.accept()
        dialog.accept()


def _loss(tour: "Tour") -> "Loss":
    app = tour.app
    known = app.losses.all()
    if known:
        return known[0]
    device = next(each for each in app.bundles.devices() if not each.revoked)
    return app.losses.report(device.id, what_happened="Stjålet fra en bil på Avnstrup.")


def _lost(tour: "Tour", step: int) -> None:
    section = _section(tour)
    dialog = LossDialog(section, tour.app, _loss(tour) if step else None)
    dialog.begin(step)


def _case(tour: "Tour") -> None:
    _loss(tour)
    _section(tour).refresh()


def _found(tour: "Tour") -> None:
    FoundDialog(_section(tour), tour.app, _loss(tour)).start()


def _new_keys(tour: "Tour") -> None:
    section = _section(tour)
    NewKeysDialog(section, tour.app, tour.window.shell).start()


CUSTODY: Mapping[str, Callable[["Tour"], object]] = {
    "keys": _section,
    "keys-ceremony": lambda tour: _ceremony(tour, begun=False),
    "keys-ceremony-sheet": lambda tour: _ceremony(tour, begun=True),
    "keys-drill": lambda tour: DrillDialog(_section(tour), tour.app).start(),
    "keys-new": _new_keys,
    "lost-device": lambda tour: _lost(tour, 0),
    "lost-affected": lambda tour: _lost(tour, 1),
    "lost-notice": lambda tour: _lost(tour, 2),
    "lost-decision": lambda tour: _lost(tour, 3),
    "lost-case": _case,
    "lost-found": _found,
}
