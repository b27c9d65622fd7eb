"""An ESCO pack as it is kept and sent to laptops: names and relations only, a tenth of the zip.

Lines of JSON, compressed: a head, then a line for each concept, then a line for each occupation
with the skills it asks for.
"""

import io
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

import orjson
import zstandard

from kbh_desktop.competences.esco_pack import Concept, EscoPack, Kind
from kbh_desktop.errors import CancelledError, InputError
from kbh_desktop.i18n import _

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Row = TypeVar("Row")
KINDS: tuple[Kind, ...] = ("occupation", "skill")
_LEVEL = 9
_STEP = 2_000
_BYTES_A_ROW = 250
_MOST_BYTES = 200 << 20
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Head:
    """What a compact pack holds."""

    language: str
    """ISO 639; empty for relations alone."""
    version: str
    occupations: int
    skills: int
    relations: int
    format: int = _FORMAT


@dataclass(frozen=True, slots=True)
class AskedSkills:
    """The skills that one occupation asks for, by their addresses."""

    occupation: str
    essential: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompactPack:
    """A pack read into memory."""

    head: Head
    data: bytes
    """As it is kept."""
    concepts: tuple[Concept, ...]
    asked: tuple[AskedSkills, ...]


def compacted(
    pack: EscoPack,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> CompactPack:
    """Read the whole of `pack`; nothing is kept of one that is damaged further down.

    Raises:
        InputError: a table is damaged, lacks a column, or is empty.
        CancelledError: `cancelled` said so.
    """
    steps = _Steps(pack.size // _BYTES_A_ROW, progress, cancelled)
    concepts = tuple(steps.through(pack.concepts()))
    asked: dict[str, tuple[list[str], list[str]]] = {}
    count = 0
    for relation in steps.through(pack.relations()):
        of_occupation = asked.setdefault(relation.occupation, ([], []))
        of_occupation[not relation.essential].append(relation.skill)
        count += 1
    if not concepts and not count:
        raise InputError(_("{file} holds no rows.").format(file=pack.name), field=pack.name)
    occupations = sum(concept.kind == "occupation" for concept in concepts)
    head = Head(
        language=pack.language,
        version=pack.version,
        occupations=occupations,
        skills=len(concepts) - occupations,
        relations=count,
    )
    rows = tuple(
        AskedSkills(occupation, tuple(essential), tuple(optional))
        for occupation, (essential, optional) in asked.items()
    )
    return CompactPack(head, _written(head, concepts, rows), concepts, rows)


def apart(pack: CompactPack) -> tuple[CompactPack, ...]:
    """Return the language and the relations of a pack with both, each as a pack of its own.

    Relations hold in any language, and every language pack since 1.2 brings the same.
    """
    if not pack.concepts or not pack.asked:
        return (pack,)
    named = replace(pack.head, relations=0)
    related = replace(pack.head, language="", occupations=0, skills=0)
    return (
        CompactPack(named, _written(named, pack.concepts, ()), pack.concepts, ()),
        CompactPack(related, _written(related, (), pack.asked), (), pack.asked),
    )


class _Steps:
    """Counts rows, tells how far it is, and stops when asked."""

    def __init__(self, total: int, progress: Progress, cancelled: Cancelled) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0

    def through(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._done += 1
            if self._done % _STEP == 0:
                if self._cancelled():
                    raise CancelledError(_("Stopped. Nothing was changed."))
                self._progress(min(self._done, self._total), self._total)
            yield row


def _written(head: Head, concepts: tuple[Concept, ...], asked: tuple[AskedSkills, ...]) -> bytes:
    places: dict[str, int] = {}
    for row in asked:
        for uri in (*row.essential, *row.optional):
            places.setdefault(uri, len(places))
    out = io.BytesIO()
    compressor = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=False)
    with compressor.stream_writer(out, closefd=False) as writer:
        writer.write(orjson.dumps(asdict(head)) + b"\n")
        for c in concepts:
            told = [KINDS.index(c.kind), c.uri, c.isco, c.label, *c.others]
            writer.write(orjson.dumps(told) + b"\n")
        if asked:
            writer.write(orjson.dumps(list(places)) + b"\n")
        for each in asked:
            lists = [[places[uri] for uri in uris] for uris in (each.essential, each.optional)]
            writer.write(orjson.dumps([each.occupation, *lists]) + b"\n")
    return out.getvalue()


def read(kept: str) -> CompactPack:
    """Return the pack that `kept` holds, base64.

    Raises:
        InputError: it is damaged, or made by a newer version of the program.
    """
    try:
        return _read(b64decode(kept, validate=True))
    except (zstandard.ZstdError, ValueError, LookupError, TypeError, StopIteration) as error:
        raise InputError(_("The ESCO pack in the vault is damaged. Take it in again.")) from error


def _read(data: bytes) -> CompactPack:
    lines = _lines(data)
    head = Head(**orjson.loads(next(lines)))
    if head.format != _FORMAT:
        raise InputError(_("This ESCO pack needs a newer version of the program."))
    concepts = tuple(
        _concept(orjson.loads(next(lines))) for _row in range(head.occupations + head.skills)
    )
    asked: list[AskedSkills] = []
    if head.relations:
        uris = orjson.loads(next(lines))
        for line in lines:
            occupation, essential, optional = orjson.loads(line)
            asked.append(
                AskedSkills(
                    occupation,
                    tuple(uris[place] for place in essential),
                    tuple(uris[place] for place in optional),
                )
            )
    return CompactPack(head, data, concepts, tuple(asked))


def _concept(row: list[str]) -> Concept:
    kind, uri, isco, label, *others = row
    return Concept(uri, KINDS[int(kind)], isco, label, tuple(others))


def _lines(data: bytes) -> Iterator[bytes]:
    reader = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data))
    read_bytes = 0
    for line in io.BufferedReader(reader, 1 << 18):
        read_bytes += len(line)
        if read_bytes > _MOST_BYTES:
            message = "larger than any pack"
            raise ValueError(message)
        yield line
