"""Every version ever released made a vault that this one opens, with everything in it."""

import zipfile
from pathlib import Path

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.demo.vault import OFFICE_USER, PASSPHRASE
from kbh_desktop.people.model import PersonQuery

VAULTS = sorted((Path(__file__).parent.parent / "data/vaults").glob("*.zip"))
PEOPLE = 6


@pytest.fixture(params=VAULTS, ids=lambda path: path.stem)
def app(request, tmp_path):
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path / "vault")
    app = open_app(tmp_path / "vault", OFFICE_USER, PASSPHRASE, system_clock)
    yield app
    app.close()


def test_there_is_a_vault_of_each_version():
    assert VAULTS


def test_it_opens_whole(app):
    assert app.check().ok
    assert app.audit.verify().ok


def test_people_and_interviews_are_there(app):
    people = app.people.find(PersonQuery()).ids
    assert len(people) == PEOPLE
    talks = [talk for person in people for talk in app.interviews.for_person(person)]
    assert talks
    opened = app.interviews.open(talks[0].id)
    assert any(view.value for section in opened.progress() for view in opened.view(section.ref))


def test_courses_and_competences_are_there(app):
    assert app.courses.list()
    people = app.people.find(PersonQuery()).ids
    cards = [app.competences.card(person) for person in people]
    assert any(card.occupations or card.skills for card in cards)


def test_it_goes_on_working(app):
    person = app.people.register(given_name="Ny", family_name="Borger")
    assert app.people.get(person.id).given_name == "Ny"
    assert app.documents.latest_interview(person.id) is None
