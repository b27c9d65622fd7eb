"""Whose work an installer carries, and the texts that must go with it."""

import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from machine import ROOT, SetUpError

from installer.contents import LEFT_OUT

TABLE = ROOT / "packaging/licences.toml"
LGPL = Path("/usr/share/common-licenses/LGPL-3")  # the wheels of Qt come without it
_FONTS = ("fontpkg-", "justmytype-")  # these packages stay out, the fonts cut from them don't
_WORDS = ("licen", "copying", "notice", "authors")
_RULE = "=" * 78


@dataclass(frozen=True, slots=True)
class Component:
    """Something inside that is no Python package of its own."""

    key: str
    name: str
    licence: str
    supplier: str
    inside: tuple[str, ...] = ()
    on: str = ""


def package_licences() -> dict[str, str]:
    """Return the SPDX licence of each package that the program needs to run."""
    return dict(_table()["packages"])


def components(system: str) -> list[Component]:
    """Return what else an installer for `system`, `linux` or `windows`, carries."""
    rows = _table()["components"]
    found = [
        Component(key, **{**row, "inside": tuple(row.get("inside", ()))})
        for key, row in rows.items()
    ]
    return [one for one in found if one.on in {"", system}]


def normal(name: str) -> str:
    """Return the name of a package as uv.lock writes it."""
    return name.lower().replace("_", "-").replace(".", "-")


def is_inside(name: str) -> bool:
    """Say whether anything of the package `name`, as uv.lock writes it, is installed."""
    return name not in LEFT_OUT or name.startswith(_FONTS)


def notices(packages: Path, system: str) -> str:
    """Return the licences of what lies in `packages` (a site-packages folder), texts included.

    Raises: SetUpError when a package has no row in the table.
    """
    table = package_licences()
    parts = [
        "KBH Desktop is free software under GPL-3.0-or-later. It carries the work of others:\n",
        *(f"{one.name} ({one.supplier}): {one.licence}" for one in components(system)),
    ]
    texts = []
    found = sorted(distributions(path=[str(packages)]), key=lambda one: normal(one.name))
    for package in found:
        name = normal(package.name)
        if name == "kbh-desktop" or not is_inside(name):
            continue
        if name not in table:
            raise SetUpError(f"packaging/licences.toml has no row for {name}.")
        parts.append(f"{package.name} {package.version}: {table[name]}")
        texts += [f"{_RULE}\n{package.name} {package.version}, {t}\n" for t in _texts(package)]
    texts.append(f"{_RULE}\nQt, PySide6 and shiboken6\n\n{LGPL.read_text('utf-8')}")
    return "\n".join([*parts, "", *texts])


def _texts(package: Distribution) -> list[str]:
    names = [
        file
        for file in package.files or []
        if ".dist-info/" in str(file) and any(word in str(file).lower() for word in _WORDS)
    ]
    return [f"{file.name}\n\n{_decoded(Path(file.locate()))}" for file in sorted(names)]


def _decoded(path: Path) -> str:
    written = path.read_bytes()
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("latin-1")


def _table() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(TABLE.read_text("utf-8"))
