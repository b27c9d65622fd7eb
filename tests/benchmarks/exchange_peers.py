"""The same documents replicated by PouchDB in Node, which knows neither sealing nor signatures."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kbh_desktop.storage.change import Change, canonical

_SCRIPT = Path(__file__).with_name("pouchdb_speed.mjs")
_PACKAGES = ("pouchdb-core", "pouchdb-adapter-memory", "pouchdb-replication")


def pouchdb_seconds(folder: Path, changes: Iterable[Change]) -> float | None:
    """Return how long PouchDB takes to replicate `changes` as documents; None without Node.

    It is installed into `folder`, whatever is missing there.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    documents = folder / "documents.jsonl"
    with documents.open("wb") as out:
        for change in changes:
            said = {"_id": change.record_id, "person": change.scope, **(change.fields or {})}
            out.write(canonical(_without_underscores(said)) + b"\n")
    (folder / "package.json").write_text("{}", "utf-8")
    install = [npm, "install", "--no-audit", "--no-fund", "--silent", *_PACKAGES]
    if subprocess.run(install, cwd=folder, capture_output=True, check=False).returncode:
        return None
    ran = subprocess.run(
        [node, str(_SCRIPT), str(documents), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(ran.stdout)


def _without_underscores(document: dict[str, object]) -> dict[str, object]:
    """Leave out what PouchDB keeps for itself."""
    return {k: v for k, v in document.items() if k == "_id" or not k.startswith("_")}
