from datetime import date

import pytest

from kbh_desktop.errors import InputError
from kbh_desktop.people.model import HintKind
from kbh_desktop.people.numbers import (
    cpr_disagreements,
    format_cpr,
    has_check_digit,
    parse_cpr,
    parse_cvr,
    parse_postcode,
    parse_udl_nr,
)

TODAY = date(2026, 4, 16)
WITH_CHECK_DIGIT = "0707614285"  # the example of cpr.dk


def kinds(check):
    return [hint.kind for hint in check.hints]


@pytest.mark.parametrize("written", ["070761-4285", "0707614285", " 070761 4285 "])
def test_a_number_is_understood_with_or_without_hyphen(written):
    check = parse_cpr(written, TODAY)
    assert (check.number, check.kind, check.birth_date) == (
        WITH_CHECK_DIGIT,
        "cpr",
        date(1961, 7, 7),
    )
    assert check.hints == ()


def test_a_number_without_check_digit_is_valid_with_a_grey_hint():
    check = parse_cpr("010185-1235", TODAY)
    assert check.birth_date == date(1985, 1, 1)
    assert kinds(check) == [HintKind.NO_CHECK_DIGIT]
    assert not check.hints[0].is_warning


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("0101000001", 1900),
        ("0101993001", 1999),
        ("0101004001", 2000),
        ("0101254001", 2025),
        ("0101374001", 1937),
        ("0101994001", 1999),
        ("0101005001", 2000),
        ("0101255001", 2025),
        ("0101588001", 1858),
        ("0101998001", 1899),
        ("0101009001", 2000),
        ("0101379001", 1937),
    ],
)
def test_the_seventh_digit_tells_the_century(number, year):
    assert parse_cpr(number, TODAY).birth_date == date(year, 1, 1)


@pytest.mark.parametrize(("last", "sex"), [("4", "female"), ("5", "male"), ("0", "female")])
def test_the_last_digit_tells_the_sex(last, sex):
    assert parse_cpr(f"070761428{last}", TODAY).sex == sex


@pytest.mark.parametrize(
    "number",
    ["", "1", "070761428", "07076142850", "3002854001", "3213851234", "0001851234", "abcdefghij"],
)
def test_what_is_no_number_is_refused_at_its_field(number):
    with pytest.raises(InputError) as error:
        parse_cpr(number, TODAY)
    assert error.value.field == "cpr"


def test_a_number_of_somebody_not_born_yet_is_refused():
    with pytest.raises(InputError):
        parse_cpr("170426-4001", TODAY)
    assert parse_cpr("160426-4001", TODAY).birth_date == TODAY


@pytest.mark.parametrize("number", ["610185-1234", "910185-1235", "0101851ABC", "010185-æøå1"])
def test_a_replacement_number_tells_neither_birth_nor_sex(number):
    check = parse_cpr(number, TODAY)
    assert (check.kind, check.birth_date, check.sex, check.hints) == ("erstatning", None, "", ())


def test_another_birth_date_or_sex_than_the_number_says_is_a_warning():
    check = parse_cpr("070761-4285", TODAY)
    found = cpr_disagreements(check, "1961-07-08", "female")
    assert [h.kind for h in found] == [HintKind.BIRTH_DATE_DIFFERS, HintKind.SEX_DIFFERS]
    assert all(h.is_warning for h in found)


@pytest.mark.parametrize("birth_date", ["1961-07-07", "1961-07", "1961", ""])
def test_a_birth_date_known_less_well_agrees_with_the_number(birth_date):
    check = parse_cpr("070761-4285", TODAY)
    assert cpr_disagreements(check, birth_date, "male") == ()
    assert cpr_disagreements(check, birth_date, "x") == ()


def test_check_digits_agree_with_the_published_example():
    assert has_check_digit(WITH_CHECK_DIGIT)
    assert not has_check_digit("0707614286")
    assert format_cpr(WITH_CHECK_DIGIT) == "070761-4285"


@pytest.mark.parametrize("written", ["12.345.678", "12345678", "12 345 678", "12-345-678"])
def test_an_udl_nr_is_understood_with_or_without_dots(written):
    assert parse_udl_nr(written).number == "12345678"
    assert parse_udl_nr(written).hints == ()


@pytest.mark.parametrize("written", ["123456", "123456789", "123456789012"])
def test_an_udl_nr_of_another_length_is_a_warning(written):
    assert kinds(parse_udl_nr(written)) == [HintKind.UNUSUAL_LENGTH]


@pytest.mark.parametrize("written", ["", "12345", "1234567890123", "1234567A", "١٢٣٤٥٦٧٨"])
def test_an_udl_nr_that_can_not_be_one_is_refused(written):
    with pytest.raises(InputError) as error:
        parse_udl_nr(written)
    assert error.value.field == "udl_nr"


def test_a_cvr_number_needs_its_check_digit():
    assert parse_cvr("64 94 22 12") == "64942212"  # Copenhagen
    for wrong in ("64942213", "6494221", "649422122", "6494221x"):
        with pytest.raises(InputError) as error:
            parse_cvr(wrong)
        assert error.value.field == "cvr"


def test_a_postcode_has_four_digits():
    assert parse_postcode(" 3450 ") == "3450"
    for wrong in ("345", "34500", "345O"):
        with pytest.raises(InputError) as error:
            parse_postcode(wrong)
        assert error.value.field == "postcode"
