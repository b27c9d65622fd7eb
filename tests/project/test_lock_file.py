"""uv.lock says what to install and never from where."""

import re
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

import pytest

from tests.project.scripts import load_script
from tests.project.tree import ROOT

BROUGHT_BY_VENV = {"pip", "setuptools"}
RESERVED = {"index.invalid", "files.invalid"}


@pytest.fixture(scope="module")
def lock_text() -> str:
    return (ROOT / "uv.lock").read_text("utf-8")


@pytest.fixture(scope="module")
def packages(lock_text) -> list[dict]:
    """Some names stand there twice, for an older and a newer Python."""
    return tomllib.loads(lock_text)["package"]


@pytest.fixture(scope="module")
def locked(packages) -> dict[str, dict]:
    return {package["name"]: package for package in packages}


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def bounds(requirement: str) -> tuple[str, frozenset[str]]:
    name, specifier = re.fullmatch(
        r"([\w.-]+)(?:\[[\w,-]+\])?(.*)", requirement.replace(" ", "")
    ).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), frozenset(filter(None, specifier.split(",")))


def answered(rows):
    return {bounds(row["name"] + row.get("specifier", "")) for row in rows}


def test_no_host_is_named(lock_text):
    hosts = {urlsplit(url).hostname for url in re.findall(r'"(\w+://[^"]+)"', lock_text)}
    assert hosts == RESERVED


def test_every_file_has_a_hash(packages):
    files = [f for p in packages for f in (*p.get("wheels", []), p.get("sdist", {})) if f]
    assert files
    assert all(file["hash"].startswith("sha256:") for file in files)


def test_it_answers_what_pyproject_asks(locked, project):
    ours = locked["kbh-desktop"]["metadata"]
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *(text for extra in extras for text in extra)]
    groups = {name: set(map(bounds, asked)) for name, asked in project["dependency-groups"].items()}
    assert answered(ours["requires-dist"]) == set(map(bounds, wanted))
    assert {name: answered(rows) for name, rows in ours["requires-dev"].items()} == groups


def test_what_is_installed_is_what_is_locked(locked, packages):
    installed = {}
    for name in locked.keys() - BROUGHT_BY_VENV:
        with suppress(PackageNotFoundError):  # for another system
            installed[name] = version(name)
    known = {(package["name"], package["version"]) for package in packages}
    assert set(installed.items()) <= known


def test_hosts_are_replaced_whatever_the_mirror():
    without_hosts = load_script("lock").without_hosts
    text = (
        'source = { registry = "https://mirror.example.dk:8443/api/simple/" }\n'
        'sdist = { url = "http://me:word@example.dk/files/x-1.tar.gz", hash = "sha256:0" }\n'
    )
    assert without_hosts(text) == (
        'source = { registry = "https://index.invalid/simple" }\n'
        'sdist = { url = "https://files.invalid/files/x-1.tar.gz", hash = "sha256:0" }\n'
    )
    assert without_hosts(without_hosts(text)) == without_hosts(text)
