from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.desk import Desk
from kbh_desktop.courses.planner.hand import Start
from ui.courses.changes import changes, summary
from ui.courses.course_words import days_words, weeks_words
from ui.courses.day_field import planned_day
from ui.courses.feasibility import SHADES, feasible, shaded
from ui.courses.geometry import DAYS, Geometry, SlotScale, day_edges
from ui.courses.plan_table import table_rows
from ui.courses.view import Block, in_lanes
from ui.courses.week_picture import Held


def clash(view):
    """Return the plan with the second session of its first crowded week on top of the first."""
    one, other = sorted(view.placements, key=lambda n: (view.placements[n].day, n))[:2]
    at = view.placements[one]
    moved = {**view.placements, other: replace(view.placements[other], day=at.day, slot=at.slot)}
    return replace(view, placements=moved, conflicts=conflicts(view.instance, moved)), one, other


def test_every_placed_session_stands_in_one_week(planned):
    shown = [block.session for week in planned.weeks for block in planned.in_week(week).blocks]
    assert sorted(shown) == sorted(planned.placements)


def test_sessions_at_the_same_time_stand_side_by_side_and_say_what_is_wrong(planned):
    view, one, other = clash(planned)
    week = view.in_week(Week.of(view.placements[one].day))
    blocks = week.block(one), week.block(other)
    assert {block.lane for block in blocks} == {0, 1}
    assert all(block.lanes == 2 and block.conflicts for block in blocks)
    assert view.conflict_count(week.week) == len(view.conflicts) > 0
    assert "booket to gange" in blocks[0].marks


def test_danish_lessons_are_taken_and_holidays_are_closed(planned):
    view = planned.in_week(planned.weeks[0])
    assert {(busy.day, busy.slot) for busy in view.busy} == {(0, 0), (2, 0)}
    ascension = next(w for w in planned.weeks if date(2027, 5, 6) in w.workdays)
    assert planned.in_week(ascension).closed[3] == "Kristi himmelfartsdag"


def test_one_person_alone_dims_the_sessions_of_others(planned):
    week = planned.in_week(planned.weeks[0], only="T1")
    for block in week.blocks:
        assert block.is_dimmed == ("T1" not in planned.placements[block.session].resources)


def test_the_table_holds_every_session_once_with_the_unplaced_last(planned):
    gone = min(planned.placements)
    left = {name: at for name, at in planned.placements.items() if name != gone}
    rows = table_rows(replace(planned, placements=left))
    assert sorted(row.session for row in rows) == sorted(planned.placements)
    assert rows[-1].session == gone


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 7), st.integers(1, 4)), min_size=1, max_size=12
    )
)
def test_blocks_never_overlap_in_their_lane(places):
    blocks = in_lanes(
        Block(str(n), "", "lesson", day, slot, slots) for n, (day, slot, slots) in enumerate(places)
    )
    taken = [
        (block.day, slot, block.lane)
        for block in blocks
        for slot in range(block.slot, block.slot + block.slots)
    ]
    assert len(taken) == len(set(taken))
    assert all(block.lane < block.lanes for block in blocks)


@given(st.dictionaries(st.integers(), st.integers(-50, 50), max_size=30))
def test_the_cheapest_start_is_the_darkest(costs):
    shades = shaded(costs)
    assert shades.keys() == costs.keys()
    for start, cost in costs.items():
        assert 0 <= shades[start] < SHADES
        if cost == min(costs.values()):
            assert shades[start] == SHADES - 1


def test_the_picture_finds_what_it_has_drawn(planned):
    scale = SlotScale.of(planned.instance.grid)
    geometry = Geometry(scale, day_edges(50, 500, (1, 2, 1, 1, 3)), 30, 400)
    for day in range(DAYS):
        for slot in range(planned.instance.grid.slots_per_day):
            middle = geometry.box(day, slot, 1).center()
            assert geometry.cell_at(middle) == (day, slot)
            assert geometry.nearest_start(geometry.box(day, slot, 1).topLeft(), 1) == (day, slot)
    assert geometry.day_width(4) > geometry.day_width(1) > geometry.day_width(0)


def test_a_held_session_snaps_to_the_start_that_covers_the_slot(planned):
    desk = Desk(planned.instance, planned.placements)
    name = next(s.id for s in planned.instance.sessions if s.slots == 4)
    held = Held(name, "", 4, feasible(desk.legal(name)))
    tuesday = planned.weeks[0].workdays[1]
    assert held.start_for(Start(tuesday, 2)).slot == 0
    assert held.start_for(Start(tuesday, 7)).slot == 4
    assert held.next_start(Start(tuesday, 0), 1, 8).slot == 4
    assert held.next_start(Start(tuesday, 4), 1, 8).slot == 4


def test_a_preview_tells_placed_moved_and_exchanged_apart(planned):
    names = sorted(planned.placements)[:3]
    now = planned.placements
    other = {"T1": "T2", "T2": "T1"}
    people = tuple(other.get(r, r) for r in now[names[2]].resources)
    proposed = {
        names[0]: now[names[0]],
        names[1]: replace(now[names[1]], slot=(now[names[1]].slot + 4) % 8),
        names[2]: replace(now[names[2]], resources=people),
    }
    before = {n: at for n, at in now.items() if n != names[0]}
    found = {each.session: each for each in changes(replace(planned, placements=before), proposed)}
    assert {n: found[n].kind for n in names} == {
        names[0]: "placed",
        names[1]: "moved",
        names[2]: "people",
    }
    assert len(found[names[2]].joins) == len(found[names[2]].leaves) == 1
    assert summary(tuple(found.values())) == (
        "1 lektion placeres, 1 flyttes, 1 får andre personer, 2 personer skal have besked."
    )


def test_a_planned_day_lies_ahead():
    today = date(2026, 11, 24)
    assert planned_day("19/4", today) == date(2027, 4, 19)
    assert planned_day("1/12", today) == date(2026, 12, 1)
    assert planned_day("20/11", today) == date(2026, 11, 20)
    assert planned_day("19/4-29", today) == date(2029, 4, 19)
    assert planned_day("2027-04-19", today) == date(2027, 4, 19)


def test_weeks_are_told_as_runs_and_days_without_a_year_twice():
    first = Week(2026, 51)
    weeks = tuple(first.later(n) for n in (0, 1, 3, 4))
    assert weeks_words(weeks) == "uge 51–52, 1–2"
    assert days_words(date(2027, 4, 19), date(2027, 5, 28)) == "19. april – 28. maj 2027"
    across = days_words(date(2026, 12, 14), date(2026, 12, 14) + timedelta(weeks=5))
    assert across == "14. december 2026 – 18. januar 2027"
