"""The Danish timetable of the Red Cross, read in from a calendar or a workbook."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses.calendar import course_calendar
from kbh_desktop.courses.planning import course_grid
from kbh_desktop.courses.schedule import BusyBlock
from kbh_desktop.courses.timetable_reading import read_timetable
from kbh_desktop.courses.workbook import Sheet, write_book
from kbh_desktop.errors import InputError

TUESDAY, WEDNESDAY = date(2026, 4, 7), date(2026, 4, 8)
FIRST, LAST = date(2026, 3, 16), date(2026, 4, 24)
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sprogskolen//DA\r\n"


def ics(tmp_path, *lines, head=HEAD):
    path = tmp_path / "dansk.ics"
    body = "".join(f"{line}\r\n" for line in lines)
    path.write_bytes((head + body + "END:VCALENDAR\r\n").encode())
    return path


def event(*lines):
    return ("BEGIN:VEVENT", "UID:hold-a", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT")


def test_a_repeated_lesson_keeps_its_time_of_day_when_the_clocks_change(tmp_path):
    path = ics(
        tmp_path,
        *event(
            "SUMMARY:Dansk hold A",
            "DTSTART;TZID=Europe/Copenhagen:20260324T083000",
            "DTEND;TZID=Europe/Copenhagen:20260324T113000",
            "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260415T220000Z",
            "EXDATE;TZID=Europe/Copenhagen:20260402T083000",
        ),
    )
    read = read_timetable(path, FIRST, LAST)
    assert [block.day.day for block in read.blocks] == [24, 26, 31, 7, 9, 14]
    assert {(block.starts, block.ends) for block in read.blocks} == {(time(8, 30), time(11, 30))}
    assert read.skipped == ()


def test_times_in_utc_become_danish(tmp_path):
    path = ics(
        tmp_path,
        *event("SUMMARY:Dansk", "DTSTART:20260407T063000Z", "DTEND:20260407T093000Z"),
    )
    (block,) = read_timetable(path, FIRST, LAST).blocks
    assert (block.starts, block.ends) == (time(8, 30), time(11, 30))


def test_one_time_that_was_moved_stands_for_its_repetition(tmp_path):
    path = ics(
        tmp_path,
        *event(
            "SUMMARY:Dansk",
            "DTSTART;TZID=Europe/Copenhagen:20260407T083000",
            "DTEND;TZID=Europe/Copenhagen:20260407T113000",
            "RRULE:FREQ=DAILY;COUNT=3",
        ),
        *event(
            "SUMMARY:Dansk, flyttet",
            "RECURRENCE-ID;TZID=Europe/Copenhagen:20260408T083000",
            "DTSTART;TZID=Europe/Copenhagen:20260408T123000",
            "DURATION:PT2H",
        ),
    )
    found = {
        block.day.day: (block.starts, block.title)
        for block in read_timetable(path, FIRST, LAST).blocks
    }
    assert found == {
        7: (time(8, 30), "Dansk"),
        8: (time(12, 30), "Dansk, flyttet"),
        9: (time(8, 30), "Dansk"),
    }


def test_what_is_cancelled_or_has_no_time_of_day_is_left_out(tmp_path):
    path = ics(
        tmp_path,
        *event("SUMMARY:Aflyst", "STATUS:CANCELLED", "DTSTART:20260407T063000Z",
               "DTEND:20260407T093000Z"),
        *event("SUMMARY:Ferie", "DTSTART;VALUE=DATE:20260408", "DTEND;VALUE=DATE:20260411"),
    )  # fmt: skip
    read = read_timetable(path, FIRST, LAST)
    assert read.blocks == ()
    assert read.skipped == ("“Ferie”: den har intet klokkeslæt",)


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=0", "NOTHING"]
)
def test_a_repetition_nobody_can_read_is_said(tmp_path, rule):
    path = ics(
        tmp_path,
        *event("SUMMARY:Dansk", "DTSTART:20260407T063000Z", "DTEND:20260407T093000Z",
               f"RRULE:{rule}"),
    )  # fmt: skip
    try:
        read = read_timetable(path, FIRST, LAST)
    except InputError:
        return
    assert len(read.blocks) + len(read.skipped) == 1


@pytest.mark.parametrize("content", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\n", b"\xff\xfe"])
def test_what_is_no_calendar_is_refused(tmp_path, content):
    path = tmp_path / "x.ics"
    path.write_bytes(content)
    with pytest.raises(InputError, match="kalender"):
        read_timetable(path, FIRST, LAST)


def book(tmp_path, rows, headings=("Dato", "Start", "Slut", "Hold")):
    return write_book(tmp_path / "dansk.xlsx", [Sheet("Uge 15", headings, rows)])


def test_a_workbook_is_read_row_by_row_and_mistakes_are_named(tmp_path):
    rows = [
        (TUESDAY, time(8, 30), time(11, 30), "Dansk A"),
        ("8/4-2026", "8.30", "11.30", None),
        ("i dag", "8.30", "11.30", "Dansk B"),
        (WEDNESDAY, "11.30", "8.30", "Dansk B"),
        (date(2027, 1, 1), "8.30", "11.30", "uden for forløbet"),
    ]
    read = read_timetable(book(tmp_path, rows), FIRST, LAST)
    assert [(block.day, block.title) for block in read.blocks] == [
        (TUESDAY, "Dansk A"),
        (WEDNESDAY, "Dansk (Røde Kors)"),
    ]
    assert [text.split("“")[2][:4] for text in read.skipped] == ["dato", "slut"]
    assert "række 4" in read.skipped[0]


def test_a_workbook_without_the_columns_says_which(tmp_path):
    with pytest.raises(InputError, match="Dato"):
        read_timetable(book(tmp_path, [(1, 2, 3, 4)], ("a", "b", "c", "d")), FIRST, LAST)
    with pytest.raises(InputError, match="hverken"):
        read_timetable(tmp_path / "skema.docx", FIRST, LAST)


def test_a_timetable_is_shown_first_and_then_taken_in_as_one_step(world, tmp_path):
    course = world.course(danish_weekdays=(1,))
    before = world.courses.board(course.id).blocks
    rows = [(TUESDAY, "8.30", "11.30", "Dansk A"), (WEDNESDAY, "9.00", "12.00", "Dansk B")]
    preview = world.courses.import_timetable(course.id, book(tmp_path, rows))
    assert world.courses.board(course.id).blocks == before
    assert [block.title for block in preview.new] == ["Dansk B"]
    assert [(old.title, new.title) for old, new in preview.changed] == [
        ("Dansk (Røde Kors)", "Dansk A")
    ]
    assert len(preview.gone) == len(before) - 1
    world.courses.apply_timetable(course.id, preview)
    assert [block.title for block in world.courses.board(course.id).blocks] == [
        "Dansk A",
        "Dansk B",
    ]
    again = world.courses.import_timetable(course.id, book(tmp_path, rows))
    assert (again.new, again.changed, again.gone, again.same) == ((), (), (), 2)
    world.courses.undo(course.id)
    assert world.courses.board(course.id).blocks == before


def test_a_newer_timetable_moves_what_it_called_so(world, tmp_path):
    course = world.course(danish_weekdays=())
    first = event("SUMMARY:Dansk", "DTSTART:20260407T063000Z", "DTEND:20260407T093000Z")
    second = event("SUMMARY:Dansk", "DTSTART:20260408T063000Z", "DTEND:20260408T093000Z")
    world.courses.apply_timetable(
        course.id, world.courses.import_timetable(course.id, ics(tmp_path, *first))
    )
    preview = world.courses.import_timetable(course.id, ics(tmp_path, *second))
    ((old, new),) = preview.changed
    assert (old.day, new.day) == (TUESDAY, WEDNESDAY)
    world.courses.apply_timetable(course.id, preview)
    assert [block.day for block in world.courses.board(course.id).blocks] == [WEDNESDAY]


def test_gone_lessons_may_stay(world, tmp_path):
    course = world.course(danish_weekdays=(1,))
    count = len(world.courses.board(course.id).blocks)
    preview = world.courses.import_timetable(
        course.id, book(tmp_path, [(WEDNESDAY, "9.00", "12.00", "Dansk B")])
    )
    world.courses.apply_timetable(course.id, preview, remove_gone=False)
    assert len(world.courses.board(course.id).blocks) == count + 1


def test_a_timetable_of_other_weeks_is_refused(world, tmp_path):
    course = world.course()
    path = book(tmp_path, [(date(2025, 4, 8), "9.00", "12.00", "Dansk B")])
    with pytest.raises(InputError, match="uger"):
        world.courses.import_timetable(course.id, path)


def test_other_blocks_are_not_taken_for_danish(world, tmp_path):
    course = world.course(danish_weekdays=())
    doctor = BusyBlock(TUESDAY, time(13), time(14), "Læge", "other")
    world.courses.add_block(course.id, doctor)
    preview = world.courses.import_timetable(
        course.id, book(tmp_path, [(WEDNESDAY, "9.00", "12.00", "Dansk B")])
    )
    assert preview.gone == ()


@given(st.integers(0, 23 * 60), st.integers(1, 600))
def test_a_block_covers_just_the_lessons_it_touches(begin, minutes):
    grid = course_grid(course_calendar(date(2026, 4, 13), 1))
    start = datetime.combine(TUESDAY, time()) + timedelta(minutes=begin)
    end = min(start + timedelta(minutes=minutes), datetime.combine(TUESDAY, time(23, 59)))
    if end <= start:
        return
    span = BusyBlock(TUESDAY, start.time(), end.time(), "Dansk").span(grid)
    covered = set(range(span.first, span.first + span.slots)) if span else set()
    for slot in range(grid.slots_per_day):
        lesson = datetime.combine(TUESDAY, grid.starts_at(slot))
        touches = start < lesson + timedelta(minutes=45) and lesson < end
        assert touches == (slot in covered)
