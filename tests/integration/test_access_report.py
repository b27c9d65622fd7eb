"""The art. 15 report tells everything that is stored about a person, whatever kind it is."""

import pytest
from sqlalchemy import String

from kbh_desktop.app import create_app
from kbh_desktop.documents.making import make
from kbh_desktop.documents.mapping.held import kinds
from kbh_desktop.documents.model import DocumentKind, Wanted
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role

_UNREADABLE = ("_id", "sha256", "hash", "kind")
_CODES = {"status", "exit_reason", "printing", "half", "lock", "merged"}
_MOMENTS = {"merged_at"}


@pytest.fixture
def app(tmp_path, clock):
    app, _recovery = create_app(
        tmp_path / "vault",
        kind=NodeKind.OFFICE,
        user_name="Ane",
        passphrase="Anes gode kodeord",
        roles=[Role.COORDINATOR],
        name="Nord",
        clock=clock,
        cost=FLOOR_COST,
        with_forms=False,
    )
    yield app
    app.close()


@pytest.fixture
def person(app):
    return app.people.register(given_name="Amal", family_name="Haddad", phone="20304050").id


def report(app, person):
    wanted = Wanted(DocumentKind.ACCESS_REPORT, person)
    return make(app.documents._sources, wanted).values


def told(values):
    return " ".join(
        f"{row.label} {row.value}" for section in values.sections for row in section.rows
    )


def test_every_text_of_every_kind_of_record_is_in_it(app, person):
    written = {}
    with app.database.write() as session:
        for kind in kinds():
            record = kind(id=f"{kind.__entity__}-1", scope=person)
            for column in kind.__table__.columns:
                if not isinstance(column.type, String) or column.name in {"id", "scope", "state"}:
                    continue
                if column.name.endswith(_UNREADABLE) or column.name in _CODES:
                    continue
                if column.name in _MOMENTS:
                    setattr(record, column.name, "2026-04-16T12:02:00+00:00")
                    continue
                word = f"Mærke{len(written)}"
                written[f"{kind.__entity__}.{column.name}"] = word
                setattr(record, column.name, word)
            session.add(record)
    said = told(report(app, person))
    assert {place: word for place, word in written.items() if f"{word} " not in f"{said} "} == {}


def test_what_stood_before_is_in_it_with_numbers_masked(app, person):
    app.people.change(person, phone="60708090")
    app.people.change(person, udl_nr="12345678")
    app.people.change(person, udl_nr="87654321")
    said = told(report(app, person))
    assert "20304050" in said
    assert "12345678" not in said


def test_the_laptops_that_hold_the_person_are_named(app, person, tmp_path, clock):
    laptop, _recovery = create_app(
        tmp_path / "laptop",
        kind=NodeKind.CONSULTANT,
        user_name="Cille",
        passphrase="Cilles kodeord her",
        roles=[Role.CONSULTANT],
        office_file=next((tmp_path / "vault").glob("*.kbhoffice")),
        clock=clock,
        cost=FLOOR_COST,
        with_forms=False,
    )
    card = laptop.bundles.device_card()
    laptop.close()
    app.bundles.enrol_device(card)
    app.bundles.assign(card.device_id, [person])
    assert report(app, person).recipients == (card.name,)
