from datetime import date

import pytest

from kbh_desktop.competences import catalogue
from kbh_desktop.competences.coverage import (
    coverage,
    explained_suggestions,
    nearest,
    of_goal,
    of_goals,
    suggestions,
)
from kbh_desktop.competences.experience import day_of, days_worked, months_worked
from kbh_desktop.competences.model import Competence, CompetenceMap, Experience

TODAY = date(2026, 11, 24)
COOK = catalogue.group("5120")


def told(*competences, jobs=(), goals=()):
    return CompetenceMap(
        experiences=tuple(Experience(title, date(2010, 1, 1)) for title in jobs),
        competences=competences,
        goals=goals,
    )


def names(skills):
    return [skill.da for skill in skills]


def test_what_is_done_independently_is_there_and_what_needs_help_could_be_shown():
    found = coverage(
        told(Competence("Lave varm mad", level=2), Competence("Lave mad til mange", level=1)), COOK
    )
    assert names(found.have) == ["Lave varm mad"]
    assert names(found.could_show) == ["Lave mad til mange"]
    assert "Skære grøntsager" in names(found.missing)


def test_work_a_person_had_could_be_shown():
    found = coverage(told(jobs=["restaurantkok"]), COOK)
    assert found.have == ()
    assert found.missing == ()
    assert len(found.could_show) == found.asked


def test_own_words_count_for_nothing_but_do_no_harm():
    found = coverage(told(Competence("Jonglere", level=3), jobs=["gik på line"]), COOK)
    assert len(found.missing) == found.asked


def test_goals_are_the_first_three_that_the_catalogue_knows():
    wishes = ("kok", "drømmefanger", "køkkenmedhjælper", "restaurantkok", "bager", "tjener")
    assert [c.goal.code for c in of_goals(told(goals=wishes))] == ["5120", "9412", "7512"]


def test_nearest_work_shares_the_most_skills_and_says_which():
    near = nearest(told(*(Competence(s.da, level=3) for s in catalogue.own_skills_of("5120"))))
    assert near[0].goal.code == "5120"
    reachable = nearest(told(jobs=["kok"]))
    assert "5120" not in [c.goal.code for c in reachable]
    assert {"9411", "9412"} <= {c.goal.code for c in reachable}
    assert names(reachable[0].could_show)
    assert [c.fit for c in reachable] == sorted((c.fit for c in reachable), reverse=True)


def test_work_is_not_near_by_what_all_work_around_it_asks():
    assert "8112" not in [c.goal.code for c in nearest(told(jobs=["syerske"]), limit=50)]


def test_nothing_said_reaches_nothing():
    assert nearest(told()) == ()
    assert suggestions(told()) == ()


def test_suggestions_come_from_the_work_before_what_every_work_asks():
    suggested = names(
        suggestions(told(Competence("Lave varm mad"), jobs=["kok"], goals=("murer",)))
    )
    assert "Lave varm mad" not in suggested
    assert suggested[0] == "Lave mad til mange"
    assert suggested.index("Mure vægge") < suggested.index("Møde til tiden hver dag")


@pytest.mark.parametrize(
    ("jobs", "days"),
    [
        ([], 0),
        ([(date(2026, 1, 1), date(2026, 1, 11))], 10),
        ([(date(2026, 1, 1), date(2026, 1, 11)), (date(2026, 1, 6), date(2026, 1, 16))], 15),
        ([(date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 1, 6), date(2026, 1, 16))], 30),
        ([(date(2026, 1, 1), date(2026, 1, 11)), (date(2026, 2, 1), date(2026, 2, 11))], 20),
        ([(date(2026, 11, 14), None)], 10),
        ([(date(2026, 11, 14), date(2027, 5, 1))], 10),
        ([(None, date(2026, 1, 11))], 0),
        ([(date(2026, 1, 11), date(2026, 1, 1))], 0),
    ],
)
def test_days_in_two_jobs_count_once(jobs, days):
    experiences = [Experience("kok", begin, end) for begin, end in jobs]
    assert days_worked(experiences, TODAY) == days


def test_months_are_whole():
    assert months_worked([Experience("kok", date(2011, 11, 24), date(2026, 5, 24))], TODAY) == 174


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-04-03", date(2016, 4, 3)),
        ("2016-04", date(2016, 4, 1)),
        ("2016", date(2016, 7, 1)),
        ("", None),
        ("2016-13", None),
        ("1-2-3-4", None),
    ],
)
def test_a_month_stands_for_its_first_day_and_a_year_for_its_middle(text, day):
    assert day_of(text) == day


def test_an_ability_from_home_lets_skills_be_shown_and_suggests_them():
    at_home = CompetenceMap(informal=("sewing",))
    assert "Sy tøj" in names(suggestions(at_home))
    assert "Sy tøj" in names(of_goal(at_home, "7531").could_show)


def test_a_suggestion_says_which_titles_ask_for_it():
    explained = explained_suggestions(told(jobs=["kok"], goals=("køkkenmedhjælper",)))
    because = {each.skill.da: each.because for each in explained}
    assert because["Lave mad til mange"] == ("kok",)
    assert because["Skære grøntsager"] == ("kok", "køkkenmedhjælper")


def test_the_share_counts_what_could_be_shown_half():
    found = of_goal(told(Competence("Lave varm mad", 2), jobs=["tjener"]), "5120")
    counted = 2 * len(found.have) + len(found.could_show)
    assert found.share == round(50 * counted / found.asked)
    assert found.shared == (*found.have, *found.could_show)


def test_nothing_a_person_said_is_in_a_representation():
    said = told(Competence("Jonglere"), jobs=["gik på line"], goals=("klovn",))
    assert not {"Jonglere", "gik på line", "klovn"} & set(repr(said).replace("'", " ").split())
    assert "Jonglere" not in repr(said)
    assert "line" not in repr(said)
    assert "klovn" not in repr(said)


def test_nobody_is_told_that_work_with_an_authorisation_is_near():
    near = {each.goal.code for each in nearest(told(jobs=["sygeplejerske"]), limit=20)}
    assert near
    assert near.isdisjoint({"2211", "2222", "2261"})


def test_a_cook_is_not_led_to_long_educations_nor_by_what_is_done_at_home():
    cook = CompetenceMap((Experience("kok", None),), informal=("music", "sport", "driving"))
    near = [each.goal.code for each in nearest(cook, limit=20)]
    assert near
    assert not [code for code in near if code[0] in "12"]
    assert {"2652", "3421", "8321"}.isdisjoint(near)


def test_abilities_from_home_lead_who_never_worked_to_work():
    near = [each.goal.code for each in nearest(CompetenceMap(informal=("childcare", "music")))]
    assert "5311" in near
    assert all(code[0] in "56789" for code in near)
