"""What installers are made from fits together; making and trying them is `dev.py installer`."""

import re
import tomllib
from configparser import ConfigParser
from datetime import date
from xml.etree import ElementTree

import pytest

from kbh_desktop.bundles.exporting import SUFFIX
from kbh_desktop.security.keys import OFFICE_SUFFIX
from tests.project.scripts import load_script
from tests.project.tree import ROOT

LINUX = ROOT / "packaging/linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def edition():
    return load_script("installer/edition")


@pytest.fixture(scope="module")
def licences():
    return load_script("installer/licences")


@pytest.fixture(scope="module")
def needed_to_run() -> set[str]:
    """Return what the program needs to run, of whatever system, by following uv.lock."""
    rows: dict[str, set[str]] = {}
    for package in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]:
        asked = {row["name"] for row in package.get("dependencies", ())}
        rows.setdefault(package["name"], set()).update(asked)
    found, waiting = set(), {"kbh-desktop"}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= rows[name] - found
    return found - {"kbh-desktop"}


def test_every_package_inside_has_its_licence_and_no_other_does(licences, needed_to_run):
    assert set(licences.package_licences()) == needed_to_run


def test_components_lie_in_packages_that_are_there(licences, needed_to_run):
    for system in ("linux", "windows"):
        for component in licences.components(system):
            assert set(component.inside) <= needed_to_run


def test_licences_allow_shipping_under_ours(licences):
    """Every licence offers at least one that the GPL, version 3 or later, is compatible with."""
    good = {"MIT", "MIT-0", "MIT-CMU", "ISC", "Zlib", "PSF-2.0", "OFL-1.1", "Apache-2.0"} | {
        *("BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "LGPL-3.0-only", "LGPL-2.1-or-later"),
        *("GPL-2.0-or-later", "GPL-3.0-or-later"),
    }
    doubtful = {
        name: licence
        for name, licence in licences.package_licences().items()
        if not all(
            {*choice.split(" OR ")} & good for choice in re.sub("[()]", "", licence).split(" AND ")
        )
    }
    assert doubtful == {}


def test_version_and_day_come_from_pyproject(edition):
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    this = edition.this_edition()
    assert (this.version, this.released) == (
        asked["project"]["version"],
        asked["tool"]["installer"]["released"],
    )
    assert isinstance(this.released, date)


def test_no_template_names_a_version_of_its_own(edition):
    version = re.escape(edition.this_edition().version)
    naming = [
        str(path.relative_to(ROOT))
        for folder in (LINUX, ROOT / "packaging/windows")
        for path in folder.rglob("*")
        if path.suffix in {".1", ".xml", ".desktop", ".nsi", ".rc", ".manifest", ".admx", ".adml"}
        if re.search(rf"(?<![\d.]){version}(?![\d.])", path.read_text("utf-8"))
    ]
    assert naming == []


def test_the_files_that_people_double_click_are_known_to_desktops(edition):
    types = ElementTree.parse(LINUX / f"{edition.APP_ID}.mime.xml").getroot()
    patterns = {glob.get("pattern") for glob in types.iter(f"{MIME}glob")}
    assert patterns == {f"*{SUFFIX}", f"*{OFFICE_SUFFIX}"}
    entry = ConfigParser(interpolation=None)
    entry.read(LINUX / f"{edition.APP_ID}.desktop", "utf-8")
    opened = {name for name in entry["Desktop Entry"]["mimetype"].split(";") if name}
    named = {kind.get("type") for kind in types.iter(f"{MIME}mime-type")}
    metainfo = ElementTree.parse(LINUX / f"{edition.APP_ID}.metainfo.xml").getroot()
    assert opened == named == {provided.text for provided in metainfo.iter("mediatype")}
    assert entry["Desktop Entry"]["exec"] == "kbh-desktop %f"


def test_templates_are_filled_whole(edition):
    this = edition.this_edition()
    for path in LINUX.iterdir():
        if path.suffix in {".1", ".xml", ".desktop", ""} and path.is_file():
            assert not re.search(r"@[A-Z_]+@", this.filled(path.read_text("utf-8")))


def test_every_lintian_override_is_explained():
    lines = (LINUX / "lintian-overrides").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert all(line.startswith(("# ", "kbh-desktop: ")) for line in lines)
