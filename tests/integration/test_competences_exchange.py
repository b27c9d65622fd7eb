"""Cards, packs of ESCO and missed words travel between an office and its laptops."""

import csv
import io
import zipfile

import pytest

from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.from_interviews import follow_decision, listener
from kbh_desktop.competences.service import CompetenceService
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.people.service import PeopleService
from tests.casework_world import user
from tests.exchange_world import OFFICE, World
from tests.stored_world import fixed_clock

NOON = "2026-04-16T12:00:00+00:00"
BAKER = "urn:occupation:baker"


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path, laptops=("l1", "l2"))
    yield made
    made.close()


def services(world, name):
    database = world.nodes[name].database
    people = PeopleService(database, fixed_clock, user())
    people.prepare()
    return people, CompetenceService(database, fixed_clock, user(), people, Esco(database))


@pytest.fixture
def person_id(world):
    """A person whom both laptops have."""
    people, _cards = services(world, OFFICE)
    person_id = people.register(given_name="Amina").id
    for laptop in ("l1", "l2"):
        world.office.bundles.assign(laptop_id(world, laptop), [person_id])
        world.down(laptop)
    return person_id


def laptop_id(world, name):
    return world.nodes[name].bundles.device_card().device_id


def test_the_same_skill_entered_on_two_laptops_becomes_one_with_both_histories(world, person_id):
    _people, first = services(world, "l1")
    _people, second = services(world, "l2")
    first.add_skill(person_id, "Lave varm mad", level=1, sources="home", years=7)
    second.add_skill(person_id, "Cook hot meals", level=3, sources="job", evidence="paper")
    world.up("l1")
    world.up("l2")

    _people, office = services(world, OFFICE)
    (skill,) = office.card(person_id).skills
    assert (skill.level, skill.years, skill.evidence) == (3, 7, "paper")
    assert skill.sources == {"home", "job"}
    assert skill.differs == ("level",)
    assert len(skill.ids) == 2
    told = [(h.field_name, h.value) for h in office.history(person_id, skill.id)]
    assert ("level", "1") in told
    assert ("level", "3") in told

    office.change(person_id, skill.id, level=2)
    for laptop, service in (("l1", first), ("l2", second)):
        world.down(laptop)
        (there,) = service.card(person_id).skills
        assert (there.level, there.differs) == (2, ())


def test_a_line_changed_on_two_laptops_is_one_line_in_conflict(world, person_id):
    _people, first = services(world, "l1")
    _people, second = services(world, "l2")
    line = first.add_occupation(person_id, "kok")
    world.up("l1")
    world.down("l2")
    first.change(person_id, line, tasks="Suppe")
    second.change(person_id, line, tasks="Brød")
    world.up("l1")
    world.up("l2")
    (conflict,) = world.office.bundles.conflicts()
    assert conflict.field == "v.tasks"
    assert {head.value for head in conflict.heads} == {"Suppe", "Brød"}


def answered(world, laptop, person_id, level):
    """Answer one question of an interview that both laptops have."""
    database = world.nodes[laptop].database
    skill, said = "/d/h1_skills[~" + "a" * 32 + "]/h1_skill", "Lave varm mad"
    stored = {skill: said, skill.removesuffix("h1_skill") + "h1_level": level}
    with database.write() as session:
        record = session.get(InterviewRecord, "i" * 32)
        if record is None:
            record = InterviewRecord(id="i" * 32, scope=person_id, started_at=NOON, answers={})
            session.add(record)
        before = dict(record.answers)
        record.answers = stored
        session.flush()
        listener(fixed_clock, Esco(database)).told(session, record.as_model(), before, stored)
    return list(stored)[1]


def test_who_decides_an_answer_has_decided_the_card_too(world, person_id):
    answered(world, "l1", person_id, "1")
    world.up("l1")
    world.down("l2")
    key = answered(world, "l1", person_id, "2")
    answered(world, "l2", person_id, "3")
    world.up("l1")
    world.up("l2")
    office = world.office
    assert {c.field for c in office.bundles.conflicts()} == {f"a.{key}", "v.level"}
    office.bundles.resolve("i" * 32, f"a.{key}", "3")
    with office.database.write() as session:
        follow_decision(session, "i" * 32, f"a.{key}")
    assert office.bundles.conflicts() == ()
    _people, cards = services(world, OFFICE)
    (skill,) = cards.card(person_id).skills
    assert (skill.level, len(skill.ids)) == (3, 1)


def test_a_pack_of_esco_reaches_the_laptops_in_the_offices_bundle(world, tmp_path):
    path = tmp_path / "ESCO dataset - v1.1.1 - classification - en - csv.zip"
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ["conceptUri", "iscoGroup", "preferredLabel", "altLabels"],
            [BAKER, "7512", "bread baker", "baker"],
        ]
    )
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("occupations_en.csv", text.getvalue())
    Esco(world.office.database).import_(path)
    world.down("l1")

    laptop = Esco(world.nodes["l1"].database)
    assert laptop.find("baker", "occupation") == ()
    assert [(p.language, p.imported_at) for p in laptop.packs()] == [("en", "")]
    laptop.catch_up()
    assert laptop.find("baker", "occupation")[0].uri == BAKER

    Esco(world.office.database).remove("en")
    world.down("l1")
    laptop.catch_up()
    assert laptop.find("baker", "occupation") == ()
