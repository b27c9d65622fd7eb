"""The exported log says whether it is whole, explains itself, and names nobody unless asked to."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.audit.export import AuditExport, Period, as_csv
from kbh_desktop.audit.service import AuditLog
from kbh_desktop.audit.words import action_words
from kbh_desktop.errors import InputError, NotAllowedError, StorageError
from kbh_desktop.ids import NodeId, PersonId, UserId
from kbh_desktop.security.audit import (
    AuditAction,
    AuditHead,
    AuditReport,
    Deed,
    first_head,
    next_entry,
    verify_chain,
)
from kbh_desktop.security.model import Role, User
from tests.stored_world import open_database

AMIRA = PersonId("p1")


@pytest.fixture
def log(tmp_path, clock):
    database = open_database(tmp_path / "vault", "office", clock=clock)
    log = AuditLog(database, clock, User(UserId("u1"), "Ane", frozenset({Role.COORDINATOR})))
    log.record(AuditAction.UNLOCK)
    log.record(AuditAction.REVEAL_CPR, person_id=AMIRA, reason="ringer til jobcentret")
    clock.advance(minutes=3 * 24 * 60)
    log.record(AuditAction.VIEW_HEALTH, person_id=PersonId("p2"), subject="interview-1")
    yield log
    database.close()


def as_role(log: AuditLog, *roles: Role) -> AuditLog:
    return AuditLog(log._database, log._clock, User(UserId("u2"), "Bo", frozenset(roles)))


def read_csv(path):
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
    gap = rows.index([])
    return dict(rows[:gap]), [dict(zip(rows[gap + 1], row, strict=True)) for row in rows[gap + 2 :]]


def test_ids_only_unless_names_are_asked_for(log, tmp_path):
    log.export(tmp_path / "log.csv", Period())
    text = (tmp_path / "log.csv").read_text("utf-8-sig")
    assert "Ane" not in text
    assert "jobcentret" not in text
    about, rows = read_csv(tmp_path / "log.csv")
    assert [row["person_id"] for row in rows] == ["", "p1", "p2"]
    assert about["Hele loggen er uændret"] == "ja: 3 poster"
    assert about["action"].startswith("Hvad der blev gjort")
    assert about["view-health"] == "Svar om helbred blev læst"


def test_names_leave_with_a_reason_that_is_logged(log, tmp_path):
    with pytest.raises(InputError, match="Skriv, hvorfor navne"):
        log.export(tmp_path / "log.json", Period(), name_of=lambda _id: "Amira")
    log.export(tmp_path / "log.json", Period(), name_of=lambda _id: "Amira", reason="Datatilsynet")
    content = json.loads((tmp_path / "log.json").read_bytes())
    assert [entry["person"] for entry in content["entries"]] == ["", "Amira", "Amira"]
    assert content["entries"][1]["reason"] == "ringer til jobcentret"
    (newest,) = log.entries(1)
    assert (newest.deed.action, newest.deed.subject) == ("export-audit", "json names 3")
    assert newest.reason == "Datatilsynet"


def test_a_period_and_a_person_narrow_it(log, tmp_path, clock):
    today = clock().astimezone().date()
    assert len(log.export(tmp_path / "a.json", Period(first=today)).entries) == 1
    assert len(log.export(tmp_path / "b.json", Period(last=date(2020, 1, 1))).entries) == 0
    assert len(log.export(tmp_path / "c.json", Period(), person_id=AMIRA).entries) == 1


def test_the_exported_chain_can_be_verified_by_others(log, tmp_path):
    exported = log.export(tmp_path / "log.json", Period())
    report = verify_chain(NodeId("office"), exported.entries)
    assert report.ok
    about = json.loads((tmp_path / "log.json").read_bytes())["about"]
    assert about["Nyeste post"] == f"3:{report.head.hash}"


def test_a_changed_log_says_so_in_the_file(log, tmp_path):
    exported = log.export(tmp_path / "log.csv", Period(), witnessed=[AuditHead(9, "gone")])
    assert not exported.report.ok
    about, _rows = read_csv(tmp_path / "log.csv")
    assert about["Hele loggen er uændret"] == "NEJ: ændret ved post 4"


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.HEALTH, Role.LEADER])
def test_only_supervisors_may(log, tmp_path, role):
    with pytest.raises(NotAllowedError):
        as_role(log, role).export(tmp_path / "log.csv", Period())
    assert not (tmp_path / "log.csv").exists()


def test_it_gets_ids_but_no_names(log, tmp_path):
    as_role(log, Role.IT).export(tmp_path / "log.csv", Period())
    with pytest.raises(NotAllowedError):
        as_role(log, Role.IT).export(
            tmp_path / "log.csv", Period(), name_of=lambda _id: "Amira", reason="drift"
        )


def test_other_kinds_of_file_and_folders_that_are_gone_get_a_word(log, tmp_path):
    with pytest.raises(InputError):
        log.export(tmp_path / "log.xlsx", Period())
    with pytest.raises(StorageError):
        log.export(tmp_path / "gone" / "log.csv", Period())
    assert len(log.entries()) == 3


def test_what_supervisors_ask_about_has_its_words():
    asked = ("unlock-failed", "reveal-cpr", "view-health", "print", "save-file", "export-bundle")
    for action in (*asked, "import-bundle", "export-open", "export-audit", "open-person"):
        assert action_words(AuditAction(action)) != action
    assert action_words("of-a-newer-version") == "of-a-newer-version"


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_cell_is_never_a_formula_and_nothing_is_lost(subject, name):
    node = NodeId("office")
    deed = Deed("2026-04-16T12:00:00+00:00", UserId("u"), name, "print", AMIRA, subject)
    entry = next_entry(first_head(node), deed)
    report = AuditReport(1, first_head(node), ok=True)
    at = datetime(2026, 4, 16, tzinfo=UTC)
    export = AuditExport(node, at, Period(), report, (entry,), name_of=lambda _id: name)
    rows = list(
        csv.reader(io.StringIO(as_csv(export).decode("utf-8-sig"), newline=""), delimiter=";")
    )
    cells = dict(zip(rows[-2], rows[-1], strict=True))
    assert cells["subject"].removeprefix("'") == subject.removeprefix("'")
    assert not cells["subject"].startswith(("=", "+", "-", "@"))
    assert not cells["user"].startswith(("=", "+", "-", "@"))
