from datetime import date

import pytest

from kbh_desktop.errors import InputError
from kbh_desktop.people.fields import checked, hints
from kbh_desktop.people.model import HintKind

TODAY = date(2026, 4, 16)


def test_fields_are_stored_in_one_form():
    assert checked(
        {
            "given_name": " Amal ",
            "cpr": "610185-1234",
            "udl_nr": "12.345.678",
            "birth_date": "1-4-1985",
            "sex": "Kvinde",
            "phone": "20 30 40 50",
            "entry_date": "2-3-2026",
            "address_protected": "ja",
            "municipality_decided": "0201",
        },
        TODAY,
    ) == {
        "given_name": "Amal",
        "cpr": "6101851234",
        "cpr_kind": "erstatning",
        "udl_nr": "12345678",
        "birth_date": "1985-04-01",
        "birth_precision": "day",
        "sex": "female",
        "phone": "+4520304050",
        "entry_date": "2026-03-02",
        "address_protected": True,
        "municipality_decided": "0201",
    }


@pytest.mark.parametrize(
    ("written", "stored"),
    [("0049 30 123456", "+4930123456"), ("WhatsApp: amal", "WhatsApp: amal"), ("", "")],
)
def test_a_phone_number_is_international_where_it_can_be(written, stored):
    assert checked({"phone": written}, TODAY) == {"phone": stored}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("shoe_size", "42"),
        ("sex", "yes"),
        ("phase", "moon"),
        ("birth_precision", "roughly"),
        ("municipality_actual", "201"),
        ("address_protected", "perhaps"),
        ("arrival_date", "soon"),
        ("birth_date", "2027"),
        ("cpr", "12"),
        ("udl_nr", "x"),
    ],
)
def test_what_can_not_stand_in_a_field_is_refused_at_that_field(name, value):
    with pytest.raises(InputError) as error:
        checked({name: value}, TODAY)
    assert error.value.field == name


def test_a_field_can_be_emptied():
    assert checked({"cpr": "", "sex": "", "birth_date": ""}, TODAY) == {
        "cpr": "",
        "cpr_kind": "",
        "sex": "",
        "birth_date": "",
    }


def test_hints_never_refuse():
    found = hints(
        {"cpr": "010185-1235", "birth_date": "1985-01-02", "sex": "female", "udl_nr": "1234567"},
        TODAY,
    )
    assert {hint.kind for hint in found} == {
        HintKind.UNUSUAL_LENGTH,
        HintKind.NO_CHECK_DIGIT,
        HintKind.BIRTH_DATE_DIFFERS,
        HintKind.SEX_DIFFERS,
    }
