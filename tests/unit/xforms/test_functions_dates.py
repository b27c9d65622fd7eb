"""Functions of dates and times, one vector a line."""

import os
import time
from collections.abc import Iterator

import pytest

from kbh_desktop.xforms.xpath.moments import from_days, read_moment
from tests.xforms_world import evaluate, text


@pytest.fixture
def danish_time() -> Iterator[None]:
    """Let the machine stand in Copenhagen."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Copenhagen"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("today()", "2026-04-16"),
        ("date('2026-04-16')", "2026-04-16"),
        ("date('2026-4-6')", "2026-04-06"),
        ("date(0)", "1970-01-01"),
        ("date(14.5)", "1970-01-15"),
        ("date('14')", "1970-01-15"),
        ("date(-1)", "1969-12-31"),
        ("date('2026-04-16T23:59:59.000')", "2026-04-16"),
        ("date('')", ""),
        ("date('2026-02-30')", ""),
        ("date('nonsense')", ""),
        ("date(1 div 0)", ""),
        ("date(true())", ""),
        ("date(99999999)", ""),
        ("date-time('2026-04-16T08:30:00.000')", "2026-04-16T08:30:00.000"),
        ("date-time('x')", ""),
        ("today() + 1", "20560"),
        ("date(today() + 14)", "2026-04-30"),
        ("date('2024-02-28') + 1 = date('2024-02-29')", "true"),
        ("date('2026-03-01') - date('2026-02-01')", "28"),
        ("decimal-date-time('1970-01-02')", "1"),
        ("decimal-date-time('1970-01-01T12:00:00.000')", "0.5"),
        ("decimal-date-time('x')", "NaN"),
        ("decimal-time('06:00:00.000')", "0.25"),
        ("decimal-time('18:00')", "0.75"),
        ("decimal-time('x')", "NaN"),
        ("decimal-time('25:00')", "NaN"),
        ("decimal-time('23:60')", "NaN"),
        ("decimal-time('2026-01-01T06:00:00.000')", "0.25"),
        ("format-date('2026-04-06', '%d-%m-%Y')", "06-04-2026"),
        ("format-date('2026-04-06', '%e.%n.%y')", "6.4.26"),
        ("format-date('2026-04-06', '%a %b')", "man. apr."),
        ("format-date('2026-04-06', '100%%')", "100%"),
        ("format-date('2026-04-06', '%q')", "%q"),
        ("format-date('', '%Y')", ""),
        ("format-date('x', '%Y')", ""),
        ("format-date-time('2026-04-06T07:08:09.010', '%H:%M:%S.%3 %h')", "07:08:09.010 7"),
        ("format-date(20559, '%Y-%m-%d')", "2026-04-16"),
    ],
)
def test_date_functions_follow_the_specification(expression: str, result: str) -> None:
    assert text(expression) == result


def test_now_tells_milliseconds_and_the_offset() -> None:
    assert text("now()") == "2026-04-16T12:02:03.456+00:00"


def test_age_in_years_is_reckoned_as_forms_do_it() -> None:
    assert evaluate("int((today() - date(/data/born)) div 365.25)") == 42


@pytest.mark.usefixtures("danish_time")
def test_a_moment_with_an_offset_is_taken_to_local_time() -> None:
    moment = read_moment("2026-07-01T22:30:00Z")
    assert moment is not None
    assert moment.wall.isoformat() == "2026-07-02T00:30:00"
    assert moment.written == "2026-07-01T22:30:00Z"


@pytest.mark.parametrize(
    "written",
    ["2026-13-01", "2026-00-10", "26-01-01", "2026-01-01T25:00:00", "2026-01-01T", "2026-01-01 x"],
)
def test_what_is_no_date_is_not_taken_for_one(written: str) -> None:
    assert read_moment(written) is None


def test_days_beyond_the_calendar_are_no_date() -> None:
    assert from_days(3_000_000) is None
    assert from_days(-800_000) is None
