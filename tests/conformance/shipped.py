"""The shipped forms filled in, as ODK's own engine and as ours leave them."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kbh_desktop.xforms.trace import trace
from tests.forms_world import NOW, steps, xform

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
EXPECTED = HERE / "expected_shipped"
FILLED = ("samtale1_amina", "samtale1_hodan", "samtale2_amina", "samtale2_hodan")
FROM_OUTSIDE = b'<instance id="person" src="jr://file-csv/person.csv"/>'
ONE_PERSON = b'<instance id="person"><root><item><name>x</name></item></root></instance>'
"""ODK's engine wants the list of people there; the forms work out nothing from it."""
OWN_TO_EACH_RUN = "/data/meta/"
State = dict[str, list[Any]]


def form(name: str) -> bytes:
    """Return the XForm of the filled form `name`."""
    return xform(name.split("_", maxsplit=1)[0]).replace(FROM_OUTSIDE, ONE_PERSON)


def answers(name: str) -> list[dict[str, str]]:
    """Return the steps that fill in the form `name`."""
    return steps(json.loads((DATA / f"answers_{name}.json").read_text("utf-8")))


def last_state(told: dict[str, Any]) -> State:
    """Return relevant, required, valid and value of each node after the last step, by reference.

    Of what is not relevant only that is kept: engines differ in what they say of it.
    """
    return {
        node["ref"]: [True, node["required"], node["valid"], node["value"]]
        if node["relevant"]
        else [False]
        for node in told["steps"][-1]["nodes"]
        if OWN_TO_EACH_RUN not in node["ref"]
    }


def ours(name: str) -> State:
    """Return how our engine leaves the form."""
    return last_state(trace(form(name), answers(name), now=NOW))


def theirs(name: str, oracle: str) -> State:
    """Return how ODK's engine leaves the form; `oracle` is the folder with its node_modules."""
    with tempfile.TemporaryDirectory() as folder:
        source, script, out = (
            Path(folder, part) for part in ("form.xml", "steps.json", "out.json")
        )
        source.write_bytes(form(name))
        script.write_text(json.dumps(answers(name)), "utf-8")
        with out.open("wb") as told:
            subprocess.run(
                ["node", HERE / "oracle.mjs", source, script, str(int(NOW.timestamp() * 1000))],
                stdout=told,
                check=True,
                env={**os.environ, "ORACLE": oracle, "TZ": "UTC"},
            )
        return last_state(json.loads(out.read_text("utf-8")))


def written(state: State) -> str:
    """Return `state` as JSON, one node on each line."""
    rows = (f"{json.dumps(ref)}: {json.dumps(s, ensure_ascii=False)}" for ref, s in state.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for one in FILLED:
        (EXPECTED / f"{one}.json").write_text(written(theirs(one, sys.argv[1])), "utf-8")
