import pytest
from sqlalchemy import select

from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError, StorageError
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.interviews.records import InterviewRecord, RevisionRecord
from kbh_desktop.interviews.store import InterviewStore, content_hash
from kbh_desktop.security.health import is_sealed
from kbh_desktop.storage.tables import ChangeRecord
from tests.casework_world import FORM

GIVEN, PHONE, SEX = "/data/about/given_name", "/data/about/phone", "/data/about/sex"
WORKED, JOBS = "/data/work/worked", "/data/work/jobs"
MATTERS, WHAT = "/data/health/matters", "/data/health/what"
WHOLE = {
    GIVEN: "Amal",
    WORKED: "yes",
    f"{JOBS}[1]/title": "Bager",
    f"{JOBS}[2]/title": "Kok",
    f"{JOBS}[2]/years": "4",
    MATTERS: "yes",
    WHAT: "løfte",
}


@pytest.fixture
def interview(office, amal):
    return office.app.interviews.start(amal, "samtale1")


@pytest.fixture
def opened(office, interview):
    return office.app.interviews.open(interview.id)


def stored(app, interview_id):
    with app.database.read() as session:
        return dict(session.get_one(InterviewRecord, interview_id).answers)


def test_an_interview_begins_with_what_is_known(office, amal, interview, opened):
    assert opened.value(GIVEN) == "Amal"
    assert opened.value(SEX) == "female"
    assert (interview.language, opened.language_code) == ("العربية (ar)", "ar")
    assert (interview.answered, interview.total) == (2, 6)
    assert office.app.people.rows([amal])[0].answered == 2


def test_views_are_in_danish_and_in_the_persons_language(opened):
    view = opened.view("/data/about")[0]
    assert (view.label, view.label_other) == ("Hvad er dit fornavn?", "ما اسمك؟")
    assert opened.section_of(f"{JOBS}[~abc]/title") == "/data/work"


def test_each_answer_is_one_saved_change(office, opened, clock):
    before = len(changes(office.app))
    saved = opened.answer(PHONE, "20304050")
    assert saved.saved_at == clock()
    assert stored(office.app, opened.id)[PHONE] == "20304050"
    assert len(changes(office.app)) == before + 1


def changes(app):
    with app.database.read() as session:
        return session.scalars(select(ChangeRecord.id)).all()


def test_an_impossible_answer_changes_nothing(office, opened):
    before = changes(office.app)
    with pytest.raises(InputError) as error:
        opened.answer(SEX, "moon")
    assert error.value.field == SEX
    assert changes(office.app) == before


def test_what_the_form_works_out_is_not_stored(office, opened):
    opened.answer(WORKED, "yes")
    opened.answer(f"{JOBS}[1]/years", "4")
    assert opened.value("/data/work/years_together") == "4"
    assert "/data/work/years_together" not in stored(office.app, opened.id)


def test_answers_are_there_after_a_restart(office, opened):
    opened.answer(WORKED, "yes")
    opened.answer(f"{JOBS}[1]/title", "Bager")
    again = office.reopen().interviews.open(opened.id)
    assert again.value(f"{JOBS}[1]/title") == "Bager"
    assert again.progress() == opened.progress()


def test_answers_about_health_are_sealed_before_they_are_stored(office, opened):
    opened.answer(MATTERS, "yes")
    opened.answer(WHAT, "løfte")
    answers = stored(office.app, opened.id)
    assert is_sealed(answers[MATTERS])
    assert is_sealed(answers[WHAT])
    assert opened.value(WHAT) == "løfte"
    assert "løfte".encode() not in (office.app.folder / "vault.db").read_bytes()


def test_the_interviewer_reads_health_until_the_interview_is_finished(office, opened):
    fill(opened)
    assert office.app.interviews.open(opened.id).value(WHAT) == "løfte"
    opened.finish("confirmed")
    assert opened.value(WHAT) == MASKED
    again = office.app.interviews.open(opened.id, reason="nysgerrig")
    assert again.value(WHAT) == MASKED
    assert again.is_sealed(WHAT)
    shown = {v.key: v for v in again.view("/data/health")}
    assert (shown[MATTERS].value, shown[MATTERS].display) == (MASKED, MASKED)
    assert shown[MATTERS].readonly
    assert again.history(MATTERS)[0].value == MASKED


def test_the_health_role_reads_it_with_a_reason_that_is_logged(office, opened):
    fill(opened)
    opened.finish("confirmed")
    app = office.reopen("Bo")
    assert app.interviews.open(opened.id).value(WHAT) == MASKED
    assert app.interviews.open(opened.id, reason="Aftale om hensyn").value(WHAT) == "løfte"
    entry = app.audit.entries()[0]
    assert (entry.deed.action, entry.deed.subject, entry.reason) == (
        "view-health",
        opened.id,
        "Aftale om hensyn",
    )


def test_masked_answers_count_as_answered_and_are_not_errors(office, opened):
    fill(opened)
    done = [section.ref for section in opened.progress()]
    opened.finish()
    masked = office.app.interviews.open(opened.id)
    assert {s.ref: s.missing + s.errors for s in masked.progress()} == dict.fromkeys(done, 0)
    assert masked.problems() == ()
    assert {s.ref: s.answered for s in masked.progress()}["/data/health"] >= 1


def fill(opened):
    opened.answer(WORKED, "no")
    opened.answer(MATTERS, "yes")
    opened.answer(WHAT, "løfte")


def test_undo_and_redo_go_back_and_forth(opened):
    assert not opened.can_undo
    opened.answer(PHONE, "1")
    opened.answer(PHONE, "2")
    opened.answer(WORKED, "yes")
    assert opened.undo().effects.answers[WORKED] is None
    opened.undo()
    assert opened.value(PHONE) == "1"
    opened.redo()
    assert opened.value(PHONE) == "2"
    opened.answer(PHONE, "3")
    assert not opened.can_redo
    opened.undo()
    assert opened.value(PHONE) == "2"


def test_undo_reaches_back_over_a_restart(office, opened):
    opened.answer(PHONE, "1")
    opened.answer(MATTERS, "no")
    opened.undo()
    again = office.reopen().interviews.open(opened.id)
    assert (again.can_undo, again.can_redo) == (True, True)
    again.redo()
    assert again.value(MATTERS) == "no"
    again.undo()
    again.undo()
    assert again.value(PHONE) == ""
    assert not again.can_undo
    assert again.undo() is None


def test_a_removed_repeat_comes_back_by_undo(opened):
    opened.answer(WORKED, "yes")
    key, _answered = opened.add_repeat(JOBS)
    opened.answer(f"{key}/title", "Kok")
    opened.remove_repeat(key)
    assert not opened.has(key)
    opened.undo()
    assert opened.value(f"{key}/title") == "Kok"


def test_finishing_needs_every_required_answer(opened):
    with pytest.raises(InputError) as error:
        opened.finish()
    assert error.value.field == WORKED
    assert not opened.is_finished


def test_finishing_locks_the_answers_as_a_revision(office, opened, clock):
    fill(opened)
    finished = opened.finish("confirmed", "Ingen bemærkninger")
    assert (finished.state, finished.revision, finished.finished_at) == ("finished", 1, clock())
    for change in (
        lambda: opened.answer(PHONE, "1"),
        lambda: opened.add_repeat(JOBS),
        lambda: opened.remove_repeat(f"{JOBS}[1]"),
        opened.finish,
    ):
        with pytest.raises(NotAllowedError):
            change()
    assert opened.undo() is None
    (revision,) = office.app.interviews.revisions(opened.id)
    assert (revision.number, revision.confirmation, revision.finished_by) == (1, "confirmed", "Ane")
    with office.app.database.read() as session:
        kept = session.scalar(select(RevisionRecord))
        sha256 = session.get_one(InterviewRecord, opened.id).form_sha256
        assert revision.content_hash == content_hash(sha256, kept.answers)
        assert kept.answers == stored(office.app, opened.id)


def test_a_later_change_is_a_new_revision_with_its_reason(office, opened):
    fill(opened)
    opened.finish()
    with pytest.raises(InputError):
        opened.reopen_as_revision(" ")
    opened.reopen_as_revision("Forkert telefonnummer")
    opened.answer(PHONE, "20304050")
    assert opened.finish().revision == 2
    first, second = office.app.interviews.revisions(opened.id)
    assert (first.reason, second.reason) == ("", "Forkert telefonnummer")
    assert first.content_hash != second.content_hash
    assert is_sealed(stored(office.app, opened.id)[WHAT])


def test_finishing_writes_what_was_said_to_the_person(office, amal, opened):
    opened.answer(GIVEN, "Amaal")
    opened.answer(PHONE, "20304050")
    fill(opened)
    opened.finish()
    person = office.app.people.get(amal)
    assert (person.given_name, person.phone, person.family_name) == (
        "Amaal",
        "+4520304050",
        "Haddad",
    )
    written = {h.field_name for h in office.app.people.history(amal)[:2]}
    assert written == {"given_name", "phone"}


def test_what_the_person_can_not_take_over_names_its_question_and_locks_nothing(
    office, amal, opened
):
    fill(opened)
    opened.answer("/data/about/udl_nr", "abc")
    with pytest.raises(InputError) as error:
        opened.finish()
    assert error.value.field == "/data/about/udl_nr"
    assert (
        str(error.value)
        == "Personens oplysninger kan ikke opdateres: Et udl.nr. består kun af cifre."
    )
    assert not opened.is_finished
    opened.answer("/data/about/udl_nr", "12345678")
    assert opened.finish().revision == 1


def test_the_persons_list_and_timeline_know_the_interview(office, amal, opened):
    fill(opened)
    opened.finish()
    row = office.app.people.rows([amal])[0]
    assert row.interviews == 1
    texts = {e.text for e in office.app.people.timeline(amal) if e.kind == "interview"}
    assert texts == {"Kort samtale begyndte", "Kort samtale afsluttet"}


def test_fill_makes_repeats_as_needed_and_finishes(office, amal):
    done = office.app.interviews.fill(amal, "samtale1", WHOLE, finish=True)
    assert done.state == "finished"
    opened = office.app.interviews.open(done.id)
    assert opened.value(f"{JOBS}[2]/years") == "4"
    assert len(office.app.interviews.for_person(amal)) == 1


def test_fill_names_the_field_that_does_not_fit_and_saves_nothing(office, amal):
    with pytest.raises(InputError) as error:
        office.app.interviews.fill(amal, "samtale1", {GIVEN: "X", SEX: "moon"})
    assert error.value.field == SEX
    assert str(error.value).startswith(SEX)
    assert office.app.interviews.for_person(amal) == ()


def test_fill_goes_on_with_the_draft(office, amal, interview):
    again = office.app.interviews.fill(amal, "samtale1", {PHONE: "20304050"})
    assert again.id == interview.id


def test_the_earlier_answer_is_offered(office, amal, clock):
    office.app.interviews.fill(amal, "samtale1", WHOLE, finish=True)
    clock.advance(days=30)
    second = office.app.interviews.open(office.app.interviews.start(amal, "samtale1").id)
    earlier = second.earlier(WORKED)
    assert (earlier.value, earlier.display, earlier.title) == ("yes", "Ja", "Kort samtale")
    assert second.value(WORKED) == "yes"
    assert second.value(MATTERS) == ""
    assert second.earlier(MATTERS) is None


def test_history_tells_every_answer_in_words(opened):
    opened.answer(SEX, "male")
    opened.answer(SEX, "female")
    assert [h.display for h in opened.history(SEX)] == ["Kvinde", "Mand", "Kvinde"]
    assert opened.history(SEX)[0].is_head


def test_a_note_about_the_interpreter_is_kept(office, opened):
    opened.note_interpreter("Tolken kom for sent.")
    assert office.app.interviews.get(opened.id).interpreter == "Tolken kom for sent."


def test_two_windows_that_answer_different_questions_do_not_conflict(office, interview):
    one, other = (office.app.interviews.open(interview.id) for _window in range(2))
    one.answer(PHONE, "1")
    other.answer(SEX, "male")
    assert office.app.bundles.conflicts() == ()
    other.refresh()
    assert (other.value(PHONE), other.value(SEX)) == ("1", "male")


def test_two_windows_that_answer_the_same_question_make_a_conflict(office, amal, interview):
    one, other = (office.app.interviews.open(interview.id) for _window in range(2))
    one.answer(PHONE, "1")
    other.answer(PHONE, "2")
    (conflict,) = office.app.bundles.conflicts()
    assert {head.value for head in conflict.heads} == {"1", "2"}
    assert office.app.interviews.label_of(interview.id, PHONE) == "Hvad er dit telefonnummer?"


def test_what_is_shown_of_a_conflict_is_in_words(office, interview):
    assert office.app.interviews.display_of(interview.id, SEX, "male") == "Mand"
    assert office.app.interviews.display_of(interview.id, WHAT, "k3:1:a:b") == MASKED


def test_todays_interviews_are_the_drafts_and_those_begun_today(office, amal, clock):
    office.app.interviews.fill(amal, "samtale1", WHOLE, finish=True)
    assert len(office.app.interviews.today()) == 1
    clock.advance(days=1)
    assert office.app.interviews.today() == ()
    draft = office.app.interviews.start(amal, "samtale1")
    clock.advance(days=1)
    assert [i.id for i in office.app.interviews.today()] == [draft.id]


def test_a_draft_keeps_its_version_of_the_form_for_ever(office, amal, interview, tmp_path):
    newer = tmp_path / "newer.md"
    text = FORM.read_text("utf-8").replace(
        "Kort samtale | samtale1 | 1 ", "Ny samtale | samtale1 | 2 "
    )
    newer.write_text(text.replace("Hvad er dit fornavn?", "Fornavn?"), "utf-8")
    card = office.app.interviews.publish(newer)
    assert (card.version, office.app.interviews.forms()) == ("2", (card,))
    assert office.app.interviews.open(interview.id).label(GIVEN) == "Hvad er dit fornavn?"
    latest = office.app.interviews.start(amal, "samtale1")
    assert office.app.interviews.open(latest.id).label(GIVEN) == "Fornavn?"


def test_publishing_the_same_form_twice_keeps_it_once(office):
    before = changes(office.app)
    office.app.interviews.publish(FORM)
    assert changes(office.app) == before


def test_unknown_things_are_not_found(office, amal):
    with pytest.raises(NotFoundError):
        office.app.interviews.start(amal, "nothing")
    with pytest.raises(NotFoundError):
        office.app.interviews.get("nothing")
    with pytest.raises(NotFoundError):
        office.app.interviews.start("nobody", "samtale1")


def test_a_save_that_fails_is_kept_and_saved_with_the_next(office, opened, monkeypatch):
    def full_disk(*_arguments):
        raise StorageError("Disken er fuld.")

    with monkeypatch.context() as patch:
        patch.setattr(InterviewStore, "save", full_disk)
        with pytest.raises(StorageError):
            opened.answer(PHONE, "20304050")
    opened.answer(SEX, "male")
    assert stored(office.app, opened.id)[PHONE] == "20304050"
