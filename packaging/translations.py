"""Translations: one .po file per feature, joined into one .mo; says what is missing.

    python packaging/translations.py compile | missing [feature]

A feature is a package name below kbh_desktop or ui (`people`, `bundles`, `main` for single files).
The texts of kbh_desktop/people and ui/people live together in
resources/translations/da/people.po.
"""

import ast
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources/translations"
SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # in the header; the same texts are the same file
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def feature_of(path: Path) -> str:
    """Return the feature that the source file `path` belongs to."""
    parts = path.relative_to(ROOT).parts
    return parts[1] if len(parts) > 2 else "main"  # noqa: PLR2004 - package/feature/file


def texts() -> dict[tuple[str, ...], str]:
    """Return every text in the code, with the feature it was first seen in."""
    found: dict[tuple[str, ...], str] = {}
    for path in sorted((*ROOT.glob("kbh_desktop/**/*.py"), *ROOT.glob("ui/**/*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"_": 1, "n_": 2, "N_": 1}.get(node.func.id, 0)
                values = [a.value for a in node.args[:count] if isinstance(a, ast.Constant)]
                if count and len(values) == count:
                    found.setdefault(tuple(map(str, values)), feature_of(path))
    return found


def joined(language: str) -> Catalog:
    """Return all the .po files of `language` as one catalogue."""
    whole = Catalog(locale=language, creation_date=SOME_DAY, revision_date=SOME_DAY)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as source:
            part = read_po(source, locale=language, abort_invalid=True)
        for message in part:
            if message.id:
                whole[message.id] = message
    return whole


def compile_all() -> None:
    """Write LC_MESSAGES/kbh.mo for every language."""
    for folder in sorted(p for p in FOLDER.iterdir() if p.is_dir()):
        target = folder / "LC_MESSAGES/kbh.mo"
        target.parent.mkdir(exist_ok=True)
        with target.open("wb") as out:
            write_mo(out, joined(folder.name))


def problems(only: str | None = None) -> list[str]:
    """Return a line for each text without Danish, with wrong placeholders, or no longer used."""
    wanted, have, lines = texts(), joined("da"), []
    for text, feature in wanted.items():
        if only and feature != only:
            continue
        message = have.get(text[0])
        given = message.string if message else ""
        strings = given if isinstance(given, tuple) else (given,)
        if message is None or message.fuzzy or not all(strings):
            lines.append(f"{feature}: no Danish for {text[0]!r}")
        elif any(set(PLACEHOLDER.findall(s)) - set(PLACEHOLDER.findall(text[-1])) for s in strings):
            lines.append(f"{feature}: other placeholders in {text[0]!r}")
    ids = {t[0] for t in wanted}
    for message in have:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key and key not in ids and not only:
            lines.append(f"unused: {key!r}")
    return lines


if __name__ == "__main__":
    if sys.argv[1] == "compile":
        compile_all()
    else:
        found = problems(sys.argv[2] if len(sys.argv) > 2 else None)  # noqa: PLR2004
        print("\n".join(found) or "complete")
        sys.exit(bool(found))
