"""The main job through commands, each a program of its own where it matters."""

import json
import os
import subprocess
import sys

import pytest

from kbh_desktop.cli import main
from tests.casework_world import FORM

OFFICE_PASSPHRASE, LAPTOP_PASSPHRASE = "Kontorets kodeord", "Konsulentens kodeord"


@pytest.fixture
def kbh(capsys, monkeypatch):
    def run(*arguments, passphrase=OFFICE_PASSPHRASE, code=0):
        monkeypatch.setenv("KBH_PASSPHRASE", passphrase)
        capsys.readouterr()
        assert main([str(argument) for argument in arguments]) == code
        return capsys.readouterr().out

    return run


def test_the_whole_job_by_commands(kbh, tmp_path):
    office, laptop, stick = (tmp_path / name for name in ("office", "laptop", "stick"))
    stick.mkdir()
    made = json.loads(
        kbh(
            "vault",
            "create",
            office,
            "--role",
            "office",
            "--name",
            "Nord",
            "--user",
            "Ane",
            "--json",
        )
    )
    assert len(made["recovery_key"].split()) == 8

    def on_laptop(*arguments, code=0):
        return kbh(*arguments, passphrase=LAPTOP_PASSPHRASE, code=code)

    create = ("vault", "create", laptop, "--role", "consultant", "--name", "Cilles")
    said = on_laptop(*create, "--user", "Cille", "--office", made["card"])
    assert "Gendannelsesnøgle" in said

    person = on_laptop("people", "set", "new", "given_name=Amal", "--vault", laptop).strip()
    form = tmp_path / "form.md"
    form.write_text(FORM.read_text("utf-8").replace("samtale1 | 1 |", "samtale1 | 2099010101 |"))
    on_laptop("forms", "publish", form, "--vault", laptop)
    answers = tmp_path / "answers.json"
    answers.write_text('{"/data/work/worked": "no", "/data/health/matters": "no"}', "utf-8")
    fill = ("interviews", "fill", "--vault", laptop, "--person", person)
    on_laptop(*fill, "--form", "samtale1", "--finish", answers)
    bundle = on_laptop("bundles", "export", "--vault", laptop, stick).splitlines()[0]

    kbh("bundles", "import", "--vault", office, bundle, code=1)
    preview = kbh("bundles", "inspect", "--vault", office, "--accept-device", "--json", bundle)
    assert json.loads(preview)["person_count"] == 1
    taken = kbh("bundles", "import", "--vault", office, "--accept-device", "--json", bundle)
    assert json.loads(taken)["receipt"]["arrived"] == json.loads(taken)["receipt"]["expected"]
    assert "Amal" in kbh("people", "list", "--vault", office)

    down = kbh("bundles", "export", "--vault", office, stick).splitlines()[0]
    on_laptop("bundles", "import", "--vault", laptop, down)
    on_laptop("people", "set", person, "phone=11111111", "--vault", laptop)
    kbh("people", "set", person, "phone=22222222", "--vault", office)
    again = on_laptop("bundles", "export", "--vault", laptop, stick).splitlines()[0]
    kbh("bundles", "import", "--vault", office, again)
    (conflict,) = json.loads(kbh("bundles", "conflicts", "--vault", office, "--json"))
    right = next(h["change_id"] for h in conflict["heads"] if h["value"] == "+4511111111")
    decide = ("bundles", "resolve", "--vault", office, conflict["record_id"], "phone")
    kbh(*decide, "--head", "nothing", code=1)
    kbh(*decide, "--head", right)
    assert json.loads(kbh("bundles", "conflicts", "--vault", office, "--json")) == []

    target = tmp_path / "out.pdf"
    kbh("print", "summary", "--vault", office, "--person", person, target)
    assert target.read_bytes().startswith(b"%PDF")
    assert "hel" in kbh("audit", "verify", "--vault", office)
    assert "Cilles" in kbh("bundles", "keys", "--vault", office)


def run_kbh(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", "import sys; from kbh_desktop.cli import main; sys.exit(main())"]
        + [str(argument) for argument in arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error", **environment},
        timeout=60,
    )


def test_a_damaged_vault_is_one_line_without_a_traceback(tmp_path):
    (tmp_path / "key.json").write_text("{", "utf-8")
    ran = run_kbh("people", "list", "--vault", tmp_path, KBH_PASSPHRASE="x")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)


def test_help_and_wrong_use_come_without_a_traceback():
    assert run_kbh("--help").returncode == 0
    wrong = run_kbh("people", "dance")
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_the_program_starts_without_what_is_slow_to_import():
    slow = ("sqlalchemy", "reportlab", "pyxform", "alembic", "sqlcipher3")
    code = (
        "import sys, kbh_desktop.app, kbh_desktop.cli; print([m for m in %r if m in sys.modules])"
    )
    command = [sys.executable, "-c", code % (slow,)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"
