"""An answer of the interview is a line of the card, and a line of the card is an answer."""

import shutil

import pytest

from tests.casework_world import make_office


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    from datetime import UTC, datetime

    from tests.conftest import FixedClock

    folder = tmp_path_factory.mktemp("office") / "vault"
    app = make_office(folder, FixedClock(datetime(2026, 4, 16, 12, 2, tzinfo=UTC)))
    app.interviews.install_shipped_forms()
    app.close()
    return folder


@pytest.fixture
def app(made, tmp_path, clock):
    from kbh_desktop.app import open_app
    from kbh_desktop.security.model import FLOOR_COST
    from tests.casework_world import PASSPHRASES

    folder = tmp_path / "vault"
    shutil.copytree(made, folder)
    app = open_app(folder, "Ane", PASSPHRASES["Ane"], clock, cost=FLOOR_COST)
    yield app
    app.close()


@pytest.fixture
def person_id(app):
    return app.people.register(given_name="Amina", mother_tongues="ar").id


@pytest.fixture
def opened(app, person_id):
    return app.interviews.open(app.interviews.start(person_id, "samtale1").id)


def key(opened, name):
    """The key of a question outside repeats."""
    return next(ref for ref in opened.form.elements if ref.endswith(f"/{name}"))


def test_a_job_that_is_told_stands_on_the_card_once(app, person_id, opened):
    opened.fill(
        {
            key(opened, "g1_worked"): "yes",
            key(opened, "g2_jobs") + "[1]/g2_occupation": "kok",
            key(opened, "g2_jobs") + "[1]/g2_country": "SYR",
        }
    )
    (work,) = app.competences.card(person_id).occupations
    assert (work.title, work.code, work.country, work.from_interview) == (
        "kok",
        "5120",
        "SYR",
        True,
    )
    opened.fill({key(opened, "g2_jobs") + "[1]/g2_occupation": "køkkenchef"})
    (work,) = app.competences.card(person_id).occupations
    assert work.title == "køkkenchef"


def test_what_is_not_asked_any_more_leaves_the_card_and_comes_back(app, person_id, opened):
    opened.fill(
        {
            key(opened, "h1_any"): "yes",
            key(opened, "h1_skills") + "[1]/h1_skill": "Lave varm mad",
            key(opened, "h1_skills") + "[1]/h1_level": "2",
        }
    )
    assert [s.level for s in app.competences.card(person_id).skills] == [2]
    opened.answer(key(opened, "h1_any"), "no")
    assert app.competences.card(person_id).skills == ()
    opened.undo()
    assert [s.level for s in app.competences.card(person_id).skills] == [2]


def test_what_is_changed_on_the_card_stays_until_it_is_told_otherwise(app, person_id, opened):
    skill = key(opened, "h1_skills") + "[1]/"
    opened.fill(
        {
            key(opened, "h1_any"): "yes",
            f"{skill}h1_skill": "Lave varm mad",
            f"{skill}h1_level": "1",
        }
    )
    (line,) = app.competences.card(person_id).skills
    app.competences.change(person_id, line.id, level=3)
    opened.fill({f"{skill}h1_years": "4"})
    (line,) = app.competences.card(person_id).skills
    assert (line.level, line.years) == (3, 4)
    opened.fill({f"{skill}h1_level": "2"})
    (line,) = app.competences.card(person_id).skills
    assert line.level == 2
    history = [h.value for h in app.competences.history(person_id, line.id)]
    assert [value for value in history if value in ("1", "2", "3")] == ["2", "3", "1"]


def test_the_next_interview_begins_with_the_card(app, person_id, opened, clock):
    opened.fill(
        {
            key(opened, "g1_worked"): "yes",
            key(opened, "g2_jobs") + "[1]/g2_occupation": "kok",
            key(opened, "h6_informal"): "cooking sewing",
            key(opened, "j2_known"): "yes",
            key(opened, "j2_first"): "bager",
        }
    )
    card = app.competences.card(person_id)
    app.competences.change(person_id, card.occupations[0].id, began="2010-05-01", country="SYR")
    app.competences.add_occupation(person_id, "murer")
    app.competences.set_goals(person_id, ["kok", "bager"])
    app.competences.add(person_id, "language", language="da", speaking="a2")
    clock.advance(hours=1)
    again = app.interviews.open(app.interviews.start(person_id, "samtale1").id)
    jobs = key(again, "g2_jobs")
    titles = {again.value(f"{jobs}[{n}]/g2_occupation") for n in (1, 2)}
    assert titles == {"kok", "murer"}
    assert not again.has(f"{jobs}[3]")
    assert again.value(key(again, "j2_first")) == "kok"
    assert again.value(key(again, "e3_speak")) == "a2"
    assert set(again.value(key(again, "h6_informal")).split()) == {"cooking", "sewing"}
    cook = next(n for n in (1, 2) if again.value(f"{jobs}[{n}]/g2_occupation") == "kok")
    assert again.value(f"{jobs}[{cook}]/g2_from") == "2010-05-01"
    again.fill({f"{jobs}[{cook}]/g2_tasks": "Suppe"})
    after = app.competences.card(person_id)
    assert len(after.occupations) == 2
    assert [w.tasks for w in after.occupations if w.title == "kok"] == ["Suppe"]


def test_a_job_removed_in_the_next_interview_leaves_the_card(app, person_id, opened):
    app.competences.add_occupation(person_id, "murer")
    again = app.interviews.open(app.interviews.start(person_id, "samtale1").id)
    instance = next(k for k in again.answers() if "g2_jobs[" in k and k.endswith("]"))
    again.remove_repeat(instance)
    assert app.competences.card(person_id).occupations == ()


def test_nothing_about_health_family_or_numbers_comes_onto_a_card(app, person_id, opened):
    secret = "HEMMELIGT"
    answered = {}
    for ref, element in opened.form.elements.items():
        if getattr(element, "sensitivity", "") in ("K2", "K3") and "[" not in ref:
            answered[ref] = secret
    from kbh_desktop.competences.answers import told

    items = told(answered, person_id, opened.id)
    assert items == {}


def test_choices_become_pictograms_and_facts_the_danish_education(app, person_id, opened):
    opened.fill(
        {
            key(opened, "h6_informal"): "cooking none",
            key(opened, "e4_literacy"): "letters",
            key(opened, "f1_years"): "3",
        }
    )
    card = app.competences.card(person_id)
    assert [ability.code for ability in card.informal] == ["cooking"]
    assert card.track.track == "du1"
    assert card.facts.school_years == 3
