"""Answers leave in the open only on purpose, never about health, and come back as they were."""

import csv
import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest

from kbh_desktop.errors import FormError, InputError, NotAllowedError
from kbh_desktop.interviews.arriving import take_in
from kbh_desktop.interviews.leaving import OpenExport
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Role
from tests.casework_world import user

GIVEN, PHONE, WORKED = "/data/about/given_name", "/data/about/phone", "/data/work/worked"
JOBS = "/data/work/jobs"
MATTERS, WHAT = "/data/health/matters", "/data/health/what"
WHOLE = {
    GIVEN: "Amal",
    PHONE: "=1+1",
    WORKED: "yes",
    f"{JOBS}[1]/title": "Bager",
    f"{JOBS}[2]/title": "Kok",
    f"{JOBS}[2]/years": "4",
    MATTERS: "yes",
    WHAT: "løfte",
}


@pytest.fixture
def interview(office, amal):
    return office.app.interviews.fill(amal, "samtale1", WHOLE, finish=True)


@pytest.fixture
def out(office, interview):
    return OpenExport(office.app.interviews, office.app.audit, office.app.user)


def test_what_would_leave_is_named(out):
    leaving = out.preview("samtale1")
    assert (leaving.interviews, leaving.persons) == (1, 1)
    assert "Hvad er dit fornavn?" in leaving.identifying
    assert leaving.confidential == 1


@pytest.mark.parametrize("kind", ["xml", "csv", "xlsx"])
def test_health_never_leaves(out, tmp_path, kind):
    files = out.write("samtale1", kind, tmp_path, reason="årsopgørelse")
    content = b"".join(path.read_bytes() for path in files)
    text = content.decode("utf-8", "replace") + str([list_of(p) for p in files if kind == "xlsx"])
    assert "løfte" not in text
    assert "k3:" not in text
    assert not any("health" in path.name for path in files)


def list_of(path):
    return [
        [cell for row in sheet.iter_rows(values_only=True) for cell in row]
        for sheet in openpyxl.load_workbook(path)
    ]


def test_csv_has_a_file_for_each_repeat_that_points_to_its_interview(out, tmp_path, interview):
    names = {path.stem: path for path in out.write("samtale1", "csv", tmp_path, reason="x")}
    jobs = list(csv.DictReader(io.StringIO(names["samtale1-jobs"].read_text("utf-8-sig"))))
    assert [(row["title"], row["years"]) for row in jobs] == [("Bager", ""), ("Kok", "4")]
    assert {row["PARENT_KEY"] for row in jobs} == {interview.id}
    (main,) = csv.DictReader(io.StringIO(names["samtale1"].read_text("utf-8-sig")))
    assert main["about-given_name"] == "Amal"


def test_health_has_no_column(out, tmp_path):
    for path in out.write("samtale1", "csv", tmp_path, reason="x"):
        headings = path.read_text("utf-8-sig").splitlines()[0].split(",")
        assert not [heading for heading in headings if "health" in heading]


def test_no_answer_is_a_formula(out, tmp_path):
    (book,) = out.write("samtale1", "xlsx", tmp_path, reason="x")
    cells = [c for s in openpyxl.load_workbook(book) for r in s.iter_rows() for c in r]
    assert not [cell for cell in cells if cell.data_type == "f"]
    csv_file = out.write("samtale1", "csv", tmp_path, reason="x")[0]
    assert "'=1+1" in csv_file.read_text("utf-8-sig")


def test_without_a_reason_nothing_is_written(out, tmp_path):
    with pytest.raises(InputError) as caught:
        out.write("samtale1", "csv", tmp_path / "out", reason=" ")
    assert caught.value.field == "reason"
    assert not (tmp_path / "out").exists()


def test_it_is_logged_with_its_reason(out, office, tmp_path):
    out.write("samtale1", "csv", tmp_path, reason="årsopgørelse")
    entry = office.app.audit.entries(limit=1)[0]
    assert (entry.deed.action, entry.reason) == (AuditAction.EXPORT_OPEN, "årsopgørelse")


def test_only_coordinators_may(office, interview):
    consultant = user("Ane", Role.CONSULTANT)
    with pytest.raises(NotAllowedError):
        OpenExport(office.app.interviews, office.app.audit, consultant).preview("samtale1")


def test_a_submission_comes_back_as_a_draft(out, office, tmp_path):
    (file,) = out.write("samtale1", "xml", tmp_path, reason="x")
    other = office.app.people.register(given_name="Noor", family_name="Aziz").id
    taken = take_in(office.app.interviews, other, file.read_bytes())
    opened = office.app.interviews.open(taken.id)
    assert taken.state == "draft"
    assert opened.value(f"{JOBS}[2]/title") == "Kok"
    assert opened.value(WHAT) == ""
    root = ElementTree.fromstring(file.read_bytes())
    assert root.get("id") == "samtale1"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"not xml", FormError),
        (b"<data/>", InputError),
        (b'<data id="samtale1"><nix>1</nix></data>', InputError),
        (b'<!DOCTYPE x [<!ENTITY y "z">]><data id="samtale1">&y;</data>', FormError),
    ],
)
def test_a_file_that_is_no_submission_is_refused_in_words(office, amal, content, error):
    with pytest.raises(error):
        take_in(office.app.interviews, amal, content)
    assert json.dumps(str(error))
