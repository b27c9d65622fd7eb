"""PDF objects written straight out, as ReportLab's dictionaries cost more time than the text."""

import zlib

from reportlab.pdfbase import pdfdoc


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """PDF source with a `%s` for each object it refers to."""

    __RefOnly__ = 1

    def __init__(self, source: str, *parts: object) -> None:
        self.source = source
        self.parts = parts

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the source with the references filled in."""
        parts = tuple(pdfdoc.format(part, document).decode("latin-1") for part in self.parts)
        return (self.source % parts if parts else self.source).encode("latin-1")


class RawStream(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no types
    """A stream whose dictionary source and bytes are ready."""

    __RefOnly__ = 1

    def __init__(self, entries: str, content: bytes) -> None:
        self.entries = entries
        self.content = content

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        """Return the dictionary and the bytes."""
        head = f"<<{self.entries}/Length {len(self.content)}>>\nstream\n"
        return head.encode("latin-1") + self.content + b"\nendstream\n"


def packed_stream(content: bytes, **entries: object) -> RawStream:
    """Return `content` as a compressed stream."""
    source = "".join(f"/{key} {value}" for key, value in entries.items())
    return RawStream(f"{source}/Filter/FlateDecode", zlib.compress(content, 6))


def stream(document: pdfdoc.PDFDocument, content: bytes, **entries: object) -> object:
    """Add `content`, compressed, to `document` and return the reference to it."""
    return document.Reference(packed_stream(content, **entries))


def text_string(text: str) -> str:
    """Return `text` as the source of a PDF text string in UTF-16."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
