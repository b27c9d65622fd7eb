"""A database with people and interviews in it, for a user with the roles a test wants."""

from pathlib import Path

from kbh_desktop.changes import Changes
from kbh_desktop.clock import Clock
from kbh_desktop.ids import NodeId, UserId
from kbh_desktop.people.service import PeopleService
from kbh_desktop.security.model import Role, User
from kbh_desktop.storage.database import Database

KEY = bytes(range(32))


def user(name: str = "Ane", *roles: Role) -> User:
    return User(UserId(name.lower()), name, frozenset(roles or {Role.CONSULTANT}))


def open_casework(folder: Path, clock: Clock, name: str = "Ane") -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    return Database(
        folder / "vault.db",
        KEY,
        changes=Changes(),
        clock=clock,
        node=NodeId("here"),
        author=name,
    )


def people_service(database: Database, clock: Clock, actor: User | None = None) -> PeopleService:
    service = PeopleService(database, clock, actor or user())
    service.prepare()
    return service


FORM_XFORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"/>
"""
