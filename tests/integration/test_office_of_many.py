"""An office moves to a PostgreSQL server; two coordinators then work in it at once."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbh_desktop.app import App, open_app
from kbh_desktop.assembly import connect_app
from kbh_desktop.cli import main
from kbh_desktop.errors import (
    InputError,
    NotAllowedError,
    VaultDamagedError,
)
from kbh_desktop.office_database import ADDRESS_FILE, FORMER_FILE
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import FLOOR_COST
from kbh_desktop.storage.base import Record
from tests import postgres_server, stores
from tests.casework_world import PASSPHRASES, copy_of, make_laptop, make_office, user
from tests.stored_world import fixed_clock

PATIENCE_S = 10


@pytest.fixture
def address() -> Iterator[str]:
    yield stores.new_address()
    stores.drop_all()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the closed vault of an office that knows Amal."""
    folder = tmp_path_factory.mktemp("office") / "vault"
    app = make_office(folder, fixed_clock)
    with_tests_tables(app)
    amal = app.people.register(given_name="Amal", family_name="Haddad", phone="+45 20 30 40 50")
    app.people.add_note(amal.id, "Vil gerne arbejde i køkken")
    app.close()
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return copy_of(template, tmp_path / "ane")


def with_tests_tables(app: App) -> None:
    """Make the tables of other tests' records too, as importing counts every kind there is."""
    Record.metadata.create_all(app.database.engine)


def opened(folder: Path, clock, name: str = "Ane") -> App:
    return open_app(folder, name, PASSPHRASES[name], clock, cost=FLOOR_COST)


def moved(folder: Path, address: str, clock) -> None:
    connect_app(opened(folder, clock), address)


@pytest.fixture
def two(folder: Path, address: str, clock, tmp_path: Path) -> Iterator[tuple[App, App]]:
    moved(folder, address, clock)
    shutil.copytree(folder, tmp_path / "bo")
    ane, bo = opened(folder, clock), opened(tmp_path / "bo", clock, "Bo")
    yield ane, bo
    ane.close()
    bo.close()


def wait_for(true) -> None:
    until = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def only_person(app: App):
    from kbh_desktop.people.model import PersonQuery

    (person_id,) = app.people.find(PersonQuery(text="amal")).ids
    return app.people.get(person_id)


def test_everything_is_there_after_the_move(folder, address, clock):
    before = opened(folder, clock)
    amal, forms = only_person(before), before.interviews.forms()
    told = [event.text for event in before.people.timeline(amal.id)]
    entries = before.audit.verify().entries
    done = connect_app(before, address)
    assert done.rows > 10
    assert done.former == folder / FORMER_FILE

    app = opened(folder, clock)
    assert only_person(app) == amal
    assert app.interviews.forms() == forms
    assert [event.text for event in app.people.timeline(amal.id)] == told
    assert app.audit.verify().ok
    assert app.audit.verify().entries > entries
    assert app.check().ok
    app.people.change(amal.id, phone="+45 20 30 40 51")
    app.close()


def test_two_coordinators_see_one_anothers_work_at_once(two):
    ane, bo = two
    news = []
    bo.changes.subscribe(news.append)
    amal = only_person(ane)
    ane.people.change(amal.id, phone="+45 20 30 40 51")
    wait_for(lambda: any(amal.id in each.ids for each in news))
    assert only_person(bo).phone == "+45 20 30 40 51".replace(" ", "")
    assert ane.database.node == bo.database.node


def test_the_same_field_at_two_desks_is_a_conflict(two):
    ane, bo = two
    amal = only_person(ane)
    shown = ane.people.heads(amal.id)
    ane.people.change(amal.id, base=shown, phone="+45 20 30 40 51")
    from kbh_desktop.people.service import PeopleService

    at_bos_desk = PeopleService(bo.database, bo.clock, user("Bo"))
    at_bos_desk.change(amal.id, base=shown, phone="+45 20 30 40 52", udl_nr="12345678")
    (conflict,) = ane.bundles.conflicts()
    assert {head.value for head in conflict.heads} == {"+4520304051", "+4520304052"}
    assert only_person(ane).udl_nr


def test_a_laptop_goes_on_where_it_was(folder, address, clock, tmp_path):
    laptop = make_laptop(tmp_path / "cille", next(folder.glob("*.kbhoffice")), clock)
    with_tests_tables(laptop)
    laptop.people.register(given_name="Omar")
    first = laptop.bundles.export(tmp_path)
    office = opened(folder, clock)
    office.bundles.import_(first.path, accept_device=True)
    connect_app(office, address)

    office = opened(folder, clock)
    answer = office.bundles.export(tmp_path, laptop.database.node)
    laptop.bundles.import_(answer.path)
    assert laptop.bundles.unsent().total == 0
    laptop.people.register(given_name="Samir")
    second = office.bundles.import_(laptop.bundles.export(tmp_path).path)
    assert (second.missing, len(second.persons)) == ((), 1)
    office.close()
    laptop.close()


def test_the_servers_people_see_no_key_of_the_office(folder, address, clock):
    app = opened(folder, clock)
    with app.database.read() as session:
        keys = app.database.meta_get(session, "device_keys")
    connect_app(app, address)
    remembered = str(postgres_server.run_in(address, "SELECT key, value::text FROM meta"))
    assert "device_keys" in remembered
    secrets = [value for value in keys.values() if len(value) > 20]
    assert secrets
    assert not [secret for secret in secrets if secret in remembered]


def test_the_database_of_another_office_is_refused(folder, address, clock, tmp_path):
    moved(folder, address, clock)
    other = make_office(tmp_path / "other", clock)
    with pytest.raises(VaultDamagedError, match="andet kontor"):
        connect_app(other, address)
    assert not (tmp_path / "other" / ADDRESS_FILE).exists()
    opened(tmp_path / "other", clock).close()


def test_a_laptop_has_its_database_itself(folder, address, clock, tmp_path):
    laptop = make_laptop(tmp_path / "cille", next(folder.glob("*.kbhoffice")), clock)
    with pytest.raises(NotAllowedError):
        connect_app(laptop, address)


def test_a_password_does_not_belong_into_the_address(folder, address, clock):
    with pytest.raises(InputError, match="adgangskode"):
        connect_app(opened(folder, clock), address.replace("kbh@", "kbh:secret@"))


def test_a_coordinators_user_of_the_server_can_work_but_not_rewrite(folder, address, clock):
    postgres_server.run("DROP ROLE IF EXISTS ane_of_many")
    postgres_server.run("CREATE ROLE ane_of_many LOGIN")
    moved(folder, address, clock)
    app = opened(folder, clock)
    from kbh_desktop.office_database import let_in

    let_in(folder, app.database, "ane_of_many", auditor=False)
    app.close()
    (folder / ADDRESS_FILE).write_text(address.replace("//kbh@", "//ane_of_many@"))
    app = opened(folder, clock)
    amal = only_person(app)
    app.people.change(amal.id, phone="+45 20 30 40 51")
    app.audit.record(AuditAction.PRINT, person_id=amal.id)
    for statement in (
        "DELETE FROM change_log",
        "UPDATE change_log SET author = 'Bo'",
        "UPDATE audit SET user_name = 'Bo'",
        "DROP TABLE person",
    ):
        with pytest.raises(NotAllowedError), app.database.write() as session:
            session.connection().exec_driver_sql(statement)
    app.close()
    postgres_server.run_in(address, "DROP OWNED BY ane_of_many")
    postgres_server.run("DROP ROLE ane_of_many")


def test_an_auditors_user_of_the_server_sees_nobody(folder, address, clock):
    import psycopg

    postgres_server.run("DROP ROLE IF EXISTS auditor_of_many")
    postgres_server.run("CREATE ROLE auditor_of_many LOGIN")
    moved(folder, address, clock)
    app = opened(folder, clock)
    from kbh_desktop.office_database import let_in

    let_in(folder, app.database, "auditor_of_many", auditor=True)
    app.close()
    as_auditor = "SET ROLE auditor_of_many; SELECT count(*) FROM"
    assert postgres_server.run_in(address, f"{as_auditor} audit") is not None
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        postgres_server.run_in(address, f"{as_auditor} person")
    postgres_server.run_in(address, "DROP OWNED BY auditor_of_many")
    postgres_server.run("DROP ROLE auditor_of_many")


def test_the_command_moves_an_office_and_says_where_it_is(folder, address, capsys, monkeypatch):
    monkeypatch.setenv("KBH_PASSPHRASE", PASSPHRASES["Ane"])
    vault = ["--vault", str(folder), "--user", "Ane"]
    assert main(["office", *vault, "--database", address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] > 10
    assert main(["office", *vault]) == 0
    assert capsys.readouterr().out.strip() == address
    assert main(["people", "list", *vault, "--json"]) == 0
    assert "Haddad" in capsys.readouterr().out
