"""Finds occupations and skills by what people say, at every key that is pressed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import log

from kbh_desktop.competences.catalogue import occupation_phrases, skill_phrases
from kbh_desktop.competences.model import Phrase, PhraseKind
from kbh_desktop.competences.words import Lexicon, Likeness, mark, placed_words
from kbh_desktop.people.folding import fold

MOST_HITS = 12
_ENOUGH = 5
"""From so many hits on, nothing misspelt is looked for."""
_SAYING = """
jeg har var er kan som en et på med at og den det de til for af min mit hos ved
i was am a an the as in have been
كنت انا اعمل عملت اشتغلت في من مع عند
من بودم بود در با را به کار کردم میکردم می‌کردم
я був була працював працювала як на у в з та
waxaan waan ahaa ayaan jiray jirey ku ka soo u
ኣነ ነይረ ኣብ ናይ ምስ ሰሪሐ
ez bûm min li bi dikir kir wek
"""
"""Such as "I was", "I worked as", "in" and "with", in the languages of the catalogue."""
_SMALL_WORDS = frozenset(fold(word) for word in _SAYING.split())
_WEIGHTS = (1.0, 0.8, 0.6, 0.6, 0.4, 0.4, 0.3)
"""What a typed word counts for by its likeness, where not all of them are found."""
_TIERS: dict[PhraseKind, int] = {
    "title": 0,
    "said": 0,
    "foreign": 0,
    "skill": 0,
    "label": 1,
    "group": 2,
}
_LEADERS = "1"
"""Few who name a workplace led it, so the major group of leaders comes after its equals."""
_KINDS: tuple[PhraseKind, ...] = ("title", "skill", "said", "foreign", "label", "group")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, and the words it was found by."""

    title: str
    """What is chosen."""
    code: str
    """Of the group or the skill."""
    matched: Phrase
    marks: tuple[tuple[int, int], ...]
    """Beginning and end of what was typed, in the text of `matched`."""
    exact: bool
    """Whether every typed word is there as it was typed, alone or inside a word."""


Alike = dict[str, Likeness]
"""Words of the catalogue that resemble one typed word."""
Likenesses = dict[int, tuple[Likeness, ...]]
"""Places of phrases, with how each of the typed words is found in them."""


class Finder:
    """Looks through phrases held in memory."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._whole: list[str] = []
        self._lengths: list[int] = []
        self._usual: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        of_code: dict[tuple[str, PhraseKind], int] = defaultdict(int)
        for place, phrase in enumerate(phrases):
            words = telling_words(phrase.text)
            for word in set(words):
                self._places[word].append(place)
            self._whole.append(" ".join(words))
            self._lengths.append(len(words))
            self._usual.append(of_code[phrase.code, phrase.kind])
            of_code[phrase.code, phrase.kind] += 1
        self._lexicon = Lexicon(self._places)

    def find(self, typed: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
        """Return what fits `typed`: everyday titles, then names of small and of large groups."""
        words = telling_words(typed)
        if not words:
            return ()
        exact = [self._lexicon.exact(word) for word in words]
        whole = " ".join(words)
        found = self._best(self._having_all(exact), whole)
        alike, certain = exact, frozenset(found)
        if len(found) < _ENOUGH:
            alike = [self._lexicon.forgiving(word) for word in words]
            found += self._best(self._having_all(alike), whole)
        if not found:
            found = self._best_of_some(alike)
        return tuple(islice(self._hits(found, words, alike, certain), limit))

    def _having_all(self, alike: Sequence[Alike]) -> Likenesses:
        """Return the phrases in which every typed word is found."""
        found: Likenesses | None = None
        for place_likeness in map(self._phrases_with, alike):
            if found is None:
                found = {place: (likeness,) for place, likeness in place_likeness.items()}
                continue
            found = {
                place: (*before, place_likeness[place])
                for place, before in found.items()
                if place in place_likeness
            }
        return found or {}

    def _phrases_with(self, alike: Alike) -> dict[int, Likeness]:
        closest: dict[int, Likeness] = {}
        for word, likeness in alike.items():
            for place in self._places[word]:
                if likeness < closest.get(place, 99):
                    closest[place] = likeness
        return closest

    def _best(self, found: Likenesses, typed: str) -> list[int]:
        return sorted(found, key=self._ranking(found, typed))

    def _ranking(self, found: Likenesses, typed: str) -> Callable[[int], tuple[int, ...]]:
        def rank(place: int) -> tuple[int, ...]:
            phrase, whole = self._phrases[place], self._whole[place]
            worst = max(found[place])
            # Either part of a compound may be the telling one.
            forgiven = max(0, min(worst, Likeness.LAST_PART) - Likeness.INSIDE)
            if whole == typed:
                fit = 0
            elif whole.startswith(typed):
                fit = 1
            else:
                fit = 2 + min(worst, Likeness.INSIDE)
            return (
                forgiven,
                _TIERS[phrase.kind],
                self._lengths[place] if forgiven else 0,
                fit,
                phrase.code.startswith(_LEADERS),
                _KINDS.index(phrase.kind),
                self._usual[place],
                self._lengths[place],
                len(whole),
                place,
            )

        return rank

    def _best_of_some(self, alike: Sequence[Alike]) -> list[int]:
        """Return phrases with some of the typed words; a rare word tells more than a usual one."""
        weights: dict[int, float] = defaultdict(float)
        for place_likeness in map(self._phrases_with, alike):
            rarity = log(len(self._phrases) / (1 + len(place_likeness))) ** 2
            for place, likeness in place_likeness.items():
                weights[place] += rarity * _WEIGHTS[likeness]

        def rank(place: int) -> tuple[float, int, int]:
            missing = self._lengths[place]
            return (missing - weights[place], _TIERS[self._phrases[place].kind], place)

        return sorted(weights, key=rank)

    def _hits(
        self,
        places: Iterable[int],
        words: Sequence[str],
        alike: Sequence[Alike],
        certain: frozenset[int],
    ) -> Iterator[Hit]:
        """Yield each title once."""
        seen: set[tuple[str, str]] = set()
        for place in places:
            phrase = self._phrases[place]
            if (phrase.title, phrase.code) not in seen:
                seen.add((phrase.title, phrase.code))
                marks = _marks(phrase, words, alike)
                yield Hit(phrase.title, phrase.code, phrase, marks, place in certain)


def telling_words(typed: str) -> list[str]:
    """Return the folded words of `typed`; small words only when there are no others."""
    words = [word.folded for word in placed_words(typed)]
    return [word for word in words if word not in _SMALL_WORDS] or words


def _marks(
    phrase: Phrase, words: Sequence[str], alike: Sequence[Alike]
) -> tuple[tuple[int, int], ...]:
    marks = {
        mark(placed, phrase.text, word, resembling[placed.folded])
        for word, resembling in zip(words, alike, strict=True)
        for placed in placed_words(phrase.text)
        if placed.folded in resembling
    }
    return tuple(sorted(marks))


@cache
def _occupations() -> Finder:
    return Finder(occupation_phrases())


@cache
def _skills() -> Finder:
    return Finder(skill_phrases())


def find_occupations(typed: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
    """Return titles and groups for what was typed, the likeliest first."""
    return _occupations().find(typed, limit)


def find_skills(typed: str, limit: int = MOST_HITS) -> tuple[Hit, ...]:
    """Return skills for what was typed, the likeliest first."""
    return _skills().find(typed, limit)


def prepare() -> None:
    """Read the catalogue now, so that the first key pressed is not the one that waits."""
    _occupations()
    _skills()
