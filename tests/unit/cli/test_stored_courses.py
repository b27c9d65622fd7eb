"""`kbh courses` with the courses of a vault."""

import pytest

from kbh_desktop.courses.workbook import Sheet, write_book


@pytest.fixture
def course(kbh, vault):
    """Hold 1 from 13 April 2026; the vault's clock is that of the machine."""
    ran = kbh("courses", "create", "Hold 1", "--vault", vault, "--user", "Ane",
              "--centre", "avnstrup", "--first-day", "2026-04-13", "--languages", "ar",
              "--danish")  # fmt: skip
    assert ran.code == 0, ran.err
    return ran.out.strip()


def test_a_course_is_made_listed_and_shown(kbh, vault, course):
    (row,) = kbh("courses", "list", "--vault", vault, "--user", "Ane", "--json").json
    assert (row["id"], row["placed"]) == (course, "0/22")
    shown = kbh("courses", "show", "Hold 1", "--vault", vault, "--user", "Ane", "--json").json
    assert len(shown) == 22


def test_filling_without_staff_says_why(kbh, vault, course):
    ran = kbh("courses", "fill", course, "--vault", vault, "--user", "Ane")
    assert "0 af 22" in ran.out
    assert ran.err


def test_a_person_is_enrolled_marked_and_exported(kbh, vault, course, tmp_path):
    person = kbh("people", "set", "new", "given_name=Amina", "centre=avnstrup",
                 "mother_tongues=ar", "birth_date=1990-01-01", "municipality_expected=0265",
                 "residence_basis=section_7_1", "phase=centre", "--vault", vault, "--user",
                 "Ane").out.strip()  # fmt: skip
    (candidate,) = kbh("courses", "candidates", course, "--vault", vault, "--user", "Ane",
                       "--json").json  # fmt: skip
    assert candidate["may_join"]
    assert kbh("courses", "enrol", course, person, "--vault", vault, "--user", "Ane").code == 0
    (row,) = kbh("courses", "participants", course, "--vault", vault, "--user", "Ane",
                 "--json").json  # fmt: skip
    assert (row["person"], row["status"]) == (person, "enrolled")
    session = kbh("courses", "show", course, "--vault", vault, "--user", "Ane", "--json").json[0]
    refused = kbh("courses", "mark", course, session["id"], 1, person, "present",
                  "--vault", vault, "--user", "Ane")  # fmt: skip
    assert refused.code == 1
    assert "lektion" in refused.err
    path = tmp_path / "f.xlsx"
    kbh("courses", "export-xlsx", course, "attendance", path, "--vault", vault, "--user", "Ane")
    assert path.exists()
    ics = tmp_path / "a.ics"
    kbh("courses", "export-ics", course, ics, "--participant", person, "--vault", vault,
        "--user", "Ane")  # fmt: skip
    assert b"Dansk" in ics.read_bytes()


def test_the_figures_of_a_course_are_shown(kbh, vault, course):
    (row,) = kbh("courses", "figures", course, "--vault", vault, "--user", "Ane", "--json").json
    assert (row["on_course"], row["percent"]) == (0, None)


def test_a_timetable_is_shown_and_applied_only_when_asked(kbh, vault, course, tmp_path):
    rows = [("14-04-2026", "12.30", "14.00", "Dansk A"), ("?", "", "", "")]
    path = write_book(tmp_path / "d.xlsx", [Sheet("a", ("Dato", "Start", "Slut", "Hold"), rows)])
    command = ("courses", "import-timetable", course, path, "--vault", vault, "--user", "Ane")
    first = kbh(*command)
    assert "Nye: 1" in first.out
    assert "række 3" in first.err
    assert "Nye: 1" in kbh(*command).out
    kbh(*command, "--apply")
    assert "Nye: 0" in kbh(*command).out


def test_a_course_nobody_knows_is_said(kbh, vault):
    ran = kbh("courses", "show", "Hold 9", "--vault", vault, "--user", "Ane")
    assert (ran.code, "Hold 9" in ran.err) == (1, True)
