"""`kbh keys`, `kbh drill` and `kbh device`, as IT types them."""

import io
import json
from pathlib import Path

import pytest

from kbh_desktop.cli import main
from kbh_desktop.security.keys import DeviceCard, generate_device_keys
from tests.conftest import FixedClock
from tests.unit.custody.test_renewed_keys import PASSPHRASE, office


@pytest.fixture
def run(monkeypatch, capsys, vault_folder, clock: FixedClock):
    monkeypatch.setenv("KBH_PASSPHRASE", PASSPHRASE)

    def typed(*words: str, stdin: str = "", code: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        assert main(words) == code
        out, err = capsys.readouterr()
        return out or err

    return typed


@pytest.fixture
def vault(vault_folder: Path, clock: FixedClock) -> tuple[Path, str]:
    app, key = office(vault_folder, clock)
    made = generate_device_keys()
    app.bundles.enrol_device(DeviceCard("d1", "Bærbar 1", made.recipient, made.verify_key))
    app.backups.make_daily()
    app.close()
    return vault_folder, key.words


def test_a_recovery_key_is_split_and_joined(run, vault):
    _folder, words = vault
    parts = json.loads(run("keys", "shares", "--json", stdin=words))
    two = f"{parts[2]['words']}\n{parts[0]['words']}\n"
    assert run("keys", "combine", stdin=two).strip() == words
    assert "mangler 1 ark" in run("keys", "combine", stdin=parts[0]["words"], code=1)
    wrong = parts[0]["words"].replace(" ", " x", 1)
    assert "Linje 1: Ord 2" in run("keys", "combine", stdin=wrong, code=1)


def test_a_recovery_is_tried(run, vault):
    folder, words = vault
    said = run("drill", "--vault", str(folder), stdin=words)
    assert "Alt er helt." in said
    assert "Gruppe 1" in run("drill", "--vault", str(folder), stdin="X" * 40, code=1)


def test_the_office_and_its_vault_get_new_keys(run, vault):
    folder, _words = vault
    new = json.loads(
        run("keys", "rotate", "--vault", str(folder), "--grace", "7", "--reason", "x", "--json")
    )
    assert new["fingerprint"] != new["before"]
    assert "anden nøgle" in run("keys", "rotate", "--vault", str(folder), "--data")
    assert "Alt er helt." in run("drill", "--vault", str(folder), stdin=_words)


def test_a_lost_device_is_reported_and_found(run, vault):
    folder, _words = vault
    place = ("--vault", str(folder))
    assert "Spærret" in run("device", "lost", "Bærbar 1", *place)
    assert "Bærbar 2" in run("device", "lost", "Bærbar 2", *place, code=1)
    assert json.loads(run("device", "cases", *place, "--json"))[0]["open"] is True
    run("device", "found", "Bærbar 1", "--reason", "lå i skabet", *place)
    assert json.loads(run("device", "cases", *place, "--json"))[0]["open"] is False


def test_a_ceremony_takes_the_parts_back_as_they_were_printed(run, vault, monkeypatch):
    folder, _words = vault

    class Printed(io.StringIO):
        """Gives each printed part back."""

        def readline(self, *_size):
            return next(parts)

    said = []
    real = json.dumps

    def parts_of():
        for part in json.loads(said[0]):
            yield part["words"]

    parts = parts_of()
    monkeypatch.setattr("kbh_desktop.cli.keys.show_json", lambda value: said.append(real(value)))
    monkeypatch.setattr("sys.stdin", Printed())
    ceremony = ("keys", "ceremony", "--vault", str(folder), "--json")
    people = ("--present", "Ane", "Bo", "--keeper", "Ane", "Bo", "Cille")
    assert main([*ceremony, *people]) == 0
    assert len(json.loads(said[0])) == 3
