"""Key to result: what a person waits for after each key among 100,000 people.

The floor, in the same run: the same full-text query by the bare driver, without names or order.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.people import demo_people
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.people.service import PeopleService
from kbh_desktop.storage.engine import raw_connection
from tests.casework_world import KEY, open_casework, people_service
from tests.stored_world import fixed_clock

Figure = tuple[str, float, str, str]
PEOPLE = 100_000
TYPED = (
    "m",
    "mo",
    "moh",
    "moha",
    "mohammad",
    "mohammad h",
    "amal",
    "nour a",
    "10.13",
    "محمد",
    "سا",
)
MISSPELT = "mohammda"
PAGE, SCREEN, REPEATS = 200, 30, 15


def run() -> list[Figure]:
    """Return the figures."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_casework(Path(folder), fixed_clock)
        people = people_service(database, fixed_clock)
        began = time.perf_counter()
        register_many(database, people, [person.fields for person in demo_people(PEOPLE)])
        figures = [("100,000 people registered and indexed", _since(began) / 1000, "s", "")]
        figures += _searches(people)
        figures += _lists(people)
        figures += _floor(Path(folder))
        figures += _change(people)
        database.close()
    return figures


def _searches(people: PeopleService) -> list[Figure]:
    found = []
    for typed in TYPED:
        total = people.find(PersonQuery(text=typed)).total
        found.append(
            _timed(f"key to result “{typed}” ({total} hits)", _typing(people, typed), "<= 10")
        )
    found.append(("slowest of them", max(value for _n, value, *_rest in found), "ms", "<= 10"))
    began = time.perf_counter()
    people.find(PersonQuery(text=MISSPELT))
    found.append((f"“{MISSPELT}”, first misspelling", _since(began), "ms", ""))
    found.append(_timed(f"“{MISSPELT}”, later ones", _typing(people, MISSPELT), "<= 10"))
    return found


def _typing(people: PeopleService, typed: str) -> Callable[[], Any]:
    def type_it() -> None:
        page = people.find(PersonQuery(text=typed), limit=PAGE)
        people.rows(page.ids[:SCREEN])

    return type_it


def _lists(people: PeopleService) -> list[Figure]:
    late = PersonQuery(chip="due", order="deadline")
    far = PEOPLE // 2
    return [
        _timed("whole list, first screen", _typing(people, ""), "<= 10"),
        _timed("by deadline, first screen", lambda: people.find(late, limit=PAGE), "<= 10"),
        _timed("a window in the middle", lambda: people.find(PersonQuery(), offset=far), "<= 50"),
        _timed("counts of all chips", people.counts, "<= 50"),
    ]


def _floor(folder: Path) -> list[Figure]:
    connection = raw_connection(folder / "vault.db", KEY)
    query = "SELECT rowid FROM person_fts WHERE person_fts MATCH 'words : \"moh\"*' LIMIT 200"
    figure = _timed(
        "floor: bare full-text query “moh”", lambda: connection.execute(query).fetchall()
    )
    connection.close()
    return [figure]


def _change(people: PeopleService) -> list[Figure]:
    (person_id,) = people.find(PersonQuery(), limit=1).ids
    names = iter(range(10_000))
    rename = lambda: people.change(person_id, given_name=f"Ny {next(names)}")  # noqa: E731
    return [_timed("a renamed person, searchable at once", rename)]


def _timed(name: str, work: Callable[[], Any], goal: str = "") -> Figure:
    work()
    taken = []
    for _repeat in range(REPEATS):
        began = time.perf_counter()
        work()
        taken.append(_since(began))
    return (name, statistics.median(taken), "ms", goal)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
