"""What is told of work and abilities in the first interview makes a card."""

import json
from datetime import date
from pathlib import Path

import pytest

from kbh_desktop.competences import answers
from kbh_desktop.competences.composing import card_of
from kbh_desktop.competences.coverage import of_goals
from tests.forms_world import fill, session, values

ANSWERS = Path(__file__).parents[2] / "data/answers_samtale1_amina.json"
TODAY = date(2026, 4, 16)


@pytest.fixture(scope="module")
def interview():
    return fill(session("samtale1"), json.loads(ANSWERS.read_text("utf-8")))


def card(stored):
    return card_of("p", answers.told(stored, "p", "i").values(), TODAY)


def test_work_competences_and_wishes_are_read_from_the_first_interview(interview):
    told = card(interview.answers())

    nurse = next(work for work in told.occupations if work.title == "Sygeplejerske")
    assert (nurse.code, nurse.country, nurse.evidence) == ("2221", "SYR", "paper")
    assert (nurse.began, nurse.ended) == ("2013-07-01", "2019-07-01")
    sewing = next(skill for skill in told.skills if skill.name == "Sy tøj")
    assert (sewing.level, sewing.years, sewing.last_used) == (2, 7, 2025)
    assert (sewing.sources, sewing.evidence) == ({"job"}, "tried")
    assert [goal.title for goal in told.goals] == [
        "Social- og sundhedshjælper",
        "Sygeplejerske",
        "Skrædder",
    ]
    assert told.track.track
    assert told.education
    assert told.languages


def test_years_agree_with_what_the_form_works_out(interview):
    months = card(interview.answers()).experience_months
    assert round(months / 12, 1) == float(values(interview)["g3_years"])


def test_what_was_told_is_held_against_the_work_wanted(interview):
    carer, nurse, tailor = of_goals(card(interview.answers()).told)

    assert [c.goal.code for c in (carer, nurse, tailor)] == ["5322", "2221", "7531"]
    assert [s.da for s in tailor.have] == ["Sy tøj"]
    assert nurse.missing == ()
    assert carer.missing


def test_an_end_nobody_told_is_not_today(interview):
    without = {k: v for k, v in interview.answers().items() if not k.endswith("g2_to")}
    ended = {each.title: each.ended_on for each in card(without).told.experiences}
    assert ended["Sygeplejerske"] == date(2013, 7, 1)


def test_an_interview_without_answers_tells_nothing():
    assert card({}).is_empty
