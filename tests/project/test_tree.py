"""The repository has the shape that ARCHITECTURE.md draws."""

import ast
import re
import tomllib

import pytest

from tests.project.tree import ROOT, files, texts

LONGEST_FILE = 400
HOSTS = re.compile(
    "|".join(
        r"\.".join(host)
        for host in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("deb", "debian", "org"),
            ("conda", "anaconda", "org"),
        )
    )
)
MACHINE_PATH = re.compile(
    r"""(?:^|[\s"'`=(])(?:/(?:home|root|Users|work|tmp)/\w|[A-Z]:\\Users\\)""", re.MULTILINE
)


def test_the_top_level_is_what_was_agreed():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."}
    assert folders - {"build", "dist"} == {"kbh_desktop", "ui", "resources", "tests", "packaging"}


def test_the_root_files_are_what_was_agreed():
    agreed = (
        "ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md LICENSE README.md SECURITY.md "
        "pyproject.toml uv.lock .gitignore"
    )
    assert {path.name for path in ROOT.iterdir() if path.is_file()} - {".git"} == set(
        agreed.split()
    )


def test_no_host_of_a_package_registry_is_named():
    named = [f"{name}: {found[0]}" for name, text in texts() for found in HOSTS.finditer(text)]
    assert named == []


def test_no_path_of_one_machine_is_named():
    named = [
        f"{name}: {found[0]}" for name, text in texts() for found in MACHINE_PATH.finditer(text)
    ]
    assert named == []


def test_no_source_file_is_too_long():
    """Migrations are written by packaging/migration.py, however many tables there are."""
    lengths = {
        str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines())
        for p in files(".py")
        if p.parent.name != "versions"
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_every_file_of_the_program_says_what_it_is():
    silent = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if path.relative_to(ROOT).parts[0] != "tests" and path.stat().st_size
        if not ast.get_docstring(ast.parse(path.read_bytes()))
    ]
    assert silent == []


def test_packaging_stays_a_folder_of_scripts():
    """As a package it would hide the library `packaging`, which pytest imports."""
    assert not (ROOT / "packaging/__init__.py").exists()


@pytest.mark.parametrize("page", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_between_the_pages_lead_somewhere(page):
    text = (ROOT / page).read_text("utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [t for t in targets if "://" not in t and not (ROOT / t).exists()]
    assert missing == []


def test_every_dependency_has_a_reason_and_no_other_does():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    architecture = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    table = architecture.partition("## Dependencies")[2]
    rows = re.findall(r"^\| ([\w.-]+) \| [^|]+ \| [^|]+ \|$", table, re.MULTILINE)
    assert sorted(rows[1:]) == sorted(re.split(r"[\[<>=]", text)[0] for text in asked)
