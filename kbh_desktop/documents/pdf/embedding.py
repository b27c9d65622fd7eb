"""Embeds each face as one Type0 font: only the glyphs in use, with the text they stand for."""

import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from kbh_desktop.documents.pdf.objects import RawObject, packed_stream, reference
from kbh_desktop.documents.text.faces import Face
from kbh_desktop.documents.text.layout import Run
from kbh_desktop.documents.text.shape import Glyph, shape

_DROPPED = ("GSUB", "GPOS", "GDEF", "OS/2", "name", "post", "cmap", "gasp", "vhea", "vmtx")
_FLAGS = (
    hb.SubsetFlags.RETAIN_GIDS
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.NOTDEF_OUTLINE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
)
_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6  # descriptor flags, PDF 32000-1 table 123
_BFCHARS = 100  # at most so many in one block, PDF 32000-1 section 9.10.3
_NOTICEABLE = 0.5  # 1/1000 em; smaller differences from the plain advance are left out


class EmbeddedFont:
    """One face inside one document.

    A character code is the glyph id while the glyph stands for its own character, and a number
    above all glyph ids where the same glyph stands for something else.
    """

    def __init__(self, face: Face, name: str, *, archival: bool) -> None:
        self.face = face
        self.name = name
        self.archival = archival
        self._glyphs: set[int] = set()
        self._extra: dict[tuple[int, str], int] = {}

    def codes(self, run: Run) -> str:
        """Return the elements of the TJ array that shows `run`."""
        plain = None if run.level & 1 else _plain_codes(self.face, run.text, run.tracking)
        if plain is None:
            shown = run.shaped.glyphs
            return _encode(self.face, shown, run.style.size, run.tracking, self._code)
        codes, glyphs = plain
        self._glyphs |= glyphs
        return codes

    def _code(self, glyph: Glyph) -> int:
        if glyph.text == self.face.plain_text.get(glyph.id):
            self._glyphs.add(glyph.id)
            return glyph.id
        extra = self._extra
        return extra.setdefault((glyph.id, glyph.text), self.face.glyph_count + len(extra))

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab calls it
        """Write the font into `document`; ReportLab calls this when the file is saved."""
        texts = {glyph: (glyph, self.face.plain_text.get(glyph, "")) for glyph in self._glyphs}
        texts |= {code: pair for pair, code in self._extra.items()}
        codes = dict(sorted(texts.items()))
        name = f"/{_tag(codes.values())}+{self.face.name}"
        metrics = self.face.metrics
        flags = _SYMBOLIC | (_ITALIC if metrics.italic_angle else 0)
        data = _subset(self.face, {glyph for glyph, _ in codes.values()})
        program = reference(document, packed_stream(data, Length1=len(data)))
        descriptor = RawObject(
            f"<</Type/FontDescriptor/FontName{name}/Flags {flags}"
            f"/FontBBox[{' '.join(map(str, metrics.box))}]/ItalicAngle {metrics.italic_angle:g}"
            f"/Ascent {metrics.ascent}/Descent {metrics.descent}/CapHeight {metrics.cap_height}"
            f"/StemV {metrics.weight // 5}/FontFile2 {program}{self._present(document, codes)}>>"
        )
        descendant = RawObject(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/DW 0/W[{self._widths(codes)}]"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {reference(document, descriptor)}"
            f"/CIDToGIDMap {self._glyph_map(document)}>>"
        )
        font = RawObject(
            f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H"
            f"/DescendantFonts[{reference(document, descendant)}]"
            f"/ToUnicode {reference(document, packed_stream(_to_unicode(codes)))}>>"
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _present(self, document: pdfdoc.PDFDocument, codes: Iterable[int]) -> str:
        """Return the entry with one bit for each code in use, which PDF/A-1 asks for."""
        if not self.archival:
            return ""
        bits = bytearray(max(codes, default=0) // 8 + 1)
        for code in (0, *codes):
            bits[code // 8] |= 0x80 >> code % 8
        return f"/CIDSet {reference(document, packed_stream(bytes(bits)))}"

    def _widths(self, codes: dict[int, tuple[int, str]]) -> str:
        return " ".join(
            f"{code}[{self.face.advance(glyph):g}]" for code, (glyph, _) in codes.items()
        )

    def _glyph_map(self, document: pdfdoc.PDFDocument) -> str:
        if not self._extra:
            return "/Identity"
        own = (glyph if glyph in self._glyphs else 0 for glyph in range(self.face.glyph_count))
        glyphs = [*own, *(glyph for glyph, _ in self._extra)]
        table = b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)
        return reference(document, packed_stream(table))


@lru_cache(maxsize=20_000)
def _plain_codes(face: Face, text: str, tracking: float) -> tuple[str, frozenset[int]] | None:
    """Return the codes of left-to-right `text` if they are the same in every document."""
    glyphs = shape(face, text, rtl=False).glyphs
    if any(glyph.dy or glyph.text != face.plain_text.get(glyph.id) for glyph in glyphs):
        return None
    codes = _encode(face, glyphs, 0, tracking, lambda glyph: glyph.id)
    return codes, frozenset(glyph.id for glyph in glyphs)


def forget_codes() -> None:
    """Drop every encoded word, as they come from what people typed."""
    _plain_codes.cache_clear()


def _encode(
    face: Face,
    glyphs: Iterable[Glyph],
    size: float,
    tracking: float,
    code_of: Callable[[Glyph], int],
) -> str:
    """Write glyphs as elements of a TJ array; a raised glyph closes it and opens another."""
    parts: list[str] = []
    together: list[str] = []

    def move(back: float) -> None:
        if abs(back) > _NOTICEABLE:
            parts.append(f"<{''.join(together)}>{back:.0f}")
            together.clear()

    for glyph in glyphs:
        move(-glyph.dx)
        code = f"{code_of(glyph):04X}"
        if glyph.dy:
            rise = f"{glyph.dy * size / 1000:.2f}"
            parts.append(f"<{''.join(together)}>]TJ {rise} Ts <{code}>Tj 0 Ts [")
            together.clear()
        else:
            together.append(code)
        move(face.advance(glyph.id) + glyph.dx - glyph.advance - tracking)
    if together:
        parts.append(f"<{''.join(together)}>")
    return "".join(parts)


def _subset(face: Face, glyphs: set[int]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.flags = _FLAGS
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(map(_tag_number, _DROPPED))
    return bytes(wanted.subset(face.face).blob.data)


def _tag_number(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def _tag(pairs: Iterable[tuple[int, str]]) -> str:
    """Return the six letters that tell one subset of a face from another."""
    number = zlib.crc32(repr(list(pairs)).encode("utf-8"))
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _to_unicode(codes: dict[int, tuple[int, str]]) -> bytes:
    rows = [
        f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>"
        for code, (_, text) in codes.items()
        if text
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
        "1 begincodespacerange<0000><FFFF>endcodespacerange",
    ]
    for start in range(0, len(rows), _BFCHARS):
        block = rows[start : start + _BFCHARS]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict/CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
