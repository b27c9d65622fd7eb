"""Consent travels: from the interview to the ledger, to the office and back, and is disputed."""

import pytest

from kbh_desktop.consent.model import Way
from kbh_desktop.consent.service import ConsentService
from kbh_desktop.errors import ConsentError
from kbh_desktop.people.service import PeopleService
from tests.casework_world import user
from tests.exchange_world import OFFICE, World
from tests.stored_world import fixed_clock


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path, laptops=("l1", "l2"))
    yield made
    made.close()


@pytest.fixture
def person_id(world):
    """A person whom the office and both laptops have."""
    people = PeopleService(world.office.database, fixed_clock, user())
    people.prepare()
    person_id = people.register(given_name="Amina").id
    for laptop in ("l1", "l2"):
        device = world.nodes[laptop].bundles.device_card().device_id
        world.office.bundles.assign(device, [person_id])
        world.down(laptop)
    return person_id


def consents(world, name):
    return ConsentService(world.nodes[name].database, fixed_clock, user())


def everywhere(world):
    for _round in range(2):
        for laptop in ("l1", "l2"):
            world.up(laptop)
            world.down(laptop)


def test_a_withdrawal_on_a_laptop_closes_the_way_at_the_office(world, person_id):
    consents(world, OFFICE).give(person_id, "employers", how="paper")
    world.down("l1")
    consents(world, "l1").withdraw(person_id, "employers", how="spoken", language="ar")
    assert consents(world, OFFICE).may_share(person_id, Way.CV).may
    world.up("l1")
    with pytest.raises(ConsentError):
        consents(world, OFFICE).require(person_id, Way.CV)
    counting = consents(world, OFFICE).consent(person_id, "employers").counting
    assert (counting.language, counting.how) == ("ar", "spoken")


def test_given_and_taken_back_at_once_is_disputed_and_the_cautious_word_counts(world, person_id):
    consents(world, "l1").give(person_id, "employers", how="paper")
    consents(world, "l2").withdraw(person_id, "employers", how="spoken")
    everywhere(world)
    for name in (OFFICE, "l1", "l2"):
        found = consents(world, name).consent(person_id, "employers")
        assert (found.said, found.is_disputed, len(found.statements)) == ("withdrawn", True, 2)
        assert not consents(world, name).may_share(person_id, Way.CV).may
        assert person_id in consents(world, name).people_who_withdrew()


def test_who_decides_it_ends_the_dispute_everywhere(world, person_id):
    consents(world, "l1").give(person_id, "employers", how="paper")
    consents(world, "l2").withdraw(person_id, "employers", how="spoken")
    everywhere(world)
    (conflict,) = world.office.bundles.conflicts(person_id)
    assert (conflict.entity, conflict.field) == ("consent", "said")
    world.office.bundles.resolve(conflict.record_id, "said", "given", reason="spurgt igen")
    everywhere(world)
    for name in (OFFICE, "l1", "l2"):
        found = consents(world, name).consent(person_id, "employers")
        assert (found.said, found.is_disputed) == ("given", False)


def test_asking_again_ends_the_dispute_too(world, person_id):
    consents(world, "l1").give(person_id, "employers", how="paper")
    consents(world, "l2").withdraw(person_id, "employers", how="spoken")
    everywhere(world)
    consents(world, OFFICE).give(person_id, "employers", how="paper")
    everywhere(world)
    for name in (OFFICE, "l1", "l2"):
        assert consents(world, name).may_share(person_id, Way.CV).may
        assert world.nodes[name].bundles.conflicts(person_id) == ()


def test_the_same_word_in_two_places_is_no_dispute(world, person_id):
    consents(world, "l1").withdraw(person_id, "employers", how="paper")
    consents(world, "l2").withdraw(person_id, "employers", how="spoken")
    everywhere(world)
    found = consents(world, OFFICE).consent(person_id, "employers")
    assert (found.said, found.is_disputed, len(found.statements)) == ("withdrawn", False, 2)
