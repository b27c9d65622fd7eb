"""Choices of people and documents that somebody prints again and again, kept by name."""

from dataclasses import asdict, dataclass, field

from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.storage.database import Database

_KEY = "print_selections"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Selection:
    """Who and what; people who are gone since are simply not found any more."""

    name: str
    people: tuple[PersonId, ...] = field(repr=False)
    kinds: tuple[DocumentKind, ...]


class PrintSelections:
    """Keeps selections inside the vault of this computer; they never travel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Selection, ...]:
        """Return the selections by name."""
        with self._database.read() as session:
            stored = self._database.meta_get(session, _KEY) or {}
        return tuple(
            Selection(
                name,
                tuple(PersonId(person) for person in kept["people"]),
                tuple(DocumentKind(kind) for kind in kept["kinds"]),
            )
            for name, kept in sorted(stored.items())
        )

    def save(self, selection: Selection) -> None:
        """Keep the selection, in the place of one with the same name.

        Raises: InputError without a name.
        """
        name = selection.name.strip()
        if not name or len(name) > _LONGEST_NAME:
            text = _("Give the selection a name of at most {longest} characters.")
            raise InputError(text.format(longest=_LONGEST_NAME), field="name")
        kept = asdict(selection)
        self._change(name, {"people": list(kept["people"]), "kinds": list(kept["kinds"])})

    def remove(self, name: str) -> None:
        """Forget the selection of that name."""
        self._change(name, None)

    def _change(self, name: str, kept: dict[str, list[str]] | None) -> None:
        with self._database.write() as session:
            stored = dict(self._database.meta_get(session, _KEY) or {})
            stored.pop(name, None)
            if kept is not None:
                stored[name] = kept
            self._database.meta_set(session, _KEY, stored)
