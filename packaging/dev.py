"""Sets this machine up, then does one of: demo, test, check, bench, lock, installer.

    python3 packaging/dev.py demo            the windows, with invented people
    python3 packaging/dev.py demo --check    the same without a screen, each step verified
    python3 packaging/dev.py test [...]      all tests, or what pytest is told to run
    python3 packaging/dev.py check           format, lint, types, layers, texts, lock file
    python3 packaging/dev.py bench [name]    the figures of tests/benchmarks
    python3 packaging/dev.py lock [...]      uv.lock anew after pyproject.toml changed
    python3 packaging/dev.py installer ...   Debian package, MSI, setup program; without more, which

It needs only Python 3.11 and its standard library and installs what is missing. When nothing is,
it takes about half a second before the task.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - no installer has asked yet
    sys.exit("dev.py: Python 3.11 or newer is needed.")
sys.path.insert(0, str(Path(__file__).parent))
from ending import run_to_its_end
from lock import lock
from machine import (
    BIN,
    PYTHON,
    ROOT,
    TEST_PROGRAMS,
    UV_PROGRAM,
    WINDOW_LIBRARIES,
    SetUpError,
    install_peers,
    make_ready,
    say,
)

CHECKS: dict[str, list[str | Path]] = {
    "types": [BIN / "mypy"],  # the longest first
    "layers": [BIN / "lint-imports", "--no-logo"],
    "lint": [BIN / "ruff", "check"],
    "format": [BIN / "ruff", "format", "--check"],
    "translations": [PYTHON, "packaging/translations.py", "missing"],
    "lock file": [UV_PROGRAM, "lock", "--check", "--offline", "--no-python-downloads"],
}
_LONGEST_TEST_S = 3000.0
WHOLE_SUITE = ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"]


def demo(arguments: list[str]) -> int:
    """Open the program with invented people, or prove without a screen that it works."""
    make_ready(WINDOW_LIBRARIES)
    if arguments[:1] == ["--check"]:
        return _python("-m", "ui.demo_check", *arguments[1:], QT_QPA_PLATFORM="offscreen")
    if not _has_screen():
        raise SetUpError("There is no screen here; `dev.py demo --check` does without one.")
    return _python("-m", "ui.main", "--demo", *arguments)


def test(arguments: list[str]) -> int:
    """Run all tests on all processors, or exactly those that `arguments` tell pytest."""
    make_ready((*WINDOW_LIBRARIES, *TEST_PROGRAMS))
    if arguments:
        return _python("-m", "pytest", *arguments)
    return run_to_its_end([PYTHON, "-m", "pytest", *WHOLE_SUITE], _LONGEST_TEST_S)


def check(_arguments: list[str]) -> int:
    """Run every check, as many at a time as there are processors, and say which failed."""
    make_ready(())
    failed = []
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        running = {pool.submit(_timed, command): name for name, command in CHECKS.items()}
        for done in as_completed(running):
            name, (code, output, seconds) = running[done], done.result()
            print(f"{'FAILED' if code else 'ok':<7}{name:<14}{seconds:5.1f} s", flush=True)
            if code:
                failed.append(name)
                print(output.rstrip(), flush=True)
    print(f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed", *failed, sep=", failed: ")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Print the figures of the benchmarks named, or of all."""
    make_ready(WINDOW_LIBRARIES)
    install_peers()
    return _python("packaging/bench.py", *arguments, QT_QPA_PLATFORM="offscreen")


def renew_lock(arguments: list[str]) -> int:
    """Bring uv.lock up to date with pyproject.toml, and install what it says."""
    lock(arguments)
    make_ready(())
    return 0


def installer(arguments: list[str]) -> int:
    """Make the installers named, or try them."""
    from installer.command import installer as make  # noqa: PLC0415 - the other tasks start sooner

    return make(arguments)


TASKS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "lock": renew_lock,
    "installer": installer,
}


def _has_screen() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _python(*arguments: str, **environment: str) -> int:
    return subprocess.run(
        [PYTHON, *arguments], cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


def _timed(command: list[str | Path]) -> tuple[int, str, float]:
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return result.returncode, result.stdout, time.monotonic() - started


def main(arguments: list[str]) -> int:
    """Do the task named first; return its exit code, or 2 with the tasks there are."""
    task = TASKS.get(arguments[0]) if arguments else None
    if task is None:
        print(__doc__)
        return 2
    try:
        return task(arguments[1:])
    except SetUpError as error:
        say(str(error))
    except KeyboardInterrupt:
        say("stopped")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
