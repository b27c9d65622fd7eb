"""Puts our trace of a form beside that of ODK's own engine, node by node."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kbh_desktop.xforms.publish import convert
from kbh_desktop.xforms.trace import trace

HERE = Path(__file__).parent
FORMS = HERE / "forms"
EXPECTED = HERE / "expected"
NOW = datetime(2026, 1, 2, 13, 14, 15, 678000, tzinfo=UTC)
COMPARED = ("relevant", "required", "readonly", "valid", "value", "label")
FOREIGN_TIME = "/data/meta/"
"""Ids and times of the submission itself are drawn anew by every engine."""

Trace = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where one field of one node differs after a step."""

    form: str
    step: int
    ref: str
    field: str
    theirs: object
    ours: object

    def line(self) -> str:
        """Return the difference as KNOWN.md lists it, whatever the step."""
        place = f"{self.form} {self.ref} {self.field}"
        return f"{place}: {self.theirs!r} {self.ours!r}"


def names() -> list[str]:
    """Return the names of all conformance forms."""
    return sorted(path.stem for path in FORMS.glob("*.md"))


def steps(name: str) -> list[dict[str, str]]:
    """Return the steps of a form."""
    found: list[dict[str, str]] = json.loads((FORMS / f"{name}.json").read_text("utf-8"))
    return found


def our_trace(name: str) -> Trace:
    """Return what our engine says."""
    return trace(FORMS / f"{name}.md", steps(name), now=NOW)


def their_trace(name: str, folder: Path, oracle: str) -> Trace:
    """Return what ODK's engine says; `oracle` is the folder that holds its node_modules."""
    xform = folder / f"{name}.xml"
    xform.write_bytes(convert(FORMS / f"{name}.md"))
    run = subprocess.run(
        [
            "node",
            str(HERE / "oracle.mjs"),
            str(xform),
            str(FORMS / f"{name}.json"),
            str(int(NOW.timestamp() * 1000)),
        ],
        capture_output=True,
        check=True,
        env={**os.environ, "ORACLE": oracle, "TZ": "UTC"},
    )
    found: Trace = json.loads(run.stdout)
    return found


def slimmed(theirs: Trace) -> Trace:
    """Return a trace with only the nodes that changed since the step before."""
    before: dict[str, Any] = {}
    kept = []
    for step in theirs["steps"]:
        now = {node["ref"]: node for node in step["nodes"] if FOREIGN_TIME not in node["ref"]}
        changed = [node for ref, node in now.items() if before.get(ref) != node]
        gone = [ref for ref in before if ref not in now]
        kept.append({"step": step["step"], "nodes": changed, "gone": gone})
        before = now
    return {"steps": kept}


def widened(slim: Trace) -> Trace:
    """Undo `slimmed`."""
    nodes: dict[str, Any] = {}
    whole = []
    for step in slim["steps"]:
        for ref in step["gone"]:
            del nodes[ref]
        nodes.update({node["ref"]: node for node in step["nodes"]})
        whole.append({"step": step["step"], "nodes": list(nodes.values())})
    return {"steps": whole}


def differences(name: str, theirs: Trace, ours: Trace) -> Iterator[Difference]:
    """Return every field of every node that differs."""
    for their_step, our_step in zip(theirs["steps"], ours["steps"], strict=True):
        number = their_step["step"]
        their_nodes = {node["ref"]: node for node in their_step["nodes"]}
        our_nodes = {
            node["ref"]: node for node in our_step["nodes"] if FOREIGN_TIME not in node["ref"]
        }
        for ref in dict.fromkeys([*their_nodes, *our_nodes]):
            if FOREIGN_TIME in ref:
                continue
            yield from _of_node(name, number, ref, their_nodes.get(ref), our_nodes.get(ref))


def _of_node(
    name: str, step: int, ref: str, theirs: dict[str, Any] | None, ours: dict[str, Any] | None
) -> Iterator[Difference]:
    if theirs is None or ours is None:
        yield Difference(name, step, ref, "there", theirs is not None, ours is not None)
        return
    for field in COMPARED:
        their, our = theirs[field], ours[field]
        if field == "label":
            their, our = " ".join(their.split()), " ".join(our.split())
        if their != our:
            yield Difference(name, step, ref, field, their, our)


def known() -> set[str]:
    """Return the lines of KNOWN.md that list a difference."""
    lines = (HERE / "KNOWN.md").read_text("utf-8").splitlines()
    return {line.removeprefix("- `").removesuffix("`") for line in lines if line.startswith("- `")}
