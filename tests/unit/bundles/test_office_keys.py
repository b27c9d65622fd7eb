"""New keys of an office reach its laptops by bundle, and what is under way still arrives."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kbh_desktop.bundles import office_keys
from kbh_desktop.errors import BundleNotForUsError, BundleSenderError
from kbh_desktop.security.keys import OfficeCard, generate_office_keys
from kbh_desktop.security.succession import Succession, follow, succeed
from tests.exchange_world import OFFICE, World
from tests.stored_world import CitizenRecord, add_citizen, fixed_clock

TODAY = fixed_clock().date()
LATER, BEFORE = date(2027, 1, 1), date(2026, 1, 1)


@pytest.fixture
def world(tmp_path: Path):
    made = World(tmp_path, ["l1", "l2"])
    yield made
    made.close()


def rotate(world: World, good_until: date = LATER) -> OfficeCard:
    """Give the office new keys and return its new card."""
    office, keys = world.office, generate_office_keys()
    ring = office.bundles.ring
    card = replace(ring.office, recipient=keys.recipient, verify_key=keys.verify_key)
    with office.database.write() as session:
        office_keys.publish(office.database, session, ring, card, keys=keys, good_until=good_until)
    office.bundles.know_keys()
    return card


def write(world: World, node: str, title: str) -> None:
    add_citizen(world.nodes[node].database, title)
    if node == OFFICE:
        world.office.bundles.assign("l1", [title])


def titles(world: World, node: str) -> set[str]:
    with world.nodes[node].database.read() as session:
        return {record.id for record in session.query(CitizenRecord)}


def test_a_laptop_takes_the_new_keys_with_the_next_bundle(world: World) -> None:
    card = rotate(world)
    world.down("l1")
    assert world.nodes["l1"].bundles.office_card() == card
    write(world, "l1", "after")
    world.up("l1")
    assert "after" in titles(world, OFFICE)


def test_the_keys_stay_after_the_laptop_was_closed(world: World) -> None:
    card = rotate(world)
    world.down("l1")
    laptop = world.nodes["l1"]
    laptop.database.close()
    laptop.reopen_closed()
    assert laptop.bundles.office_card() == card


def test_what_a_laptop_sealed_to_the_keys_before_still_opens_for_a_while(world: World) -> None:
    write(world, "l1", "before")
    path = world.send("l1", OFFICE)
    rotate(world)
    world.receive(path, OFFICE)
    assert "before" in titles(world, OFFICE)


def test_after_that_while_it_is_refused_and_sent_again_with_the_new_keys(world: World) -> None:
    write(world, "l1", "before")
    path = world.send("l1", OFFICE)
    rotate(world, good_until=BEFORE)
    with pytest.raises(BundleNotForUsError):
        world.receive(path, OFFICE)
    world.down("l1")
    world.up("l1")
    assert "before" in titles(world, OFFICE)


def test_an_office_bundle_of_before_that_comes_late_is_still_taken(world: World) -> None:
    write(world, OFFICE, "old news")
    late = world.send(OFFICE, "l1")
    rotate(world)
    world.down("l1")
    world.receive(late, "l1")
    assert "old news" in titles(world, "l1")


def test_a_late_bundle_is_refused_once_the_keys_before_are_no_longer_good(world: World) -> None:
    late = world.send(OFFICE, "l1")
    rotate(world, good_until=BEFORE)
    world.down("l1")
    with pytest.raises(BundleSenderError):
        world.receive(late, "l1")


def test_a_laptop_that_was_away_follows_several_steps(world: World) -> None:
    rotate(world)
    rotate(world)
    card = rotate(world)
    world.down("l2")
    assert world.nodes["l2"].bundles.office_card() == card
    world.up("l2")


def test_expired_keys_are_deleted(world: World) -> None:
    rotate(world, good_until=BEFORE)
    office = world.office
    with office.database.write() as session:
        assert office_keys.forget_expired(office.database, session) == 1
        assert office_keys.forget_expired(office.database, session) == 0


def step_of(card: OfficeCard, **changed: str) -> Succession:
    """A step that somebody without the office's keys made."""
    theirs = generate_office_keys()
    to = replace(card, recipient=theirs.recipient, verify_key=theirs.verify_key, **changed)
    return succeed(theirs, card, to, "2026-04-16T12:02:00+00:00", LATER)


def test_nobody_else_can_lead_a_laptop_to_other_keys(world: World) -> None:
    with pytest.raises(BundleSenderError):
        follow(world.card, [step_of(world.card)])
    with pytest.raises(BundleSenderError):
        follow(world.card, [step_of(world.card, office_id="another")])


def test_a_changed_step_is_refused(world: World) -> None:
    rotate(world)
    (step,) = world.office.bundles.ring.chain
    assert follow(world.card, [step]) == step.card
    for changed in (
        replace(step, good_until=date(2099, 1, 1)),
        replace(step, made_at="2020-01-01T00:00:00+00:00"),
        replace(step, card=replace(step.card, name="Another")),
        replace(step, signature="zz"),
    ):
        with pytest.raises(BundleSenderError):
            follow(world.card, [changed])
