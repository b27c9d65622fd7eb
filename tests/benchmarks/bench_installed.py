"""The installed program against the same program from source, until its window is on the screen.

Needs `dev.py installer deb`. Both run in turns on one X server, and another program that looks
every few milliseconds sees both in the same way.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.bench_start import Figure, _screen

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = ROOT / "dist/build/deb/opt/kbh-desktop"
ROUNDS = 7
_LONGEST_S = 30


def run() -> list[Figure]:
    """Return the figures, or nothing where no Debian package was made."""
    if not INSTALLED.is_dir() or not (shutil.which("xdotool") and shutil.which("Xvfb")):
        return []
    source = [sys.executable, "-m", "ui.main"]
    windows: dict[str, list[float]] = {"installed": [], "from source": []}
    commands: dict[str, list[float]] = {"installed": [], "from source": []}
    with tempfile.TemporaryDirectory() as folder, _screen() as environment:
        for _round in range(ROUNDS + 1):
            for name, program, command in (
                ("installed", [INSTALLED / "kbh-desktop"], [INSTALLED / "kbh"]),
                ("from source", source, [sys.executable, "-m", "kbh_desktop.cli"]),
            ):
                windows[name].append(_window([*program, "--vault", folder], environment))
                commands[name].append(_ended([*command, "--help"]))
    window = {name: statistics.median(seen[1:]) for name, seen in windows.items()}
    command = {name: statistics.median(seen[1:]) for name, seen in commands.items()}
    return [
        *((f"window, {name}", seconds, "s", "") for name, seconds in window.items()),
        ("window, installed / from source", window["installed"] / window["from source"], "", ""),
        *((f"kbh --help, {name}", seconds, "s", "") for name, seconds in command.items()),
    ]


def _window(command: list[str | Path], environment: dict[str, str]) -> float:
    look = ["xdotool", "search", "--onlyvisible", "--name", "KBH Desktop"]
    began = time.perf_counter()
    program = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - began < _LONGEST_S:
            if subprocess.run(look, env=environment, capture_output=True, check=False).stdout:
                return time.perf_counter() - began
        raise TimeoutError(str(command[0]))
    finally:
        program.kill()
        program.wait()


def _ended(command: list[str | Path]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, check=True)
    return time.perf_counter() - began
