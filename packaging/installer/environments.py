"""The Python environments that installers are made from: exactly what uv.lock says, no more."""

import shutil
import sys
from pathlib import Path

from machine import ROOT, SetUpError, install_locked, write_locked

from installer.running import BUILD, make, run

SYSTEM_PYTHON = Path("/usr/bin/python3")
DEBIAN_PYTHON = (3, 11)
RUNTIME = BUILD / "runtime"
"""A virtual environment with what the program needs to run on Linux, and nothing else."""
RUNTIME_PYTHON = RUNTIME / "bin/python"
RUNTIME_PACKAGES = RUNTIME / f"lib/python{DEBIAN_PYTHON[0]}.{DEBIAN_PYTHON[1]}/site-packages"
TOOLS = BUILD / "tools"
"""A folder with what makes installers; it is put on PYTHONPATH."""

_RUNTIME_ONLY = ("--no-default-groups", "--no-dev")


def make_runtime() -> None:
    """Make the Linux runtime and the tools, unless the lock file is that of the last time."""
    make("environments", [ROOT / "uv.lock", Path(__file__)], _runtime_and_tools)


def _runtime_and_tools() -> None:
    version = run("environments", [SYSTEM_PYTHON, "-c", "import sys; print(*sys.version_info[:2])"])
    if tuple(map(int, version.split())) != DEBIAN_PYTHON:
        raise SetUpError("The Debian package is built on Debian 12, with its Python 3.11.")
    shutil.rmtree(RUNTIME, ignore_errors=True)
    shutil.rmtree(TOOLS, ignore_errors=True)
    run("environments", [SYSTEM_PYTHON, "-m", "venv", "--without-pip", RUNTIME])
    runtime, tools = BUILD / "runtime.txt", BUILD / "tools.txt"
    write_locked(runtime, *_RUNTIME_ONLY)
    write_locked(tools, "--only-group", "installer")
    python = ("--python", str(RUNTIME_PYTHON))
    install_locked("sync", *python, str(runtime))
    install_locked("install", *python, "--target", str(TOOLS), "-r", str(tools))


def unpack_for_windows(folder: Path, python: str) -> None:
    """Unpack into `folder` the wheels that the program needs on Windows with `python`, as 3.13.

    Raises: SetUpError.
    """
    requirements = BUILD / "windows.txt"
    write_locked(requirements, *_RUNTIME_ONLY)
    install_locked(
        "install",
        *("-r", str(requirements)),
        *("--python", sys.executable, "--target", str(folder)),
        *("--python-platform", "x86_64-pc-windows-msvc", "--python-version", python),
        *("--only-binary", ":all:", "--no-deps"),
    )
