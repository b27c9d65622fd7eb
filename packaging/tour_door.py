"""The screens before a vault is open: unlocking and the first run."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ui.unlock.first_run import FirstRun
from ui.unlock.recovery_step import RecoveryStep

if TYPE_CHECKING:
    from tour import Tour

Screen = Callable[["Tour"], object]


def _unlock(tour: "Tour") -> None:
    tour.knock(tour.demo.office_folder)


def _first_run(tour: "Tour", steps: int) -> FirstRun:
    window = tour.knock(tour.folder / "new")
    (first_run,) = window.findChildren(FirstRun)
    first_run._kind.office.setChecked(True)  # noqa: SLF001 - what a click does
    for _step in range(steps):
        first_run.go_on()
    tour.settle()
    return first_run


def _first_run_office(tour: "Tour") -> None:
    window = tour.knock(tour.folder / "new")
    (first_run,) = window.findChildren(FirstRun)
    first_run.go_on()
    first_run._office.read(next(tour.demo.office_folder.glob("*.kbhoffice")))  # noqa: SLF001
    tour.settle()


def _first_run_user(tour: "Tour") -> None:
    user = _first_run(tour, 1)._user  # noqa: SLF001
    user._line.setText("Karen Lund")  # noqa: SLF001
    user.passphrase._line.setText("fem grønne")  # noqa: SLF001
    tour.settle()


def _recovery_sheet(tour: "Tour") -> None:
    first_run = _first_run(tour, 0)
    groups = [f"{number:04}".replace("0", "K") for number in range(1230, 1246)]
    step = RecoveryStep(groups, lambda: None)
    first_run._add(step)  # noqa: SLF001
    first_run._show(step)  # noqa: SLF001
    tour.settle()


DOOR: Mapping[str, Screen] = {
    "first-run-kind": lambda tour: _first_run(tour, 0),
    "first-run-office": _first_run_office,
    "first-run-user": _first_run_user,
    "first-run-recovery": _recovery_sheet,
    "unlock": _unlock,
}
