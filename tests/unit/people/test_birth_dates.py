from datetime import date

import pytest

from kbh_desktop.errors import InputError
from kbh_desktop.people.birth_dates import parse_birth_date, parse_date
from kbh_desktop.people.model import HintKind, Person

TODAY = date(2026, 4, 16)


@pytest.mark.parametrize(
    ("written", "text", "precision"),
    [
        ("1985-04-03", "1985-04-03", "day"),
        ("3-4-1985", "1985-04-03", "day"),
        ("03.04.1985", "1985-04-03", "day"),
        ("1985-04", "1985-04", "month"),
        ("1985", "1985", "year"),
    ],
)
def test_a_birth_date_is_as_precise_as_it_was_written(written, text, precision):
    born = parse_birth_date(written, TODAY)
    assert (born.text, born.precision, born.hints) == (text, precision, ())


def test_first_of_january_asks_whether_it_is_estimated():
    assert parse_birth_date("1-1-1985", TODAY).hints[0].kind == HintKind.MAYBE_ESTIMATED
    assert parse_birth_date("1-1-1985", TODAY, "estimated").hints == ()
    assert parse_birth_date("1985", TODAY).hints == ()


@pytest.mark.parametrize(
    "written", ["", "x", "30-2-1985", "1985-13", "17-4-2026", "1915", "85", "1985-4-3-2"]
)
def test_impossible_birth_dates_are_refused(written):
    with pytest.raises(InputError) as error:
        parse_birth_date(written, TODAY)
    assert error.value.field == "birth_date"


def test_110_years_are_possible():
    assert parse_birth_date("1916", TODAY).text == "1916"


@pytest.mark.parametrize("written", ["2026-04", "2026", "31-4-2026", "i går"])
def test_a_plain_date_needs_its_day(written):
    with pytest.raises(InputError) as error:
        parse_date(written, field_name="entry_date")
    assert error.value.field == "entry_date"


@pytest.mark.parametrize(
    ("born", "age"),
    [("2000-04-16", 26), ("2000-04-17", 25), ("2000", 26), ("2000-05", 25), ("", None)],
)
def test_age_counts_whole_years(born, age):
    assert Person(id="p", birth_date=born).age(TODAY) == age
