"""The main job from end to end: an interview on a laptop reaches the office and nothing is lost."""

from datetime import UTC, datetime

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.bundles.model import UnknownDeviceError
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import (
    BundleNotForUsError,
    InputError,
    NotAllowedError,
    NotFoundError,
    WrongPassphraseError,
)
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST, Role
from tests.casework_world import FORM, PASSPHRASES, copy_of, make_laptop, make_office

NOON = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)
GIVEN, WORKED, JOBS = "/data/about/given_name", "/data/work/worked", "/data/work/jobs"
MATTERS, WHAT = "/data/health/matters", "/data/health/what"


class Field:
    """An office, a laptop and the stick that is carried between them."""

    def __init__(self, folder, clock):
        self.folder, self.clock = folder, clock
        self.office = self.open("office", "Ane")
        self.laptop = self.open("laptop", "Cille")
        self.stick = folder / "stick"
        self.stick.mkdir()

    def open(self, vault, name):
        return open_app(self.folder / vault, name, PASSPHRASES[name], self.clock, cost=FLOOR_COST)

    def up(self, **options):
        return self.office.bundles.import_(self._bundle(self.laptop), **options)

    def down(self):
        return self.laptop.bundles.import_(self._bundle(self.office))

    def _bundle(self, sender):
        return sender.bundles.export(self.stick).path

    def office_as(self, name):
        self.office.close()
        self.office = self.open("office", name)
        return self.office

    def restart_laptop(self):
        self.laptop.close()
        self.laptop = self.open("laptop", "Cille")

    def close(self):
        self.office.close()
        self.laptop.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("field")
    make_office(folder / "office", lambda: NOON).close()
    (card,) = (folder / "office").glob("*.kbhoffice")
    laptop = make_laptop(folder / "laptop", card, lambda: NOON)
    laptop.interviews.publish(FORM)
    laptop.close()
    return folder


@pytest.fixture
def field(template, tmp_path, clock):
    made = Field(copy_of(template, tmp_path / "field"), clock)
    yield made
    made.close()


def interviewed(field):
    """Register a person on the laptop and finish an interview across a restart."""
    person = field.laptop.people.register(
        given_name="أمل", family_name="حداد", latin_name="Amal Haddad", mother_tongues="ar"
    )
    interview = field.laptop.interviews.start(person.id, "samtale1")
    opened = field.laptop.interviews.open(interview.id)
    opened.answer(WORKED, "yes")
    opened.answer(f"{JOBS}[1]/title", "خبازة")
    field.restart_laptop()
    opened = field.laptop.interviews.open(interview.id)
    assert opened.value(f"{JOBS}[1]/title") == "خبازة"
    opened.answer(MATTERS, "yes")
    opened.answer(WHAT, "løfte tungt")
    opened.finish("confirmed")
    return person, interview


def test_an_interview_held_offline_arrives_whole(field):
    person, interview = interviewed(field)
    assert field.laptop.bundles.unsent().total > 0
    with pytest.raises(UnknownDeviceError):
        field.up()
    report = field.up(accept_device=True)
    assert report.receipt.complete
    assert report.persons == (person.id,)
    assert [row.name for row in rows(field.office, "amal")] == ["أمل حداد"]
    arrived = field.office.interviews.open(interview.id)
    assert arrived.value(f"{JOBS}[1]/title") == "خبازة"
    assert field.office.interviews.revisions(interview.id) == field.laptop.interviews.revisions(
        interview.id
    )
    field.down()
    assert field.laptop.bundles.unsent().total == 0


def rows(app, text):
    return app.people.rows(app.people.find(PersonQuery(text=text)).ids)


def test_the_office_counts_what_arrived(field):
    person, _interview = interviewed(field)
    field.up(accept_device=True)
    (row,) = field.office.people.rows([person.id])
    assert (row.interviews, row.answered) == (1, row.total)
    assert field.office.people.counts()["no_interview"] == 0


def test_health_answers_travel_sealed_to_the_health_role_only(field):
    _person, interview = interviewed(field)
    assert field.laptop.interviews.open(interview.id, reason="x").value(WHAT) == MASKED
    field.up(accept_device=True)
    assert field.office.interviews.open(interview.id, reason="x").value(WHAT) == MASKED
    office = field.office_as("Bo")
    assert office.interviews.open(interview.id, reason="Hensyn").value(WHAT) == "løfte tungt"
    with pytest.raises(NotAllowedError):
        field.laptop.documents.health_sheet(interview.id, reason="x")


def test_taking_a_bundle_in_twice_changes_nothing(field):
    interviewed(field)
    path = field.laptop.bundles.export(field.stick).path
    field.office.bundles.import_(path, accept_device=True)
    before = rows(field.office, "")
    again = field.office.bundles.import_(path)
    assert (again.already_imported, again.new_changes) == (True, 0)
    assert rows(field.office, "") == before


def test_a_laptop_can_not_open_what_it_sent(field):
    interviewed(field)
    path = field.laptop.bundles.export(field.stick).path
    with pytest.raises(BundleNotForUsError):
        field.laptop.bundles.import_(path)


def test_a_disagreement_is_shown_decided_and_travels_back(field):
    person, _interview = interviewed(field)
    field.up(accept_device=True)
    field.down()
    field.laptop.people.change(person.id, phone="11111111")
    field.office.people.change(person.id, phone="22222222")
    field.up()
    assert field.office.people.counts()["conflicts"] == 1
    (conflict,) = field.office.bundles.conflicts()
    assert {head.value for head in conflict.heads} == {"+4511111111", "+4522222222"}
    field.office.bundles.resolve(
        conflict.record_id, conflict.field, head=conflict.heads[0].change_id, reason="Ringede"
    )
    assert field.office.people.counts()["conflicts"] == 0
    field.down()
    decided = field.office.people.get(person.id).phone
    assert field.laptop.people.get(person.id).phone == decided
    assert field.laptop.bundles.conflicts() == ()


def test_two_consultants_answer_different_questions_of_one_draft(field):
    person = field.laptop.people.register(given_name="Amal")
    interview = field.laptop.interviews.start(person.id, "samtale1")
    field.up(accept_device=True)
    field.down()
    field.office.interviews.open(interview.id).answer(WORKED, "no")
    field.laptop.interviews.open(interview.id).answer(GIVEN, "Amaal")
    field.up()
    field.down()
    for app in (field.office, field.laptop):
        opened = app.interviews.open(interview.id)
        assert (opened.value(GIVEN), opened.value(WORKED)) == ("Amaal", "no")
        assert app.bundles.conflicts() == ()


def test_an_open_window_takes_over_what_arrives(field):
    person = field.laptop.people.register(given_name="Amal")
    interview = field.laptop.interviews.start(person.id, "samtale1")
    field.up(accept_device=True)
    field.down()
    window = field.laptop.interviews.open(interview.id)
    field.office.interviews.open(interview.id).answer(WORKED, "no")
    field.down()
    window.answer(WORKED, "yes")  # it was not seen here, so both answers stand
    (conflict,) = field.laptop.bundles.conflicts()
    assert conflict.field == f"a.{WORKED}"


def left_of(app, person_id):
    """Count the rows of the lists and the search that still hold a person."""
    with app.database.read() as session:
        connection = session.connection()
        return [
            connection.exec_driver_sql(query, arguments).scalar()
            for query, arguments in (
                ("SELECT count(*) FROM person_index WHERE person_id = ?", (person_id,)),
                ("SELECT count(*) FROM person_words WHERE words LIKE ?", ("%amal%",)),
                ("SELECT count(*) FROM person_fts WHERE person_fts MATCH ?", ("amal",)),
                ("SELECT count(*) FROM person_vocabulary WHERE term = ?", ("amal",)),
            )
        ]


def test_a_person_taken_off_the_laptop_leaves_nothing_in_its_search(field):
    person, interview = interviewed(field)
    field.up(accept_device=True)
    field.down()
    assert left_of(field.laptop, person.id) == [1, 1, 1, 1]
    field.laptop.bundles.clear([person.id])
    assert left_of(field.laptop, person.id) == [0, 0, 0, 0]
    with pytest.raises(NotFoundError):
        field.laptop.interviews.get(interview.id)
    assert field.office.people.get(person.id).latin_name == "Amal Haddad"


def test_an_erased_person_leaves_nothing_in_the_offices_search(field):
    person, _interview = interviewed(field)
    field.up(accept_device=True)
    field.office.bundles.erase(person.id, "Afslag på asyl")
    assert left_of(field.office, person.id) == [0, 0, 0, 0]
    with pytest.raises(NotFoundError):
        field.office.people.get(person.id)
    field.down()
    assert left_of(field.laptop, person.id) == [0, 0, 0, 0]


@pytest.mark.parametrize("role", [Role.LEADER, Role.IT])
def test_leaders_and_it_carry_bundles_but_see_nothing_in_them(field, role):
    interviewed(field)
    path = field.laptop.bundles.export(field.stick).path
    field.office.users.add("Lis", {role}, "Lis har et kodeord")
    field.office.close()
    field.office = open_app(
        field.folder / "office", "Lis", "Lis har et kodeord", field.clock, cost=FLOOR_COST
    )
    assert field.office.bundles.import_(path, accept_device=True).receipt.complete
    for look in (
        lambda: field.office.bundles.inspect(path),
        field.office.bundles.conflicts,
        field.office.people.counts,
        field.office.interviews.today,
        lambda: field.office.interviews.publish(FORM),
    ):
        with pytest.raises(NotAllowedError):
            look()


def test_the_users_of_a_vault_are_changed_and_logged(field):
    users = field.office.users
    users.add("Lis", {Role.LEADER}, "Lis har et kodeord")
    users.change_roles("Lis", {Role.LEADER, Role.COURSE})
    assert {user.name: user.roles for user in users.all()}["Lis"] == {Role.LEADER, Role.COURSE}
    users.remove("Lis")
    users.change_passphrase(PASSPHRASES["Ane"], "Anes nye kodeord")
    assert [user.name for user in users.all()] == ["Ane", "Bo"]
    actions = [entry.deed.action for entry in field.office.audit.entries(limit=4)]
    assert actions == ["change-passphrase", "remove-user", "change-roles", "add-user"]
    users.change_passphrase("Anes nye kodeord", PASSPHRASES["Ane"])


def test_the_summary_is_printed_in_danish_and_for_the_person_in_arabic(field):
    _person, interview = interviewed(field)
    documents = field.laptop.documents
    for kind, language in ((DocumentKind.SUMMARY, "da"), (DocumentKind.CITIZEN_COPY, "ar")):
        prepared = documents.prepare(kind, interview.id, language=language)
        printed = documents.record_print(prepared, "saved")
        assert printed.pdf.startswith(b"%PDF")
        assert not prepared.missing_glyphs
    actions = [entry.deed.action for entry in field.laptop.audit.entries()]
    assert actions.count("save-file") == 2


def test_the_audit_log_tells_the_whole_job_and_verifies(field):
    interviewed(field)
    field.up(accept_device=True)
    laptop = {entry.deed.action for entry in field.laptop.audit.entries()}
    office = {entry.deed.action for entry in field.office.audit.entries()}
    assert {"unlock", "lock", "publish-form", "export-bundle"} <= laptop
    assert {"unlock", "add-user", "publish-form", "import-bundle"} <= office
    assert field.laptop.audit.verify().ok
    assert field.office.audit.verify().ok
    assert field.office.check().ok


def test_a_failed_attempt_is_in_the_log_of_the_next_opening(field):
    field.laptop.close()
    for _attempt in range(2):
        with pytest.raises(WrongPassphraseError):
            open_app(field.folder / "laptop", "Cille", "ikke det rigtige", field.clock)
    field.laptop = field.open("laptop", "Cille")
    failed = [e for e in field.laptop.audit.entries() if e.deed.action == "unlock-failed"]
    cille = field.laptop.user.id
    assert [entry.deed.subject.split()[0] for entry in failed] == [cille, cille]


def test_a_consultants_vault_needs_its_office(tmp_path, clock):
    with pytest.raises(InputError) as error:
        make_laptop(tmp_path / "laptop", None, clock)
    assert error.value.field == "office"
    assert not list((tmp_path / "laptop").glob("key.json*"))
