"""The percentage of attendance and the certificate."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses.attendance import LawfulReason, LessonMark, Mark, attendance

marks = st.lists(st.builds(LessonMark, st.sampled_from(Mark), st.integers(0, 45)), max_size=80)


def of(**counts):
    return attendance(LessonMark(Mark(name)) for name, n in counts.items() for _ in range(n))


@pytest.mark.parametrize(
    ("counts", "percent", "proof"),
    [
        ({"present": 72}, 100, "certificate"),
        ({"present": 50, "late": 7, "lawful": 1, "unlawful": 14}, 80, "certificate"),
        ({"present": 79, "unlawful": 21}, 79, "participation"),
        ({"present": 799, "unlawful": 201}, 79, "participation"),
        ({"present": 10, "lawful": 62}, 100, "certificate"),
        ({"lawful": 72}, None, "participation"),
        ({}, None, "participation"),
    ],
)
def test_lawful_absence_does_not_count_and_eighty_per_cent_earns_the_certificate(
    counts, percent, proof
):
    found = of(**counts)
    assert (found.percent, found.proof) == (percent, proof)


def test_lessons_not_marked_keep_the_percentage_provisional():
    assert of(present=8, unmarked=2).is_provisional
    assert not of(present=8, unlawful=2).is_provisional


def test_only_late_minutes_of_late_lessons_are_summed():
    found = attendance(
        [
            LessonMark(Mark.LATE, 10),
            LessonMark(Mark.LATE, 5),
            LessonMark(Mark.LAWFUL, reason=LawfulReason.OTHER),
        ]
    )
    assert (found.late_minutes, found.attended, found.lawful) == (15, 2, 1)


@given(marks)
def test_every_lesson_is_counted_once_and_no_share_leaves_its_bounds(given_marks):
    found = attendance(given_marks)
    assert found.held == found.attended + found.lawful + found.unlawful + found.unmarked
    assert found.share is None or 0 <= found.share <= 1


@given(marks)
def test_one_more_lesson_attended_never_lowers_the_share(given_marks):
    before = attendance(given_marks).share or Fraction(0)
    after = attendance([*given_marks, LessonMark(Mark.PRESENT)]).share
    assert after is not None
    assert after >= before


@given(marks)
def test_lawful_absence_changes_no_share(given_marks):
    more = [*given_marks, LessonMark(Mark.LAWFUL)]
    assert attendance(more).share == attendance(given_marks).share
