"""Each way out of the program asks whether the person's consents still allow it."""

import pytest

from kbh_desktop.documents.making import _MAKERS, _WAYS
from kbh_desktop.documents.model import DocumentKind, Wanted
from kbh_desktop.errors import ConsentError
from kbh_desktop.interviews.leaving import OpenExport
from tests.casework_world import make_office

_ABOUT_NOBODY_OUTSIDE = {
    DocumentKind.SUMMARY,  # the case's own paper
    DocumentKind.CITIZEN_COPY,  # the person's own
    DocumentKind.HEALTH,  # says nothing but the withdrawal
    DocumentKind.RECOVERY,
    DocumentKind.DAY_LIST,
    DocumentKind.INTERVIEW_FORM,
    DocumentKind.ACCESS_REPORT,  # the person's own
    DocumentKind.ACCESS_REPORT_HEALTH,
    DocumentKind.COURSE_PLAN,
    DocumentKind.TEACHER_PLAN,
    DocumentKind.ATTENDANCE_SHEET,
    DocumentKind.CERTIFICATE,  # the person's own
    DocumentKind.SETTLEMENT,
    DocumentKind.GOAL_REPORT,
    DocumentKind.CONSENT_PROOF,
    DocumentKind.DELETION_PROOF,
}


@pytest.fixture
def app(tmp_path, clock):
    app = make_office(tmp_path / "vault", clock)
    yield app
    app.close()


def person(app, name="Amina"):
    person_id = app.people.register(given_name=name).id
    app.competences.add_occupation(person_id, "Kok")
    return person_id


def test_every_document_either_asks_or_is_known_to_need_no_consent():
    assert set(_WAYS) == {DocumentKind.CV, DocumentKind.COMPETENCE_PROFILE}
    assert set(_MAKERS) - _ABOUT_NOBODY_OUTSIDE - set(_WAYS) == set()


def test_a_document_is_refused_while_it_is_prepared(app):
    amina = person(app)
    app.consents.withdraw(amina, "employers", how="spoken")
    with pytest.raises(ConsentError, match="Vise CV"):
        app.documents.prepare(DocumentKind.CV, amina)
    app.documents.prepare(DocumentKind.COMPETENCE_PROFILE, amina)


def test_a_withdrawal_counts_between_looking_and_printing(app):
    amina = person(app)
    prepared = app.documents.prepare(DocumentKind.CV, amina)
    app.consents.withdraw(amina, "employers", how="spoken")
    with pytest.raises(ConsentError):
        app.documents.record_print(prepared, "printed")
    assert app.documents.prints(amina) == ()


def test_of_many_only_those_are_left_out(app):
    amina, omar = person(app), person(app, "Omar")
    app.consents.withdraw(amina, "employers", how="spoken")
    wanted = [Wanted(DocumentKind.CV, each) for each in (amina, omar)]
    batch = app.documents.prepare_many(wanted)
    assert (len(batch.documents), batch.left_out) == (1, 1)
    with pytest.raises(ConsentError):
        app.documents.prepare_many(wanted[:1])


def test_the_open_export_leaves_people_behind(app, tmp_path):
    for name in ("Amina", "Omar"):
        answers = {
            "/data/about/given_name": name,
            "/data/work/worked": "no",
            "/data/health/matters": "no",
        }
        app.interviews.fill(person(app, name), "samtale1", answers, finish=True)
    amina = next(one.person_id for one in app.interviews.finished("samtale1"))
    app.consents.withdraw(amina, "volunteers", how="paper")
    out = OpenExport(app.interviews, app.audit, app.user)
    leaving = out.preview("samtale1")
    assert (leaving.persons, leaving.left_out) == (1, 1)
    assert len(out.write("samtale1", "xml", tmp_path / "out", reason="årsopgørelse")) == 1


def test_the_proof_of_a_withdrawal_is_a_document(app):
    amina = person(app)
    app.consents.withdraw(amina, "employers", how="spoken", language="ar")
    prepared = app.documents.prepare(
        DocumentKind.CONSENT_PROOF, amina, detail="employers", language="ar"
    )
    assert app.documents.record_print(prepared, "saved").pages == 1


def test_the_proof_of_a_deletion_is_a_document_of_the_office(app):
    amina = person(app)
    deletion = app.retention.delete(amina, "request", "borgeren bad om det")
    prepared = app.documents.prepare(DocumentKind.DELETION_PROOF, deletion.id)
    printed = app.documents.record_print(prepared, "printed")
    assert printed.pages == 1
    assert prepared.person_id == "*"
