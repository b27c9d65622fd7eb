from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.clock import Clock
from kbh_desktop.ids import PersonId
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import PASSPHRASES, Casework, copy_of, make_office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "vault"
    make_office(folder, lambda: datetime(2026, 4, 16, 12, 0, tzinfo=UTC)).close()
    return folder


@pytest.fixture
def office(template: Path, tmp_path: Path, clock: Clock) -> Iterator[Casework]:
    folder = copy_of(template, tmp_path / "vault")
    casework = Casework(open_app(folder, "Ane", PASSPHRASES["Ane"], clock, cost=FLOOR_COST))
    yield casework
    casework.app.close()


@pytest.fixture
def amal(office: Casework) -> PersonId:
    return office.app.people.register(given_name="Amal", family_name="Haddad").id
