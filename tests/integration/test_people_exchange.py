"""Decisions about duplicates travel between an office and its laptops, in any order."""

from itertools import permutations

import pytest

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.service import CompetenceService
from kbh_desktop.errors import NotAllowedError, NotFoundError
from kbh_desktop.exchange import Exchange
from kbh_desktop.people.merging import DuplicateService
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.people.service import PeopleService
from tests.casework_world import user
from tests.exchange_world import OFFICE, World
from tests.stored_world import fixed_clock


class Desk:
    """What somebody at one vault works with."""

    def __init__(self, world, name):
        node = world.nodes[name]
        self.people = PeopleService(node.database, fixed_clock, user())
        self.duplicates = DuplicateService(node.database, fixed_clock, user(), self.people.index)
        self.people.prepare()
        node.bundles = self.exchange = Exchange(
            node.database,
            fixed_clock,
            user(),
            node.keys,
            node.office,
            audit=AuditLog(node.database, fixed_clock, user()),
            index=self.people.index,
            device_name=name,
        )
        card = node.bundles.device_card()
        self.device = card.device_id if card else ""
        self.cards = CompetenceService(
            node.database, fixed_clock, user(), self.people, Esco(node.database)
        )

    def names(self):
        page = self.people.find(PersonQuery())
        return [row.name for row in self.people.rows(page.ids)]


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path, laptops=("l1", "l2"))
    yield made
    made.close()


@pytest.fixture
def desks(world):
    return {name: Desk(world, name) for name in (OFFICE, "l1", "l2")}


@pytest.fixture
def two(world, desks):
    """Return one person registered twice, with both laptops working with both."""
    office = desks[OFFICE]
    kept = office.people.register(given_name="Mohamed", family_name="Ali", birth_date="1990")
    other = office.people.register(given_name="محمد", family_name="علي", phone="40506070")
    for laptop in ("l1", "l2"):
        office.exchange.assign(desks[laptop].device, [kept.id, other.id])
        world.down(laptop)
    return kept, other


def exchange_all(world, times=2):
    for _time in range(times):
        for laptop in ("l1", "l2"):
            world.up(laptop)
            world.down(laptop)


def test_a_merge_and_its_undoing_reach_everybody(world, desks, two):
    kept, other = two
    pair = desks["l1"].duplicates.merge(kept.id, other.id, take=["phone"], reason="Samme kort")
    exchange_all(world)
    for desk in desks.values():
        assert desk.names() == ["Mohamed Ali"]
        assert desk.people.get(other.id).phone == "+4540506070"
        assert [each.reason for each in desk.duplicates.merged()] == ["Samme kort"]
    desks["l2"].duplicates.unmerge(pair.link_id)
    exchange_all(world)
    for desk in desks.values():
        assert (desk.people.get(kept.id), desk.people.get(other.id)) == two
        assert desk.duplicates.merged() == ()


def test_a_card_written_on_the_merged_one_stands_under_the_kept_one(world, desks, two):
    kept, other = two
    desks["l2"].cards.add_skill(other.id, "Lave varm mad", level=2, sources="home")
    desks["l1"].duplicates.merge(kept.id, other.id, reason="Samme kort")
    exchange_all(world)
    for desk in desks.values():
        assert len(desk.cards.card(kept.id).skills) == 1


def test_merging_each_way_at_once_is_a_conflict_that_all_show_alike(world, desks, two):
    kept, other = two
    desks["l1"].duplicates.merge(kept.id, other.id, reason="Den første er rigtig")
    desks["l2"].duplicates.merge(other.id, kept.id, reason="Den anden er rigtig")
    exchange_all(world)
    assert len({tuple(desk.names()) for desk in desks.values()}) == 1
    assert len(desks[OFFICE].names()) == 1
    (conflict,) = [c for c in desks[OFFICE].exchange.conflicts() if c.entity == "same_person"]
    desks[OFFICE].exchange.resolve(conflict.record_id, conflict.field, kept.id)
    exchange_all(world)
    assert all(desk.names() == ["Mohamed Ali"] for desk in desks.values())


def test_the_same_merge_made_twice_is_taken_back_whole(world, desks, two):
    kept, other = two
    for laptop in ("l1", "l2"):
        pair = desks[laptop].duplicates.merge(kept.id, other.id, take=["phone"], reason="Samme")
    exchange_all(world)
    assert desks[OFFICE].exchange.conflicts() == ()
    assert desks[OFFICE].duplicates.unmerge(pair.link_id).stayed == ()
    exchange_all(world)
    for desk in desks.values():
        assert (desk.people.get(kept.id), desk.people.get(other.id)) == two
        assert desk.exchange.conflicts() == ()


@pytest.mark.parametrize("order", list(permutations(["l1", "l2", OFFICE])))
def test_a_chain_made_in_three_places_is_one_person_in_any_order(world, desks, two, order):
    kept, other = two
    office = desks[OFFICE]
    third = office.people.register(given_name="Mohammed", family_name="Aly")
    for laptop in ("l1", "l2"):
        office.exchange.assign(desks[laptop].device, [third.id])
        world.down(laptop)
    ways = [(kept.id, other.id), (other.id, third.id), (third.id, kept.id)]
    for name, (under, merged) in zip(order, ways, strict=True):
        desks[name].duplicates.merge(under, merged, reason="Samme kort")
    exchange_all(world)
    shown = {desk.people.get(third.id).id for desk in desks.values()}
    assert len(shown) == 1
    assert {len(desk.names()) for desk in desks.values()} == {1}


def test_an_edit_of_the_merged_one_made_meanwhile_is_there_after_taking_apart(world, desks, two):
    kept, other = two
    pair = desks["l1"].duplicates.merge(kept.id, other.id, take=["phone"], reason="Samme kort")
    desks["l2"].people.change(other.id, phone="11223344")
    exchange_all(world)
    assert desks[OFFICE].people.get(other.id).phone == "+4540506070"
    desks[OFFICE].duplicates.unmerge(pair.link_id)
    exchange_all(world)
    assert {desk.people.get(other.id).phone for desk in desks.values()} == {"+4511223344"}
    assert {desk.people.get(kept.id).phone for desk in desks.values()} == {""}


def test_a_laptop_that_has_one_gets_both_and_loses_both(world, desks):
    office, laptop = desks[OFFICE], desks["l1"]
    kept = office.people.register(given_name="Mohamed", family_name="Ali")
    other = office.people.register(given_name="Muhammed", family_name="Ali")
    office.exchange.assign(laptop.device, [other.id])
    world.down("l1")
    assert laptop.names() == ["Muhammed Ali"]
    office.duplicates.merge(kept.id, other.id, reason="Samme kort")
    world.down("l1")
    assert laptop.names() == ["Mohamed Ali"]
    assert set(office.exchange.assigned(laptop.device)) == {kept.id, other.id}
    office.exchange.unassign(laptop.device, [kept.id])
    assert office.exchange.assigned(laptop.device) == ()


def test_a_laptop_with_only_one_half_shows_that_half(world, desks, two):
    kept, other = two
    office = desks[OFFICE]
    office.duplicates.merge(kept.id, other.id, reason="Samme kort")
    alone = office.people.register(given_name="Sara")
    world.add_laptop("l3")
    third = Desk(world, "l3")
    office.exchange.assign(third.device, [alone.id])
    world.down("l3")
    assert third.names() == ["Sara"]


def test_erasing_one_asks_about_the_other_and_then_erases_both(world, desks, two):
    kept, other = two
    office = desks[OFFICE]
    office.duplicates.merge(kept.id, other.id, reason="Samme kort")
    with pytest.raises(NotAllowedError, match="2"):
        office.exchange.erase(kept.id, "art. 17")
    assert office.names() == ["Mohamed Ali"]
    office.exchange.erase(kept.id, "art. 17", all_registrations=True)
    exchange_all(world)
    for desk in desks.values():
        assert desk.names() == []
        with pytest.raises(NotFoundError):
            desk.people.get(other.id)


def test_a_merge_made_while_the_kept_one_was_erased_leaves_the_other_alone(world, desks, two):
    kept, other = two
    desks[OFFICE].exchange.erase(kept.id, "art. 17")
    desks["l1"].duplicates.merge(kept.id, other.id, reason="Samme kort")
    exchange_all(world)
    for desk in desks.values():
        assert desk.names() == ["محمد علي"]
        assert desk.people.get(other.id).id == other.id


def test_undoing_and_merging_again_at_once_is_shown_alike(world, desks, two):
    kept, other = two
    pair = desks["l1"].duplicates.merge(kept.id, other.id, reason="Samme kort")
    exchange_all(world)
    desks["l1"].duplicates.unmerge(pair.link_id)
    desks["l2"].duplicates.unmerge(pair.link_id)
    desks["l2"].duplicates.merge(kept.id, other.id, reason="Alligevel")
    exchange_all(world)
    assert len({tuple(desk.names()) for desk in desks.values()}) == 1
    assert any(c.entity == "same_person" for c in desks[OFFICE].exchange.conflicts())


def test_not_the_same_is_known_everywhere(world, desks, two):
    kept, other = two
    for each in two:
        desks[OFFICE].people.change(each.id, birth_date="1990-05-12")
    exchange_all(world)
    assert len(desks["l2"].duplicates.search()) == 1
    desks["l1"].duplicates.not_same(kept.id, other.id)
    exchange_all(world)
    assert all(desk.duplicates.search() == () for desk in desks.values())


def test_the_audit_log_holds_ids_only(world, desks, two):
    kept, other = two
    desks[OFFICE].duplicates.merge(kept.id, other.id, take=["phone"], reason="Set i passet")
    entries = AuditLog(world.office.database, fixed_clock, user()).entries()
    merge = next(entry for entry in entries if entry.deed.action == "merge-persons")
    assert (merge.deed.person_id, merge.deed.subject, merge.reason) == (kept.id, other.id, "")
