"""Time is counted once, parts make a whole, and the order of saying things does not matter."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.competences import catalogue
from kbh_desktop.competences.coverage import coverage, suggestions
from kbh_desktop.competences.experience import days_worked
from kbh_desktop.competences.model import Competence, CompetenceMap, Experience

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
JOBS = st.builds(
    Experience,
    title=st.sampled_from(["kok", "murer", "gik på line"]),
    began_on=st.none() | DAYS,
    ended_on=st.none() | DAYS,
)
COMPETENCES = st.builds(
    Competence,
    name=st.sampled_from(
        ["Lave varm mad", "lave varm mad", "Cook hot meals", "Svejse", "Jonglere"]
    ),
    level=st.sampled_from([None, 1, 2, 3]),
    years=st.none() | st.integers(0, 70),
    last_used=st.none() | st.integers(1950, 2026),
    sources=st.frozensets(st.sampled_from(["job", "home"])),
    evidence=st.sampled_from([None, "stated", "reference", "paper", "tried"]),
)
MAPS = st.builds(
    CompetenceMap,
    experiences=st.lists(JOBS, max_size=3).map(tuple),
    competences=st.lists(COMPETENCES, max_size=5).map(tuple),
)
GOALS = st.sampled_from(["5120", "7212", "7112", "9412", "2221"]).map(catalogue.group)


@given(st.lists(JOBS, max_size=6))
def test_days_worked_are_the_days_on_which_there_was_a_job(jobs):
    year = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    working = [
        day
        for day in year
        if day < TODAY
        and any(j.began_on and j.began_on <= day < (j.ended_on or TODAY) for j in jobs)
    ]
    assert days_worked(jobs, TODAY) == len(working)


@given(MAPS, GOALS)
def test_every_skill_asked_for_is_in_one_part_only(told, goal):
    found = coverage(told, goal)
    parts = [s.code for s in (*found.have, *found.could_show, *found.missing)]
    assert sorted(parts) == sorted(s.code for s in catalogue.own_skills_of(goal.code))
    assert len(set(parts)) == len(parts)
    assert 0 <= found.fit <= 1


@given(MAPS, COMPETENCES, GOALS)
def test_one_more_competence_never_takes_anything_away(told, more, goal):
    grown = CompetenceMap(told.experiences, (*told.competences, more))
    before, after = coverage(told, goal), coverage(grown, goal)
    assert set(before.have) <= set(after.have)
    assert set(after.missing) <= set(before.missing)
    assert after.fit >= before.fit


@given(MAPS)
def test_nothing_is_suggested_that_is_on_the_map(told):
    names = {catalogue.skill_named(c.name) for c in told.competences}
    suggested = suggestions(told)
    assert names.isdisjoint(suggested)
    assert len(set(suggested)) == len(suggested)
