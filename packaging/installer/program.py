"""The program as both systems install it: our wheel unpacked, with the cut fonts inside."""

import shutil
import zipfile
from pathlib import Path

from machine import PYTHON, ROOT

from installer.running import BUILD, make, run

PROGRAM = BUILD / "program"
"""Holds kbh_desktop (with _resources), ui and our dist-info."""

_RECIPES = ("packaging/build_hook.py", "packaging/translations.py")


def make_program() -> None:
    """Build our wheel and unpack it, unless the sources are those of the last time."""
    sources = ("kbh_desktop", "ui", "resources", "pyproject.toml", *_RECIPES)
    make("program", [*(ROOT / name for name in sources), Path(__file__)], _program)


def _program() -> None:
    wheels = BUILD / "wheel"
    shutil.rmtree(wheels, ignore_errors=True)
    shutil.rmtree(PROGRAM, ignore_errors=True)
    run("program", [PYTHON, "-m", "hatchling", "build", "--target", "wheel", "-d", wheels])
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(PROGRAM)
    fonts = ROOT / "resources/fonts"
    shutil.copytree(fonts, PROGRAM / "kbh_desktop/_resources/fonts", dirs_exist_ok=True)
    (info,) = PROGRAM.glob("kbh_desktop-*.dist-info")
    for name in ("RECORD", "WHEEL"):  # they tell of a wheel that nobody installs
        (info / name).unlink()
