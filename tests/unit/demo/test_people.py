"""Invented people: the same every time, plausible, and never anybody's real number."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.demo.model import STAGES
from kbh_desktop.demo.people import DemoPerson, demo_people
from kbh_desktop.people.fields import checked
from kbh_desktop.people.lists import centre, country, language_of, municipality
from kbh_desktop.people.model import Person

TODAY = date(2026, 11, 24)


def age(person: DemoPerson) -> int:
    return TODAY.year - person.birth_year


def test_the_same_count_seed_and_day_give_the_same_people():
    assert demo_people(60, 1, today=TODAY) == demo_people(60, 1, today=TODAY)


def test_another_seed_gives_others():
    assert demo_people(60, 1) != demo_people(60, 2)


def test_fewer_people_are_the_first_of_more():
    assert demo_people(200)[:60] == demo_people(60)


def test_all_stages_and_many_countries_are_there():
    people = demo_people(60)

    assert {person.stage for person in people} == set(STAGES)
    assert len({person.origin.country for person in people}) >= 15
    assert len({person.fields["birth_precision"] for person in people}) >= 3


def test_names_of_the_first_sixty_all_differ():
    names = [person.fields["latin_name"] for person in demo_people(60)]

    assert len(set(names)) >= 58


def test_the_fields_are_those_of_a_person_and_can_be_saved():
    for person in demo_people(60):
        assert set(person.fields) <= set(Person.__dataclass_fields__)
        checked(person.fields, TODAY)


def test_codes_are_on_the_lists():
    for person in demo_people(60):
        fields = person.fields
        centre(fields["centre"])
        municipality(fields["municipality_expected"])
        country(fields["citizenships"])
        for code in f"{fields['mother_tongues']} {fields['languages']}".split():
            language_of(code)


@given(st.integers(0, 400), st.integers(0, 20))
def test_nobody_has_a_real_cpr_number(number, seed):
    person = demo_people(number + 1, seed)[-1]

    assert not person.fields["cpr"] or 61 <= int(person.fields["cpr"][:2]) <= 91
    assert person.fields["cpr_kind"] == ("erstatning" if person.fields["cpr"] else "")


def test_udl_numbers_have_eight_digits_and_differ():
    numbers = [person.fields["udl_nr"] for person in demo_people(5_000)]

    assert len(set(numbers)) == len(numbers)
    assert {len(number) for number in numbers} == {8}


def test_steps_of_the_journey_follow_each_other():
    names = ("entry_date", "decision_date", "arrival_date", "moved_on")
    for person in demo_people(500):
        steps = [person.fields[name] for name in names if person.fields[name]]
        assert steps == sorted(steps)
        assert all(step < str(TODAY) for step in steps)


def test_asylum_seekers_have_neither_a_decision_nor_a_number():
    for person in demo_people(500):
        if person.stage == "asylum":
            assert person.fields["residence_basis"] == "asylum_seeker"
            assert not person.fields["decision_date"]
            assert not person.fields["cpr"]


def test_everybody_is_of_working_age():
    assert {18 <= age(person) <= 64 for person in demo_people(500)} == {True}


def test_personal_data_does_not_show_in_a_repr():
    person = demo_people(1)[0]

    assert person.fields["family_name"] not in repr(person)
    assert all(person.fields["family_name"] not in repr(one) for one in person.interviews)
