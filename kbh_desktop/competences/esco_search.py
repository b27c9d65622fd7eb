"""Finds occupations and skills of ESCO by what is typed, at every key that is pressed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kbh_desktop.competences.esco_build import WORD_BEGINS
from kbh_desktop.competences.esco_compact import KINDS
from kbh_desktop.competences.esco_pack import Kind
from kbh_desktop.competences.esco_tables import KIND_STEP, have_tables, pack_of
from kbh_desktop.competences.misspelling import Typed, errors_forgiven

_SHORTEST = 2
"""Letters from which it is worth looking: one begins a word in some ten thousand labels."""
_LOOKED_AT = 120
_NEAR_LOOKED_AT = 60
_NEAR_KEPT = 8
_GRAM, _MOST_GRAMS = 3, 9
_LABELS_A_HIT = 3
"""Labels looked at for each hit that is wanted, as one concept has several."""


@dataclass(frozen=True, slots=True)
class EscoHit:
    """An occupation or skill of ESCO."""

    uri: str
    kind: Kind
    label: str
    language: str
    """Of the label; ISO 639."""
    isco: str
    """Code of the unit group; empty for a skill."""
    version: str
    matched: str
    """The label that holds what was typed."""
    matched_language: str
    whole: bool
    """Whether a label is or begins with what was typed."""
    words: Mapping[str, frozenset[str]]
    """What each typed word may mean besides itself: words so near that it is misspelt."""


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    fit: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for."""

    words: Sequence[str]
    """Folded; each of them has to be found."""
    kind: Kind
    languages: Sequence[str]
    """To name the hits in, the dearest first."""
    limit: int
    near_words: Callable[[str], frozenset[str]] | None = None
    """Says which words another may be a misspelling of; they are found, too."""


def find(connection: Connection, packs: Mapping[int, str], asked: Asked) -> tuple[EscoHit, ...]:
    """Return what has every word that is asked for, in any of `packs`, as `searched_packs` gives.

    The shortest preferred labels come first, before all one that is or begins with what was typed.
    """
    telling = [word for word in asked.words if len(word) >= _SHORTEST]
    if not telling or not packs:
        return ()
    near_words = asked.near_words or _none
    near = {word: near_words(word) for word in telling}
    if asked.near_words and not any(near.values()):
        return ()
    rows = connection.exec_driver_sql(_FIND, (_query(near), *_range(asked.kind), _LOOKED_AT))
    found = _by_fit(rows, " ".join(asked.words), packs)[: _LABELS_A_HIT * asked.limit]
    return _hits(connection, found, packs, asked, near) if found else ()


def _none(_word: str) -> frozenset[str]:
    return frozenset()


def skills_of(
    connection: Connection, occupation_uri: str, languages: Sequence[str]
) -> list[tuple[str, str, str, str, bool]]:
    """Return address, label, language, version and whether essential, of an occupation's skills."""
    if not have_tables(connection):
        return []
    rows = connection.exec_driver_sql(_SKILLS, (occupation_uri,)).all()
    names = names_of(connection, [row.id for row in rows], languages)
    return [(r.uri, *names[r.id], r.version, bool(r.essential)) for r in rows if r.id in names]


def names_of(
    connection: Connection, concepts: Iterable[int], languages: Sequence[str]
) -> dict[int, tuple[str, str]]:
    """Return label and language of each concept, in the first of `languages` that has one."""
    wanted = tuple(concepts)
    marks = ", ".join("?" * len(wanted))
    rows = connection.exec_driver_sql(
        "SELECT l.concept, l.text, p.language FROM esco_label l JOIN esco_pack p"  # noqa: S608 - marks
        f" ON p.number = l.pack AND p.active WHERE l.preferred = 1 AND l.concept IN ({marks})",
        wanted,
    )
    order = {language: place for place, language in enumerate(languages)}
    ranked = sorted(rows, key=lambda row: -order.get(row[2], len(order)))
    return {concept: (text, language) for concept, text, language in ranked}


_FIND = (
    "SELECT rowid, words FROM esco_fts WHERE esco_fts MATCH ? AND rowid >= ? AND rowid < ?"
    " ORDER BY rowid LIMIT ?"
)
_BEGINS = "SELECT 1 FROM esco_fts WHERE esco_fts MATCH ? LIMIT 1"
_NEAR = "SELECT word FROM esco_words WHERE esco_words MATCH ? ORDER BY rank LIMIT ?"
_SKILLS = (
    "SELECT s.id, s.uri, s.version, r.essential FROM esco_concept o JOIN esco_pack p ON p.active"
    " AND p.language = '' JOIN esco_relation r ON r.occupation = o.id AND r.pack = p.number"
    " JOIN esco_concept s ON s.id = r.skill WHERE o.uri = ?"
)


def searched_packs(connection: Connection) -> dict[int, str]:
    """Return the languages in which there is something to find, by the numbers of their packs."""
    if not have_tables(connection):
        return {}
    rows = connection.exec_driver_sql(
        "SELECT number, language FROM esco_pack WHERE active AND language <> ''"
    )
    return {number: language for number, language in rows}  # noqa: C416 - rows


def _range(kind: Kind) -> tuple[int, int]:
    first = KINDS.index(kind) * KIND_STEP
    return first, first + KIND_STEP


def _query(near: Mapping[str, frozenset[str]]) -> str:
    """Return what has every word, as a beginning or as one of those that are near."""
    parts = []
    for word, others in near.items():
        meant = [f'"{word}"*', *(f'"{other}"' for other in sorted(others))]
        parts.append(f"({' OR '.join(meant)})")
    return " AND ".join(parts)


def _by_fit(rows: Iterable[Any], typed: str, packs: Mapping[int, str]) -> list[_Found]:
    found = [
        _Found(number, 0 if words == typed else 1 if words.startswith(typed) else 2)
        for number, words in rows
        if pack_of(number) in packs
    ]
    return sorted(found, key=lambda each: (each.fit, each.number))


def _hits(
    connection: Connection,
    found: Sequence[_Found],
    packs: Mapping[int, str],
    asked: Asked,
    near: Mapping[str, frozenset[str]],
) -> tuple[EscoHit, ...]:
    labels = _labels(connection, [each.number for each in found])
    best: dict[int, tuple[_Found, Any]] = {}
    for each in found:
        label = labels[each.number]
        best.setdefault(label.concept, (each, label))
    chosen = list(best.values())[: asked.limit]
    names = names_of(connection, [label.concept for _each, label in chosen], asked.languages)
    return tuple(
        EscoHit(
            uri=label.uri,
            kind=asked.kind,
            label=names[label.concept][0],
            language=names[label.concept][1],
            isco=label.isco,
            version=label.version,
            matched=label.text,
            matched_language=packs[pack_of(each.number)],
            whole=each.fit < 2,  # noqa: PLR2004 - the third is neither
            words=near,
        )
        for each, label in chosen
        if label.concept in names
    )


def _labels(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    marks = ", ".join("?" * len(numbers))
    rows = connection.exec_driver_sql(
        "SELECT l.id, l.concept, l.text, c.uri, c.isco, c.version FROM esco_label l"  # noqa: S608 - marks
        f" JOIN esco_concept c ON c.id = l.concept WHERE l.id IN ({marks})",
        tuple(numbers),
    )
    return {row.id: row for row in rows}


def near_words(connection: Connection, typed: str) -> frozenset[str]:
    """Return words of the packs that `typed` may be a misspelt beginning of, the nearest.

    None for one that begins a word of the packs as it is.
    """
    forgiven = errors_forgiven(typed)
    if not forgiven or connection.exec_driver_sql(_BEGINS, (f'"{typed}"*',)).first():
        return frozenset()
    query = " OR ".join(f'"{gram}"' for gram in sorted(set(_grams(WORD_BEGINS + typed))))
    ready = Typed(typed)
    near: list[tuple[int, int, str]] = []
    for (marked,) in connection.exec_driver_sql(_NEAR, (query, _NEAR_LOOKED_AT)):
        word = marked.removeprefix(WORD_BEGINS)
        errors = ready.errors_to_beginning_of(word[: len(typed) + forgiven])
        if 0 < errors <= forgiven:
            near.append((errors, abs(len(word) - len(typed)), word))
    return frozenset(word for _errors, _longer, word in sorted(near)[:_NEAR_KEPT])


def _grams(word: str) -> Iterator[str]:
    """Yield parts of a word, evenly spread; two errors harm at most six of them."""
    starts = range(len(word) - _GRAM + 1)
    for place in range(min(len(starts), _MOST_GRAMS)):
        start = starts[place * len(starts) // min(len(starts), _MOST_GRAMS)]
        yield word[start : start + _GRAM]
