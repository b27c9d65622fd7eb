"""kill -9 in the middle of a new data key: the vault opens under the old key or under the new."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kbh_desktop.app import App, create_app, open_app
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.conftest import FixedClock
from tests.killing import killed, needs_fork
from tests.vault_world import fixed_clock

PASSPHRASE = "Anes gode kodeord"
PEOPLE = 5
TIMES = 8
LONGEST_S = 1.2

pytestmark = needs_fork


@pytest.fixture
def office(vault_folder: Path, clock: FixedClock) -> Path:
    app, _key = create_app(
        vault_folder,
        kind=NodeKind.OFFICE,
        user_name="Ane",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR, Role.HEALTH],
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    for _number in range(PEOPLE):
        app.people.register(given_name="Amina")
    app.backups.make_daily()
    app.close()
    return vault_folder


def opened(folder: Path) -> App:
    return open_app(folder, "Ane", PASSPHRASE, fixed_clock, cost=FLOOR_COST)


def people_of(app: App) -> int:
    return app.people.find(PersonQuery()).total


def renew_again_and_again(say: Callable[[str], None], folder: Path) -> None:
    while True:
        app = opened(folder)
        say("opened")
        app.renew_data_key(PASSPHRASE)
        say("renewed")


def test_whenever_it_is_killed_everything_is_there(office: Path) -> None:
    chance = random.Random(7)
    renewed = 0
    for _time in range(TIMES):
        said = killed(renew_again_and_again, office, after_s=chance.random() * LONGEST_S)
        renewed += said.count("renewed")
        app = opened(office)
        (copy,) = app.backups.all()
        try:
            assert app.check().ok
            assert people_of(app) == PEOPLE
            assert app.audit.verify().ok
        finally:
            app.put_back(copy.name)
        app = opened(office)
        assert people_of(app) == PEOPLE
        app.close()
        assert not list(office.rglob("*.renewed*"))
    assert renewed
