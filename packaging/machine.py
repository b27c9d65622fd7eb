"""Makes this machine ready: system libraries, .venv with the locked packages, texts and fonts.

Standard library only: it runs before anything is installed.
"""

import ast
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "set-up-for"
LOG = VENV / "set-up.log"

UV = "uv==0.13.9"
UV_FOLDER = VENV / "uv"  # outside site-packages, so that syncing may be exact
UV_PROGRAM = UV_FOLDER / "bin" / ("uv.exe" if os.name == "nt" else "uv")

WINDOW_LIBRARIES = (
    "libcups2",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libwayland-cursor0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
TEST_PROGRAMS = (
    "age",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
    "imagemagick",
    "openbox",
    "poppler-utils",
    "postgresql",
    "python3-gi",
    "qpdf",
    "unicode-data",
    "xauth",
    "xdotool",
    "xvfb",
    "zstd",
)

_DPKG_FORMAT = "${db:Status-Status}\\t${Package}\\t${Provides}\\n"
_ERROR = re.compile(r"(error|cause|caused by|E)\b", re.IGNORECASE)
_UV_SETTINGS = {  # pip's settings, as uv names them
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "proxy": "ALL_PROXY",
    "cert": "SSL_CERT_FILE",
}


class SetUpError(Exception):
    """This machine can't be made ready; the text is one line for the person at it."""


def say(text: str) -> None:
    """Print a line of progress."""
    print(f"dev.py: {text}", flush=True)


def make_ready(libraries: Iterable[str]) -> None:
    """Install what is missing, and nothing else; about half a second when nothing is.

    Raises: SetUpError.
    """
    _install_libraries([*libraries, *_venv_packages()])
    wanted = _fingerprint()
    if not STAMP.is_file() or STAMP.read_text("utf-8") != wanted:
        STAMP.unlink(missing_ok=True)  # nothing half done counts as done
        _install_python_packages()
        STAMP.write_text(wanted, "utf-8")
    _make_resources()


def uv(*arguments: str, settings: Mapping[str, str] | None = None) -> str:
    """Run the pinned uv and return what it prints.

    Raises: SetUpError.
    """
    _install_uv()
    environment = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1", **(settings or {})}
    return _run([UV_PROGRAM, *arguments], environment)


def index_settings() -> dict[str, str]:
    """Return where this machine's pip gets packages, as environment variables for uv.

    Every file is held against the hash in uv.lock, so that taking the pinned version from any of
    several indexes is safe.

    Raises: SetUpError.
    """
    _make_venv()
    listing = _run([PYTHON, "-m", "pip", "config", "list"])
    found = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_SYSTEM_CERTS": "true"}
    return {**found, **as_uv_settings(listing, os.environ)}


def as_uv_settings(listing: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Translate what `pip config list` prints; what `environment` tells uv already stays out."""
    found = {}
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        variable = _UV_SETTINGS.get(name.rpartition(".")[2])
        if variable and variable not in environment:
            found[variable] = _for_uv(variable, str(ast.literal_eval(value)))
    return found


def _for_uv(variable: str, value: str) -> str:
    parts = value.split()
    if variable == "UV_FIND_LINKS":  # pip overlooks folders that are missing, uv does not
        return ",".join(part for part in parts if "://" in part or Path(part).exists())
    return " ".join(parts)


def _fingerprint() -> str:
    """Return what the set-up depends on, as one hash; settings of the tools are no part of it."""
    whole = hashlib.sha256(sys.version.encode())
    for name in ("uv.lock", "packaging/machine.py", "packaging/build_hook.py"):
        whole.update((ROOT / name).read_bytes())
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = [asked[name] for name in ("build-system", "project", "dependency-groups")]
    whole.update(json.dumps([*parts, asked["tool"]["hatch"]]).encode())
    return whole.hexdigest()


def _venv_packages() -> list[str]:
    missing = not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"))
    return ["python3-venv"] if missing and not PYTHON.exists() else []


def _install_libraries(names: list[str]) -> None:
    """On Debian, add the libraries that are missing; elsewhere Qt's wheels bring their own."""
    if not shutil.which("dpkg-query"):
        return
    query = ["dpkg-query", "--show", "--showformat", _DPKG_FORMAT]
    missing = sorted(set(names) - installed(_run(query)))
    if not missing:
        return
    asking = _as_root(missing)
    say(f"installing {len(missing)} Debian packages: {' '.join(missing)}")
    apt = [*asking, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    _run([*apt, "update"])
    _run([*apt, "install", "--yes", "--no-install-recommends", *missing])


def installed(listing: str) -> set[str]:
    """Return the packages that dpkg's `listing` says are there, with the names they stand in for.

    In Debian 13 `libglib2.0-0t64` is what `libglib2.0-0` was.
    """
    present = set()
    for line in listing.splitlines():
        status, name, provided = line.split("\t")
        if status == "installed":
            present |= {name, *(entry.split()[0] for entry in provided.split(",") if entry.strip())}
    return present


def _as_root(missing: list[str]) -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and (
        sys.stdin.isatty()
        or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo"]
    raise SetUpError(f"Ask an administrator to run: apt-get install {' '.join(missing)}")


def _install_python_packages() -> None:
    """Make .venv hold exactly what uv.lock says, and this program, editable."""
    _make_venv()
    target = ("--python", str(PYTHON))
    requirements = VENV / "requirements.txt"
    count = write_locked(requirements)
    say(f"installing the {count} Python packages of uv.lock")
    install_locked("sync", *target, str(requirements))
    uv("pip", "install", "--no-deps", "--no-build-isolation", "--offline", *target, "-e", str(ROOT))


def write_locked(requirements: Path, *choice: str) -> int:
    """Write what uv.lock says, with hashes, and return how many packages that is.

    `choice` tells which part, such as `--no-dev`; without one it is what developers need.

    Raises: SetUpError.
    """
    locked = uv("export", "--frozen", "--no-emit-project", *choice, "--format", "requirements-txt")
    requirements.write_text(locked, "utf-8")
    return sum("==" in line for line in locked.splitlines())


def install_locked(how: str, *arguments: str) -> None:
    """`sync` or `install` what `write_locked` wrote; from the network only what is not here.

    Raises: SetUpError.
    """
    command = ("pip", how, "--require-hashes", *arguments)
    try:
        uv(*command, "--offline")
    except SetUpError:  # not all of them are here or in uv's cache
        uv(*command, settings=index_settings())


def install_peers() -> None:
    """Add what benchmarks compare with to .venv, until it is made anew.

    Raises: SetUpError.
    """
    requirements = VENV / "peers.txt"
    write_locked(requirements, "--only-group", "bench")
    install_locked("install", "--python", str(PYTHON), "-r", str(requirements))


def _make_venv() -> None:
    if not PYTHON.exists():
        say("making .venv")
        _run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    if subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode:
        _run([PYTHON, "-m", "ensurepip"])


def _install_uv() -> None:
    mark = UV_FOLDER / UV
    if mark.exists():
        return
    _make_venv()
    say(f"installing {UV}")
    shutil.rmtree(UV_FOLDER, ignore_errors=True)
    _run([PYTHON, "-m", "pip", "install", "--quiet", "--target", str(UV_FOLDER), UV])
    mark.touch()


def _make_resources() -> None:
    """Compile the translations that were edited, and cut the fonts where they are missing."""
    texts = ROOT / "resources/translations"
    compiled = min((p.stat().st_mtime for p in texts.glob("*/LC_MESSAGES/kbh.mo")), default=0.0)
    if any(p.stat().st_mtime > compiled for p in texts.glob("*/*.po")):
        _run([PYTHON, "packaging/translations.py", "compile"])
    _run([PYTHON, "packaging/fonts.py"])


def _run(command: Iterable[str | Path], environment: Mapping[str, str] | None = None) -> str:
    """Run `command` and return what it prints; what it complains of goes to the log."""
    words = [str(word) for word in command]
    result = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        raise SetUpError(_what_failed(words, result.stdout + result.stderr))
    return result.stdout


def _what_failed(words: list[str], output: str) -> str:
    where = ""
    if VENV.is_dir():
        LOG.write_text(f"{' '.join(words)}\n\n{output}", "utf-8")
        where = f" (all of it: {LOG.relative_to(ROOT)})"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if _ERROR.match(line)]
    said = " ".join((errors or lines or ["it said nothing"])[-1].split())
    program = next(word for word in words if word not in {"sudo", "env"} and "=" not in word)
    return f"{Path(program).name} failed: {said}{where}"
