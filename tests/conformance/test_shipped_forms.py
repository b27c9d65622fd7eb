"""The shipped forms end in our engine as they end in ODK's own, `@getodk/xforms-engine` 0.22.

The expected states were written by a run of ODK's engine:
`python -m tests.conformance.shipped FOLDER_WITH_NODE_MODULES`.
"""

import json
import os
import shutil

import pytest

from tests.conformance.shipped import EXPECTED, FILLED, ours, theirs

ORACLE = os.environ.get("ORACLE", "")
needs_oracle = pytest.mark.skipif(
    not ORACLE or shutil.which("node") is None, reason="set ORACLE and install Node to run it"
)


def expected(name: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("name", FILLED)
def test_a_shipped_form_ends_as_in_the_engine_of_odk(name):
    assert ours(name) == expected(name)


@pytest.mark.oracle
@needs_oracle
@pytest.mark.parametrize("name", FILLED)
def test_the_engine_of_odk_still_says_so(name):
    assert theirs(name, ORACLE) == expected(name)
