"""dev.py runs on a bare machine and speaks plainly."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.scripts import load_script
from tests.project.tree import ROOT

OURS = {"dev", "machine", "lock", "bench", "ending", "installer"}
LATER = {"packaging/installer/sbom_document.py"}  # run when the build's own packages are there
BARE = sorted(
    {*(f"packaging/{name}.py" for name in OURS - {"installer"})}
    | {str(path.relative_to(ROOT)) for path in (ROOT / "packaging/installer").glob("*.py")} - LATER
)


@pytest.mark.parametrize("name", BARE)
def test_the_scripts_need_only_the_standard_library(name):
    tree = ast.parse((ROOT / name).read_bytes())
    imported = {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    } | {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported - sys.stdlib_module_names - OURS == set()


@pytest.mark.parametrize("arguments", [(), ("dance",)])
def test_without_a_task_it_lists_the_tasks(arguments):
    command = [sys.executable, "packaging/dev.py", *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    for task in load_script("dev").TASKS:
        assert f"packaging/dev.py {task} " in result.stdout


def test_ci_runs_the_commands_that_developers_run():
    script = (ROOT / ".ci/run").read_text("utf-8")
    lines = (line.strip() for line in script.splitlines())
    commands = [line.partition(" ||")[0] for line in lines if "dev.py" in line]
    assert commands == [
        f"python3 packaging/dev.py {task}" for task in ("check", "test", "installer all")
    ]
    assert os.name == "nt" or os.access(ROOT / ".ci/run", os.X_OK)


class TestIndexSettings:
    translate = staticmethod(load_script("machine").as_uv_settings)

    def test_a_mirror_and_its_certificate_are_taken_over(self):
        listing = (
            "global.index-url='https://mirror.example.dk/simple'\n"
            ":env:.cert='/etc/ssl/municipality.pem'\n"
            "global.trusted-host='mirror.example.dk'\n"
        )
        assert self.translate(listing, {}) == {
            "UV_DEFAULT_INDEX": "https://mirror.example.dk/simple",
            "SSL_CERT_FILE": "/etc/ssl/municipality.pem",
            "UV_INSECURE_HOST": "mirror.example.dk",
        }

    def test_several_extra_indexes_stay_several(self):
        listing = "global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'"
        extra = "https://a.example/simple https://b.example/simple"
        assert self.translate(listing, {}) == {"UV_INDEX": extra}

    def test_folders_that_are_missing_are_overlooked_as_pip_does(self, tmp_path: Path):
        listing = f"global.find-links='{tmp_path} {tmp_path / 'missing'} https://c.example/'"
        assert self.translate(listing, {}) == {"UV_FIND_LINKS": f"{tmp_path},https://c.example/"}

    def test_what_the_environment_tells_uv_wins(self):
        listing = "global.index-url='https://mirror.example.dk/simple'"
        assert self.translate(listing, {"UV_DEFAULT_INDEX": "https://other.example"}) == {}

    def test_other_settings_of_pip_are_left_alone(self):
        assert self.translate("global.disable-pip-version-check='1'\n", {}) == {}


def test_packages_that_stand_in_for_others_count_as_them():
    listing = (
        "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.84.4-3), libgio\n"
        "installed\tage\t\n"
        "config-files\tqpdf\t\n"
    )
    present = load_script("machine").installed(listing)
    assert present == {"libglib2.0-0t64", "libglib2.0-0", "libgio", "age"}


def test_a_failed_step_is_told_in_one_line_with_its_cause():
    machine = load_script("machine")
    code = "import sys; sys.exit('error: no wheel\\n  cause: no\\n   network\\n\\nhint: try again')"
    with pytest.raises(machine.SetUpError) as caught:
        machine._run([sys.executable, "-c", code])
    assert "\n" not in str(caught.value)
    assert "failed: cause: no" in str(caught.value)
