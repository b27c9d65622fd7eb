"""The fonts of windows and documents: static files, cut once from the packages that carry them.

The cut Latin family is named `KBH Sans`, because the licence of IBM Plex (SIL OFL 1.1) reserves
its name for unmodified files; the Arabic files are used unmodified under their own name.
"""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kbh_desktop.errors import DocumentError
from kbh_desktop.i18n import _
from kbh_desktop.resources import resource

SANS_FAMILY = "KBH Sans"
ARABIC_FAMILY = "IBM Plex Sans Arabic"
ETHIOPIC_FAMILY = "Noto Sans Ethiopic"

_EDITION = "1"  # raise it when the files below are cut differently


@dataclass(frozen=True, slots=True)
class FontFiles:
    """Static TrueType files, one for each weight in use."""

    sans_regular: Path
    sans_medium: Path
    sans_semibold: Path
    sans_italic: Path
    arabic_regular: Path
    arabic_semibold: Path
    ethiopic_regular: Path
    ethiopic_semibold: Path

    def all(self) -> tuple[Path, ...]:
        """Return every file, in the order above."""
        return tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class _Source:
    """Where one file comes from; `weight` (CSS, 100-900) is None for a file taken as it is."""

    package: str
    path: str
    family: str
    style: str
    weight: int | None = None

    @property
    def name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}.ttf"


_PLEX = "fontpkg_ibm_plex_sans"
_ARABIC = "fontpkg_ibm_plex_sans_arabic"
_AFRICA = "justmytype_intl_africa"
_UPRIGHT = "files/IBMPlexSans[wdth,wght].ttf"
_SLANTED = "files/IBMPlexSans-Italic[wdth,wght].ttf"
_ETHIOPIC = "fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf"

_SOURCES = (
    _Source(_PLEX, _UPRIGHT, SANS_FAMILY, "Regular", 400),
    _Source(_PLEX, _UPRIGHT, SANS_FAMILY, "Medium", 500),
    _Source(_PLEX, _UPRIGHT, SANS_FAMILY, "SemiBold", 600),
    _Source(_PLEX, _SLANTED, SANS_FAMILY, "Italic", 400),
    _Source(_ARABIC, "files/IBMPlexSansArabic-Regular.ttf", ARABIC_FAMILY, "Regular"),
    _Source(_ARABIC, "files/IBMPlexSansArabic-SemiBold.ttf", ARABIC_FAMILY, "SemiBold"),
    _Source(_AFRICA, _ETHIOPIC, ETHIOPIC_FAMILY, "Regular", 400),
    _Source(_AFRICA, _ETHIOPIC, ETHIOPIC_FAMILY, "SemiBold", 600),
)

_LICENCES = (
    _Source(_PLEX, "LICENSE", "OFL", "IBM-Plex"),
    _Source(_AFRICA, "fonts/ofl/notosansethiopic/OFL.txt", "OFL", "Noto-Sans-Ethiopic"),
)


@cache
def font_files() -> FontFiles:
    """Return the font files; the first call on a machine without cut fonts takes about 15 s.

    Raises: DocumentError when neither cut fonts nor the packages they come from are installed.
    """
    shipped = resource("fonts")
    if is_cut(shipped):
        return _in(shipped)
    folder = _user_folder()
    if not is_cut(folder):
        folder = cut_fonts(folder)
    return _in(folder)


def is_cut(folder: Path) -> bool:
    """Say whether `folder` holds every file of this edition."""
    return (folder / f"edition-{_EDITION}").is_file()


def cut_fonts(folder: Path, tell: Callable[[str], None] = lambda _name: None) -> Path:
    """Write every font file into `folder`, or where it is read-only into a temporary folder.

    Raises: DocumentError when a package is missing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(folder, tell)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="kbh-fonts-"))
        _write_all(folder, tell)
    return folder


def _in(folder: Path) -> FontFiles:
    return FontFiles(*(folder / source.name for source in _SOURCES))


def _user_folder() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where fonts are shipped

    return user_cache_path("kbh-desktop", appauthor=False) / "fonts"


def _write_all(folder: Path, tell: Callable[[str], None]) -> None:
    for source in _SOURCES:
        tell(source.name)
        _write(folder / source.name, source)
    for licence in _LICENCES:
        shutil.copyfile(_origin(licence), folder / licence.name.replace(".ttf", ".txt"))
    (folder / f"edition-{_EDITION}").touch()


def _write(target: Path, source: _Source) -> None:
    """Write one file whole or not at all, as another process may be doing the same."""
    origin = _origin(source)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        if source.weight is None:
            shutil.copyfile(origin, part)
        else:
            _cut(origin, source, part)
        part.chmod(0o644)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _origin(source: _Source) -> Path:
    spec = importlib.util.find_spec(source.package)
    for folder in spec.submodule_search_locations or () if spec else ():
        if (path := Path(folder, source.path)).is_file():
            return path
    raise DocumentError(_("The fonts are missing. Install the program again."))


def _cut(origin: Path, source: _Source, target: Path) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 0.3 s, needed once per machine
    from fontTools.varLib import instancer  # noqa: PLC0415

    with TTFont(origin, recalcTimestamp=False) as font:
        place = {"wght": source.weight, "wdth": 100}
        instancer.instantiateVariableFont(font, place, inplace=True)
        del font["STAT"]
        _rename(font["name"], source)
        font.save(target)


def _rename(table: Any, source: _Source) -> None:  # noqa: ANN401 - fontTools has no types
    """Name the family and style so that systems list all weights under one family."""
    plain = source.style in {"Regular", "Italic"}
    names = {
        1: source.family if plain else f"{source.family} {source.style}",
        2: source.style if plain else "Regular",
        3: f"{source.family} {source.style} {_EDITION}",
        4: f"{source.family} {source.style}",
        6: f"{source.family.replace(' ', '')}-{source.style}",
        16: source.family,
        17: source.style,
    }
    for name_id in (*names, 25):
        table.removeNames(nameID=name_id)
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
