"""Runs a command so that it ends, and everything it started with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from machine import ROOT, say

_LAST_WORDS_S = 10.0


def run_to_its_end(command: Sequence[str | Path], longest_s: float) -> int:
    """Run `command` and return its exit code; after `longest_s` make it say where it is, and fail.

    Whatever it leaves running is ended too: a process that holds the output open keeps everybody
    waiting who reads it. Windows has no groups of processes that could be ended like this.
    """
    if sys.platform == "win32":
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as process:
        try:
            return process.wait(longest_s)
        except subprocess.TimeoutExpired:
            say(f"not finished after {longest_s:.0f} s; this is where it stands:")
            _tell_all(process.pid, signal.SIGABRT)  # faulthandler writes where every thread is
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LAST_WORDS_S)
            return 1
        finally:
            _tell_all(process.pid, signal.SIGKILL)


def _tell_all(group: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, what)
