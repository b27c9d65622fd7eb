"""Documents of real interviews, from the shipped forms in a real vault."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from kbh_desktop.app import App, create_app
from kbh_desktop.demo.people import DemoInterview, DemoPerson, demo_people
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.documents.pdf.embedding import _plain_codes
from kbh_desktop.documents.service import DocumentService
from kbh_desktop.documents.sources import Sources
from kbh_desktop.documents.text.shape import shape
from kbh_desktop.errors import DocumentError, NotAllowedError
from kbh_desktop.ids import InterviewId, UserId
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role, User

NOW = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
HEALTH = "/data/i_health/i2_difficult"


@dataclass(frozen=True)
class World:
    app: App
    documents: DocumentService

    def held(self, person: DemoPerson, interview: DemoInterview, **changed: str) -> InterviewId:
        registered = self.app.people.register(**{**person.fields, **changed})
        filled = self.app.interviews.fill(registered.id, interview.form_id, interview.answers)
        return filled.id


def documents_for(app: App, *roles: Role) -> DocumentService:
    actor = User(UserId("x"), "Bo", frozenset(roles)) if roles else app.user
    return DocumentService(
        app.database,
        Sources(app.people, app.interviews, app.audit, app.clock, actor, app.settings),
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    app, _key = create_app(
        tmp_path_factory.mktemp("vault"),
        kind=NodeKind.OFFICE,
        user_name="Mette Holm",
        passphrase="korrekt hest batteri klemme",
        roles=[Role.CONSULTANT, Role.HEALTH],
        clock=lambda: NOW,
        cost=FLOOR_COST,
    )
    yield World(app, documents_for(app))
    app.close()


def someone(form_id: str, *, with_health: bool = False) -> tuple[DemoPerson, DemoInterview]:
    """Return an invented person with a finished interview by the form."""
    return next(
        (person, interview)
        for person in demo_people(60, 1)
        for interview in person.interviews
        if interview.form_id == form_id
        and interview.finished
        and (HEALTH in interview.answers) >= with_health
    )


def text(pdf: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


@pytest.fixture(scope="module")
def first(world: World) -> InterviewId:
    return world.held(*someone("samtale1", with_health=True))


@pytest.fixture(scope="module")
def second(world: World) -> InterviewId:
    return world.held(*someone("samtale2"))


def test_the_summary_says_what_was_answered_on_two_pages(world: World, first: InterviewId):
    person, interview = someone("samtale1", with_health=True)
    prepared = world.documents.interview_summary(first)
    said = text(prepared.pdf)
    assert prepared.pages <= 2
    assert not prepared.missing_glyphs
    assert person.fields["latin_name"] in said
    for key, value in interview.answers.items():
        if key.endswith(("/h1_skill", "/g2_occupation", "/l6_what", "/j4_dream")):
            assert value in said, key


def test_the_second_interview_is_printed_under_the_titles_of_its_form(
    world: World, second: InterviewId
):
    _person, interview = someone("samtale2")
    prepared = world.documents.interview_summary(second)
    said = text(prepared.pdf)
    assert prepared.pages <= 2
    for word in ("Bolig", "Job og praktik", "Mentor", "Næste skridt"):
        assert word in said
    steps = [value for key, value in interview.answers.items() if key.endswith("/w1_what")]
    assert all(step in said for step in steps)


def test_numbers_are_masked(world: World, first: InterviewId):
    person, _interview = someone("samtale1", with_health=True)
    for kind in (DocumentKind.SUMMARY, DocumentKind.CITIZEN_COPY, DocumentKind.HEALTH):
        said = text(world.documents.prepare(kind, first).pdf)
        for number in (person.fields.get("cpr", ""), person.fields.get("udl_nr", "")):
            assert not number or number not in said.replace(".", "")


def test_nothing_about_health_is_on_the_summary_or_the_copy(world: World, first: InterviewId):
    opened = world.app.interviews.open(first)
    words = opened.display(HEALTH).split(", ")
    assert words
    for prepared in (
        world.documents.interview_summary(first),
        world.documents.citizen_copy(first, "ar"),
    ):
        said = text(prepared.pdf)
        assert "Helbred" not in said
        assert not [word for word in words if re.search(rf"\b{re.escape(word)}\b", said)]


def test_the_health_sheet_says_it_and_the_log_says_why(world: World, first: InterviewId):
    words = world.app.interviews.open(first).display(HEALTH).split(", ")
    prepared = world.documents.health_sheet(first, reason="Møde med praktikstedet")
    assert all(word in text(prepared.pdf) for word in words)
    newest = world.app.audit.entries(1)[0]
    assert (newest.deed.action, newest.reason) == (
        AuditAction.VIEW_HEALTH,
        "Møde med praktikstedet",
    )


def test_only_the_health_role_has_the_health_sheet(world: World, first: InterviewId):
    consultant = documents_for(world.app, Role.CONSULTANT)
    assert DocumentKind.HEALTH not in consultant.kinds()
    with pytest.raises(NotAllowedError, match="helbredsrollen"):
        consultant.health_sheet(first)


def test_a_withdrawn_consent_keeps_health_off_paper(world: World):
    person, interview = someone("samtale1", with_health=True)
    withdrawn = {
        **interview.answers,
        "/data/a_meeting/a1_kind": "follow_up",
        "/data/b_consent/b7_withdrawn": "yes",
        "/data/b_consent/b7_withdrawn_on": "2026-11-20",
    }
    registered = world.app.people.register(**{**person.fields, "cpr": "", "udl_nr": "12399876"})
    held = world.app.interviews.fill(registered.id, "samtale1", withdrawn)
    said = text(world.documents.health_sheet(held.id).pdf)
    assert "trukket tilbage den 20-11-2026" in said
    words = world.app.interviews.open(held.id).display(HEALTH).split(", ")
    assert not [word for word in words if word in said]


def test_a_protected_address_is_never_printed(world: World):
    person, interview = someone("samtale2")
    fields = {**person.fields, "cpr": "", "udl_nr": "12399877", "address_protected": True}
    registered = world.app.people.register(**fields)
    held = world.app.interviews.fill(registered.id, "samtale2", interview.answers)
    address = interview.answers["/data/c_housing/o1_address"]
    for prepared in (
        world.documents.interview_summary(held.id),
        world.documents.citizen_copy(held.id, "ar"),
    ):
        said = text(prepared.pdf)
        assert address not in said
        assert interview.answers["/data/c_housing/o1_postcode"] not in said


def test_looking_gives_no_number_and_printing_does(world: World, first: InterviewId):
    prepared = world.documents.interview_summary(first)
    before = len(world.documents.prints(prepared.person_id))
    assert "Kladde" in text(prepared.pdf)
    assert len(world.documents.prints(prepared.person_id)) == before

    one = world.documents.record_print(prepared, "printed")
    two = world.documents.record_print(prepared, "saved")

    assert one.number in text(one.pdf)
    assert "Kladde" not in text(one.pdf)
    assert int(two.number[-4:]) == int(one.number[-4:]) + 1
    assert [entry.number for entry in world.documents.prints(prepared.person_id)][:2] in (
        [one.number, two.number],
        [two.number, one.number],
    )
    newest = world.app.audit.entries(2)
    assert [(e.deed.action, e.deed.subject) for e in newest] == [
        (AuditAction.SAVE_FILE, two.number),
        (AuditAction.PRINT, one.number),
    ]


def test_a_print_that_fails_leaves_neither_number_nor_entry(world: World, first: InterviewId):
    prepared = world.documents.interview_summary(first)
    before = world.documents.prints(prepared.person_id)
    with pytest.raises(DocumentError):
        world.documents.record_print(replace(prepared, values=object()), "printed")
    assert world.documents.prints(prepared.person_id) == before


def test_the_copy_is_offered_in_the_languages_that_it_can_speak(world: World, first: InterviewId):
    offered = world.documents.languages(first)
    assert offered[-1] == "da"
    assert all(world.documents.citizen_copy(first, code).pages for code in offered)


def test_file_names_and_titles_hold_no_name(world: World, first: InterviewId):
    person, _interview = someone("samtale1", with_health=True)
    for kind in world.documents.kinds():
        prepared = world.documents.prepare(kind, first)
        for name in person.fields["latin_name"].split():
            assert name not in prepared.file_name + prepared.title
            assert name not in repr(prepared)


def test_locking_leaves_no_word_of_a_person_in_the_caches(world: World, first: InterviewId):
    world.documents.interview_summary(first)
    world.documents.forget()
    assert shape.cache_info().currsize == 0
    assert _plain_codes.cache_info().currsize == 0


def test_questions_that_an_office_added_are_printed(world: World, tmp_path: Path):
    form = tmp_path / "bydel.md"
    form.write_text(
        "| survey | type | name | label |\n|---|---|---|---|\n"
        "| | begin_group | town | Byen |\n"
        "| | text | favourite | Hvilken bydel kender du? |\n"
        "| | end_group | | |\n\n"
        "| settings | form_id | form_title | version |\n|---|---|---|---|\n"
        "| | bydel | Bydelssamtale | 1 |\n",
        "utf-8",
    )
    world.app.interviews.publish(form)
    person = world.app.people.register(given_name="Amina", latin_name="Amina", udl_nr="12399878")
    held = world.app.interviews.fill(
        person.id, "bydel", {"/data/town/favourite": "Valby & Vigerslev"}
    )
    said = text(world.documents.interview_summary(held.id).pdf)
    for part in ("Byen", "Hvilken bydel kender du?", "Valby & Vigerslev"):
        assert part in said
