"""The typefaces of documents and which of them draws which character."""

import struct
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from kbh_desktop.fonts import font_files

REPLACEMENT = "\ufffd"


class Weight(Enum):
    """The four cuts in use."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a PDF font descriptor asks for, in 1/1000 em (the angle in degrees)."""

    ascent: int
    descent: int
    cap_height: int
    box: tuple[int, int, int, int]
    italic_angle: float
    weight: int


class Face:
    """One static TrueType file."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.font = hb.Font(self.face)
        self.scale = 1000 / self.face.upem
        self.unicodes = frozenset(self.face.unicodes)
        self.glyph_count: int = self.face.glyph_count
        self._advances: dict[int, float] = {}

    def advance(self, glyph: int) -> float:
        """Return the width of `glyph` in 1/1000 em."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.font.get_glyph_h_advance(glyph) * self.scale
        return width

    @cached_property
    def plain_text(self) -> dict[int, str]:
        """The one character that each glyph of the character map stands for by itself."""
        found: dict[int, str] = {}
        for code in sorted(self.unicodes):
            found.setdefault(self.font.get_nominal_glyph(code), chr(code))
        return found

    @cached_property
    def metrics(self) -> Metrics:
        """The measures of the whole face."""
        head, os2, post, hhea = (
            self.face.reference_table(tag).data for tag in ("head", "OS/2", "post", "hhea")
        )
        em = self.scale
        box = struct.unpack_from(">4h", head, 36)
        ascent, descent = struct.unpack_from(">2h", hhea, 4)
        return Metrics(
            ascent=round(ascent * em),
            descent=round(descent * em),
            cap_height=round(struct.unpack_from(">h", os2, 88)[0] * em),
            box=(
                round(box[0] * em),
                round(box[1] * em),
                round(box[2] * em),
                round(box[3] * em),
            ),
            italic_angle=struct.unpack_from(">i", post, 4)[0] / 65536,
            weight=struct.unpack_from(">H", os2, 4)[0],
        )


@cache
def _face(path: Path) -> Face:
    return Face(path)


@cache
def chain(weight: Weight) -> tuple[Face, ...]:
    """Return the faces for `weight` in the order in which they are asked for a character."""
    files = font_files()
    heavy = weight is Weight.SEMIBOLD
    sans = {
        Weight.REGULAR: files.sans_regular,
        Weight.MEDIUM: files.sans_medium,
        Weight.SEMIBOLD: files.sans_semibold,
        Weight.ITALIC: files.sans_italic,
    }
    return (
        _face(sans[weight]),
        _face(files.arabic_semibold if heavy else files.arabic_regular),
        _face(files.ethiopic_semibold if heavy else files.ethiopic_regular),
    )


class FontRuns(NamedTuple):
    """A text cut where the face changes, and the characters that no face has."""

    runs: tuple[tuple[Face, str], ...]
    missing: frozenset[str]


@lru_cache(maxsize=20_000)
def font_runs(text: str, weight: Weight) -> FontRuns:
    """Choose a face for every character; what no face has becomes U+FFFD."""
    faces = chain(weight)
    if text.isascii() or all(ord(char) in faces[0].unicodes for char in text):
        return FontRuns(((faces[0], text),), frozenset())
    runs: list[tuple[Face, str]] = []
    missing: set[str] = set()
    current = _leading_face(text, faces)
    start = 0
    chars = list(text)
    for index, char in enumerate(text):
        face = _face_for(char, current, faces)
        if face is None:
            missing.add(char)
            chars[index] = REPLACEMENT
            face = faces[0]
        if face is not current:
            if index > start:
                runs.append((current, "".join(chars[start:index])))
            current, start = face, index
    runs.append((current, "".join(chars[start:])))
    return FontRuns(tuple(runs), frozenset(missing))


def _leading_face(text: str, faces: tuple[Face, ...]) -> Face:
    """Return the face of the first letter, so that opening quotes look like the closing ones."""
    for char in text:
        if char.isalpha():
            return next((face for face in faces if ord(char) in face.unicodes), faces[0])
    return faces[0]


def _face_for(char: str, current: Face, faces: tuple[Face, ...]) -> Face | None:
    code = ord(char)
    if unicodedata.category(char) == "Cf" or unicodedata.name(char, "").startswith("VARIATION"):
        return current  # joiners and selectors belong to their neighbours
    if not char.isalpha() and code in current.unicodes:
        return current
    return next((face for face in faces if code in face.unicodes), None)
