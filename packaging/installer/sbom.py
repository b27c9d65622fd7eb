"""The bills of materials (CycloneDX) of what the installers carry, one for each system."""

import json
import re
import struct
from importlib.metadata import distributions
from pathlib import Path

from machine import ROOT, SetUpError, say

from installer.bundle import make_bundle
from installer.edition import NAME, TITLE, this_edition
from installer.environments import RUNTIME_PACKAGES, RUNTIME_PYTHON, TOOLS, unpack_for_windows
from installer.licences import (
    TABLE,
    Component,
    components,
    is_inside,
    normal,
    package_licences,
)
from installer.running import BUILD, DIST, made, make, run
from installer.windows import STAGE, WHEELS, make_stage
from installer.windows_runtime import MINOR, pin

_DOCUMENT = Path(__file__).with_name("sbom_document.py")
_OPENSSL = re.compile(rb"OpenSSL (\d+\.\d+\.\d+) \d")
_SQLCIPHER = """
import sqlcipher3
print(sqlcipher3.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0].split()[0])
"""
_FIXED_FILE_INFO = struct.pack("<I", 0xFEEF04BD)  # VS_FIXEDFILEINFO begins with it


def make_sbom() -> None:
    """Write a bill for Linux and one for Windows, unless nothing changed since."""
    make_bundle()
    make_stage()
    needs = (made("bundle"), made("windows-stage"), TABLE, Path(__file__), _DOCUMENT)
    make("sbom", needs, _sbom)
    for system in ("linux", "windows"):
        path = sbom_path(system)
        count = len(json.loads(path.read_text("utf-8"))["components"])
        say(f"{path.relative_to(ROOT)}: {count} components")


def sbom_path(system: str) -> Path:
    """Return where the bill for `system` is written."""
    return DIST / f"{NAME}-{this_edition().version}-{system}.cdx.json"


def _sbom() -> None:
    said = run("sbom", [RUNTIME_PYTHON, "--version"])
    _write("linux", RUNTIME_PACKAGES, said.split()[-1])
    if not WHEELS.exists():
        unpack_for_windows(WHEELS, MINOR)
    _write("windows", WHEELS, pin().python)


def _write(system: str, packages: Path, python: str) -> None:
    found = {normal(one.name): one.version for one in distributions(path=[str(packages)])}
    rows = [
        {"name": name, "version": found[name], "licence": licence, "package": True}
        for name, licence in sorted(package_licences().items())
        if name in found and is_inside(name)
    ]
    known = {"cpython": python, "qt": found["pyside6-essentials"]}
    for one in components(system):
        rows += [
            {
                "name": one.name,
                "version": version,
                "licence": one.licence,
                "supplier": one.supplier,
                "package": False,
            }
            for version in ([known[one.key]] if one.key in known else _versions(one, packages))
        ]
    edition = this_edition()
    told = {
        "name": TITLE,
        "version": edition.version,
        "licence": "GPL-3.0-or-later",
        "system": system,
        "released": edition.released.isoformat(),
        "components": rows,
    }
    source = BUILD / f"sbom-{system}.json"
    source.write_text(json.dumps(told), "utf-8")
    run(
        "sbom",
        [RUNTIME_PYTHON, _DOCUMENT, source, sbom_path(system)],
        environment={"PYTHONPATH": str(TOOLS)},
    )


def _versions(component: Component, packages: Path) -> list[str]:
    """Return the versions of `component` inside, as its copies say themselves.

    Raises: SetUpError when they don't.
    """
    if component.key == "openssl":
        found = {_openssl(packages / name) for name in component.inside}
    elif component.key == "sqlcipher":  # both systems have the same version of the wheel
        found = {run("sbom", [RUNTIME_PYTHON, "-c", _SQLCIPHER]).strip()}
    else:
        found = {_file_version(STAGE / "runtime/vcruntime140.dll")}
    if "" in found:
        raise SetUpError(f"The version of {component.name} can't be told.")
    return sorted(found)


def _openssl(folder: Path) -> str:
    for path in sorted(folder.rglob("*")):
        match = _OPENSSL.search(path.read_bytes()) if path.suffix in {".so", ".pyd"} else None
        if match:
            return match[1].decode()
    return ""


def _file_version(library: Path) -> str:
    """Return the version in the resources of a Windows library."""
    content = library.read_bytes()
    start = content.find(_FIXED_FILE_INFO)
    if start < 0:
        return ""
    high, low = struct.unpack_from("<II", content, start + 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"
