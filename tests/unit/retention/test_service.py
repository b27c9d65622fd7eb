"""What is due, what is extended, and who may delete what."""

from datetime import date

import pytest

from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.retention import rules
from kbh_desktop.retention.deleting import Around, Peer
from kbh_desktop.retention.service import RetentionService
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Role
from kbh_desktop.storage import erasure
from tests.casework_world import open_casework, people_service, user


@pytest.fixture
def database(tmp_path, clock):
    database = open_casework(tmp_path, clock)
    yield database
    database.close()


@pytest.fixture
def people(database, clock):
    return people_service(database, clock)


@pytest.fixture
def service(database, clock, tmp_path, people):
    def erase(person_id, reason):
        with database.write() as session:
            erasure.erase(session, person_id, reason, database.hooks)

    around = Around(
        "0101",
        "here",
        tmp_path / "backups",
        erase,
        lambda _person: frozenset({"l1"}),
        lambda _change: [Peer("l1", "Mettes", confirmed=False, revoked=False)],
    )
    return RetentionService(database, clock, user("Ane", Role.COORDINATOR), around)


def closed(people, service, on="2025-01-15", name="Amina"):
    person_id = people.register(given_name=name, phase="closed").id
    service.close_case(person_id, on)
    return person_id


def test_an_open_case_is_on_no_list(people, service):
    people.register(given_name="Amina")
    assert service.due().total == 0


def test_a_closed_case_is_on_the_list_from_its_day(people, service, clock):
    person_id = closed(people, service, "2025-04-17")
    assert service.due().total == 0
    clock.advance(minutes=24 * 60)
    (row,) = service.due().rows
    assert (row.person_id, row.rule.key, row.due_on) == (person_id, "case", date(2026, 4, 17))
    assert row.waits_for_journal


def test_the_day_the_phase_was_set_counts_where_nobody_said_another(people, service):
    person_id = people.register(given_name="Amina").id
    people.change(person_id, phase="closed")
    (due,) = service.clock(person_id)
    assert due.event_on == "2026-04-16"


def test_the_list_is_sorted_by_the_database(people, service):
    for name, on in (("Yasin", "2024-02-29"), ("Amina", "2025-01-31"), ("Sara", "2023-05-05")):
        closed(people, service, on, name)
    by_due = [people.get(row.person_id).given_name for row in service.due().rows]
    by_name = [people.get(row.person_id).given_name for row in service.due(order="name").rows]
    assert (by_due, by_name) == (["Sara", "Yasin", "Amina"], ["Amina", "Sara", "Yasin"])
    window = service.due(limit=1, offset=1)
    assert (window.total, len(window.rows)) == (3, 1)
    assert people.get(window.rows[0].person_id).given_name == "Yasin"


def test_somebody_opened_again_leaves_the_list(people, service):
    person_id = closed(people, service)
    assert service.due().total == 1
    people.change(person_id, phase="permanent")
    assert service.due().total == 0


def test_another_municipality_starts_the_clock(people, service):
    person_id = people.register(
        given_name="Amina", decision_date="2026-03-01", municipality_decided="0201"
    ).id
    assert [due.rule.key for due in service.clock(person_id)] == ["elsewhere"]
    people.change(person_id, municipality_actual="0101")
    assert service.clock(person_id) == ()


def test_it_is_kept_longer_only_with_a_reason_and_a_day_to_come(people, service):
    person_id = closed(people, service)
    with pytest.raises(InputError) as caught:
        service.extend(person_id, "case", date(2027, 1, 1), " ")
    assert caught.value.field == "reason"
    with pytest.raises(InputError) as caught:
        service.extend(person_id, "case", date(2026, 4, 16), "klage")
    assert caught.value.field == "until"
    service.extend(person_id, "case", date(2027, 1, 1), "klagesag i Ankestyrelsen")
    (due,) = service.clock(person_id)
    assert (due.due_on, due.extension.reason) == (date(2027, 1, 1), "klagesag i Ankestyrelsen")
    assert service.due().total == 0


def test_deleting_waits_for_the_journal_and_the_day(people, service):
    person_id = closed(people, service)
    with pytest.raises(NotAllowedError, match="journal"):
        service.delete(person_id, "case", "frist")
    early = closed(people, service, "2026-04-01")
    service.confirm_journal(early)
    with pytest.raises(NotAllowedError, match="01-04-2027"):
        service.delete(early, "case", "frist")
    assert people.get(early)


def test_a_deletion_is_proven_with_counts_and_who_has_not_confirmed(people, service):
    person_id = closed(people, service)
    people.add_note(person_id, "En note")
    service.confirm_journal(person_id)
    proof = service.delete(person_id, "case", "fristen er udløbet")
    assert proof.counts == {"person": 1, "note": 1, "retention": 1, "changes": 4}
    assert (proof.deleted_by, proof.reason) == ("Ane", "fristen er udløbet")
    (holder,) = proof.holders
    assert (holder.name, holder.held, holder.confirmed) == ("Mettes", True, False)
    assert not proof.is_confirmed
    with pytest.raises(NotFoundError):
        people.get(person_id)
    assert service.due().total == 0
    assert service.deletions() == (proof,)


def test_a_person_may_ask_at_any_time(people, service):
    person_id = people.register(given_name="Amina").id
    service.request(person_id)
    assert [due.rule.key for due in service.clock(person_id)] == ["request"]
    assert service.delete(person_id, "request", "borgeren bad om det").counts["person"] == 1


def test_only_coordinators_delete_and_extend(database, clock, people, service):
    person_id = closed(people, service)
    around = service._around
    consultant = RetentionService(database, clock, user("Bo"), around)
    assert consultant.due().total == 1
    for deed in (
        lambda: consultant.delete(person_id, "case", "frist"),
        lambda: consultant.extend(person_id, "case", date(2027, 1, 1), "klage"),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    with pytest.raises(NotAllowedError):
        RetentionService(database, clock, user("Leo", Role.LEADER), around).due()


def test_a_deletion_that_was_interrupted_is_carried_on(people, service, monkeypatch):
    person_id = closed(people, service)
    service.confirm_journal(person_id)
    service._begin(person_id, "case", "frist")
    service.carry_on()
    with pytest.raises(NotFoundError):
        people.get(person_id)
    (proof,) = service.deletions()
    assert proof.counts["person"] == 1


def test_days_of_a_closed_case_may_be_a_month(people, service):
    person_id = closed(people, service, "2025-02")
    (due,) = service.clock(person_id)
    assert due.due_on == date(2026, 2, 28)
    with pytest.raises(InputError):
        service.close_case(person_id, "2025-02-30")


def test_the_rule_set_has_a_version():
    assert rules.version()


def test_extending_is_logged(database, clock, people, service):
    from kbh_desktop.audit.service import AuditLog

    person_id = closed(people, service)
    service.extend(person_id, "case", date(2027, 1, 1), "klage")
    entry = AuditLog(database, clock, user()).entries(1)[0]
    assert (entry.deed.action, entry.deed.subject) == (AuditAction.EXTEND_RETENTION, "case")
