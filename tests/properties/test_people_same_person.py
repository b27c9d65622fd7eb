"""What must hold for any decisions about registrations, in any order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.people.folding import sounds_like
from kbh_desktop.people.likeness import (
    POSSIBLE,
    Registration,
    likeness,
    may_be_born_alike,
    name_of,
)
from kbh_desktop.people.same_person import Link, groups, link_id

PEOPLE = "abcdefg"
ENDS = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True)


@st.composite
def some_links(draw: st.DrawFn) -> list[Link]:
    """At most one link for each pair, as their ids follow from the two."""
    found = {}
    for ends in draw(st.lists(ENDS, max_size=12)):
        one, other = sorted(ends)
        status = draw(st.sampled_from(["same", "same", "different", "undone"]))
        kept = draw(st.sampled_from([one, other]))
        found[link_id(one, other)] = Link(one, other, kept, status)
    return list(found.values())


HERE = st.sets(st.sampled_from(PEOPLE))


@given(some_links(), HERE, st.randoms(use_true_random=False))
def test_the_order_and_number_of_times_links_arrive_do_not_matter(links, here, random):
    again = links + links[: len(links) // 2]
    random.shuffle(again)
    assert groups(again, here) == groups(links, here)


@given(some_links(), HERE)
def test_everybody_in_a_group_sees_the_same_group_and_is_in_it(links, here):
    found = groups(links, here)
    for person, group in found.items():
        assert person in group
        assert all(found[each] == group for each in group)
        assert set(group) <= here
        assert len(group) == len(set(group)) > 1


@given(some_links(), HERE)
def test_the_shown_one_is_shown_under_itself(links, here):
    found = groups(links, here)
    assert all(found[group[0]][0] == group[0] for group in found.values())


@given(some_links(), HERE, ENDS, st.booleans())
def test_taking_a_link_back_leaves_what_would_be_without_it(links, here, ends, first):
    one, other = sorted(ends)
    others = [link for link in links if link_id(link.one, link.other) != link_id(one, other)]
    kept = one if first else other
    undone = [*others, Link(one, other, kept, "undone")]
    assert groups(undone, here) == groups(others, here)


@given(ENDS, st.booleans())
def test_a_single_link_shows_the_kept_one(ends, first):
    kept = ends[0] if first else ends[1]
    assert groups([Link(*sorted(ends), kept, "same")], PEOPLE)[ends[0]][0] == kept


@given(st.permutations(list(PEOPLE)))
def test_a_chain_is_shown_as_its_last(people):
    links = [Link(*sorted((one, other)), other, "same") for one, other in pairwise(people)]
    assert groups(links, PEOPLE)[people[0]][0] == people[-1]


@given(some_links(), HERE)
def test_links_that_say_different_bring_nobody_together(links, here):
    same = [link for link in links if link.status == "same"]
    assert groups(links, here) == groups(same, here)


NAMES = st.sampled_from(
    ["Mohamed", "Muhammed", "محمد", "Ali", "علي", "Олена", "Olena", "", "Hassan"]
)
DATES = st.sampled_from(["", "1990", "1990-05", "1990-05-12", "1990-12-05", "1990-01-01", "1991"])


@st.composite
def registrations(draw: st.DrawFn) -> Registration:
    given_name, family_name, date = draw(NAMES), draw(NAMES), draw(DATES)
    return Registration(
        id=draw(st.sampled_from(PEOPLE)),
        given=name_of(given_name),
        family=name_of(family_name),
        udl_nr=draw(st.sampled_from(["", "12345678", "87654321"])),
        cpr="",
        cpr_kind="",
        birth_date=date,
        birth_precision=draw(st.sampled_from(["day", "estimated"])),
        sex=draw(st.sampled_from(["", "female", "male"])),
        phone="",
        sounds=sounds_like(f"{given_name} {family_name}"),
    )


@given(registrations(), registrations())
def test_two_are_as_alike_as_the_other_way_round(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(registrations(), registrations())
def test_who_is_passed_over_for_the_date_of_birth_would_not_be_shown(one, other):
    if not may_be_born_alike(one, other) and one.udl_nr != other.udl_nr:
        assert likeness(one, other).points < POSSIBLE
