"""The main job through commands, each a program of its own where it matters."""

import json
import os
import subprocess
import sys

import pytest

from kbh_desktop.cli import main
from tests.casework_world import FORM, PASSPHRASES, make_laptop, make_office

OFFICE_PASSPHRASE, LAPTOP_PASSPHRASE = PASSPHRASES["Ane"], PASSPHRASES["Cille"]


@pytest.fixture
def kbh(capsys, monkeypatch):
    def run(*arguments, passphrase=OFFICE_PASSPHRASE, code=0):
        monkeypatch.setenv("KBH_PASSPHRASE", passphrase)
        capsys.readouterr()
        assert main([str(argument) for argument in arguments]) == code
        return capsys.readouterr().out

    return run


def test_vaults_are_made_by_commands(kbh, tmp_path):
    office, laptop = tmp_path / "office", tmp_path / "laptop"
    create = ("vault", "create", office, "--role", "office", "--name", "Nord", "--json")
    made = json.loads(kbh(*create))
    assert len(made["recovery_key"].split()) == 8
    create = ("vault", "create", laptop, "--role", "consultant", "--name", "Cilles")
    kbh(*create, passphrase=LAPTOP_PASSPHRASE, code=1)
    said = kbh(*create, "--office", made["card"], passphrase=LAPTOP_PASSPHRASE)
    assert "Genoprettelsesnøgle" in said
    assert "device.kbhdevice" in said


def test_the_whole_job_by_commands(kbh, tmp_path, clock):
    office, laptop, stick = (tmp_path / name for name in ("office", "laptop", "stick"))
    stick.mkdir()
    make_office(office, clock).close()
    make_laptop(laptop, next(office.glob("*.kbhoffice")), clock).close()

    def on_laptop(*arguments, code=0):
        return kbh(*arguments, passphrase=LAPTOP_PASSPHRASE, code=code)

    person = on_laptop("people", "set", "new", "given_name=Amal", "--vault", laptop).strip()
    on_laptop("forms", "publish", FORM, "--vault", laptop)
    answers = tmp_path / "answers.json"
    answers.write_text('{"/data/work/worked": "no", "/data/health/matters": "no"}', "utf-8")
    fill = ("interviews", "fill", "--vault", laptop, "--person", person)
    on_laptop(*fill, "--form", "samtale1", "--finish", answers)
    bundle, said = on_laptop("bundles", "export", "--vault", laptop, stick).splitlines()
    assert said.endswith(" ændringer om 1 person")

    kbh("bundles", "import", "--user", "Ane", "--vault", office, bundle, code=1)
    preview = kbh(
        "bundles",
        "inspect",
        "--user",
        "Ane",
        "--vault",
        office,
        "--accept-device",
        "--json",
        bundle,
    )
    assert json.loads(preview)["person_count"] == 1
    taken = kbh(
        "bundles", "import", "--user", "Ane", "--vault", office, "--accept-device", "--json", bundle
    )
    assert json.loads(taken)["receipt"]["arrived"] == json.loads(taken)["receipt"]["expected"]
    assert "Amal" in kbh("people", "list", "--user", "Ane", "--vault", office)

    down = kbh("bundles", "export", "--user", "Ane", "--vault", office, stick).splitlines()[0]
    on_laptop("bundles", "import", "--vault", laptop, down)
    on_laptop("people", "set", person, "phone=11111111", "--vault", laptop)
    kbh("people", "set", person, "phone=22222222", "--user", "Ane", "--vault", office)
    again = on_laptop("bundles", "export", "--vault", laptop, stick).splitlines()[0]
    kbh("bundles", "import", "--user", "Ane", "--vault", office, again)
    (conflict,) = json.loads(
        kbh("bundles", "conflicts", "--user", "Ane", "--vault", office, "--json")
    )
    right = next(h["change_id"] for h in conflict["heads"] if h["value"] == "+4511111111")
    decide = (
        "bundles",
        "resolve",
        "--user",
        "Ane",
        "--vault",
        office,
        conflict["record_id"],
        "phone",
    )
    kbh(*decide, "--head", "nothing", code=1)
    kbh(*decide, "--head", right)
    assert (
        json.loads(kbh("bundles", "conflicts", "--user", "Ane", "--vault", office, "--json")) == []
    )

    target = tmp_path / "out.pdf"
    kbh("print", "summary", "--user", "Ane", "--vault", office, "--person", person, target)
    assert target.read_bytes().startswith(b"%PDF")
    assert "hel" in kbh("audit", "verify", "--user", "Ane", "--vault", office)
    assert "Cille" in kbh("bundles", "keys", "--user", "Ane", "--vault", office)


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


def test_a_version_is_announced_and_checked_by_commands(kbh, tmp_path, clock):
    office = tmp_path / "office"
    make_office(office, clock).close()
    installer = tmp_path / "kbh-desktop_7.0.0_amd64.deb"
    installer.write_bytes(b"new")
    at_office = ("--user", "Ane", "--vault", office)
    kbh("updates", "announce", *at_office, "seven", installer, code=1)
    kbh("updates", "announce", *at_office, "7.0.0", installer)
    shown = json.loads(kbh("updates", "show", *at_office, "--json"))
    assert shown["standing"] == "available"
    assert list(shown["notice"]["files"]) == [installer.name]
    assert installer.name in kbh("updates", "check", *at_office, tmp_path)
    installer.write_bytes(b"exchanged")
    kbh("updates", "check", *at_office, tmp_path, code=1)
    kbh("updates", "check", *at_office, office, code=1)
