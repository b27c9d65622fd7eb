"""The whole suite ends, whatever a test leaves behind."""

import sys
import time
from pathlib import Path

import pytest

from tests.project.scripts import load_script

ENDING = load_script("ending")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes")
LEAVES_ONE = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid); sys.exit(3)"
HANGS = "import faulthandler, time; faulthandler.enable(); time.sleep(60)"


@posix
def test_what_is_left_running_is_ended_with_it(capfd):
    assert ENDING.run_to_its_end([sys.executable, "-c", LEAVES_ONE], 30) == 3
    left = int(capfd.readouterr().out)
    for _try in range(100):
        try:
            state = Path(f"/proc/{left}/stat").read_text("utf-8")
            gone = state.split()[2] == "Z"
        except FileNotFoundError:
            gone = True
        if gone:
            return
        time.sleep(0.05)
    pytest.fail("it still runs")


@posix
def test_what_does_not_end_says_where_it_stands(capfd):
    assert ENDING.run_to_its_end([sys.executable, "-c", HANGS], 1.0) == 1
    printed = capfd.readouterr()
    assert "not finished after 1 s" in printed.out
    assert "most recent call first" in printed.err
