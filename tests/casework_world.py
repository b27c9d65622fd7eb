"""A vault with people and interviews in it, for users with the roles a test wants."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kbh_desktop.app import App, create_app, open_app
from kbh_desktop.changes import Changes
from kbh_desktop.clock import Clock
from kbh_desktop.ids import NodeId, UserId
from kbh_desktop.people.service import PeopleService
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role, User
from kbh_desktop.storage.database import Database
from tests import stores

KEY = bytes(range(32))
FORM = Path(__file__).parent / "data/short_interview.md"
PASSPHRASES = {"Ane": "Anes gode kodeord", "Bo": "Bos bedre kodeord", "Cille": "Cilles kodeord her"}
OFFICE_ROLES = {
    "Ane": {Role.COORDINATOR, Role.CONSULTANT},
    "Bo": {Role.HEALTH},
}


def user(name: str = "Ane", *roles: Role) -> User:
    return User(UserId(name.lower()), name, frozenset(roles or {Role.CONSULTANT}))


def open_casework(folder: Path, clock: Clock, name: str = "Ane") -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    return Database(
        stores.open_store(folder, KEY),
        changes=Changes(),
        clock=clock,
        node=NodeId("here"),
        author=name,
    )


def people_service(database: Database, clock: Clock, actor: User | None = None) -> PeopleService:
    service = PeopleService(database, clock, actor or user())
    service.prepare()
    return service


@dataclass
class Casework:
    """An opened vault that can be opened again, by the same user or another."""

    app: App

    def reopen(self, name: str | None = None, clock: Callable | None = None) -> App:
        """Close the vault and open it as `name`."""
        folder, name = self.app.folder, name or self.app.user.name
        self.app.close()
        self.app = open_app(
            folder, name, PASSPHRASES[name], clock or self.app.clock, cost=FLOOR_COST
        )
        return self.app


def make_office(folder: Path, clock: Clock) -> App:
    """Make an office's vault with Ane, who does casework, and Bo, who has the health role."""
    app, recovery_key = create_app(
        folder,
        kind=NodeKind.OFFICE,
        user_name="Ane",
        passphrase=PASSPHRASES["Ane"],
        roles=OFFICE_ROLES["Ane"],
        name="Jobcenter Nord",
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.users.add("Bo", OFFICE_ROLES["Bo"], PASSPHRASES["Bo"], recovery_words=recovery_key.words)
    app.interviews.publish(FORM)
    return app


def make_laptop(folder: Path, office: Path, clock: Clock, *, name: str = "Cille") -> App:
    """Make a consultant's vault that belongs to the office whose card is `office`."""
    app, _recovery_key = create_app(
        folder,
        kind=NodeKind.CONSULTANT,
        user_name=name,
        passphrase=PASSPHRASES.get(name, "et andet kodeord"),
        roles={Role.CONSULTANT},
        office_file=office,
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    return app


def copy_of(template: Path, folder: Path) -> Path:
    """Return a copy of a closed vault."""
    shutil.copytree(template, folder)
    return folder
