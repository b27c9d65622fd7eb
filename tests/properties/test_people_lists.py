"""Whatever is typed, the lists answer; and every entry is found by each of its names."""

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.people import lists
from kbh_desktop.people.folding import fold

EVERYTHING = 300


@given(st.text())
def test_anything_may_be_typed(text):
    assert len(lists.find_country(text)) <= 8
    assert len(lists.find_language(text)) <= 8
    assert len(lists.find_municipality(text)) <= 8
    lists.town(text)


@given(st.sampled_from(lists.countries()), st.sampled_from(("da", "en", "own", "code")))
def test_a_country_is_found_by_each_of_its_names(country, kind):
    assert country in lists.find_country(getattr(country, kind), EVERYTHING)


@given(st.sampled_from(lists.languages()), st.sampled_from(("da", "en", "own", "code")))
def test_a_language_is_found_by_each_of_its_names(language, kind):
    assert language in lists.find_language(getattr(language, kind), EVERYTHING)


@given(st.sampled_from(lists.countries()), st.data())
def test_more_letters_find_no_more_countries(country, data):
    length = data.draw(st.integers(1, len(fold(country.da))))
    typed = fold(country.da)[:length]

    assert country in lists.find_country(typed, EVERYTHING)
    assert len(lists.find_country(typed, EVERYTHING)) >= len(
        lists.find_country(fold(country.da), EVERYTHING)
    )
