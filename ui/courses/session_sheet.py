"""Everything about one session: when, who, how it is locked, and where else it could be."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.schedule import LOCK_LEVELS, LockLevel
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.courses.wording import need_words
from kbh_desktop.i18n import _
from ui.courses.plan_model import PlanModel
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.courses.view import PlanView
from ui.courses.words import clock, day_and_date, session_remark, time_span, when
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import Text

_LIST_PX, _MOST_TIMES = 240, 10
FREE = "free"


class SessionSheet(Dialog):
    """Best times, swaps, substitutes, and why not at another time."""

    width_px = 620
    hold_wanted = Signal(str)
    change_wanted = Signal(str)
    shown = Signal(str)

    def __init__(
        self, parent: QWidget, model: PlanModel, session: str, *, may_change: bool
    ) -> None:
        self._model = model
        self._session = session
        self._may_change = may_change
        self._placement = model.desk.placements.get(session)
        super().__init__(parent, self._view.instance.session[session].name)
        self._parts = SegmentedChoice(_("What to see"), self._titles())
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(theme.px(_LIST_PX))
        self._built: dict[str, QWidget] = {}
        self.column.addWidget(Text(self._about(), "Sub", wrap=True))
        for conflict in self._view.conflicts_of(session):
            self.column.addWidget(Text(conflict.text, "ErrorText", wrap=True))
        if self._placement is not None and may_change:
            self.column.addWidget(self._locks())
        self.column.addWidget(self._parts)
        self.column.addWidget(self._stack, 1)
        self._parts.chosen.connect(self.open_part)
        self.add_cancel(_("Close"))
        self._add_deeds()
        self.open_part("times")

    @property
    def _view(self) -> PlanView:
        view = self._model.view
        if view is None:
            raise LookupError(self._model.course_id)
        return view

    def open_part(self, part: str) -> None:
        """Show best times, swaps, substitutes or reasons."""
        if part not in self._built:
            made = {
                "times": self._times,
                "swaps": self._swaps,
                "people": self._substitutes,
                "why": self._why,
            }[part]()
            self._built[part] = made
            self._stack.addWidget(made)
        self._parts.choose(part)
        self._stack.setCurrentWidget(self._built[part])

    def _titles(self) -> Sequence[tuple[str, str]]:
        people = [("people", _("Substitutes"))] if self._placement else []
        return [
            ("times", _("Best times")),
            ("swaps", _("Swaps")),
            *people,
            ("why", _("Why not here?")),
        ]

    def _about(self) -> str:
        view, at = self._view, self._placement
        session = view.instance.session[self._session]
        if at is None:
            return f"{_('Not placed')}. {session_remark(view, self._session)}"
        who = []
        given = (*at.resources, *[""] * len(session.needs))
        for need, name in zip(session.needs, given, strict=False):
            who.append(
                view.name(name) if name else _("nobody as {what}").format(what=need_words(need))
            )
        span = time_span(view.instance.grid, at.slot, session.slots)
        return " \u00b7 ".join((f"{day_and_date(at.day)} {span}", *who))

    # Locks and deeds

    def _locks(self) -> QWidget:
        words = {
            "time": _("The time"),
            "people": _("The people"),
            "room": _("The room"),
            "all": _("Everything"),
        }
        options = [(FREE, _("Nothing")), *((each, words[each]) for each in LOCK_LEVELS)]
        choice = SegmentedChoice(_("Locked"), options)
        choice.choose(self._view.locks.get(self._session, FREE))
        choice.chosen.connect(self._lock)
        return Field(_("Locked"), choice, _("What the planner and others may not change."))

    def _lock(self, level: str) -> None:
        found: LockLevel | None = next((each for each in LOCK_LEVELS if each == level), None)
        self._model.lock(self._session, found)

    def _add_deeds(self) -> None:
        if not self._may_change:
            return
        if self._placement is not None:
            self._button(_("Put into the tray"), self._unplace)
        self._button(_("Change it"), self._change)
        self._button(_("Move by hand"), self._hold)

    def _button(self, words: str, act: Callable[[], None]) -> None:
        self.buttons.addWidget(Button(words, act))

    def _unplace(self) -> None:
        self.accept()
        self._model.unplace(self._session)

    def _change(self) -> None:
        self.accept()
        self.change_wanted.emit(self._session)

    def _hold(self) -> None:
        self.accept()
        self.hold_wanted.emit(self._session)

    def _put(self, placement: Placement) -> None:
        self.accept()
        self._model.put(self._session, placement)
        self.shown.emit(self._session)

    # Best times

    def _times(self) -> QWidget:
        view, at = self._view, self._placement
        here = (at.day, at.slot) if at else None
        best = self._model.desk.options(self._session, _MOST_TIMES + 1)
        found = [o for o in best if (o.placement.day, o.placement.slot) != here][:_MOST_TIMES]
        rows = []
        for number, option in enumerate(found):
            who = ", ".join(view.name(each) for each in option.placement.resources if each)
            moment = when(view.instance.grid, option.placement.day, option.placement.slot)
            warned = option.verdict.words
            icon = "triangle-alert" if warned else "circle-check"
            remark = " \u00b7 ".join(filter(None, (warned, who)))
            rows.append(Row(str(number), moment, remark, icon))
        return self._choices(
            _("Best times"),
            rows,
            _("No time without a conflict is left."),
            _("Place it there"),
            lambda key: self._put(found[int(key)].placement),
        )

    def _swaps(self) -> QWidget:
        found = self._model.desk.swaps(self._session)
        rows = [
            Row(
                str(number),
                each.words,
                _("The plan gets better by {points}").format(points=each.gain)
                if each.gain > 0
                else "",
                "arrow-left-right",
            )
            for number, each in enumerate(found)
        ]
        return self._choices(
            _("Swaps"),
            rows,
            _("No swap was found."),
            _("Swap"),
            lambda key: self._apply(found[int(key)].placements),
        )

    def _apply(self, placements: dict[str, Placement]) -> None:
        self.accept()
        title = self._view.instance.session[self._session].name
        self._model.apply(placements, _("Swap “{title}”").format(title=title))
        self.shown.emit(self._session)

    def _substitutes(self) -> QWidget:
        view, at = self._view, self._placement
        rows, deeds = [], {}
        for held in filter(None, at.resources if at else ()):
            for each in self._model.desk.substitutes(self._session, held):
                key = f"{held}/{each.resource}"
                title = _("{substitute} instead of {name}").format(
                    substitute=view.name(each.resource), name=view.name(held)
                )
                rows.append(Row(key, title, "", "user-round-check"))
                deeds[key] = (held, each.resource)
        return self._choices(
            _("Substitutes"),
            rows,
            _("Nobody else is free then."),
            _("Exchange them"),
            lambda key: self._exchange(*deeds[key]),
        )

    def _exchange(self, held: str, other: str) -> None:
        at = self._placement
        if at is not None:
            resources = tuple(other if each == held else each for each in at.resources)
            self._put(Placement(at.day, at.slot, resources))

    def _choices(
        self,
        name: str,
        rows: Sequence[Row],
        nothing: str,
        deed: str,
        do: Callable[[str], None],
    ) -> QWidget:
        """Return a list with a button that does what its row says; Enter does it too."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        if not rows:
            column.addWidget(Text(nothing, "Muted", wrap=True))
            column.addStretch(1)
            return part
        found = RowList(name)
        found.show_rows(rows)
        found.choose_first()
        column.addWidget(found, 1)
        if self._may_change:
            found.opened.connect(do)
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(Button(deed, lambda: do(found.key)))
            column.addLayout(line)
        return part

    # Why not here?

    def _why(self) -> QWidget:
        grid = self._view.instance.grid
        days = [(day.isoformat(), day_and_date(day)) for day in grid.days if day not in grid.closed]
        day = Select(_("Day"), days)
        slot = Select(_("Time"), [(str(n), clock(grid, n)) for n in range(grid.slots_per_day)])
        said = Text("", "Sub", wrap=True)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        line = QHBoxLayout()
        line.addWidget(Field(_("Day"), day), 2)
        line.addWidget(Field(_("Time"), slot), 1)
        column.addLayout(line)
        column.addWidget(said)
        column.addStretch(1)
        tell = partial(self._tell_why, day, slot, said)
        day.picked.connect(lambda _value: tell())
        slot.picked.connect(lambda _value: tell())
        tell()
        return part

    def _tell_why(self, day: Select, slot: Select, said: Text) -> None:
        grid = self._view.instance.grid
        chosen = next(each for each in grid.days if each.isoformat() == day.value)
        start = Start(chosen, int(slot.value or 0))
        words = self._model.desk.why(self._session, start)
        said.setText(words or _("It can be held there without a conflict."))
