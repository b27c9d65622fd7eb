"""PDF objects written straight out, as ReportLab's dictionaries cost more time than the text."""

import zlib

from reportlab.pdfbase import pdfdoc


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """PDF source written as it is."""

    __RefOnly__ = 1

    def __init__(self, source: str = "") -> None:
        self.source = source

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Return the source."""
        return self.source.encode("latin-1")


class RawStream(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """A stream whose dictionary source and bytes are ready."""

    __RefOnly__ = 1

    def __init__(self, entries: str, content: bytes) -> None:
        self.entries = entries
        self.content = content

    def format(self, _document: pdfdoc.PDFDocument | None = None) -> bytes:
        """Return the dictionary and the bytes."""
        head = f"<<{self.entries}/Length {len(self.content)}>>\nstream\n"
        return head.encode("latin-1") + self.content + b"\nendstream"


def packed_stream(content: bytes, **entries: object) -> RawStream:
    """Return `content` as a compressed stream."""
    source = "".join(f"/{key} {value}" for key, value in entries.items())
    return RawStream(f"{source}/Filter/FlateDecode", zlib.compress(content, 3))


def reference(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject) -> str:
    """Add `thing` to `document` once and return the source that refers to it."""
    name = document.Reference(thing).name
    number, generation = document.idToObjectNumberAndVersion[name]
    return f"{number} {generation} R"


def text_string(text: str) -> str:
    """Return `text` as the source of a PDF text string in UTF-16."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
