"""Calendars of courses, read back by another reader, and the Danish timetable read in."""

import shutil
import subprocess
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kbh_desktop.courses.calendar_file import CalendarEvent, calendar_bytes
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import NotFoundError
from kbh_desktop.security.audit import AuditAction

DENMARK = ZoneInfo("Europe/Copenhagen")
TUESDAY, WEDNESDAY = date(2026, 4, 7), date(2026, 4, 8)


def events(path):
    """Return the events of a file by title without the course."""
    calendar = Calendar.from_ical(path.read_bytes())
    assert calendar.errors == []
    return {str(each["SUMMARY"]).split(" (")[0]: each for each in calendar.walk("VEVENT")}


def course_file(world, course, tmp_path):
    return events(world.files.course_calendar(course.id, tmp_path / "hold.ics"))


def test_each_placed_session_is_one_event_in_danish_time(world, tmp_path):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    found = course_file(world, course, tmp_path)
    event = found["Velkommen og kontrakt"]
    assert len(found) == 1
    assert event.decoded("DTSTART") == datetime(2026, 4, 7, 12, 30, tzinfo=DENMARK)
    assert event.decoded("DTEND") == datetime(2026, 4, 7, 14, 0, tzinfo=DENMARK)
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event["UID"] == f"{session}@kbh-desktop"
    assert "Sal 1" in event["LOCATION"]
    assert "Underviser: Tove" in event["DESCRIPTION"]
    assert event["STATUS"] == "CONFIRMED"


def test_a_move_raises_the_sequence_and_keeps_the_uid(world, tmp_path):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    before = course_file(world, course, tmp_path)["Velkommen og kontrakt"]
    world.courses.place(course.id, session, Placement(WEDNESDAY, 6))
    after = course_file(world, course, tmp_path)["Velkommen og kontrakt"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    world.courses.undo(course.id)
    undone = course_file(world, course, tmp_path)["Velkommen og kontrakt"]
    assert undone["SEQUENCE"] == after["SEQUENCE"] + 1
    assert undone["DTSTART"].dt == before["DTSTART"].dt


def test_what_changes_nothing_in_the_event_raises_nothing(world, tmp_path):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    before = course_file(world, course, tmp_path)["Velkommen og kontrakt"]
    world.courses.lock(course.id, session, "time")
    assert course_file(world, course, tmp_path)["Velkommen og kontrakt"] == before


@pytest.mark.parametrize("deed", ["unplace", "remove_session"])
def test_what_is_gone_is_sent_as_cancelled_at_its_last_time(world, tmp_path, deed):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    getattr(world.courses, deed)(course.id, session)
    event = course_file(world, course, tmp_path)["Velkommen og kontrakt"]
    assert event["STATUS"] == "CANCELLED"
    assert event.decoded("DTSTART") == datetime(2026, 4, 7, 12, 30, tzinfo=DENMARK)
    assert event["SEQUENCE"] > 0


def test_a_teacher_who_is_exchanged_gets_a_cancellation_and_the_other_the_session(world, tmp_path):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"])
    world.courses.place(course.id, session, Placement(WEDNESDAY, 4, (staff["Vibe"],)))
    files = {
        name: events(world.files.resource_calendar(staff[name], tmp_path / f"{name}.ics"))
        for name in ("Tove", "Vibe", "Ulf")
    }
    assert files["Tove"]["Velkommen og kontrakt"]["STATUS"] == "CANCELLED"
    assert files["Tove"]["Velkommen og kontrakt"].decoded("DTSTART").date() == TUESDAY
    assert files["Vibe"]["Velkommen og kontrakt"]["STATUS"] == "CONFIRMED"
    assert files["Ulf"] == {}


def test_a_participants_calendar_has_danish_visits_and_talks_and_names_nobody(world, tmp_path):
    course = world.course()
    world.place(course, "w1a", TUESDAY, 4)
    amina, bilal = world.person("Amina"), world.person("Bilal")
    for person in (amina, bilal):
        world.participants.enrol(course.id, person)
        world.participants.talks.add(course.id, person, WEDNESDAY, time(12, 30)) if (
            person == amina
        ) else None
    visit = world.participants.visits.add(
        course.id, "Hotel Fjorden", day=WEDNESDAY, starts=time(14, 0)
    )
    world.participants.visits.join(visit.id, amina)
    path = world.files.participant_calendar(course.id, amina, tmp_path / "a.ics")
    found = events(path)
    assert {"Velkommen og kontrakt", "Dansk", "Individuel samtale"} <= found.keys()
    assert "Virksomhedsbesøg: Hotel Fjorden" in found
    text = path.read_text("utf-8")
    assert "Amina" not in text
    assert "Bilal" not in text
    other = events(world.files.participant_calendar(course.id, bilal, tmp_path / "b.ics"))
    assert "Individuel samtale" not in other
    assert world.audit.entries(1)[0].deed.action == AuditAction.SAVE_FILE
    with pytest.raises(NotFoundError):
        world.files.participant_calendar(course.id, world.person("Chadi"), tmp_path / "c.ics")


days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
made_events = st.builds(
    CalendarEvent,
    id=st.uuids().map(lambda each: each.hex),
    title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=90),
    day=days,
    starts=st.builds(time, st.integers(3, 21), st.sampled_from([0, 15, 30, 45])),
    ends=st.builds(time, st.just(23), st.sampled_from([0, 45])),
    changed_at=st.just(datetime(2026, 4, 7, 12, 0, tzinfo=ZoneInfo("UTC"))),
    sequence=st.integers(0, 99),
    cancelled=st.booleans(),
    place=st.sampled_from(["", "Sal 1; Avnstrup, \\ \n ved porten"]),
)


@given(st.lists(made_events, max_size=4, unique_by=lambda each: each.id))
def test_every_event_is_read_back_as_it_was(made):
    calendar = Calendar.from_ical(calendar_bytes("Hold 1", made))
    read = {each["UID"]: each for each in calendar.walk("VEVENT")}
    assert len(read) == len(made)
    for each in made:
        event = read[f"{each.id}@kbh-desktop"]
        assert str(event["SUMMARY"]) == each.title
        assert event.decoded("DTSTART") == datetime.combine(each.day, each.starts, DENMARK)
        assert event.decoded("DTEND") == datetime.combine(each.day, each.ends, DENMARK)
        assert event["SEQUENCE"] == each.sequence
        assert (event["STATUS"] == "CANCELLED") == each.cancelled
        assert str(event.get("LOCATION", "")) == each.place


@given(days, st.integers(4, 22))
def test_the_zone_in_the_file_is_that_of_denmark(day, hour):
    """Whoever reads only the file's own rules gets the same moment."""
    zone = Calendar.from_ical(calendar_bytes("", [])).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    local = datetime.combine(day, time(hour))
    assert local.replace(tzinfo=zone).utcoffset() == local.replace(tzinfo=DENMARK).utcoffset()


KHAL = """[calendars]
[[a]]
path = {folder}
[locale]
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed")
def test_khal_shows_the_plan_as_it_is(world, tmp_path):
    course = world.course()
    world.place(course, "w1a", TUESDAY, 4)
    world.place(course, "w1b", date(2026, 4, 24), 6)
    path = world.files.course_calendar(course.id, tmp_path / "hold.ics")
    settings = tmp_path / ".config/khal/config"
    settings.parent.mkdir(parents=True)
    settings.write_text(KHAL.replace("{folder}", str(tmp_path / "cal")))
    (tmp_path / "cal").mkdir()
    form = "{start-date} {start-time}-{end-time} {title}"
    shown = subprocess.run(
        ["khal", "printics", "--format", form, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={
            "HOME": str(tmp_path),
            "LC_ALL": "C.UTF-8",
            "PATH": "/usr/bin",
            "TZ": "Europe/Copenhagen",
        },
    ).stdout
    assert "2026-04-07 12:30-14:00 Velkommen og kontrakt (Hold 1)" in shown
    assert "2026-04-24 14:00-15:30 Danmarkskort og forventninger (Hold 1)" in shown


@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse is not installed")
def test_calcurse_takes_the_plan_in(world, tmp_path):
    course = world.course()
    world.place(course, "w1a", TUESDAY, 4)
    path = world.files.course_calendar(course.id, tmp_path / "hold.ics")
    where = {
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "PATH": "/usr/bin",
        "TZ": "Europe/Copenhagen",
    }
    (tmp_path / "cal").mkdir()
    base = ["calcurse", "-D", str(tmp_path / "cal")]
    subprocess.run([*base, "-i", str(path)], check=True, env=where, capture_output=True)
    shown = subprocess.run(
        [*base, "-Q", "--from", "04/07/2026", "--days", "1"],
        check=True, env=where, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert "12:30 -> 14:00" in shown
    assert "Velkommen og kontrakt" in shown
