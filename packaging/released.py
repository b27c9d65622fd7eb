"""Keeps a vault of invented people as the version about to be released makes it.

    python packaging/released.py

Every later version must open it: `tests/integration/test_released_vaults.py` tries all that are
kept.
"""

import sys
import tempfile
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from kbh_desktop.demo.vault import make_demo_vault

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests/data/vaults"
PEOPLE, SEED = 6, 7
MADE_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_LEFT_OUT = {"lock", "ballast", "logs", "backups"}


def keep(version: str) -> Path:
    """Write `tests/data/vaults/VERSION.zip` and return it."""
    target = FOLDER / f"{version}.zip"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_demo_vault(root, people=PEOPLE, seed=SEED, clock=lambda: MADE_AT)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted((root / "office").rglob("*")):
                inside = path.relative_to(root / "office")
                if path.is_file() and inside.parts[0] not in _LEFT_OUT:
                    archive.write(path, inside)
    return target


if __name__ == "__main__":
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    made = keep(project["version"])
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")
    sys.exit(0)
