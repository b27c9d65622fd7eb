"""Fields of courses in words, for comparing and settling."""

import pytest

from kbh_desktop.courses import records
from kbh_desktop.courses.labels import field_label, is_of_courses, mark_words, value_words
from kbh_desktop.courses.marks import read_mark
from kbh_desktop.storage.base import SyncedRecord


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("at", "2027-04-19/4", "mandag 19-04-2027, lektion 5"),
        ("staff", ["a", "", "b"], "Tove, b"),
        ("languages", ["ar", "ti"], "arabisk, tigrinya"),
        ("m.x/1", "late:1", "1 minut for sent"),
        ("m.x/1", "lawful:illness", "lovligt fravær"),
        ("planned_oere", 30_240_50, "30240,50"),
        ("paid_by", "0265", "Roskilde"),
        ("first_day", "2027-04-19", "19-04-2027"),
        ("contact", "Lone", "Lone"),
        ("staff", [], "–"),
    ],
)
def test_values_are_said_as_people_read_them(field, value, said):
    assert value_words(field, value, {"a": "Tove"}) == said


def test_fields_have_names_and_bookkeeping_has_none():
    assert field_label("course_session", "at") == "Tid"
    assert field_label("course_enrolment", "m.abc/1") == "Fremmøde"
    assert field_label("course_cost_key", "n.0265") == "Personer modtaget af Roskilde"
    assert field_label("course_session", "origin") == ""


def test_every_kind_of_record_of_courses_is_known_as_one():
    kinds = [each for each in vars(records).values() if isinstance(each, type)]
    synced = [each for each in kinds if issubclass(each, SyncedRecord) and each is not SyncedRecord]
    assert len(synced) > 10
    assert all(is_of_courses(each.__entity__) for each in synced)


@pytest.mark.parametrize("text", ["", "nonsense", "late:x", "lawful:nonsense", "late:"])
def test_marks_nobody_knows_are_never_an_error(text):
    assert mark_words(read_mark(text))
