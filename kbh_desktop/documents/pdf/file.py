"""How the objects of a document become a file: plain for archives, packed for printing in bulk."""

import struct
import zlib
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from kbh_desktop.documents.pdf.objects import RawStream

_HEADER = b"%%PDF-1.%d\n%%\xe2\xe3\xcf\xd3\n"
_TOGETHER = 200  # objects in one object stream
_LEVEL = 3  # of compression: a third larger than 6, in half the time


class PdfDocument(pdfdoc.PDFDocument):  # type: ignore[misc] # ReportLab has no types
    """ReportLab's document with objects of our own beside its registry, and two ways of saving.

    A plain file (PDF 1.4) may be an archive by PDF/A-1. A packed one (PDF 1.7) holds everything
    but streams in object streams, which makes hundreds of tagged pages a third smaller.
    """

    def __init__(self, *, language: str, packed: bool) -> None:
        super().__init__(
            compression=1, invariant=1, pdfVersion=(1, 7 if packed else 4), lang=language
        )
        self.packed = packed
        self.information: pdfdoc.PDFObject = self.info
        self._own: dict[int, bytes] = {}

    def reserve(self, count: int) -> int:
        """Reserve `count` object numbers in a row and return the first."""
        first: int = self.objectcounter + 1
        self.objectcounter += count
        return first

    def fill(self, number: int, source: str) -> None:
        """Say what the object of a reserved number is."""
        self._own[number] = source.encode("latin-1")

    def format(self) -> bytes:
        """Return the whole file; ReportLab calls this when it saves."""
        self.Reference(self.Catalog)
        self.Reference(self.information)
        writer = _Packed() if self.packed else _Plain()
        number = 0
        while number < self.objectcounter:  # formatting may register further objects
            number += 1
            own = self._own.get(number)
            if own is not None:
                writer.add(number, own)
                continue
            thing = self.idToObject[self.numberToId[number]]
            source = thing.format(self)
            body = source if isinstance(source, bytes) else source.encode("latin-1")
            writer.add(number, body, is_stream=body.rstrip().endswith(b"endstream"))
        return writer.finish(self._trailer(), self.objectcounter)

    def _trailer(self) -> str:
        root, info = (
            self.Reference(thing).format(self) for thing in (self.Catalog, self.information)
        )
        identity = "".join(f"<{self.signature.hexdigest()}>" for _ in range(2))
        return f"/Root {_text(root)}/Info {_text(info)}/ID[{identity}]"


def _text(source: str | bytes) -> str:
    return source if isinstance(source, str) else source.decode("latin-1")


class _Plain:
    """Every object by itself, with a table of where they begin."""

    def __init__(self) -> None:
        self.parts = [_HEADER % 4]
        self.at = len(self.parts[0])
        self.places: dict[int, int] = {}

    def add(self, number: int, source: bytes, *, is_stream: bool = False) -> None:  # noqa: ARG002
        self.places[number] = self.at
        self.put(b"%d 0 obj\n%b\nendobj\n" % (number, source))

    def put(self, part: bytes) -> None:
        self.parts.append(part)
        self.at += len(part)

    def finish(self, trailer: str, last: int) -> bytes:
        start = self.at
        rows = [b"0000000000 65535 f \n"]
        rows += [b"%010d 00000 n \n" % self.places[number] for number in range(1, last + 1)]
        self.put(b"xref\n0 %d\n%b" % (len(rows), b"".join(rows)))
        self.put(b"trailer\n<</Size %d%b>>\n" % (len(rows), trailer.encode("latin-1")))
        self.put(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.parts)


class _Place(NamedTuple):
    """An entry of a cross-reference stream (PDF 32000-1, table 18)."""

    kind: int
    where: int
    position: int


class _Packed:
    """Streams by themselves, all else many together in compressed object streams."""

    def __init__(self) -> None:
        self.parts = [_HEADER % 7]
        self.at = len(self.parts[0])
        self.places: dict[int, _Place] = {0: _Place(0, 0, 0xFFFF)}
        self.waiting: list[tuple[int, bytes]] = []
        self.groups: list[list[tuple[int, bytes]]] = []

    def add(self, number: int, source: bytes, *, is_stream: bool = False) -> None:
        if is_stream:
            self._put(number, source)
            return
        if len(self.waiting) == _TOGETHER:
            self.groups.append(self.waiting)
            self.waiting = []
        self.waiting.append((number, source))

    def finish(self, trailer: str, last: int) -> bytes:
        for group in (*self.groups, self.waiting):
            last += 1
            self._put_group(last, group)
        start, number = self.at, last + 1
        self.places[number] = _Place(1, start, 0)
        rows = b"".join(struct.pack(">BIH", *self.places[n]) for n in range(number + 1))
        table = zlib.compress(rows, _LEVEL)
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]{trailer}/Filter/FlateDecode"
        self._put(number, _stream(entries, table))
        self.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.parts)

    def _put(self, number: int, source: bytes) -> None:
        self.places[number] = _Place(1, self.at, 0)
        part = b"%d 0 obj\n%b\nendobj\n" % (number, source)
        self.parts.append(part)
        self.at += len(part)

    def _put_group(self, number: int, group: list[tuple[int, bytes]]) -> None:
        places, at = [], 0
        for index, (member, source) in enumerate(group):
            self.places[member] = _Place(2, number, index)
            places.append(f"{member} {at}")
            at += len(source) + 1
        head = " ".join(places).encode("ascii") + b"\n"
        packed = zlib.compress(head + b"\n".join(source for _, source in group), _LEVEL)
        entries = f"/Type/ObjStm/N {len(group)}/First {len(head)}/Filter/FlateDecode"
        self._put(number, _stream(entries, packed))


def _stream(entries: str, content: bytes) -> bytes:
    return RawStream(entries, content).format()
