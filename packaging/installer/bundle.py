"""The frozen program for Linux: one folder with its own Python and Qt (PyInstaller)."""

import shutil
from pathlib import Path

from machine import ROOT, say

from installer.environments import RUNTIME_PACKAGES, RUNTIME_PYTHON, TOOLS, make_runtime
from installer.program import PROGRAM, make_program
from installer.running import BUILD, made, make, megabytes, run

BUNDLE = BUILD / "bundle/kbh-desktop"
PROGRAMS = ("kbh-desktop", "kbh")

_SPEC = ROOT / "packaging/linux/kbh-desktop.spec"
_ENTRIES = BUILD / "entries"
_ENTRY = "import sys\n\nfrom {module} import main\n\nsys.exit(main())\n"
_MODULES = {"kbh-desktop": "ui.main", "kbh": "kbh_desktop.cli"}
_STRIPPED = (  # built with symbols; what patchelf rewrote (Qt, *.libs) stays as it is
    *("/libpython3", "/sqlcipher3/", "/sqlalchemy/", "/zstandard/", "/cryptography/"),
    *("/uharfbuzz/", "/pypdfium2_raw/", "/PIL/_imaging"),
)


def make_bundle() -> None:
    """Freeze the program, unless it, the lock file and the recipe are those of the last time."""
    make_program()
    make_runtime()
    recipes = (_SPEC, Path(__file__), Path(__file__).with_name("contents.py"))
    make("bundle", [made("program"), made("environments"), *recipes], _bundle)
    say(f"bundle: {megabytes(BUNDLE)}")


def _bundle() -> None:
    shutil.rmtree(BUNDLE.parent, ignore_errors=True)
    _ENTRIES.mkdir(parents=True, exist_ok=True)
    for name, module in _MODULES.items():
        (_ENTRIES / f"{name}.py").write_text(_ENTRY.format(module=module), "utf-8")
    run(
        "bundle",
        [
            *(RUNTIME_PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", BUNDLE.parent, "--workpath", BUILD / "pyinstaller", _SPEC),
        ],
        folder=BUILD,
        environment={
            "KBH_PROGRAM": str(PROGRAM),
            "KBH_ENTRIES": str(_ENTRIES),
            "PYTHONPATH": f"{PROGRAM}:{RUNTIME_PACKAGES}:{TOOLS}:{ROOT / 'packaging'}",
            "PYTHONSAFEPATH": "1",
            "PYINSTALLER_CONFIG_DIR": str(BUILD / "pyinstaller-cache"),
        },
    )
    for path in libraries(BUNDLE):
        if any(part in path.as_posix() for part in _STRIPPED):
            run("bundle", ["strip", "--strip-unneeded", path])


def libraries(folder: Path) -> list[Path]:
    """Return the programs and libraries (ELF) below `folder`, no links."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as start:
                if start.read(4) == b"\x7fELF":
                    found.append(path)
    return found
