"""Typing errors are counted as a plain table of distances counts them."""

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.competences.catalogue import occupation_phrases
from kbh_desktop.competences.misspelling import Typed, errors_forgiven, parts_left
from kbh_desktop.competences.search import find_occupations

WORDS = st.text(alphabet="abcde", min_size=1, max_size=9)


def errors_by_table(typed, word):
    """The textbook table: swapped neighbours count as one error, the end of `word` is free."""
    rows = [list(range(len(word) + 1))]
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(word, 1):
            cheapest = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != other))
            if i > 1 and j > 1 and typed[i - 2 : i] == word[j - 2 : j][::-1]:
                cheapest = min(cheapest, rows[-2][j - 2] + 1)
            row.append(cheapest)
        rows.append(row)
    return min(rows[-1])


@given(WORDS, WORDS)
def test_errors_are_counted_as_by_a_table(typed, word):
    assert Typed(typed).errors_to_beginning_of(word) == errors_by_table(typed, word)


@given(st.text(alphabet="abcde", min_size=5, max_size=12), WORDS, st.data())
def test_no_near_word_is_passed_over(typed, ending, data):
    errors = errors_forgiven(typed)
    word = typed
    for _ in range(errors):
        word = harmed(word, data)
    whole = word + ending
    assert any(part in whole for part in parts_left(typed, errors))


def harmed(word, data):
    """Leave out, add, change or swap one letter."""
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("abcdef"))
    return data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )


@given(st.text(max_size=30))
def test_whatever_is_typed_marks_stay_inside_the_words_found(typed):
    for hit in find_occupations(typed):
        ends = [end for _begin, end in hit.marks]
        assert all(begin < end for begin, end in hit.marks)
        assert max(ends, default=0) <= len(hit.matched.text)


@given(st.sampled_from([p for p in occupation_phrases() if p.kind == "title"]))
def test_every_title_is_found_first_when_typed_in_full(phrase):
    assert find_occupations(phrase.text)[0].code == phrase.code
