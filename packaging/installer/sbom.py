"""The bills of materials (CycloneDX) of what the installers carry, one for each system."""

import json
import re
from importlib.metadata import distributions
from pathlib import Path

from machine import ROOT, say

from installer.bundle import BUNDLE, make_bundle
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
from installer.windows_runtime import pin

_DOCUMENT = Path(__file__).with_name("sbom_document.py")
_BANNERS = {  # how a library of the component says its version
    "openssl": re.compile(rb"OpenSSL (\d+\.\d+\.\d+) \d"),
    "sqlcipher": re.compile(rb"(\d+\.\d+\.\d+) community"),
}
_LIBRARIES = {"openssl": "cryptography/**/_rust*", "sqlcipher": "sqlcipher3/_sqlite3*"}


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
    python = run(
        "sbom", [RUNTIME_PYTHON, "-c", "import platform; print(platform.python_version())"]
    )
    _write("linux", RUNTIME_PACKAGES, BUNDLE / "lib", python.strip())
    if not WHEELS.exists():
        unpack_for_windows(WHEELS, pin().python)
    _write("windows", WHEELS, STAGE / "app", pin().python)


def _write(system: str, packages: Path, program: Path, python: str) -> None:
    licences = package_licences()
    found = {
        normal(one.name): one.version for one in distributions(path=[str(packages)]) if one.version
    }
    rows = [
        {"name": name, "version": found[name], "licence": licences[name], "package": True}
        for name in sorted(found)
        if name in licences and is_inside(name)
    ]
    versions = {"cpython": python, "qt": found["pyside6-essentials"]}
    for one in components(system):
        version = versions.get(one.key) or _banner(one, program)
        rows.append(
            {
                "name": one.name,
                "version": version,
                "licence": one.licence,
                "supplier": one.supplier,
                "package": False,
            }
        )
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


def _banner(component: Component, program: Path) -> str:
    """Return the version that a library says of what it contains, or nothing."""
    pattern = _BANNERS.get(component.key)
    if pattern:
        for path in sorted(program.glob(_LIBRARIES[component.key])):
            match = pattern.search(path.read_bytes())
            if match:
                return match[1].decode()
    return ""
