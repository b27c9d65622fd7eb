"""The invented office and its consultant are ready to be tried."""

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.demo.vault import HEALTH_USER, make_demo_vault
from kbh_desktop.errors import InputError, VaultExistsError
from kbh_desktop.people.model import PersonQuery


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    from datetime import UTC, datetime

    folder = tmp_path_factory.mktemp("demo")
    return make_demo_vault(
        folder, people=24, seed=1, clock=lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    )


@pytest.fixture
def laptop(demo, clock):
    app = open_app(demo.folder, demo.user, demo.passphrase, clock)
    yield app
    app.close()


@pytest.fixture
def office(demo, clock):
    app = open_app(demo.office_folder, demo.office_user, demo.passphrase, clock)
    yield app
    app.close()


def test_the_consultant_has_people_at_every_stage_with_interviews(laptop):
    page = laptop.people.find(PersonQuery(), limit=100)
    rows = laptop.people.rows(page.ids)
    assert page.total == 24
    assert len({row.phase for row in rows}) >= 3
    states = {i.state for row in rows for i in laptop.interviews.for_person(row.id)}
    assert states == {"draft", "finished"}
    assert 0 < laptop.people.counts()["no_interview"] < 24


def test_something_is_unsent_and_a_conflict_waits(laptop):
    assert laptop.bundles.unsent().total == 2
    (conflict,) = laptop.bundles.conflicts()
    assert conflict.field == "phone"
    assert laptop.people.counts()["conflicts"] == 1


def test_the_office_has_what_was_sent(office, laptop):
    sent = [i for row in people(laptop) for i in laptop.interviews.for_person(row.id)]
    arrived = [i for row in people(office) for i in office.interviews.for_person(row.id)]
    assert {(i.id, i.state, i.revision) for i in sent} == {
        (i.id, i.state, i.revision) for i in arrived
    }
    assert [device.persons for device in office.bundles.devices()] == [24]


def people(app):
    return app.people.rows(app.people.find(PersonQuery(), limit=100).ids)


def test_interviews_lie_in_the_past_and_the_logs_verify(laptop, office):
    for app in (laptop, office):
        assert app.audit.verify().ok
        assert app.check().ok
    days = {
        i.started_at.date() for row in people(laptop) for i in laptop.interviews.for_person(row.id)
    }
    assert len(days) > 5


def test_the_health_role_reads_health_at_the_office(demo, clock):
    app = open_app(demo.office_folder, HEALTH_USER, demo.passphrase, clock)
    try:
        done = [
            i
            for row in people(app)
            for i in app.interviews.for_person(row.id)
            if i.state == "finished" and i.form_id == "samtale1"
        ]
        opened = app.interviews.open(done[0].id, reason="Prøve")
        assert opened.value("/data/i_health/i1_matters") in ("yes", "no", "refused")
    finally:
        app.close()


def test_nothing_is_made_over_a_vault_that_is_there(demo, clock):
    with pytest.raises(VaultExistsError):
        make_demo_vault(demo.folder.parent, people=1, seed=1, clock=clock)
    with pytest.raises(InputError):
        make_demo_vault(demo.folder.parent, people=0, seed=1, clock=clock)
