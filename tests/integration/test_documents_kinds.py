"""Documents of courses, competences and forms, and many documents at once, from a real vault."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest

from kbh_desktop.app import App, create_app
from kbh_desktop.courses.attendance import Mark
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.demo.people import demo_people
from kbh_desktop.documents.model import DocumentKind, Wanted
from kbh_desktop.documents.pdf.ink import Look
from kbh_desktop.documents.sealing import new_passphrase, passphrase_words, seal
from kbh_desktop.errors import CancelledError, DocumentError
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.courses_world import CoursesWorld

NOW = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
ROLES = (Role.COORDINATOR, Role.CONSULTANT, Role.HEALTH)
K = DocumentKind


def text(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    folder = tmp_path_factory.mktemp("vault")
    app, _key = create_app(
        folder,
        kind=NodeKind.OFFICE,
        user_name="Mette Holm",
        passphrase="korrekt hest batteri klemme",
        roles=ROLES,
        clock=lambda: NOW,
        cost=FLOOR_COST,
    )
    courses = CoursesWorld(folder, lambda: NOW, *ROLES, database=app.database)
    yield SimpleNamespace(app=app, courses=courses, **_held(app, courses))
    app.close()


def _held(app: App, courses: CoursesWorld) -> dict[str, object]:
    """A person with a finished interview, and a course with that person on it."""
    person = next(p for p in demo_people(60, 1) if p.interviews and p.interviews[0].finished)
    interview = person.interviews[0]
    registered = app.people.register(**person.fields)
    filled = app.interviews.fill(registered.id, interview.form_id, interview.answers)
    staff = courses.staff()
    course = courses.course()
    rima = courses.person("Rima", latin_name="Rima Al-Khatib")
    app.participants.enrol(course.id, rima)
    board = app.courses.board(course.id)
    session = next(each for each in board.sessions if each.kind == "lesson")
    placement = Placement(date(2026, 4, 7), 4, (staff["Tove"], staff["Sal 1"]))
    app.courses.place(course.id, session.id, placement)
    app.participants.mark(course.id, session.id, 1, rima, Mark.PRESENT)
    app.course_economy.add(course.id, "Undervisning", 6_000_000, paid_by="0265")
    return {
        "person": registered.id,
        "interview": filled.id,
        "course": course.id,
        "participant": rima,
        "teacher": staff["Tove"],
        "session": session,
    }


def test_the_plan_of_a_course_is_one_page_with_its_sessions_and_closed_days(world):
    prepared = world.app.documents.prepare(K.COURSE_PLAN, world.course)
    said = text(prepared.pdf)
    assert prepared.pages == 1
    assert str(world.session.title) in said
    assert "Sal 1" in said
    assert "påskedag" in said


def test_a_teacher_gets_every_session_of_their_own(world):
    said = text(world.app.documents.prepare(K.TEACHER_PLAN, world.teacher).pdf)
    assert "Tove" in said
    assert str(world.session.title) in said
    assert "Tirsdag 7. april" in said


def test_the_attendance_sheet_names_the_participants_and_what_is_marked(world):
    said = text(world.app.documents.prepare(K.ATTENDANCE_SHEET, world.course, detail="1").pdf)
    assert "Rima" in said
    assert "12.30" in said
    assert " T " in f" {said} "


def test_who_attended_enough_gets_a_certificate(world):
    prepared = world.app.documents.prepare(K.CERTIFICATE, world.course, detail=world.participant)
    assert prepared.person_id == world.participant
    assert "KURSUSBEVIS" in text(prepared.pdf).upper() or "DELTAGERBEVIS" in text(prepared.pdf)


def test_the_settlement_says_who_pays_whom(world):
    app, course = world.app, world.course
    app.course_economy.set_cost_key(
        course, "received", {"0265": 24, "0269": 7, "0253": 14}, date(2026, 4, 1)
    )
    said = text(app.documents.prepare(K.SETTLEMENT, course, detail="final").pdf)
    for part in ("32.000 kr.", "9.333 kr.", "Greve", "Solrød"):
        assert part in said


def test_cv_and_profile_come_from_the_card(world):
    app = world.app
    app.competences.add_occupation(world.person, "Sygeplejerske")
    for kind in (K.CV, K.COMPETENCE_PROFILE):
        prepared = app.documents.prepare(kind, world.person)
        assert "Sygeplejerske" in text(prepared.pdf)
    number = app.people.get(world.person).cpr
    assert not number or number[-4:] not in text(app.documents.prepare(K.CV, world.person).pdf)


def test_the_day_list_of_all_centres_is_made(world):
    said = text(world.app.documents.prepare(K.DAY_LIST, "", detail="2026-04-20").pdf)
    assert "Alle centre" in said
    assert "20. april 2026" in said


def test_every_shipped_form_can_be_filled_in_on_paper(world):
    for card in world.app.interviews.forms():
        prepared = world.app.documents.prepare(K.INTERVIEW_FORM, card.sha256, language="ar")
        said = text(prepared.pdf)
        assert prepared.pages >= 3
        assert card.title in said
        assert not prepared.missing_glyphs


def test_the_access_report_holds_answers_and_log_but_nothing_about_health(world):
    app = world.app
    report = text(app.documents.prepare(K.ACCESS_REPORT, world.person).pdf)
    health = text(app.documents.prepare(K.ACCESS_REPORT_HEALTH, world.person, reason="art. 15").pdf)
    opened = app.interviews.open(world.interview)
    held = [
        opened.display(key)
        for key in opened.answers()
        if opened.form.node(_ref(key)).sensitivity == "K3"
    ]
    words = [word for word in held if len(word) > 12]
    assert words
    assert not [word for word in words if word in report]
    assert [word for word in words if word in health]


def _ref(key: str) -> str:
    return re.sub(r"\[[^\]]*\]", "", key)


def test_the_goal_report_counts_and_names_nobody(world):
    app = world.app
    person = app.people.get(world.person)
    moved = {"given_name": "Amina", "latin_name": "Amina", "arrival_date": "2026-02-10"}
    for number in range(6):
        app.people.register(udl_nr=f"1239987{number}", sex="female", **moved)
    said = text(app.documents.prepare(K.GOAL_REPORT, "2026-Q1").pdf)
    assert "1. kvartal 2026" in said
    assert "0 af 6" in said
    assert "Amina" not in said
    assert not person.latin_name or person.latin_name not in said


def test_many_documents_are_one_file_and_each_has_its_number(world):
    app, heard = world.app, list[tuple[int, int]]()
    wanted = [
        Wanted(K.SUMMARY, world.interview),
        Wanted(K.CITIZEN_COPY, world.interview, language="ar"),
        Wanted(K.CV, world.person),
    ]
    batch = app.documents.prepare_many(
        wanted, look=Look(grey=True), progress=lambda *part: heard.append(part)
    )
    assert heard[-1] == (6, 6)
    assert "Kladde" in text(batch.pdf)
    before = len(app.documents.prints(world.person))

    printed = app.documents.record_prints(batch, "printed")

    assert len(set(printed.numbers)) == 3
    assert all(number in text(printed.pdf) for number in printed.numbers)
    assert "Kladde" not in text(printed.pdf)
    assert len(app.documents.prints(world.person)) == before + 3


def test_a_batch_that_is_stopped_gives_no_number(world):
    app = world.app
    batch = app.documents.prepare_many([Wanted(K.SUMMARY, world.interview)])
    before = app.documents.prints(world.person)
    with pytest.raises(CancelledError):
        app.documents.record_prints(batch, "printed", cancelled=lambda: True)
    assert app.documents.prints(world.person) == before
    assert app.documents.record_prints(batch, "printed").numbers, "the next batch is drawn again"


def test_nothing_chosen_is_told(world):
    with pytest.raises(DocumentError):
        world.app.documents.prepare_many([])


def test_locking_ends_the_process(world):
    documents = world.app.documents
    documents.prepare_many([Wanted(K.SUMMARY, world.interview)])
    process = documents._process._process
    assert process.is_alive()
    documents.forget()
    assert not process.is_alive()


def test_the_newest_finished_interview_is_that_of_a_person(world):
    documents = world.app.documents
    assert documents.latest_interview(world.person) == world.interview
    assert documents.latest_interview(world.participant) is None


def test_a_sealed_file_opens_with_its_passphrase_alone():
    target = io.BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(target)
    sealed = seal(target.getvalue(), "sild-krone-tavle")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(sealed))
    with pikepdf.open(io.BytesIO(sealed), password="sild-krone-tavle") as opened:
        assert opened.encryption.bits == 256
        assert opened.encryption.R == 6


def test_passphrases_are_seven_words_of_512():
    words = passphrase_words()
    assert len(words) == len(set(words)) == 512
    assert all(word.isascii() and word.islower() for word in words)
    made = {new_passphrase() for _ in range(20)}
    assert len(made) == 20
    assert all(len(each.split("-")) == 7 for each in made)
