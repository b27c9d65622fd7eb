"""Do the histories find faults? Plants one at a time in a copy of the program and lets them look.

    python -m tests.planted_faults [WORD]     all faults, or those whose name has WORD

A random search gives false confidence otherwise: its first version found two faults in ten.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
HISTORIES = os.environ.get("KBH_EXAMPLES", "600")
SEARCH = "tests/properties/test_bundles_replicas.py"
_COPIED = ("kbh_desktop", "tests", "resources")


class Fault(NamedTuple):
    """In `file`, what stands `right` becomes `wrong`."""

    name: str
    file: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "an arrival number is given again after a purge",
        "storage/migrations/versions/0001_initial.py",
        "        sqlite_autoincrement=True,\n",
        "",
    ),
    Fault(
        "an acknowledgement is kept as a maximum",
        "bundles/intake.py",
        "peer.acked = said.ack if mark is not None and mark.change_id == said.ack_id else 0",
        "peer.acked = max(peer.acked, said.ack)",
    ),
    Fault(
        "an acknowledgement of what a fall-back threw away counts",
        "bundles/intake.py",
        "if mark is not None and mark.change_id == said.ack_id else",
        "if mark is not None else",
    ),
    Fault(
        "a person taken off a laptop still counts as complete there",
        "bundles/intake.py",
        "for scope in held & assigned.keys()",
        "for scope in held",
    ),
    Fault(
        "an older list of persons that comes late counts",
        "bundles/intake.py",
        "if number is None or number <= newest:",
        "if number is None:",
    ),
    Fault(
        "a gap is acknowledged",
        "bundles/intake.py",
        "if said.since == 0 or (said.since <= peer.received <= said.upto):",
        "if peer.received <= said.upto:",
    ),
    Fault(
        "a copy that fell back never asks for its own changes",
        "bundles/intake.py",
        "self._restart = True",
        "self._restart = False",
    ),
    Fault(
        "a copy that fell back says that it has everything",
        "bundles/outgoing.py",
        " AND NOT :restart",
        "",
    ),
    Fault(
        "a person newly assigned comes with new changes only",
        "bundles/outgoing.py",
        "      OR scope IN ({_WHOLE}))\n",
        "      )\n",
    ),
    Fault(
        "one's own changes are only named when all of them were asked for",
        "bundles/outgoing.py",
        "origin = :receiver AND :since > 0 AND",
        "origin = :receiver AND",
    ),
    Fault(
        "a purge forgets what the office has not got",
        "bundles/clearing.py",
        "HAVING max(CASE WHEN origin IS NULL THEN arrival ELSE 0 END) <= :acked",
        "HAVING :acked = :acked",
    ),
    Fault(
        "clearing a person forgets what the office has not got",
        "bundles/clearing.py",
        "if waiting or WHOLE_OFFICE in scopes:",
        "if WHOLE_OFFICE in scopes:",
    ),
    Fault(
        "a late change about an erased person is stored",
        "storage/receiving.py",
        "                row.fields = row.change[_FIELDS] = row.change[_SALT] = None\n",
        "                pass\n",
    ),
    Fault(
        "the rows of an erased person stay",
        "storage/erasure.py",
        "        )\n    _drop_rows(session, scopes, hooks)\n\n\ndef forget",
        "        )\n\n\ndef forget",
    ),
    Fault(
        "saving ignores what the screen had shown",
        "storage/writing.py",
        "    if shown is not None:\n        return {w.id",
        "    if shown is None and False:\n        return {w.id",
    ),
    Fault(
        "an import does not advance the logical clock by what it brings",
        "storage/receiving.py",
        "tick(self._session, self._highest + 1)",
        "tick(self._session)",
    ),
    Fault(
        "the shown value is that of the higher id",
        "storage/merge.py",
        "return write.lamport, write.id",
        "return write.id, write.lamport",
    ),
    Fault(
        "an edit beside a deletion is dropped in silence",
        "storage/merge.py",
        "        if late:\n",
        "        if not late:\n",
    ),
    Fault(
        "two different values are no conflict",
        "storage/merge.py",
        "return len(heads) > 1 and",
        "return len(heads) > 2 and",
    ),
    Fault(
        "a decided conflict stays in the queue",
        "storage/projection.py",
        "delete(ConflictRecord).where(ConflictRecord.record_id.in_(part))",
        "delete(ConflictRecord).where(ConflictRecord.record_id == '')",
    ),
    Fault(
        "an update does not show what the version before kept without knowing it",
        "storage/database.py",
        "            if known is not None:\n",
        "            if known == 'never':\n",
    ),
)


def found(fault: Fault) -> str:
    """Return how the histories failed with `fault` in the program; nothing when they did not."""
    with tempfile.TemporaryDirectory(prefix="kbh-fault-") as folder:
        tree = Path(folder)
        for name in _COPIED:
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", tree)
        path = tree / "kbh_desktop" / fault.file
        text = path.read_text("utf-8")
        if text.count(fault.right) != 1:
            return f"can't be planted: {text.count(fault.right)} places"
        path.write_text(text.replace(fault.right, fault.wrong), "utf-8")
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", SEARCH],
            cwd=tree,
            env={**os.environ, "KBH_EXAMPLES": HISTORIES, "KBH_SHRINK": "0", "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode == 0:
        return ""
    said = [line[2:].strip() for line in ran.stdout.splitlines() if line.startswith("E  ")]
    return next((line for line in said if line), ran.stdout[-200:])


def main(word: str = "") -> Iterator[str]:
    """Give a line for each fault as it was looked for, then the score."""
    chosen = [fault for fault in FAULTS if word in fault.name]
    score = 0
    for fault in chosen:
        began = time.monotonic()
        how = found(fault)
        score += bool(how)
        seconds = time.monotonic() - began
        yield f"{'found' if how else 'SURVIVED':8} {seconds:4.0f} s  {fault.name}: {how[:90]}"
    yield f"{score} of {len(chosen)} found"


if __name__ == "__main__":
    for line in main(*sys.argv[1:]):
        print(line, flush=True)
