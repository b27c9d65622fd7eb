"""Registrations of one person brought together and taken apart again."""

import pytest

from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.people.likeness import Level, Sign
from kbh_desktop.people.merging import DuplicateService
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import Role
from tests.casework_world import user


@pytest.fixture
def duplicates(database, clock, people):
    return DuplicateService(database, clock, user(), people.index)


@pytest.fixture
def two(people):
    """Return Mohamed twice: as the centre and as the police wrote him."""
    kept = people.register(
        given_name="Mohamed", family_name="Al-Hassan", birth_date="12-5-1990", centre="Sandholm"
    )
    other = people.register(
        given_name="محمد",
        family_name="Alhassan",
        udl_nr="12345678",
        birth_date="1990",
        phone="40506070",
    )
    return kept, other


def names(people, text=""):
    page = people.find(PersonQuery(text=text))
    return [row.name for row in people.rows(page.ids)]


def signs_of(duplicates, people, one, other):
    people.register(**one)
    people.register(**other)
    found = duplicates.search()
    return found[0].likeness.signs if found else ()


MOHAMED = {"given_name": "Mohamed", "family_name": "Ali", "birth_date": "12-5-1990"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (MOHAMED, {**MOHAMED, "given_name": "Muhammed"}, {Sign.SPELT_IN_TWO_WAYS}),
        (
            MOHAMED,
            {**MOHAMED, "given_name": "محمد", "family_name": "علي"},
            {Sign.SPELT_IN_TWO_WAYS},
        ),
        (MOHAMED, {**MOHAMED, "given_name": "Ali", "family_name": "Mohamed"}, {Sign.NAMES_SWAPPED}),
        (MOHAMED, {**MOHAMED, "family_name": "Hassan Ali"}, {Sign.ONE_NAME_MORE}),
        (MOHAMED, {**MOHAMED, "birth_date": "5-12-1990"}, {Sign.DAY_AND_MONTH_SWAPPED}),
        (MOHAMED, {**MOHAMED, "birth_date": "1990"}, {Sign.ONLY_THE_YEAR}),
        (MOHAMED, {**MOHAMED, "birth_date": "1-1-1990"}, {Sign.ONLY_THE_YEAR}),
        (
            MOHAMED,
            {**MOHAMED, "birth_date": "1991", "birth_precision": "estimated"},
            {Sign.AGE_IS_A_GUESS},
        ),
        (MOHAMED, {**MOHAMED, "birth_date": "13-5-1990"}, {Sign.ONE_PART_OF_DATE_DIFFERS}),
        (
            {"given_name": "Олександр", "family_name": "Шевченко", "birth_date": "1984"},
            {"given_name": "Oleksandr", "family_name": "Shevchenko", "birth_date": "3-4-1984"},
            {Sign.SPELT_IN_TWO_WAYS, Sign.ONLY_THE_YEAR},
        ),
        (
            {
                "given_name": "حسین",
                "family_name": "کریمی",
                "birth_date": "1984",
                "phone": "40506070",
            },
            {
                "given_name": "Hossein",
                "family_name": "Karimi",
                "birth_date": "3-4-1984",
                "phone": "40506070",
            },
            {Sign.SPELT_IN_TWO_WAYS, Sign.SAME_PHONE},
        ),
        (
            {"given_name": "Sara", "udl_nr": "12345678"},
            {"given_name": "Zahra", "udl_nr": "12345678"},
            {Sign.SAME_UDL_NR},
        ),
    ],
)
def test_a_pair_is_found_and_explained(duplicates, people, one, other, expected):
    assert expected <= set(signs_of(duplicates, people, one, other))


@pytest.mark.parametrize(
    "other",
    [
        {"given_name": "Yusuf", "family_name": "Ali", "birth_date": "12-5-1990"},
        {"given_name": "Mohamed", "family_name": "Ali", "birth_date": "3-8-1971"},
        {"given_name": "Mohamed", "family_name": "Karimi", "birth_date": "12-5-1990"},
    ],
)
def test_others_are_not_suggested(duplicates, people, other):
    assert signs_of(duplicates, people, MOHAMED, other) == ()


def test_the_surest_pair_comes_first(duplicates, people):
    people.register(**MOHAMED, udl_nr="12345678")
    people.register(**MOHAMED, udl_nr="12345678")
    people.register(given_name="Muhammed", family_name="Ali", birth_date="1990")
    found = duplicates.search()
    assert len(found) == 3
    assert found[0].likeness.level is Level.NEARLY_SURE
    assert [each.likeness.points for each in found] == sorted(
        (each.likeness.points for each in found), reverse=True
    )


def test_a_list_shows_one_row_and_finds_it_by_either_name_or_number(duplicates, people, two):
    kept, other = two
    duplicates.merge(kept.id, other.id, reason="Viste begge kort")
    assert names(people) == ["Mohamed Al-Hassan"]
    assert names(people, "محمد") == ["Mohamed Al-Hassan"]
    assert names(people, "12345678") == ["Mohamed Al-Hassan"]
    assert people.get(other.id).id == kept.id
    assert people.counts()["all"] == 1


def test_notes_of_both_stand_on_one_timeline(duplicates, people, two):
    kept, other = two
    people.add_note(other.id, "Skrevet før")
    duplicates.merge(kept.id, other.id, reason="Viste begge kort")
    people.add_note(other.id, "Skrevet efter")
    assert {"Skrevet før", "Skrevet efter"} <= {event.text for event in people.timeline(kept.id)}


def test_chosen_values_are_written_on_the_kept_one(duplicates, people, two):
    kept, other = two
    duplicates.merge(kept.id, other.id, take=["udl_nr", "phone"], reason="Viste begge kort")
    person = people.get(kept.id)
    assert (person.udl_nr, person.phone, person.birth_date) == (
        "12345678",
        "+4540506070",
        "1990-05-12",
    )


def test_a_date_is_taken_over_with_how_well_it_is_known(duplicates, people, two):
    kept, other = two
    duplicates.merge(kept.id, other.id, take=["birth_date"], reason="Viste begge kort")
    assert people.get(kept.id).birth_precision == "year"


def test_taking_apart_restores_both_exactly(duplicates, people, two):
    kept, other = two
    pair = duplicates.merge(kept.id, other.id, take=["udl_nr", "birth_date"], reason="Viste kort")
    separated = duplicates.unmerge(pair.link_id)
    assert (people.get(kept.id), people.get(other.id)) == two
    assert separated.stayed == ()
    assert sorted(names(people)) == sorted([kept.display_name, other.display_name])
    assert names(people, "12345678") == [other.display_name]


def test_what_was_changed_since_stays_and_is_told(duplicates, people, two):
    kept, other = two
    pair = duplicates.merge(kept.id, other.id, take=["udl_nr", "phone"], reason="Viste kort")
    people.change(kept.id, phone="11223344", notes="Ny note")
    assert duplicates.unmerge(pair.link_id).stayed == ("phone",)
    person = people.get(kept.id)
    assert (person.udl_nr, person.phone, person.notes) == ("", "+4511223344", "Ny note")


def test_a_chain_is_one_person_and_opens_in_the_middle(duplicates, people, two):
    first, second = two
    third = people.register(given_name="Muhamad", family_name="Hasan")
    lower = duplicates.merge(second.id, first.id, reason="Samme kort")
    duplicates.merge(third.id, second.id, reason="Samme kort")
    assert names(people) == ["Muhamad Hasan"]
    assert len(duplicates.merged(first.id)) == 2
    duplicates.unmerge(lower.link_id)
    assert sorted(names(people)) == ["Mohamed Al-Hassan", "Muhamad Hasan"]


def test_not_the_same_is_remembered_until_it_is_taken_back(duplicates, people):
    one, other = people.register(**MOHAMED), people.register(**MOHAMED)
    assert len(duplicates.search()) == 1
    decision = duplicates.not_same(one.id, other.id)
    assert duplicates.search() == ()
    duplicates.forget_decision(decision)
    assert len(duplicates.search()) == 1


def test_a_comparison_says_who_wrote_what_and_when(duplicates, two, clock):
    comparison = duplicates.compare(two[0].id, two[1].id)
    by_name = {pair.name: pair for pair in comparison.fields}
    assert by_name["birth_date"].differs
    assert by_name["udl_nr"].only_other
    assert by_name["udl_nr"].other.author == "Ane"
    assert by_name["udl_nr"].other.at == clock()
    assert "birth_precision" not in by_name
    assert "languages" not in by_name


def test_a_reason_is_asked_for(duplicates, two):
    with pytest.raises(InputError):
        duplicates.merge(two[0].id, two[1].id, reason=" ")


def test_one_person_is_not_merged_with_itself(duplicates, two):
    pair = duplicates.merge(two[0].id, two[1].id, reason="Samme kort")
    with pytest.raises(InputError):
        duplicates.merge(two[0].id, two[1].id, reason="Igen")
    duplicates.unmerge(pair.link_id)
    with pytest.raises(NotFoundError):
        duplicates.unmerge(pair.link_id)


def test_only_casework_sees_duplicates(database, clock, people):
    leader = DuplicateService(database, clock, user("Lis", Role.LEADER), people.index)
    with pytest.raises(NotAllowedError):
        leader.search()
