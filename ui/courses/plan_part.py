"""The plan of a course: weeks, the week in front, the tray and the conflicts beside it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.conflicts import Conflict
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.i18n import _
from ui.courses.drop_dialog import DropDialog
from ui.courses.feasibility import Feasibility
from ui.courses.plan_frame import TABLE, PlanFrame
from ui.courses.plan_model import PlanModel
from ui.courses.session_sheet import SessionSheet
from ui.courses.view import PlanView
from ui.courses.week_picture import Held
from ui.courses.week_tabs import OVERVIEW, TabWords
from ui.courses.words import kind_icon, lessons_text, week_name, when
from ui.widgets.dialog import ask


class PlanPart(PlanFrame):
    """Turns what a person does in the week, the tray and the lists into deeds on the plan."""

    fill_wanted = Signal()
    repair_wanted = Signal()
    change_wanted = Signal(str)
    """A session whose title, length or needs are to be changed."""

    def __init__(self, model: PlanModel, today: Callable[[], date], *, may_change: bool) -> None:
        super().__init__(today, may_change=may_change)
        self._model = model
        self._today = today
        self._may_change = may_change
        self.week: Week | None = None
        self._wanted = ("", "")
        """A tab and a session to be shown once the plan is read."""
        self._connect()

    # What is shown

    def show_plan(self) -> None:
        """Show what the model holds now."""
        view = self._model.view
        if view is None:
            return
        self.grid.use_grid(view.instance.grid)
        if self.week not in view.weeks:
            self.week = self._first_week(view)
        self._tell_tabs(view)
        self._offer_units(view)
        self.pane.tell(view)
        self.name_pane_button(len(view.unplaced), len(view.conflicts))
        self.overview.tell(view, self.only.value)
        self.table.tell(view, self.only.value)
        self._show_week()
        self._open_wanted()

    def go_to(self, day: date) -> None:
        """Show the week of a day."""
        self.open_tab(_key(Week.of(day)))

    def open_tab(self, key: str) -> None:
        """Show a week, the overview or the table."""
        view = self._model.view
        if view is None:
            return
        weeks = {_key(week): week for week in view.weeks}
        self.show_front(key)
        self.tabs.mark(key)
        if key in weeks:
            self.week = weeks[key]
            self._show_week()

    def open_when_read(self, tab: str, session: str) -> None:
        """Show a week and a session as soon as the plan is there."""
        self._wanted = (tab, session)
        self._open_wanted()

    def _open_wanted(self) -> None:
        tab, session = self._wanted
        if self._model.view is None or not tab:
            return
        self._wanted = ("", "")
        self.open_tab(tab)
        self.grid.choose(session)

    def show_session(self, session: str) -> None:
        """Bring a session in front: in its week, or in the tray."""
        view = self._model.view
        placement = view.placements.get(session) if view else None
        if placement is None:
            self.pane.show_part(conflicts=False)
            self.pane.tray.choose(session)
        else:
            self.go_to(placement.day)
            self.grid.choose(session)

    def _first_week(self, view: PlanView) -> Week:
        this = Week.of(self._today())
        return this if this in view.weeks else view.weeks[0]

    def _tell_tabs(self, view: PlanView) -> None:
        tabs = [
            TabWords(
                _key(week),
                week_name(week),
                lessons_text(view.lessons(week)),
                view.conflict_count(week),
                str(week.number),
            )
            for week in view.weeks
        ]
        total = sum(view.lessons(week) for week in view.weeks)
        tabs.append(TabWords(OVERVIEW, _("Overview"), lessons_text(total), icon="layout-grid"))
        tabs.append(TabWords(TABLE, _("List"), _("all sessions"), icon="list"))
        current = self.tabs.current
        self.tabs.tell(tabs)
        self.tabs.mark(current or _key(self.week or view.weeks[0]))

    def _offer_units(self, view: PlanView) -> None:
        used = {name for each in view.placements.values() for name in each.resources if name}
        units = [(each.id, each.label) for each in view.instance.resources if each.id in used]
        self.only.set_options([("", _("The whole course")), *units])

    def _show_week(self) -> None:
        view = self._model.view
        if view is not None and self.week is not None:
            self.grid.show_week(view.in_week(self.week, self.only.value))
            self._tell_bar()

    def _show_for(self, _unit: str) -> None:
        view = self._model.view
        if view is not None:
            self.overview.tell(view, self.only.value)
            self.table.tell(view, self.only.value)
            self._show_week()

    def _turn(self, step: int) -> None:
        """Show the week before or after, a held session staying in the hand."""
        view = self._model.view
        if view is None or self.week is None:
            return
        at = view.weeks.index(self.week) + step
        if 0 <= at < len(view.weeks):
            self.open_tab(_key(view.weeks[at]))

    # The line above the week

    def _tell_bar(self) -> None:
        held, week = self.grid.held, self.grid.view
        if held is not None:
            return
        block = week.block(self.grid.session) if week and self.grid.session else None
        view = self._model.view
        if block is None or week is None or view is None:
            self.bar.tell_nothing(self._hint())
            return
        grid = view.instance.grid
        self.bar.tell_block(
            block,
            kind_icon(block.kind),
            when(grid, week.days[block.day], block.slot),
            may_change=self._may_change,
        )

    def _hint(self) -> str:
        """Return who is free in an empty slot of the week, or what the keys do."""
        at, view = self.grid.cell, self._model.view
        free = self._model.desk.free(*at) if at and view and self.grid.hasFocus() else ()
        if at is None or view is None or not free:
            return _("Enter opens, Space holds, L locks, Alt with an arrow nudges.")
        names = ", ".join(each.label for each in free)
        moment = when(view.instance.grid, at.day, at.slot)
        return _("{when}: {names} are free").format(when=moment, names=names)

    def _aimed(self, verdict: Feasibility | None) -> None:
        held = self.grid.held
        if held is None:
            self._drag.hide()
            self.tabs.drag_ended()
            self._tell_bar()
        else:
            self.bar.tell_held(held.title, verdict)

    # Deeds

    def hold(self, session: str) -> None:
        """Take a session in the hand, to be put down in the week."""
        view = self._model.view
        if view is None or not self._may_change:
            return
        planned = view.instance.session[session]
        if not self.is_week_in_front:
            self.open_tab(_key(self.week or view.weeks[0]))
        placement = view.placements.get(session)
        if placement is None and planned.earliest is not None and not self._drag.isVisible():
            self.go_to(self._fitting_day(planned.earliest))
        verdicts = self._model.verdicts(session)
        self.grid.hold(Held(session, planned.name, planned.slots, verdicts))
        self.open_pane(is_open=self._drag.isVisible())
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fitting_day(self, earliest: date) -> date:
        """Return the day to show for a session that may not be held before `earliest`."""
        return max(earliest, self.week.monday) if self.week else earliest

    def _drop(self, session: str, start: Start) -> None:
        view = self._model.view
        now = view.placements.get(session) if view else None
        if view is None or (now is not None and (now.day, now.slot) == start):
            return
        verdict = self._model.verdicts(session).get(start)
        if verdict is not None and verdict.state != "forbidden":
            self._place(session, start)
            return
        why = self._model.desk.why(session, start) or (verdict.said() if verdict else "")
        other = self._model.swap_at(session, start)
        title = view.instance.session[other].name if other else ""
        dialog = DropDialog(self, why, title)
        dialog.placed.connect(lambda: self._place(session, start))
        dialog.swapped.connect(lambda: self._swap(session, other))
        dialog.ask()

    def _swap(self, session: str, other: str) -> None:
        self._model.swap(session, other)
        self.show_session(session)

    def _place(self, session: str, start: Start) -> None:
        self._model.place(session, start)
        self.show_session(session)

    def _nudge(self, session: str, days: int, slots: int) -> None:
        start = self._model.beside(session, days, slots) if self._may_change else None
        if start is not None:
            self._place(session, start)

    def _remove(self, session: str) -> None:
        if self._may_change:
            self._model.unplace(session)

    def _toggle_lock(self, session: str) -> None:
        view = self._model.view
        if view is not None and self._may_change:
            self._model.lock(session, None if view.locks.get(session) else "all")

    def open_sheet(self, session: str) -> SessionSheet | None:
        """Open everything about one session."""
        if self._model.view is not None:
            sheet = SessionSheet(self, self._model, session, may_change=self._may_change)
            sheet.hold_wanted.connect(self.hold)
            sheet.change_wanted.connect(self.change_wanted)
            sheet.shown.connect(self.show_session)
            sheet.start()
            return sheet
        return None

    def _show_conflict(self, conflict: Conflict) -> None:
        view = self._model.view
        placed = [each for each in conflict.sessions if view and each in view.placements]
        if placed:
            self.show_session(placed[-1])

    def _solve(self, conflict: Conflict) -> None:
        """Move the first session of a conflict that has another place."""
        view = self._model.view
        for session in reversed(conflict.sessions):
            if view is None or view.locks.get(session):
                continue
            placement = self._model.next_free(session)
            if placement is not None:
                self._model.put(session, placement)
                self.show_session(session)
                return
        ask(
            self,
            _("No free time was found"),
            _("None of the sessions in this conflict has another free time. Try “Repair”."),
            _("Repair"),
            self.repair_wanted.emit,
        )

    # Dragging from the tray

    def _carry(self, spot: QPoint) -> None:
        """Follow a session that is dragged out of the week."""
        if self.grid.held is not None:
            if self._drag.isHidden():
                self._drag.say(self.grid.held.title)
            self._drag_over(spot)

    def _fall_beside(self, session: str, spot: QPoint) -> None:
        """Put a session that was dragged onto the tray back into it."""
        if self.pane.isVisible() and self.pane.rect().contains(self.pane.mapFromGlobal(spot)):
            self._remove(session)

    def _begin_drag(self, session: str) -> None:
        view = self._model.view
        if view is not None and self._may_change:
            self._drag.say(view.instance.session[session].name)
            self.hold(session)

    def _drag_over(self, spot: QPoint) -> None:
        if self.grid.held is not None:
            self._drag.follow(spot)
            self.tabs.drag_over(spot)
            self.grid.aim_at(spot)
            self._drag.setVisible(self.grid.target is None)

    def _end_drag(self, spot: QPoint) -> None:
        self._drag.hide()
        self.tabs.drag_ended()
        if self.grid.held is None:
            return
        self.grid.aim_at(spot)
        if self.grid.target is None:
            self.grid.let_go()
        else:
            self.grid.drop()

    # Signals

    def _connect(self) -> None:
        self._model.changed.connect(self.show_plan)
        self.tabs.chosen.connect(self.open_tab)
        self.only.picked.connect(self._show_for)
        self.overview.opened.connect(self.go_to)
        grid, bar, pane, tray = self.grid, self.bar, self.pane, self.pane.tray
        grid.chosen.connect(lambda _session: self._tell_bar())
        grid.aimed.connect(self._aimed)
        grid.opened.connect(self.open_sheet)
        grid.hold_wanted.connect(self.hold)
        grid.dropped.connect(self._drop)
        grid.nudged.connect(self._nudge)
        grid.removed.connect(self._remove)
        grid.carried.connect(self._carry)
        grid.fell_beside.connect(self._fall_beside)
        grid.lock_toggled.connect(self._toggle_lock)
        grid.week_wanted.connect(self._turn)
        bar.hold_wanted.connect(lambda: self.hold(grid.session))
        bar.let_go_wanted.connect(grid.let_go)
        bar.lock_wanted.connect(lambda: self._toggle_lock(grid.session))
        bar.remove_wanted.connect(lambda: self._remove(grid.session))
        bar.open_wanted.connect(lambda: self.open_sheet(grid.session))
        tray.opened.connect(self.open_sheet)
        tray.hold_wanted.connect(self.hold)
        tray.drag_began.connect(self._begin_drag)
        tray.dragged.connect(self._drag_over)
        tray.drag_ended.connect(self._end_drag)
        pane.fill_wanted.connect(self.fill_wanted)
        pane.conflicts.repair_wanted.connect(self.repair_wanted)
        pane.conflicts.shown.connect(self._show_conflict)
        pane.conflicts.move_wanted.connect(self._solve)
        self.table.opened.connect(self.open_sheet)


def _key(week: Week) -> str:
    return f"{week.year}-{week.number:02}"
