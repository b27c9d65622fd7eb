"""A form answers for itself: the office signs it, and a laptop uses no other."""

import pytest
from sqlalchemy import select

from kbh_desktop.app import open_app
from kbh_desktop.errors import FormError
from kbh_desktop.interviews.form_trust import content_of
from kbh_desktop.interviews.records import FormRecord, FormSignatureRecord
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import PASSPHRASES, make_laptop

GUIDE = """
| survey | type | name | label::Dansk (da) |
|---|---|---|---|
|  | text | a | {question} |

| settings | form_title | form_id | version | default_language |
|---|---|---|---|---|
|  | Kontorets guide | guide | {version} | Dansk (da) |
"""


@pytest.fixture
def laptop(office, tmp_path, clock):
    app = make_laptop(tmp_path / "laptop", next(office.app.folder.glob("*.kbhoffice")), clock)
    yield app
    app.close()


@pytest.fixture
def guide(tmp_path):
    def write(version="2026112401", question="Hvad?"):
        path = tmp_path / f"guide-{version}.md"
        path.write_text(GUIDE.format(version=version, question=question), "utf-8")
        return path

    return write


def arrive(sender, receiver, *, signed=True, **changed):
    """Let the guide arrive as a bundle would bring it, with `changed` on the way."""
    with sender.database.read() as session:
        record = session.scalars(select(FormRecord).where(FormRecord.form_id == "guide")).one()
        signature = session.scalars(
            select(FormSignatureRecord).where(FormSignatureRecord.form_record == record.id)
        ).one()
        content = {**content_of(record), **changed}
        words = {n: getattr(signature, n) for n in ("form_record", "signature", "signer")}
        at, identity = signature.signed_at, record.id
    with receiver.database.write() as session:
        session.add(FormRecord(id=identity, scope="*", **content))
        if signed:
            session.add(FormSignatureRecord(id="s" * 32, scope="*", signed_at=at, **words))


def offered(app):
    return {card.form_id: card.signer for card in app.interviews.forms()}


def test_the_office_signs_what_it_publishes(office, guide):
    assert office.app.interviews.publish(guide()).signer == "office"
    assert offered(office.app)["guide"] == "office"


def test_a_laptop_offers_what_its_office_signed(office, laptop, guide):
    office.app.interviews.publish(guide())
    arrive(office.app, laptop)

    assert offered(laptop)["guide"] == "office"
    assert laptop.interviews.refused_forms() == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"signed": False},
        {"title": "En anden guide"},
        {"published_by": "En anden"},
    ],
    ids=["unsigned", "other title", "other publisher"],
)
def test_a_laptop_does_not_offer_a_form_that_is_not_as_the_office_signed_it(
    office, laptop, guide, changed
):
    office.app.interviews.publish(guide())
    arrive(office.app, laptop, **changed)

    assert "guide" not in offered(laptop)
    assert [card.form_id for card in laptop.interviews.refused_forms()] == ["guide"]
    with pytest.raises(FormError, match="ikke underskrevet af kontoret"):
        laptop.interviews.newest_form("guide")


def test_what_a_laptop_publishes_is_used_there_and_nowhere_else(office, laptop, guide):
    assert laptop.interviews.publish(guide()).signer == "device"
    arrive(laptop, office.app)

    assert "guide" not in offered(office.app)


def test_the_last_signed_version_is_offered_while_a_newer_is_not_signed(office, laptop, guide):
    laptop.interviews.publish(guide("2026112401"))
    office.app.interviews.publish(guide("2026112402", "Hvad nu?"))
    arrive(office.app, laptop, signed=False)

    assert laptop.interviews.newest_form("guide").version == "2026112401"
    assert [card.version for card in laptop.interviews.refused_forms()] == ["2026112402"]


def test_forms_of_a_vault_from_before_signatures_stay_in_use(office, guide, clock):
    folder = office.app.folder
    office.app.interviews.publish(guide())
    with office.app.database.write() as session:
        session.execute(FormSignatureRecord.__table__.delete())
        office.app.database.meta_set(session, "trusted_forms", None)
    office.app.close()
    office.app = open_app(folder, "Ane", PASSPHRASES["Ane"], clock, cost=FLOOR_COST)

    assert offered(office.app)["guide"] == "office"
    with office.app.database.read() as session:
        assert session.scalars(select(FormSignatureRecord)).all()
