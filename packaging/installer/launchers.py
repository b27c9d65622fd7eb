"""Our two small programs for Windows, kbh-desktop.exe and kbh.exe, and the icon they carry."""

import shutil
from pathlib import Path

from machine import ROOT

from installer.edition import APP_ID, Edition, this_edition
from installer.running import BUILD, make, run
from installer.signing import identity, sign

WINDOWS = ROOT / "packaging/windows"
FOLDER = BUILD / "windows-launcher"
ICON = FOLDER / "kbh-desktop.ico"
LAUNCHERS = {"kbh-desktop.exe": ("ui.main", True), "kbh.exe": ("kbh_desktop.cli", False)}
"""Each program's module, and whether it has windows."""
DEBIAN_PACKAGES = (
    *("binutils-mingw-w64-x86-64", "gcc-mingw-w64-x86-64-win32", "icoutils", "librsvg2-bin"),
)

_GCC = "x86_64-w64-mingw32-gcc-win32"
_WINDRES = "x86_64-w64-mingw32-windres"
_HARDENED = ("--dynamicbase", "--nxcompat", "--high-entropy-va", "--no-insert-timestamp")
_ICON_SIZES = (16, 24, 32, 48, 64, 256)


def make_launchers() -> None:
    """Compile kbh-desktop.exe and kbh.exe, unless nothing changed since."""
    drawing = ROOT / f"packaging/linux/{APP_ID}.svg"
    sources = [WINDOWS / f"launcher.{ending}" for ending in ("c", "rc", "manifest")]
    needs = [*sources, drawing, Path(__file__), repr(this_edition()), identity()]
    make("windows-launcher", needs, lambda: _launchers(this_edition(), drawing))


def _launchers(edition: Edition, drawing: Path) -> None:
    folder = FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for ending in ("c", "rc", "manifest"):
        template = (WINDOWS / f"launcher.{ending}").read_text("utf-8")
        (folder / f"launcher.{ending}").write_text(edition.filled(template), "utf-8")
    _icon(folder, drawing)
    log = "windows-launcher"
    run(log, [_WINDRES, "launcher.rc", "-O", "coff", "-o", "launcher.res"], folder=folder)
    for name, (module, has_windows) in LAUNCHERS.items():
        run(
            log,
            [
                *(_GCC, "-municode", "-Wall", "-Wextra", "-Werror", "-Os", "-s"),
                *(("-mwindows", "-DGUI") if has_windows else ("-mconsole",)),
                f'-DAPP_MODULE=L"{module}"',
                *(f"-Wl,{option}" for option in _HARDENED),
                *("-o", name, "launcher.c", "launcher.res"),
            ],
            folder=folder,
        )
        sign(folder / name)


def _icon(folder: Path, drawing: Path) -> None:
    log, pictures = "windows-launcher", []
    for size in _ICON_SIZES:
        picture = folder / f"icon-{size}.png"
        run(log, ["rsvg-convert", "-w", str(size), "-h", str(size), "-o", picture, drawing])
        pictures += ["--raw", picture] if size == _ICON_SIZES[-1] else [picture]
    run(log, ["icotool", "--create", "--output", ICON, *pictures])
