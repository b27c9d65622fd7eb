"""What a person does in the windows of a course."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.background import busy
from ui.widgets.dialog import Dialog

Mod = Qt.KeyboardModifier


def settled(qtbot):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not busy(), timeout=10_000)
    qtbot.wait(20)


def dialog_of(page):
    return [each for each in page.window().findChildren(Dialog) if each.isVisible()][-1]


def press(qtbot, widget, key, mod=Mod.NoModifier):
    qtbot.keyClick(widget, key, mod)
    settled(qtbot)


def pick(qtbot, picker, words):
    """Type into a picker and take its first match."""
    picker._line.setFocus()
    qtbot.keyClicks(picker._line, words)
    qtbot.keyClick(picker._popup, Qt.Key.Key_Return)
    settled(qtbot)
    assert picker.values


def start_of(page, state="ok"):
    """Return the first start in the tray's first session with that answer."""
    session = page.plan.pane.tray.keys[0]
    verdicts = page.model.verdicts(session)
    return session, next(at for at in sorted(verdicts) if verdicts[at].state == state)


def place_first(qtbot, page):
    session, start = start_of(page)
    page.model.place(session, start)
    settled(qtbot)
    page.plan.show_session(session)
    page.plan.grid.setFocus()
    return session


def spot_of(page, start):
    """Return where a start lies on the screen."""
    grid = page.plan.grid
    day = grid.view.days.index(start.day)
    point = grid.geometry_().box(day, start.slot, 1).center().toPoint()
    return grid.viewport().mapToGlobal(point)


def drag(qtbot, source, at, spot, *, drop=True):
    """Press at a point of `source`, move over the screen to `spot`, and let go there."""
    qtbot.mousePress(source, Qt.MouseButton.LeftButton, pos=at)
    for n in range(1, 6):
        to = source.mapFromGlobal(spot)
        qtbot.mouseMove(source, at + (to - at) * n / 5)
        move(source, at + (to - at) * n / 5)
    if drop:
        qtbot.mouseRelease(source, Qt.MouseButton.LeftButton, pos=source.mapFromGlobal(spot))
        settled(qtbot)


def move(widget, point):
    """Send a move with the button held down, which QTest does not."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(point),
        QPointF(widget.mapToGlobal(point)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Mod.NoModifier,
    )
    QApplication.sendEvent(widget, event)
