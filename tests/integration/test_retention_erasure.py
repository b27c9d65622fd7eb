"""What was deleted is gone: from the pages of the file, from laptops, and proven where not yet."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from kbh_desktop.app import open_app
from kbh_desktop.errors import NotFoundError
from kbh_desktop.security.model import FLOOR_COST
from kbh_desktop.storage.tables import ChangeRecord, PartialErasureRecord
from tests.casework_world import FORM, PASSPHRASES, make_laptop, make_office
from tests.raw_pages import words_in_pages

GIVEN, NOTE, JOB, HURT = "Zarghonaquux", "Ringedequux", "Snedkerquux", "Rygsmerterquux"
REASON = "Klagesagquux"
WORDS = (GIVEN, NOTE, JOB, REASON, "zarghonaq", "zarghona")
WHAT = "/data/health/what"


class Places:
    """An office and a laptop that has held an interview, and the stick between them."""

    def __init__(self, folder, clock):
        self.office = make_office(folder / "office", clock)
        (card,) = (folder / "office").glob("*.kbhoffice")
        self.laptop = make_laptop(folder / "laptop", card, clock)
        self.laptop.interviews.publish(FORM)
        self.stick = folder / "stick"
        self.device = self.laptop.bundles.device_card().device_id
        self.person = self.laptop.people.register(given_name=GIVEN).id
        self.laptop.people.add_note(self.person, NOTE)
        self.interview = self.laptop.interviews.fill(
            self.person,
            "samtale1",
            {
                "/data/about/given_name": GIVEN,
                "/data/work/worked": "yes",
                "/data/work/jobs[1]/title": JOB,
                "/data/health/matters": "yes",
                WHAT: HURT,
            },
            finish=True,
        )
        self.up(accept_device=True)

    def up(self, **options):
        bundle = self.laptop.bundles.export(self.stick).path
        return self.office.bundles.import_(bundle, **options)

    def down(self):
        return self.laptop.bundles.import_(self.office.bundles.export(self.stick, self.device).path)

    def close_case(self):
        self.office.people.change(self.person, phase="closed")
        self.office.retention.close_case(self.person, "2024-12-31")
        self.office.retention.confirm_journal(self.person)
        self.office.retention.extend(
            self.person, "elsewhere", self.office.retention.today() + timedelta(days=9), REASON
        )


@pytest.fixture
def places(tmp_path, clock):
    made = Places(tmp_path, clock)
    yield made
    made.office.close()
    made.laptop.close()


def found(app):
    app.checkpoint()
    path = app.unlocked.database_path
    wal = path.with_name(path.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0
    return words_in_pages(path, app.unlocked.database_key, WORDS)


def test_the_look_into_the_pages_finds_what_is_there(places):
    places.close_case()
    assert found(places.office) == set(WORDS)
    assert found(places.laptop) == set(WORDS) - {REASON}


def test_no_word_of_a_deleted_person_is_in_any_page(places):
    places.close_case()
    places.office.retention.delete(places.person, "case", "fristen er udløbet")
    assert found(places.office) == set()
    with pytest.raises(NotFoundError):
        places.office.people.get(places.person)


def test_the_laptop_erases_with_the_next_bundle_and_confirms_with_its_own(places):
    places.close_case()
    proof = places.office.retention.delete(places.person, "case", "fristen er udløbet")
    (holder,) = proof.holders
    assert (holder.held, holder.confirmed) == (True, False)
    places.down()
    assert found(places.laptop) == set()
    assert not places.office.retention.deletion(proof.id).is_confirmed
    places.up()
    assert places.office.retention.deletion(proof.id).is_confirmed


def test_a_revoked_laptop_never_confirms(places):
    places.close_case()
    places.office.bundles.revoke_device(places.device)
    proof = places.office.retention.delete(places.person, "case", "fristen er udløbet")
    (holder,) = proof.holders
    assert (holder.revoked, holder.confirmed) == (True, False)


def test_the_proof_names_the_backups_that_still_hold_it(places, clock):
    places.office.database.backup(places.office.folder / "backups")
    places.close_case()
    proof = places.office.retention.delete(places.person, "case", "fristen er udløbet")
    today = places.office.retention.today()
    assert proof.backups == (today,)
    assert proof.backups_gone_by == today + timedelta(days=14)
    (backup,) = (places.office.folder / "backups").glob("vault-*.db")
    key = places.office.unlocked.database_key
    assert GIVEN in words_in_pages(backup, key, (GIVEN,))


def test_a_deletion_stays_proven_after_the_vault_was_opened_again(places, tmp_path, clock):
    places.close_case()
    proof = places.office.retention.delete(places.person, "case", "fristen er udløbet")
    places.office.close()
    places.office = open_app(tmp_path / "office", "Ane", PASSPHRASES["Ane"], clock, cost=FLOOR_COST)
    assert places.office.retention.deletions() == (proof,)


def sealed_in(app, person):
    with app.database.read() as session:
        query = select(ChangeRecord).where(ChangeRecord.scope == person)
        changes = session.scalars(query).all()
    return [change.id for change in changes if "k3:" in str(change.fields)]


def test_answers_about_health_go_before_the_rest_and_the_rest_stays(places):
    places.close_case()
    before = places.office.interviews.open(places.interview.id).answers()
    assert sealed_in(places.office, places.person)
    proof = places.office.retention.delete(places.person, "health", "tre måneder er gået")
    assert proof.counts == {"answers": 4}  # two answers, the key, and the finished revision
    assert sealed_in(places.office, places.person) == []
    after = places.office.interviews.open(places.interview.id).answers()
    health = {key for key in before if key.startswith("/data/health/")}
    assert after == {key: value for key, value in before.items() if key not in health}
    assert places.office.people.get(places.person).given_name == GIVEN
    assert [d.rule.key for d in places.office.retention.clock(places.person)] == ["case"]


def test_laptops_follow_and_the_log_still_verifies(places):
    places.close_case()
    proof = places.office.retention.delete(places.person, "health", "tre måneder er gået")
    places.down()
    assert sealed_in(places.laptop, places.person) == []
    assert places.laptop.interviews.open(places.interview.id).value("/data/work/worked") == "yes"
    assert not places.laptop.check().damaged_pages
    places.up()
    assert places.office.retention.deletion(proof.id).is_confirmed
    assert places.office.bundles.conflicts() == places.laptop.bundles.conflicts() == ()
    assert places.office.people.timeline(places.person)


def test_nothing_of_it_comes_back_from_a_laptop_that_had_not_heard(places, tmp_path):
    places.close_case()
    places.office.retention.delete(places.person, "health", "tre måneder er gået")
    places.laptop.people.change(places.person, called_name="Zari")
    places.up()
    assert sealed_in(places.office, places.person) == []
    places.down()
    assert sealed_in(places.laptop, places.person) == []
    assert places.office.people.get(places.person).called_name == "Zari"


def test_a_laptop_can_not_say_what_is_emptied(places):
    with places.laptop.database.write() as session:
        ids = list(session.scalars(select(ChangeRecord.id).where(ChangeRecord.node != "")))
        session.add(PartialErasureRecord(scope=places.person, part="health", changes=ids))
    places.up()
    assert places.office.people.get(places.person).given_name == GIVEN
    assert sealed_in(places.office, places.person)


def test_copies_of_a_folder_need_no_word_of_it(places, tmp_path):
    places.close_case()
    places.office.retention.delete(places.person, "case", "fristen er udløbet")
    places.office.checkpoint()
    shutil.copy(places.office.unlocked.database_path, tmp_path / "copy.db")
    key = places.office.unlocked.database_key
    assert words_in_pages(tmp_path / "copy.db", key, WORDS) == set()
