"""Our engine beside ODK's own, `@getodk/xforms-engine` 0.22: the same forms, the same steps.

The expected results were written by runs of ODK's engine (`write_expected.py`). Where the
variable ORACLE names a folder with the engine in its node_modules, it is asked again.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.conformance.comparing import (
    EXPECTED,
    differences,
    known,
    names,
    our_trace,
    slimmed,
    their_trace,
    widened,
)

ORACLE = os.environ.get("ORACLE", "")
needs_oracle = pytest.mark.skipif(
    not ORACLE or shutil.which("node") is None, reason="set ORACLE and install Node to run it"
)


@pytest.mark.parametrize("name", names())
def test_our_trace_equals_that_of_odk(name: str) -> None:
    theirs = widened(json.loads((EXPECTED / f"{name}.json").read_text("utf-8")))
    found = {difference.line() for difference in differences(name, theirs, our_trace(name))}
    assert found == {line for line in known() if line.startswith(f"{name} ")}


@pytest.mark.oracle
@needs_oracle
@pytest.mark.parametrize("name", names())
def test_odk_still_says_what_is_checked_in(name: str, tmp_path: Path) -> None:
    expected = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))
    assert slimmed(their_trace(name, tmp_path, ORACLE)) == expected
