"""Runs the programs that make installers: what they say goes to dist/logs, what happens is told."""

import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from machine import ROOT, SetUpError, say

from installer.edition import this_edition

DIST = ROOT / "dist"
BUILD = DIST / "build"
LOGS = DIST / "logs"

_IGNORED = {"__pycache__", "LC_MESSAGES"}
_LAST_LINES = 12


def run(
    log: str,
    command: Iterable[str | Path],
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    seconds: float | None = None,
) -> str:
    """Run `command`, keep what it says in dist/logs/<log>.log and return it.

    Raises: SetUpError with its last lines when it fails or takes longer than `seconds`.
    """
    words = [str(word) for word in command]
    path = LOGS / f"{log}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"$ {' '.join(words)}\n")
        out.flush()
        start = out.tell()
        try:
            code = subprocess.run(
                words,
                cwd=folder,
                env=_environment(environment or {}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            ).returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SetUpError(f"{log}: {error}") from None
    said = path.read_bytes()[start:].decode("utf-8", "replace")
    if code:
        last = "\n    ".join(said.splitlines()[-_LAST_LINES:])
        place = path.relative_to(ROOT)
        raise SetUpError(f"{log}: {Path(words[0]).name} failed ({code}; {place}):\n    {last}")
    return said


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return what makes a build the same wherever it runs."""
    fixed = {
        "SOURCE_DATE_EPOCH": str(this_edition().epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    return {**os.environ, **fixed, **extra}


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say how long the block took."""
    began = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - began:.0f} s")


def make(name: str, needs: Iterable[Path | str], work: Callable[[], None]) -> None:
    """Do `work` unless it was done from the same `needs`: files, folders or plain words.

    A step that was interrupted is done again; a later step names an earlier one by `made(name)`.
    """
    mark, wanted = made(name), _fingerprint(needs)
    if mark.is_file() and mark.read_text("utf-8") == wanted:
        say(f"{name}: as before")
        return
    mark.unlink(missing_ok=True)
    (LOGS / f"{name}.log").unlink(missing_ok=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    say(f"{name} ...")
    with telling(name):
        work()
    mark.write_text(wanted, "utf-8")


def made(name: str) -> Path:
    """Return the mark of the step `name`; it changes when the step was done from other needs."""
    return BUILD / f"{name}.made"


def _fingerprint(needs: Iterable[Path | str]) -> str:
    whole = hashlib.sha256()
    for need in needs:
        for path in _files(need) if isinstance(need, Path) else ():
            whole.update(f"{path.relative_to(ROOT)}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
        if isinstance(need, str):
            whole.update(f"{need}\0".encode())
    return whole.hexdigest()


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(
        path
        for path in place.rglob("*")
        if path.is_file() and not _IGNORED.intersection(path.parts)
    )


def set_times(folder: Path) -> None:
    """Date everything in `folder` to the day of the edition."""
    epoch = this_edition().epoch
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def megabytes(path: Path) -> str:
    """Return the size of a file or folder in MB (10^6 bytes)."""
    parts = [path] if path.is_file() else [p for p in path.rglob("*") if not p.is_symlink()]
    return f"{sum(p.stat().st_size for p in parts if p.is_file()) / 1e6:.1f} MB"
