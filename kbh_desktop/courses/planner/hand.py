"""One session taken up from a board: where it may be put down, with whom, and at what cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from kbh_desktop.courses.conflicts import Rule
from kbh_desktop.courses.model import Need
from kbh_desktop.courses.planner.board import Held, Layer, bits
from kbh_desktop.courses.planner.construct import price
from kbh_desktop.courses.planner.crowd import CrowdedBoard
from kbh_desktop.courses.planner.frame import NOBODY, Frame, fit
from kbh_desktop.courses.timetable import Session
from kbh_desktop.courses.wording import need_words
from kbh_desktop.i18n import _

Answer = Literal["ok", "warning", "forbidden"]


class Start(NamedTuple):
    """A day and a slot in which a session may begin."""

    day: date
    slot: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a session may begin at one start."""

    answer: Answer
    """`ok` breaks no rule; nor does `warning`, but it has a drawback."""
    cost: int = 0
    """What the wishes cost more than now, less below 0; nothing is reckoned where forbidden."""
    words: str = ""
    rule: Rule | None = None
    """The rule that forbids it."""


class _Bar(NamedTuple):
    """Starts that one thing leaves open, and what to say of the others."""

    starts: int
    rule: Rule
    words: str


class Hand:
    """A session that is off the board while it is looked at."""

    def __init__(self, board: CrowdedBoard, s: int, was: Held | None) -> None:
        self._board, self._s, self._was = board, s, was
        self._bars = list(_bars(board, s))
        self.legal = board.frame.full
        """The starts at which it fits, for each need by itself."""
        for bar in self._bars:
            self.legal &= bar.starts
        self._as_before = self._where_all_stay()
        self._day_costs: dict[tuple[int, tuple[int, ...]], int] = {}
        self._cost_now = self.price(*was) if was else 0

    def verdicts(self, starts: int) -> Iterator[tuple[int, Verdict]]:
        """Return each of the starts with its verdict."""
        for start in bits(starts & self.legal):
            yield start, self._fitting(start)
        left = starts & ~self.legal
        for bar in self._bars:
            barred = left & ~bar.starts
            if barred:
                verdict = Verdict("forbidden", words=bar.words, rule=bar.rule)
                left &= bar.starts
                yield from ((start, verdict) for start in bits(barred))

    def _fitting(self, start: int) -> Verdict:
        chosen = self.staffing(start)
        if chosen is None:
            text = _("{session} needs the same person or room twice.")
            words = text.format(session=self._board.frame.sessions[self._s].name)
            return Verdict("forbidden", words=words, rule=Rule.TWICE)
        words = self._drawback(start, chosen)
        cost = self.price(start, chosen) - self._cost_now
        return Verdict("warning" if words else "ok", cost, words)

    def _drawback(self, start: int, chosen: tuple[int, ...]) -> str:
        if not self._board.frame.domain[self._s] >> start & 1:
            return _("What must lie before or after it would have no time left.")
        new = [unit for unit in chosen if self._was and unit not in self._was[1]]
        if new:
            names = ", ".join(self._board.frame.units[unit].label for unit in new)
            return _("Only with others: {names}.").format(names=names)
        return ""

    def staffing(self, start: int) -> tuple[int, ...] | None:
        """Return who is best taken for a legal start: those it has; None when nobody can be."""
        if self._was and self._as_before >> start & 1:
            return self._was[1]
        board, s = self._board, self._s
        day = start // board.frame.slots_per_day
        week = board.frame.week_of[day]
        now = self._was[1] if self._was else (NOBODY,) * len(board.frame.eligible[s])

        def preference(need: int, unit: int) -> tuple[float, ...]:
            return (
                unit != now[need],
                board.tally.seats_cost(s, unit),
                not board.tally.is_used(s, need, unit),
                not board.day_load[unit][day],
                board.week_load[unit][week],
                unit,
            )

        return next(board.staffings(s, start, preference), None)

    def forced(self, start: int) -> tuple[int, ...]:
        """Return whom it would have at any start: the best there are, free or not."""
        chosen = self.staffing(start) if self.legal >> start & 1 else None
        if chosen is not None:
            return chosen
        board, s, found = self._board, self._s, list[int]()
        for need, able in enumerate(board.frame.eligible[s]):
            now = self._was[1][need] if self._was else NOBODY
            free = (u for u in able if self._is_free(u) >> start & 1)
            wanted = (now, *free, *able) if now != NOBODY else (*free, *able)
            found.append(next((unit for unit in wanted if unit not in found), NOBODY))
        return tuple(found[: len(board.frame.sessions[s].needs)])

    def price(self, start: int, resources: tuple[int, ...]) -> int:
        """Return what the wishes would cost more with the session there than without it."""
        tally, key = self._board.tally, (start // self._board.frame.slots_per_day, resources)
        alone = tally.alone(self._s, start, resources)
        if key not in self._day_costs:
            self._day_costs[key] = price(self._board, self._s, start, resources) - alone
        return self._day_costs[key] + alone

    def _where_all_stay(self) -> int:
        """Return the legal starts at which everybody it has is free."""
        if self._was is None or NOBODY in self._was[1]:
            return 0
        starts = self.legal
        for need, unit in enumerate(self._was[1]):
            if unit not in self._board.candidates(self._s, need):
                return 0
            starts &= self._is_free(unit)
        return 0 if len(set(self._was[1])) < len(self._was[1]) else starts

    def _is_free(self, unit: int) -> int:
        frame = self._board.frame
        return self._board.free(unit, frame.slots[self._s], frame.places[self._s])


def _bars(board: CrowdedBoard, s: int) -> Iterator[_Bar]:
    """Return what can be in the way, the plainest first."""
    yield from _times(board.frame, s)
    for layer in list(board.layers(s))[1:]:
        yield from _layer(board, s, layer)


def _times(frame: Frame, s: int) -> Iterator[_Bar]:
    session = frame.sessions[s]
    words = _("Closed, or no room before the break or the end of the day.")
    yield _Bar(frame.hours(session), Rule.CALENDAR, words)
    yield _Bar(frame.unlocked(session), Rule.LOCK, _("The time is locked."))
    yield _Bar(frame.calendar[s], Rule.WINDOW, _("Outside the days and times it may be held."))


def _layer(board: CrowdedBoard, s: int, layer: Layer) -> Iterator[_Bar]:
    if layer.starts == board.frame.full:
        return
    if layer.reason == "order":
        words = _("What comes before or after it stands in the way.")
        yield _Bar(layer.starts, Rule.ORDER, words)
    elif layer.reason == "day":
        words = _("Something that needs another day lies there.")
        yield _Bar(layer.starts, Rule.SAME_DAY, words)
    elif layer.reason == "group":
        yield from _group(board, s, layer)
    else:
        yield from _need(board, s, layer)


def _group(board: CrowdedBoard, s: int, layer: Layer) -> Iterator[_Bar]:
    frame, unit = board.frame, layer.which
    name = frame.units[unit].label
    away = _("{unit} is away or busy elsewhere.").format(unit=name)
    yield _Bar(frame.open(unit, frame.slots[s]), Rule.AWAY, away)
    booked = fit(frame.full & ~board.busy[unit], frame.slots[s])
    yield _Bar(booked, Rule.TWICE, _("{unit} has another session.").format(unit=name))
    words = _("{unit} would have too many lessons, or too short a way.").format(unit=name)
    yield _Bar(layer.starts, Rule.TOO_MUCH, words)


def _need(board: CrowdedBoard, s: int, layer: Layer) -> Iterator[_Bar]:
    frame = board.frame
    what = need_words(_need_of(frame.sessions[s], layer.which))
    able = frame.eligible[s][layer.which]
    if not able:
        yield _Bar(0, Rule.NEED, _("There is no {what}.").format(what=what))
    present = free = 0
    for unit in able:
        present |= frame.open(unit, frame.slots[s])
        free |= board.free(unit, frame.slots[s], frame.places[s])
    yield _Bar(present, Rule.AWAY, _("Every {what} is away.").format(what=what))
    yield _Bar(free, Rule.TWICE, _("No {what} is free.").format(what=what))
    words = _("The same {what} as in the session it goes with is not free.").format(what=what)
    yield _Bar(layer.starts, Rule.SAME_RESOURCE, words)


def _need_of(session: Session, need: int) -> Need:
    return session.needs[need] if session.needs else Need("")
