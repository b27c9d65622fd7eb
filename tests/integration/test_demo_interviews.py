"""What invented people tell fits the shipped forms."""

from kbh_desktop.demo.model import DemoInterview
from kbh_desktop.demo.people import DemoPerson, demo_people
from kbh_desktop.xforms.session import Session
from tests.forms_world import fill, problems, session

KNOWN = ("given_name", "family_name", "birth_date", "entry_date", "residence_basis")


def filled(person: DemoPerson, interview: DemoInterview) -> Session:
    known = {"/data/person_id": f"person-{person.number}"}
    if interview.form_id == "samtale2":
        known |= {f"/data/person_{name}": person.fields[name] for name in KNOWN}
    return fill(session(interview.form_id, known), interview.answers)


def held(count: int, seed: int) -> list[tuple[DemoPerson, DemoInterview]]:
    return [(person, one) for person in demo_people(count, seed) for one in person.interviews]


def test_finished_interviews_are_complete():
    for person, interview in held(60, 1):
        if interview.finished:
            assert problems(filled(person, interview)) == [], person.number


def test_answers_of_open_interviews_are_right_as_far_as_they_go():
    for person, interview in held(60, 2):
        if not interview.finished:
            form = filled(person, interview)
            wrong = [p.key for p in form.problems() if form.state(p.key).value]
            assert wrong == [], person.number


def test_no_answer_is_given_to_a_question_that_is_folded_away():
    for person, interview in held(40, 3):
        assert filled(person, interview).hidden_answers() == (), person.number


def test_what_is_told_agrees_with_what_is_registered():
    for person, interview in held(20, 4):
        if interview.form_id == "samtale1" and interview.finished:
            (entity,) = filled(person, interview).entities()
            for name in ("given_name", "udl_nr", "birth_date", "citizenships", "centre"):
                assert entity.values[name] == person.fields[name]


def test_there_are_interviews_at_every_degree_of_progress():
    interviews = [one for _person, one in held(60, 1)]

    assert sum(one.finished for one in interviews) >= 20
    assert len({len(one.answers) // 20 for one in interviews if not one.finished}) >= 4
    assert {one.form_id for one in interviews} == {"samtale1", "samtale2"}


def test_a_few_tell_of_health_and_only_in_words_of_function():
    told = [
        one.answers["/data/i_health/i2_difficult"]
        for _person, one in held(60, 1)
        if "/data/i_health/i2_difficult" in one.answers
    ]

    assert 2 <= len(told) <= 20
