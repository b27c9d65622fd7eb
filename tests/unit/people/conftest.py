from collections.abc import Iterator
from pathlib import Path

import pytest

from kbh_desktop.clock import Clock
from kbh_desktop.people.service import PeopleService
from kbh_desktop.storage.database import Database
from tests.casework_world import open_casework, people_service


@pytest.fixture
def database(tmp_path: Path, clock: Clock, each_store: str) -> Iterator[Database]:
    opened = open_casework(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def people(database: Database, clock: Clock) -> PeopleService:
    return people_service(database, clock)
