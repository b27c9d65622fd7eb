"""The setup program for Windows, for those who do not distribute MSIs (NSIS)."""

from pathlib import Path

from machine import ROOT, say

from installer.edition import this_edition
from installer.launchers import ICON, WINDOWS
from installer.running import BUILD, DIST, made, make, megabytes, run
from installer.signing import identity, sign
from installer.windows import STAGE, make_stage

DEBIAN_PACKAGES = ("nsis",)

_SCRIPT = WINDOWS / "setup.nsi"


def setup_path(version: str) -> Path:
    """Return where the setup program of `version` is written."""
    return DIST / f"KBH-Desktop-{version}-x64-setup.exe"


def make_setup() -> Path:
    """Make the setup program, unless nothing changed since; return it."""
    make_stage()
    edition = this_edition()
    path = setup_path(edition.version)
    needs = (made("windows-stage"), _SCRIPT, Path(__file__), repr(edition), identity())
    make("setup", needs, lambda: _setup(path))
    say(f"{path.relative_to(ROOT)}: {megabytes(path)}")
    return path


def _setup(target: Path) -> None:
    edition, part = this_edition(), BUILD / f"{target.name}.part"
    defined = {
        "VERSION": edition.version,
        "WINDOWS_VERSION": edition.windows_version,
        "STAGE": STAGE,
        "ICON": ICON,
        "OUT": part,
    }
    run("setup", ["makensis", "-V2", *(f"-D{k}={v}" for k, v in defined.items()), _SCRIPT])
    sign(part)
    part.replace(target)
