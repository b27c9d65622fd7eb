"""The week of a course: sessions by day and hour, to be looked at, held, moved and locked."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.timetable import Grid
from kbh_desktop.i18n import _
from ui.courses.cursor import Cursor
from ui.courses.feasibility import FREE, Feasibility
from ui.courses.geometry import DAYS, Geometry, SlotScale
from ui.courses.grid_keys import KeyAct, key_act
from ui.courses.view import Block, WeekView
from ui.courses.week_picture import HEAD_PX, Held, WeekPicture
from ui.courses.words import block_words, cell_words, when
from ui.theme import theme
from ui.widgets.announce import announce

HOURS_PX = 46
_LEAST_SLOT_PX = 40
_ALWAYS = ("week", "drop", "let_go", "walk")
"""What keys do without a session chosen."""


class WeekGrid(QAbstractScrollArea):
    """Painted in one piece; mouse, clicks and keys can do the same things.

    Space or a click on “Move” holds a session, arrows or the pointer aim, Enter or a click drops.
    """

    chosen = Signal(str)
    opened = Signal(str)
    hold_wanted = Signal(str)
    dropped = Signal(str, object)
    """A session and the planner's Start."""
    nudged = Signal(str, int, int)
    """A session, days and slots."""
    removed = Signal(str)
    lock_toggled = Signal(str)
    week_wanted = Signal(int)
    carried = Signal(QPoint)
    """Where on the screen the pointer holds a session."""
    fell_beside = Signal(str, QPoint)
    """A session that was let go beside the week, and where."""
    aimed = Signal(object)
    """The Feasibility under the held session; None when it is nowhere or let go."""

    def __init__(self, grid: Grid, today: Callable[[], date]) -> None:
        super().__init__()
        self._grid = grid
        self._scale = SlotScale.of(grid)
        self._today = today
        self._view: WeekView | None = None
        self._held: Held | None = None
        self._target: tuple[int, int] | None = None
        self._grabbed_px = 0.0
        """How far below its upper edge the held block was gripped."""
        self._pressed: tuple[QPoint, str] | None = None
        self.cursor_ = Cursor(grid.slots_per_day)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Week"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setMouseTracking(True)

    # What is shown

    def show_week(self, view: WeekView) -> None:
        """Show a week; what was chosen stays chosen if it is held there."""
        self._view = view
        self.cursor_.follow(view)
        self._say_where(aloud=False)
        self.viewport().update()

    def use_grid(self, grid: Grid) -> None:
        """Show other hours."""
        self._grid, self._scale = grid, SlotScale.of(grid)
        self.cursor_.slots_per_day = grid.slots_per_day
        self._fit()

    @property
    def view(self) -> WeekView | None:
        """The week in front."""
        return self._view

    @property
    def session(self) -> str:
        """The session that is chosen; empty when none is."""
        return self.cursor_.session

    @property
    def cell(self) -> Start | None:
        """The day and slot that the keyboard's place is in."""
        return Start(self._view.days[self.cursor_.day], self.cursor_.slot) if self._view else None

    def choose(self, session: str) -> None:
        """Put the keyboard's place on a session of this week."""
        block = self._view.block(session) if self._view else None
        if block is not None:
            self.cursor_.go_to(block)
            self._show_cursor()

    # A session in the hand

    @property
    def held(self) -> Held | None:
        """What is in the hand."""
        return self._held

    @property
    def target(self) -> Start | None:
        """The day and slot aimed at."""
        if self._target is None or self._view is None:
            return None
        return Start(self._view.days[self._target[0]], self._target[1])

    def hold(self, held: Held, grabbed_px: float = 0.0) -> None:
        """Take a session in the hand and show where it may go."""
        self._held, self._grabbed_px = held, grabbed_px
        block = self._view.block(held.session) if self._view else None
        start = (block.day, block.slot) if block else (self.cursor_.day, self.cursor_.slot)
        self._aim(start)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def let_go(self) -> None:
        """Put the held session back where it was."""
        self._held = self._target = self._pressed = None
        self.viewport().unsetCursor()
        self.viewport().update()
        self.aimed.emit(None)

    def aim_at(self, spot: QPoint) -> None:
        """Aim the held session at a point of the screen."""
        if self._held is not None:
            local = QPointF(self.viewport().mapFromGlobal(spot))
            self._aim(self._start_under(local))

    def drop(self) -> None:
        """Let the held session fall where it is aimed."""
        held, target = self._held, self.target
        self.let_go()
        if held is not None and target is not None:
            self.dropped.emit(held.session, target)

    def _start_under(self, local: QPointF) -> tuple[int, int] | None:
        slots = self._held.slots if self._held else 1
        return self.geometry_().nearest_start(local - QPointF(0, self._grabbed_px), slots)

    def _aim(self, target: tuple[int, int] | None) -> None:
        if target is not None and self._held is not None and self._view is not None:
            start = Start(self._view.days[target[0]], target[1])
            target = (target[0], self._held.start_for(start).slot)
        if target == self._target:
            return
        self._target = target
        self.viewport().update()
        verdict = self._verdict(*target) if target else None
        self.aimed.emit(verdict)
        if verdict is not None and self.target is not None:
            self._describe(f"{when(self._grid, *self.target)}. {verdict.said()}", aloud=True)

    def _verdict(self, day: int, slot: int) -> Feasibility:
        if self._held is None or self._view is None:
            return FREE
        return self._held.verdict(Start(self._view.days[day], slot))

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a chosen session from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            act = key_act(event, holds=self._held is not None)
            if act is not None and act.act in ("nudge", "let_go") and (self.session or self._held):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, hold, move, lock, remove and open."""
        act = key_act(event, holds=self._held is not None)
        if act is None or self._view is None or not self._do(act):
            event.ignore()

    def _do(self, act: KeyAct) -> bool:
        if act.act == "week":
            self.week_wanted.emit(act.days)
        elif act.act in ("drop", "let_go"):
            (self.drop if act.act == "drop" else self.let_go)()
        elif act.act == "walk":
            self._walk(act.days, act.slots)
        elif self.session:
            self._do_with_session(act)
        return act.act in _ALWAYS or bool(self.session)

    def _do_with_session(self, act: KeyAct) -> None:
        if act.act == "nudge":
            self.nudged.emit(self.session, act.days, act.slots)
            return
        signals = {"open": self.opened, "hold": self.hold_wanted, "lock": self.lock_toggled}
        signals.get(act.act, self.removed).emit(self.session)

    def _walk(self, days: int, slots: int) -> None:
        if self._held is not None:
            self._aim_further(days, slots)
            return
        if self._view is not None and not self.cursor_.walk(self._view, days, slots) and days:
            self.week_wanted.emit(days)
            self.cursor_.day = 0 if days > 0 else DAYS - 1
            self.cursor_.follow(self._view)
        self._show_cursor()

    def _aim_further(self, days: int, slots: int) -> None:
        if self._held is None or self._view is None:
            return
        day, slot = self._target or (self.cursor_.day, self.cursor_.slot)
        if slots:
            here = Start(self._view.days[day], slot)
            slot = self._held.next_start(here, slots, self._grid.slots_per_day).slot
        elif not 0 <= day + days < DAYS:
            self.week_wanted.emit(days)
            self._target = None
        self._aim(((day + days) % DAYS, slot))

    def _show_cursor(self) -> None:
        box = self.geometry_().box(self.cursor_.day, self.cursor_.slot, 1)
        bar, head = self.verticalScrollBar(), theme.px(HEAD_PX)
        if box.top() < head:
            bar.setValue(bar.value() + int(box.top()) - head)
        elif box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + int(box.bottom()) - self.viewport().height() + 4)
        self._say_where(aloud=self.hasFocus())
        self.viewport().update()
        self.chosen.emit(self.session)

    def _say_where(self, *, aloud: bool) -> None:
        if self._view is None:
            return
        day, slot = self.cursor_.day, self.cursor_.slot
        self._describe(cell_words(self._grid, self._view, day, slot, self.session), aloud=aloud)

    def _describe(self, words: str, *, aloud: bool) -> None:
        self.setAccessibleDescription(words)
        if aloud:
            announce(self, words)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies there; while something is held, aim at it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._held is not None:
            self._aim(self._start_under(event.position()))
            return
        block = self.block_at(event.position())
        cell = self.geometry_().cell_at(event.position())
        if block is not None:
            self._pressed = (event.position().toPoint(), block.session)
            self.cursor_.go_to(block)
        elif cell is not None and self._view is not None:
            self.cursor_.put(*cell, self._view)
        self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or aim; over a block, give its words as a tip."""
        if self._held is not None:
            self._aim(self._start_under(event.position()))
            if event.buttons() & Qt.MouseButton.LeftButton:
                self.carried.emit(event.globalPosition().toPoint())
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, session = self._pressed
            far = (event.position().toPoint() - start).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._begin_drag(start, session)
                self._aim(self._start_under(event.position()))
            return
        block = self.block_at(event.position())
        if block is None or self._view is None:
            self.viewport().setToolTip("")
        else:
            self.viewport().setToolTip(block_words(self._grid, block, self._view.days[block.day]))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is held; beside the week it goes back."""
        self._pressed = None
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._target is not None:
            self.drop()
        else:
            session = self._held.session
            self.let_go()
            self.fell_beside.emit(session, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the session's sheet."""
        block = self.block_at(event.position())
        if block is not None and self._held is None:
            self._pressed = None
            self.opened.emit(block.session)

    def block_at(self, point: QPointF) -> Block | None:
        """Return the session painted under a point."""
        geometry = self.geometry_()
        for block in self._view.blocks if self._view else ():
            if geometry.block_box(block).contains(point):
                return block
        return None

    def _begin_drag(self, start: QPoint, session: str) -> None:
        block = self._view.block(session) if self._view else None
        if block is not None:
            self._grabbed_px = start.y() - self.geometry_().block_box(block).top()
            grabbed = self._grabbed_px
            self.hold_wanted.emit(session)
            self._grabbed_px = grabbed

    # Picture

    def geometry_(self) -> Geometry:
        """Return where everything is painted now, in the viewport."""
        head, left, room = theme.px(HEAD_PX), theme.px(HOURS_PX), self.viewport().size()
        height = max(room.height() - head - 4, self._least_height())
        top = head - self.verticalScrollBar().value()
        lanes = self._view.lanes if self._view else (1,) * DAYS
        return Geometry.of(self._scale, lanes, QRectF(left, top, room.width() - left - 1, height))

    def _least_height(self) -> int:
        return round(self._scale.total * theme.px(_LEAST_SLOT_PX) / self._scale.slot_minutes)

    def minimumSizeHint(self) -> QSize:
        """Return room for some hours of five days."""
        return QSize(theme.px(260), theme.px(110))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll where the day is higher than the place."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show and say where the keyboard is."""
        super().focusInEvent(event)
        self._say_where(aloud=True)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark of the keyboard away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        """Paint everything anew; the heads stay."""
        self.viewport().update()

    def _fit(self) -> None:
        room = self.viewport().height() - theme.px(HEAD_PX) - 4
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._least_height() - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(theme.px(_LEAST_SLOT_PX))
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the week."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.color("surface"))
        if self._view is not None:
            self._picture(self._view).paint(painter, self.viewport().size())

    def _picture(self, view: WeekView) -> WeekPicture:
        return WeekPicture(
            view=view,
            grid=self._grid,
            geometry=self.geometry_(),
            today=self._today(),
            chosen=self.session,
            cursor=(self.cursor_.day, self.cursor_.slot) if self.hasFocus() else None,
            held=self._held,
            target=self._target,
        )
