from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.errors import InputError
from kbh_desktop.people.deadlines import add_months, easter, is_holiday, takeover_date
from kbh_desktop.people.folding import fold, folded_words, sounds_like
from kbh_desktop.people.numbers import format_cpr, has_check_digit, parse_cpr, parse_udl_nr
from kbh_desktop.people.vocabulary import Vocabulary, one_edit_apart

TODAY = date(2026, 4, 16)
DAYS = st.dates(date(1900, 1, 1), TODAY)
RULED_DAYS = st.dates(date(2016, 1, 1), date(2099, 1, 1))
WORDS = st.text(alphabet="abcdeøمح", min_size=5, max_size=9)


@given(DAYS, st.integers(0, 999))
def test_a_number_made_from_a_birth_date_gives_it_back(born, serial):
    seventh = 1 if born.year < 2000 else 4
    check = parse_cpr(f"{born:%d%m%y}-{seventh}{serial:03}", TODAY)
    assert check.birth_date == born
    assert check.sex == ("male" if serial % 2 else "female")
    assert bool(check.hints) == (not has_check_digit(check.number))


@given(st.one_of(st.text(), st.text(alphabet="0123456789-. A", max_size=13)))
def test_any_text_is_a_number_or_a_clear_refusal(text):
    for parse in (lambda t: parse_cpr(t, TODAY), parse_udl_nr):
        with suppress(InputError):
            check = parse(text)
            assert parse(check.number) == check


@given(DAYS, st.integers(0, 9999))
def test_day_plus_60_is_always_a_replacement_number(born, serial):
    number = f"{born.day + 60}{born:%m%y}{serial:04}"
    check = parse_cpr(format_cpr(number), TODAY)
    assert (check.number, check.kind, check.birth_date, check.sex) == (
        number,
        "erstatning",
        None,
        "",
    )


@given(RULED_DAYS)
def test_taking_over_is_a_working_day_one_to_three_months_later(decision):
    day = takeover_date(decision)
    assert day.weekday() < 5
    assert not is_holiday(day)
    first = add_months(decision.replace(day=1), 2)
    assert first <= day <= first + timedelta(days=6)


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(RULED_DAYS, st.integers(0, 60), st.integers(0, 60))
def test_months_never_skip_a_month(day, one, other):
    later = add_months(day, one + other)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == one + other
    assert add_months(add_months(day, one), other) <= later


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '-", max_size=60))
def test_case_does_not_matter_to_words_or_sounds(text):
    assert folded_words(text) == folded_words(text.upper())
    assert sounds_like(text) == sounds_like(text.upper())


@given(st.lists(WORDS, max_size=40), WORDS)
def test_no_near_word_is_missed(words, typed):
    expected = sorted({word for word in words if one_edit_apart(typed, word)})
    assert list(Vocabulary(words).near(typed)) == expected


@given(WORDS, st.data())
def test_one_edit_apart_goes_both_ways(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    edited = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + "x" + word[at:],
                word[:at] + "x" + word[at + 1 :],
            ]
        )
    )
    assert one_edit_apart(word, edited)
    assert one_edit_apart(edited, word)
