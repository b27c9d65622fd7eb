"""Looking for people registered twice among 100,000, of whom 1,000 were.

The floor, in the same run: reading the same columns of everybody.
"""

import tempfile
import time
from pathlib import Path

from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.people import demo_people
from kbh_desktop.people.candidates import read_everybody
from kbh_desktop.people.merging import DuplicateService
from kbh_desktop.people.service import PeopleService
from kbh_desktop.storage.database import Database
from tests.casework_world import open_casework, people_service, user
from tests.stored_world import fixed_clock

Figure = tuple[str, float, str, str]
SIZES = (25_000, 100_000)
TWICE = 1_000


def run() -> list[Figure]:
    """Return the figures."""
    return [figure for people in SIZES for figure in _of(people)]


def _of(people: int) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_casework(Path(folder), fixed_clock)
        service = people_service(database, fixed_clock)
        register_many(database, service, [person.fields for person in demo_people(people)])
        figures = [
            _floor(database, people),
            *_search(database, service, people),
            _merge(database, service),
        ]
        database.close()
    return figures


def _floor(database: Database, people: int) -> Figure:
    with database.read() as session:
        began = time.perf_counter()
        read_everybody(session.connection())
        return f"floor: reading {people:,} people", time.perf_counter() - began, "s", ""


def _search(database: Database, service: PeopleService, people: int) -> list[Figure]:
    duplicates = DuplicateService(database, fixed_clock, user(), service.index)
    again = [
        {**person.fields, "udl_nr": "", "cpr": "", "birth_date": person.fields["birth_date"][:4]}
        for person in demo_people(TWICE)
    ]
    twice = {service.register(**fields).id for fields in again}
    began = time.perf_counter()
    found = duplicates.search()
    took = time.perf_counter() - began
    shown = {each for pair in found for each in (pair.one.id, pair.other.id)}
    return [
        (f"pairs found among {people:,} people", took, "s", "< 10"),
        ("pairs shown", len(found), "", ""),
        ("of them registered twice on purpose", len(shown & twice), "", ""),
    ]


def _merge(database: Database, service: PeopleService) -> Figure:
    duplicates = DuplicateService(database, fixed_clock, user(), service.index)
    pair = duplicates.search()[0]
    began = time.perf_counter()
    link = duplicates.merge(pair.one.id, pair.other.id, reason="The same card").link_id
    duplicates.unmerge(link)
    return "bringing together and taking apart", (time.perf_counter() - began) * 1000, "ms", "< 100"
