"""The files of the repository, without git: a fresh machine has none."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("kbh_desktop", "ui", "resources", "tests", "packaging", ".ci")
MADE_HERE = {"__pycache__", "fonts", "LC_MESSAGES", "_resources", "build", "dist", "node_modules"}
TEXT = {".py", ".md", ".toml", ".po", ".json", ".xml", ".csv", ".svg", ".sh", ".lock", ".txt", ""}


def files(*endings: str) -> Iterator[Path]:
    """Yield the files that are kept in the repository, those with `endings` if any are given."""
    places = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        places += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    for path in sorted(places):
        inside = path.relative_to(ROOT)
        made = MADE_HERE.intersection(inside.parts[:-1]) and inside.parts[0] != "tests"
        cached = "__pycache__" in inside.parts
        if not (made or cached) and (not endings or path.suffix in endings):
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and content of every text file."""
    for path in files(*TEXT):
        try:
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
