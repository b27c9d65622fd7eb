"""The official language packs of ESCO, versions 1.1 to 1.2: tables in a zip, read row by row.

Source: European Commission, https://esco.ec.europa.eu, reuse under Decision 2011/833/EU.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

Kind = Literal["occupation", "skill"]
_LONGEST_CELL = 1_000_000
_CONCEPTS = re.compile(r"(?:.*/)?(occupations|skills)_([a-z]{2})\.csv$")
_RELATIONS = re.compile(r"(?:.*/)?occupationSkillRelations(?:_[a-z]{2})?\.csv$")
_VERSION = re.compile(r"v(\d+(?:\.\d+)+)")
_BETWEEN_LABELS = re.compile(r"\s*[\n|]\s*")
_ESSENTIAL = "essential"
_TABLES: dict[str, Kind] = {"occupations": "occupation", "skills": "skill"}
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Concept:
    """An occupation or skill in one language."""

    uri: str
    kind: Kind
    isco: str
    """Code of the unit group; empty for a skill."""
    label: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A skill that an occupation asks for."""

    occupation: str
    skill: str
    essential: bool


class EscoPack:
    """One zip: concepts of a language, relations that hold in any language, or both.

    Raises: InputError when the file is damaged, or none of these.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = path.name
        with self._readable(), zipfile.ZipFile(path) as pack:
            files = [(info.filename, info.file_size) for info in pack.infolist()]
        named = [(match, size) for name, size in files if (match := _CONCEPTS.match(name))]
        self._concepts = sorted((match.string, _TABLES[match[1]]) for match, _size in named)
        self._relations = [name for name, _size in files if _RELATIONS.match(name)]
        self.language = named[0][0][2] if named else ""
        """ISO 639; empty for a pack of relations alone."""
        self.size = sum(size for _match, size in named)
        """Bytes of the tables that are read, unpacked."""
        self.size += sum(size for name, size in files if name in self._relations)
        if not self._concepts and not self._relations:
            raise InputError(
                _(
                    "{file} is not an ESCO pack: it holds no occupations, skills or relations."
                ).format(file=path.name),
                field=path.name,
            )

    @property
    def parts(self) -> tuple[bool, ...]:
        """True for the names of a language, False for relations; one or both."""
        return (*([True] if self._concepts else []), *([False] if self._relations else []))

    @property
    def version(self) -> str:
        """The version in the name of the file, such as `1.1.1`; empty when there is none."""
        found = _VERSION.search(self._path.name)
        return found[1] if found else ""

    def concepts(self) -> Iterator[Concept]:
        """Yield occupations, then skills.

        Raises: InputError when a table is damaged or lacks a column.
        """
        for name, kind in self._concepts:
            needed = {"conceptUri", "preferredLabel", "altLabels"}
            needed |= {"iscoGroup"} if kind == "occupation" else set()
            for row in self._rows(name, needed):
                if row["conceptUri"] and row["preferredLabel"]:
                    yield _concept(row, kind)

    def relations(self) -> Iterator[Relation]:
        """Yield which skills each occupation asks for.

        Raises: InputError when the table is damaged or lacks a column.
        """
        for name in self._relations:
            for row in self._rows(name, {"occupationUri", "relationType", "skillUri"}):
                essential = row["relationType"] == _ESSENTIAL
                yield Relation(row["occupationUri"], row["skillUri"], essential)

    def _rows(self, name: str, needed: set[str]) -> Iterator[Row]:
        with self._readable(), zipfile.ZipFile(self._path) as pack, pack.open(name) as table:
            csv.field_size_limit(_LONGEST_CELL)
            rows = csv.reader(io.TextIOWrapper(table, "utf-8-sig", newline=""))
            header = next(rows, [])
            missing = sorted(needed - set(header))
            if missing:
                raise InputError(
                    _("{file} has no column “{column}”.").format(file=name, column=missing[0]),
                    field=missing[0],
                )
            places = [(column, header.index(column)) for column in needed]
            for number, cells in enumerate(rows, 2):
                if len(cells) != len(header):
                    raise InputError(
                        _("Row {row} of {file} is not whole.").format(row=number, file=name),
                        field=name,
                    )
                yield {column: cells[place].strip() for column, place in places}

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, csv.Error) as error:
            message = _("{file} is damaged or not a zip file. Fetch it again.")
            raise InputError(message.format(file=self._path.name), field=self._path.name) from error
        except OSError as error:
            message = _("{file} can't be read.")
            raise InputError(message.format(file=self._path.name), field=self._path.name) from error


def _concept(row: Row, kind: Kind) -> Concept:
    label = row["preferredLabel"]
    others = dict.fromkeys(_BETWEEN_LABELS.split(row["altLabels"]))
    also = tuple(other for other in others if other and other != label)
    return Concept(row["conceptUri"], kind, row.get("iscoGroup", ""), label, also)
