"""Windows that nobody holds any more are destroyed on the window's thread, and soon."""

import gc
import threading

from PySide6.QtWidgets import QWidget

from ui.background import run_in_background
from ui.garbage import collect_if_due


class Circular(QWidget):
    """A window that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def much_garbage() -> None:
    """Make what Python would collect several times over."""
    for _number in range(20_000):
        circle: list[object] = []
        circle.append(circle)


def test_no_window_is_destroyed_by_work_in_the_background(qtbot, qapp):
    where: list[int] = []
    window = Circular()
    window.destroyed.connect(lambda: where.append(threading.get_ident()))
    told: list[None] = []
    del window
    run_in_background(qapp, much_garbage, told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.get_ident()]


def test_what_has_lived_long_is_looked_through_after_many_rounds(qapp):
    gone: list[bool] = []
    window = Circular()
    window.destroyed.connect(lambda: gone.append(True))
    gc.collect(1)  # it is old now
    del window
    for _round in range(30):
        much_garbage()
        collect_if_due()
    assert gone == [True]


def test_python_never_collects_by_itself(qapp):
    assert not gc.isenabled()
