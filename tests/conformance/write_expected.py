"""Asks ODK's own engine and writes what it says to expected/.

    ORACLE=FOLDER python -m tests.conformance.write_expected

FOLDER holds node_modules with @getodk/xforms-engine 0.22.0 and jsdom.
"""

import json
import os
import tempfile
from pathlib import Path

from tests.conformance.comparing import (
    EXPECTED,
    differences,
    names,
    our_trace,
    slimmed,
    their_trace,
)


def main() -> None:
    """Write every form's expected results and print where we differ."""
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in names():
            theirs = their_trace(name, Path(folder), os.environ["ORACLE"])
            text = json.dumps(slimmed(theirs), ensure_ascii=False, indent=1)
            (EXPECTED / f"{name}.json").write_text(f"{text}\n", "utf-8")
            found = differences(name, theirs, our_trace(name))
            for line in dict.fromkeys(difference.line() for difference in found):
                print(f"- `{line}`")


if __name__ == "__main__":
    main()
