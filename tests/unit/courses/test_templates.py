"""The template that is shipped, and what a broken one answers."""

from collections import Counter

import pytest

from kbh_desktop.courses.templates import read_template, shipped_template
from kbh_desktop.errors import InputError
from kbh_desktop.resources import resource


def test_the_shipped_template_has_twelve_lessons_in_each_of_six_weeks():
    template = shipped_template()
    assert str(template.title) == "Arbejdsmarked og Samfund"
    assert template.lessons == 72
    lessons = Counter(
        {m.week: sum(s.lessons for s in m.sessions if s.counts) for m in template.modules}
    )
    assert lessons == dict.fromkeys(range(1, 7), 12)


def test_the_shipped_template_has_three_company_visits_beside_the_lessons():
    visits = [s for s in shipped_template().sessions if s.kind == "visit"]
    assert len(visits) == 3
    assert not any(visit.counts for visit in visits)


def test_the_roles_of_the_three_municipalities_are_there():
    assert {role.id for role in shipped_template().roles} == {
        *("coordinator", "teacher", "interpreter", "red_cross"),
        *("consultant", "company", "participant", "finance"),
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('format = "kbh', 'format = "abc', "ikke en forløbsskabelon"),
        ("weeks = 6", "wooks = 6", "“weeks” mangler"),
        ("week = 6", "week = 7", "“internship” ligger uden for"),
        ('after = ["w2a"]', 'after = ["w6c"]', "“w2b” skal stå én gang"),
        ('kind = "talk"', 'kind = "walk"', "“w1d” er forkerte"),
        ("[[roles]]", "[[roles]", "kan ikke læses"),
    ],
)
def test_a_broken_template_says_what_is_wrong(tmp_path, old, new, said):
    text = resource("course_templates/arbejdsmarked_og_samfund.toml").read_text("utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match="mine") as refused:
        read_template(path)
    assert said in str(refused.value)
