"""A laptop and its office exchange bundles; nothing is lost, and nothing is done twice."""

import shutil

import pytest
from sqlalchemy import select

from kbh_desktop.bundles.model import UnknownDeviceError
from kbh_desktop.errors import (
    BundleNotForUsError,
    BundleSenderError,
    CancelledError,
    NotAllowedError,
    StaleError,
)
from kbh_desktop.storage.tables import ChangeRecord
from tests.exchange_world import OFFICE, World
from tests.stored_world import CitizenRecord, TalkRecord, add_citizen, change_citizen, citizen


@pytest.fixture
def world(each_store, tmp_path):
    world = World(tmp_path, ["l1"])
    yield world
    world.close()


@pytest.fixture
def laptop(world):
    return world.nodes["l1"]


def everything(node) -> dict:
    """Return all that a node knows, as plain values."""
    with node.database.read() as session:
        found = {}
        for record_class in (CitizenRecord, TalkRecord):
            for row in session.execute(select(record_class.__table__)).mappings():
                found[row["id"]] = dict(row)
        found["changes"] = set(session.scalars(select(ChangeRecord.id)))
        return found


def test_what_a_laptop_registers_arrives_at_the_office_with_a_receipt(world, laptop):
    add_citizen(laptop.database, given="Sara")
    with laptop.database.write() as session:
        session.add(TalkRecord(id="t1", scope="c1", form="first", answers={"q1": "ja"}))
    assert laptop.bundles.unsent().total == 2

    report = world.up()

    assert citizen(world.office.database).given == "Sara"
    assert (report.new_changes, report.known, report.persons) == (2, 0, ("c1",))
    assert (report.receipt.arrived, report.receipt.expected) == (2, 2)
    assert [(line.entity, line.sent, line.arrived) for line in report.census] == [
        ("test_citizen", 1, 1),
        ("test_talk", 1, 1),
    ]


def test_the_receipt_reaches_the_laptop_with_the_answer(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.up()
    assert laptop.bundles.history()[0].receipt is None
    world.down()
    receipt = next(e for e in laptop.bundles.history() if e.outgoing).receipt
    assert receipt.complete
    assert laptop.bundles.unsent().total == 0
    assert laptop.bundles.unsent().last_receipt_at == receipt.at


def test_import_twice_changes_nothing(world, laptop):
    add_citizen(laptop.database, given="Sara")
    path = world.send("l1", OFFICE)
    world.receive(path, OFFICE)
    before = everything(world.office)
    again = world.receive(path, OFFICE)
    assert again.already_imported
    assert again.new_changes == 0
    assert everything(world.office) == before


def test_a_person_registered_on_a_laptop_counts_as_assigned_to_it(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.up()
    assert world.office.bundles.assigned("l1") == ("c1",)
    change_citizen(world.office.database, family="Omar")
    world.down()
    assert citizen(laptop.database).family == "Omar"
    assert laptop.bundles.purge() == ()


def test_both_sides_edit_and_the_office_decides_with_a_reason(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.up()
    change_citizen(laptop.database, given="Sarah", family="Omar")
    change_citizen(world.office.database, given="Sahra", note="ringede")
    path = world.send("l1", OFFICE)

    preview = world.office.bundles.inspect(path)
    (person,) = preview.persons
    assert (preview.conflicts, person.id, person.is_new) == (1, "c1", False)
    assert {(f.field, f.before, f.conflict) for f in person.fields} == {
        ("given", "Sahra", True),
        ("family", "", False),
    }
    assert citizen(world.office.database).conflicts == 0

    world.receive(path, OFFICE)
    (conflict,) = world.office.bundles.conflicts()
    heads = {head.value: head.change_id for head in conflict.heads}
    assert heads.keys() == {"Sahra", "Sarah"}
    assert conflict.heads[-1].value == citizen(world.office.database).given
    assert conflict.base.value == "Sara"
    world.office.bundles.resolve("c1", "given", head=heads["Sahra"], reason="passport seen")
    world.down()
    assert (citizen(laptop.database).given, citizen(laptop.database).family) == ("Sahra", "Omar")
    assert laptop.bundles.conflicts() == ()
    (decision,) = laptop.bundles.decisions("c1")
    assert (decision.value, decision.reason) == ("Sahra", "passport seen")


def test_a_decision_can_be_taken_back_until_the_field_is_written_again(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.up()
    change_citizen(laptop.database, given="Sarah")
    change_citizen(world.office.database, given="Sahra")
    world.up()
    office = world.office.bundles
    decision = office.resolve("c1", "given", "Sara", reason="by telephone")
    office.unresolve(decision)
    (conflict,) = office.conflicts()
    assert sorted(head.value for head in conflict.heads) == ["Sahra", "Sarah"]
    decision = office.resolve("c1", "given", "Sarah")
    change_citizen(world.office.database, given="Sarah Lina")
    with pytest.raises(StaleError):
        office.unresolve(decision)


def test_inspecting_changes_nothing(world, laptop):
    add_citizen(laptop.database, given="Sara")
    path = world.send("l1", OFFICE)
    before = everything(world.office)
    preview = world.office.bundles.inspect(path)
    assert (preview.new_changes, preview.person_count, preview.persons[0].is_new) == (1, 1, True)
    assert everything(world.office) == before
    assert world.office.bundles.history() == ()


def test_a_new_device_has_to_be_accepted_by_its_fingerprint(world):
    stranger = world.add_laptop("l2", enrolled=False)
    add_citizen(stranger.database, given="Sara")
    path = world.send("l2", OFFICE)
    with pytest.raises(UnknownDeviceError) as refused:
        world.receive(path, OFFICE)
    assert refused.value.card == stranger.bundles.device_card()
    assert len(world.office.bundles.devices()) == 1
    world.receive(path, OFFICE, accept_device=True)
    assert [device.name for device in world.office.bundles.devices()] == ["Ane at l1", "Ane at l2"]


def test_a_revoked_device_is_refused_and_its_persons_are_named(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.up()
    change_citizen(laptop.database, given="Sarah")
    path = world.send("l1", OFFICE)
    assert world.office.bundles.revoke_device("l1") == ("c1",)
    with pytest.raises(BundleSenderError, match="Ane at l1"):
        world.receive(path, OFFICE)
    with pytest.raises(BundleSenderError):
        world.send(OFFICE, "l1")


def test_a_bundle_for_another_laptop_is_refused(world):
    world.add_laptop("l2")
    path = world.send(OFFICE, "l2")
    with pytest.raises(BundleNotForUsError):
        world.receive(path, "l1")


def test_a_laptop_cannot_open_what_it_sent(world, laptop):
    add_citizen(laptop.database, given="Sara")
    path = world.send("l1", OFFICE)
    with pytest.raises(BundleNotForUsError):
        world.receive(path, "l1")


def test_a_lost_bundle_is_made_up_for_and_missed(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.send("l1", OFFICE)
    change_citizen(laptop.database, family="Omar")
    report = world.up()
    assert (report.new_changes, report.missing) == (2, (1,))
    (device,) = world.office.bundles.devices()
    assert device.missing == (1,)


def test_bundles_in_the_wrong_order_end_in_the_same(world, laptop):
    add_citizen(laptop.database, given="Sara")
    first = world.send("l1", OFFICE)
    change_citizen(laptop.database, given="Sarah")
    second = world.send("l1", OFFICE)
    world.receive(second, OFFICE)
    report = world.receive(first, OFFICE)
    assert (report.known, report.missing) == (1, ())
    assert citizen(world.office.database).given == "Sarah"


def test_a_cancelled_export_leaves_no_file_and_no_gap(world, laptop):
    add_citizen(laptop.database, given="Sara")
    with pytest.raises(CancelledError):
        laptop.bundles.export(world.stick, cancelled=lambda: True)
    assert list(world.stick.iterdir()) == []
    assert world.up().missing == ()


def test_a_cancelled_import_changes_nothing(world, laptop):
    add_citizen(laptop.database, given="Sara")
    path = world.send("l1", OFFICE)
    before = everything(world.office)
    with pytest.raises(CancelledError):
        world.receive(path, OFFICE, cancelled=lambda: True)
    assert everything(world.office) == before
    assert world.receive(path, OFFICE).new_changes == 1


def test_a_bundle_never_takes_the_name_of_an_older_one(world, laptop, tmp_path):
    add_citizen(laptop.database, given="Sara")
    laptop.database.close()
    shutil.copytree(laptop.folder, tmp_path / "copy")
    laptop.reopen_closed()
    first = world.send("l1", OFFICE)
    laptop.database.close()
    shutil.rmtree(laptop.folder)
    shutil.copytree(tmp_path / "copy", laptop.folder)
    laptop.reopen_closed()
    second = world.send("l1", OFFICE)
    assert first != second
    assert (first.name, second.name) == ("kbh-l1-office-0001.kbhx", "kbh-l1-office-0001-2.kbhx")


def test_persons_are_cleared_only_after_the_office_has_confirmed_them(world, laptop):
    add_citizen(laptop.database, given="Sara")
    with pytest.raises(NotAllowedError):
        laptop.bundles.clear(["c1"])
    world.up()
    world.down()
    laptop.bundles.clear(["c1"])
    assert "c1" not in everything(laptop)
    world.down()
    assert "c1" not in everything(laptop)
    world.up()
    assert world.office.bundles.assigned("l1") == ()
    world.office.bundles.assign("l1", ["c1"])
    world.down()
    world.up()
    world.down()
    assert citizen(laptop.database).given == "Sara"


def test_an_unassigned_person_leaves_the_laptop_only_when_the_office_has_everything(world, laptop):
    add_citizen(laptop.database, given="Sara")
    world.up()
    world.down()
    change_citizen(laptop.database, given="Sarah")
    world.office.bundles.unassign("l1", ["c1"])
    world.down()
    assert laptop.bundles.purge() == ()
    world.up()
    world.down()
    assert laptop.bundles.purge() == ("c1",)
    assert citizen(world.office.database).given == "Sarah"


def test_an_erased_person_leaves_no_trace_of_content_anywhere(world, laptop):
    add_citizen(laptop.database, given="Unmistakable")
    world.up()
    world.down()
    change_citizen(laptop.database, given="Unmistakable Two")
    late = world.send("l1", OFFICE)
    world.office.bundles.erase("c1", "article 17")
    world.receive(late, OFFICE)
    world.down()
    for node in world.nodes.values():
        with node.database.read() as session:
            contents = [c.fields for c in session.scalars(select(ChangeRecord)) if c.kind == "w"]
        assert contents
        assert all(fields is None for fields in contents)
        assert "c1" not in everything(node)


def test_only_the_office_erases(laptop):
    with pytest.raises(NotAllowedError):
        laptop.bundles.erase("c1", "a mistake")


def test_progress_counts_to_the_end(world, laptop):
    for number in range(3):
        add_citizen(laptop.database, f"c{number}", given="Sara")
    heard = []
    path = laptop.bundles.export(world.stick, progress=lambda *at: heard.append(at)).path
    assert heard[-1] == (3, 3)
    heard.clear()
    world.receive(path, OFFICE, progress=lambda *at: heard.append(at))
    assert heard[-1] == (3, 3)
