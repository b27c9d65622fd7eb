"""Many bundles, the shared folder, the alarms and the log's export on the command line."""

import csv
import json

import pytest

from kbh_desktop.cli import main
from tests.casework_world import PASSPHRASES, make_laptop, make_office


@pytest.fixture
def world(tmp_path, clock, monkeypatch):
    """Return the folders of an office and a laptop whose bundles lie in `many`."""
    office = make_office(tmp_path / "office", clock)
    (card,) = (tmp_path / "office").glob("*.kbhoffice")
    laptop = make_laptop(tmp_path / "laptop", card, clock)
    office.bundles.enrol_device(laptop.bundles.device_card())
    (tmp_path / "many").mkdir()
    (tmp_path / "share").mkdir()
    for name in ("Amira", "Samir"):
        laptop.people.register(given_name=name, family_name="Haddad")
        laptop.bundles.export(tmp_path / "many")
    office.close()
    laptop.close()
    return tmp_path


@pytest.fixture
def kbh(world, capsys, monkeypatch):
    def run(vault, *words, user="Ane"):
        monkeypatch.setenv("KBH_PASSPHRASE", PASSPHRASES[user])
        code = main([*words, "--vault", str(world / vault), "--user", user])
        return code, capsys.readouterr().out

    return run


def test_many_bundles_and_their_report(world, kbh):
    (world / "many" / "x.kbhx").write_bytes(b"no bundle")
    report = world / "report.txt"
    code, out = kbh("office", "bundles", "import-all", str(world / "many"), "--report", str(report))
    assert code == 1
    assert "2 pakker taget ind" in out
    assert "x.kbhx" in report.read_text("utf-8")
    assert "Amira" not in report.read_text("utf-8")
    assert kbh("office", "bundles", "alarms") == (0, "Intet mangler, er forsinket eller forkert.\n")


def test_the_shared_folder_carries_work_and_receipt(world, kbh):
    share = ("--folder", str(world / "share"))
    assert "1 pakke lagt" in kbh("laptop", "bundles", "sync", *share, user="Cille")[1]
    code, out = kbh("office", "bundles", "sync", *share, "--json")
    assert code == 0
    assert [taken["new_changes"] for taken in json.loads(out)["taken"]] == [2]
    assert "1 pakke taget ind" in kbh("laptop", "bundles", "sync", *share, user="Cille")[1]


def test_without_a_folder_there_is_a_word(kbh, world):
    assert kbh("office", "bundles", "sync")[0] == 1
    code, out = kbh("office", "bundles", "sync", "--folder", str(world / "gone"))
    assert (code, out.startswith("Den fælles mappe kan ikke nås")) == (1, True)


def test_the_log_is_exported_and_verified_against_what_was_told(world, kbh):
    kbh("office", "bundles", "import-all", str(world / "many"))
    code, out = kbh("office", "audit", "verify")
    assert code == 0
    file = world / "log.csv"
    assert kbh("office", "audit", "export", str(file), "--from", "2020-01-01")[0] == 0
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[3] for row in rows if "import-bundle" in row[3:4]] == ["import-bundle"] * 2
    assert kbh("office", "audit", "export", str(file), "--to", "i går")[0] == 1
    code, out = kbh("office", "audit", "list", "--json")
    assert "export-audit" in [entry["action"] for entry in json.loads(out)]
