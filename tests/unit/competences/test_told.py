import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kbh_desktop.competences.coverage import of_goals
from kbh_desktop.competences.experience import years_worked
from kbh_desktop.competences.told import what_was_told
from tests.forms_world import fill, session, values

ANSWERS = Path(__file__).parents[2] / "data/answers_samtale1_amina.json"


@pytest.fixture(scope="module")
def interview():
    return fill(session("samtale1"), json.loads(ANSWERS.read_text("utf-8")))


@pytest.fixture(scope="module")
def views(interview):
    languages = ("Dansk (da)", None)
    return [v for s in interview.progress(languages) for v in interview.view(s.ref, languages)]


def test_work_competences_and_wishes_are_read_from_the_first_interview(views):
    told = what_was_told(views)

    nurse = told.experiences[0]
    assert (nurse.title, nurse.country, nurse.evidence) == ("Sygeplejerske", "SYR", "paper")
    assert (nurse.began_on, nurse.ended_on) == (date(2013, 7, 1), date(2019, 7, 1))
    sewing = next(c for c in told.competences if c.name == "Sy tøj")
    assert (sewing.level, sewing.years, sewing.last_used) == (2, 7, 2025)
    assert (sewing.sources, sewing.evidence) == ({"job"}, "tried")
    assert told.goals == ("Social- og sundhedshjælper", "Sygeplejerske", "Skrædder")


def test_years_agree_with_what_the_form_works_out(interview, views):
    told = what_was_told(views)
    assert f"{years_worked(told.experiences, date(2026, 4, 16)):g}" == values(interview)["g3_years"]


def test_what_was_told_is_held_against_the_work_wanted(views):
    carer, nurse, tailor = of_goals(what_was_told(views))

    assert [c.goal.code for c in (carer, nurse, tailor)] == ["5322", "2221", "7531"]
    assert [s.da for s in tailor.have] == ["Sy tøj"]
    assert nurse.missing == ()
    assert carer.missing


def test_hidden_answers_are_not_told(views):
    assert what_was_told([replace(view, relevant=False) for view in views]).experiences == ()


def test_an_end_nobody_told_is_not_today(views):
    without = [view for view in views if not view.key.endswith("g2_to")]
    ended = [each.ended_on for each in what_was_told(without).experiences]
    assert ended[0] == date(2013, 7, 1)


def test_an_interview_without_answers_tells_nothing():
    told = what_was_told([])
    assert (told.experiences, told.competences, told.goals) == ((), (), ())
