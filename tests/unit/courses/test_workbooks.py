"""Workbooks of courses, read back; templates and timetables out and in."""

from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses import workbook
from kbh_desktop.courses.attendance import Mark
from kbh_desktop.courses.model import Text
from kbh_desktop.courses.template_store import SHIPPED_ID
from kbh_desktop.courses.template_toml import write_toml
from kbh_desktop.courses.template_workbook import read_workbook, write_workbook
from kbh_desktop.courses.templates import read_template, shipped_template
from kbh_desktop.courses.workbook import Sheet, as_day, as_time, read_sheets, write_book
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError, StorageError

TUESDAY = date(2026, 4, 7)
NO_ZONE = datetime(2026, 4, 7)  # noqa: DTZ001 - as workbooks hold days
HALF_PAST = datetime(2026, 4, 7, 8, 30)  # noqa: DTZ001


def sheet(path, name):
    book = openpyxl.load_workbook(path)
    try:
        return [list(row) for row in book[name].iter_rows(values_only=True)]
    finally:
        book.close()


def test_the_plan_is_written_in_the_order_of_time_with_the_tray_last(world, tmp_path):
    staff, course = world.staff(), world.course()
    world.place(course, "w1b", date(2026, 4, 8), 4)
    world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    rows = sheet(world.files.plan_workbook(course.id, tmp_path / "plan.xlsx"), "Plan")
    assert len(rows) == 23
    assert rows[1][:6] == [
        15, "tirsdag", NO_ZONE, time(12, 30), time(14, 0), "Velkommen og kontrakt",
    ]  # fmt: skip
    assert {"Tove", "Amir", "Sal 1"} <= set(rows[1])
    assert rows[-1][2] == "ikke placeret"


def test_attendance_is_written_lesson_by_lesson(world, tmp_path):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    person = world.person("=أمينة()", latin_name="Amina")
    world.participants.enrol(course.id, person, on=TUESDAY)
    world.participants.mark(course.id, session, 1, person, Mark.LATE, minutes_late=5)
    path = world.files.attendance_workbook(course.id, tmp_path / "f.xlsx")
    assert sheet(path, "Fremmøde")[1] == [
        "=أمينة()", "Amina", "Roskilde", "arabisk", 2, 1, 0, 0, 1, 5, 50,
    ]  # fmt: skip
    assert sheet(path, "Lektion for lektion")[1] == ["=أمينة()", "Amina", "F", None]
    book = openpyxl.load_workbook(path)
    assert book["Fremmøde"]["A2"].data_type == "s", "never a formula"
    book.close()


def test_a_municipality_gets_its_own_people_only(world, tmp_path):
    course = world.course()
    for name, code in (("Amina", "0265"), ("Bilal", "0253")):
        world.participants.enrol(course.id, world.person(name, municipality_expected=code))
    path = world.files.attendance_workbook(course.id, tmp_path / "f.xlsx", municipality="0253")
    assert [row[0] for row in sheet(path, "Fremmøde")[1:]] == ["Bilal"]
    with pytest.raises(InputError):
        world.files.attendance_workbook(course.id, tmp_path / "g.xlsx", municipality="0269")


def test_the_economy_is_written_with_its_settlement(world, tmp_path):
    course = world.course()
    world.economy.add(course.id, "Undervisning", 60_000_00, paid_by="0265")
    world.economy.set_cost_key(course.id, "planned", {"0265": 24, "0269": 7, "0253": 14})
    path = world.files.economy_workbook(course.id, tmp_path / "økonomi.xlsx")
    assert sheet(path, "Udgifter")[1] == ["Undervisning", 60_000, None, None, "Roskilde"]
    assert [row[:3] for row in sheet(path, "A conto")[1:]] == [
        ["Greve", 14, 18_667], ["Roskilde", 24, 32_000], ["Solrød", 7, 9_333],
    ]  # fmt: skip
    assert sheet(path, "A conto, afregning")[1:] == [
        ["Greve", "Roskilde", 18_667], ["Solrød", "Roskilde", 9_333],
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_said(world, tmp_path):
    course = world.course()
    for write in (world.files.plan_workbook, world.files.course_calendar):
        with pytest.raises(StorageError):
            write(course.id, tmp_path / "missing" / "file")


# Templates


def test_the_shipped_template_goes_through_a_workbook_and_a_file_unchanged(tmp_path):
    template = shipped_template()
    assert read_workbook(write_workbook(template, tmp_path / "s.xlsx")) == template
    assert read_template(write_toml(template, tmp_path / "s.toml")) == template


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20
).filter(lambda text: text == text.strip() != "")


@given(texts, texts)
def test_any_title_survives_a_file(tmp_path_factory, danish, english):
    template = replace(shipped_template(), title=Text(danish, english))
    path = tmp_path_factory.mktemp("toml") / "s.toml"
    assert read_template(write_toml(template, path)).title == Text(danish, english)


def test_templates_are_copied_changed_and_removed(world):
    copy = world.courses.templates.copy(SHIPPED_ID, "Kort forløb")
    short = replace(copy.template, modules=copy.template.modules[:1], weeks=1)
    world.courses.templates.change(copy.id, short)
    assert world.courses.templates.get(copy.id).weeks == 1
    course = world.course(template_id=copy.id)
    assert len(world.courses.board(course.id).sessions) == 4
    world.courses.templates.remove(copy.id)
    assert [card.is_shipped for card in world.courses.templates.list()] == [True]
    assert world.courses.board(course.id).sessions, "courses made from it stay"
    with pytest.raises(NotFoundError):
        world.courses.templates.get(copy.id)


def test_the_shipped_template_stays_as_it_is(world):
    with pytest.raises(NotAllowedError):
        world.courses.templates.change(SHIPPED_ID, shipped_template())
    with pytest.raises(NotAllowedError):
        world.courses.templates.remove(SHIPPED_ID)


@pytest.mark.parametrize("name", ["skabelon.xlsx", "skabelon.toml"])
def test_a_template_travels_as_a_file(world, tmp_path, name):
    path = world.courses.templates.export_file(SHIPPED_ID, tmp_path / name)
    card = world.courses.templates.import_file(path)
    assert card.lessons == 72
    assert len(world.courses.templates.list()) == 2


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("A3", "uge 1", "række 3, “uge”"),
        ("G3", None, "række 3, “session”"),
        ("K3", 0, "lektionstallet for “w1b”"),
        ("M2", "w9z", "w1a"),
        ("N3", "måske", "række 3, “tæller med”"),
        ("A3", 2, "to forskellige uger"),
    ],
)
def test_a_template_with_a_mistake_names_its_row(tmp_path, cell, value, said):
    path = write_workbook(shipped_template(), tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(path)
    book["Sessioner"][cell] = value
    book.save(path)
    book.close()
    with pytest.raises(InputError, match=said):
        read_workbook(path)


def test_what_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "s.xlsx"
    path.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(InputError, match="regneark"):
        read_sheets(path)
    write_book(path, [Sheet("Andet", ("a",), [["b"]])])
    with pytest.raises(InputError, match="Skabelon"):
        read_workbook(path)


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 100)
    path = write_book(tmp_path / "s.xlsx", [Sheet("Andet", ("a",), [["b"]])])
    with pytest.raises(InputError, match="større"):
        read_sheets(path)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (NO_ZONE, TUESDAY),
        (date(2027, 4, 19), date(2027, 4, 19)),
        ("19-04-2027", date(2027, 4, 19)),
        ("19/4-2027", date(2027, 4, 19)),
        ("19.4.2027", date(2027, 4, 19)),
        ("2027-04-19", date(2027, 4, 19)),
        ("30-02-2027", None),
        ("i morgen", None),
        (None, None),
    ],
)
def test_days_are_read_as_people_write_them(value, day):
    assert as_day(value) == day


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (time(8, 30), time(8, 30)),
        (HALF_PAST, time(8, 30)),
        ("8.30", time(8, 30)),
        ("08:30", time(8, 30)),
        ("kl. 8", time(8, 0)),
        ("8.3", time(8, 30)),
        ("25.00", None),
        ("otte", None),
        (None, None),
    ],
)
def test_times_are_read_as_people_write_them(value, at):
    assert as_time(value) == at
