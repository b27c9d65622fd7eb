import json
from dataclasses import replace
from pathlib import Path

import pytest

from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.security.keys import (
    DeviceCard,
    DeviceKeys,
    OfficeCard,
    generate_device_keys,
    generate_office_keys,
    read_device_card,
    read_office_card,
)
from kbh_desktop.security.model import NodeKind

KEYS = generate_office_keys()
OFFICE = OfficeCard(
    "Jobcenter Øst", "oest", KEYS.recipient, KEYS.recipient, KEYS.recipient, KEYS.verify_key
)
DEVICE = DeviceCard("d1", "Cilles bærbare", KEYS.recipient, KEYS.verify_key)


def test_keys_come_back_from_the_database_as_they_were() -> None:
    for keys in (generate_device_keys(), generate_office_keys()):
        assert DeviceKeys.from_json(json.loads(json.dumps(keys.to_json()))) == keys
    assert generate_device_keys().kind is NodeKind.CONSULTANT
    assert generate_office_keys().kind is NodeKind.OFFICE


def test_secret_keys_never_show() -> None:
    assert KEYS.identity not in repr(KEYS)
    assert KEYS.signing_seed.hex() not in repr(KEYS)


def test_cards_come_back_from_their_files(tmp_path: Path) -> None:
    (tmp_path / "a.kbhoffice").write_text(OFFICE.to_text(), "utf-8")
    (tmp_path / "b.kbhdevice").write_text(DEVICE.to_text(), "utf-8")
    assert read_office_card(tmp_path / "a.kbhoffice") == OFFICE
    assert read_device_card(tmp_path / "b.kbhdevice") == DEVICE


def test_a_card_holds_no_secret() -> None:
    assert "SECRET" not in OFFICE.to_text() + DEVICE.to_text()


def test_the_fingerprint_follows_every_field() -> None:
    assert len(OFFICE.fingerprint.replace(" ", "")) == 20
    other = generate_office_keys()
    seen = {OFFICE.fingerprint, DEVICE.fingerprint}
    for change in (
        {"name": "Jobcenter Vest"},
        {"office_id": "vest"},
        {"recipient": other.recipient},
        {"recovery_recipient": other.recipient},
        {"health_recipient": other.recipient},
        {"verify_key": other.verify_key},
    ):
        seen.add(replace(OFFICE, **change).fingerprint)
    assert len(seen) == 8


def test_a_changed_card_is_refused() -> None:
    text = OFFICE.to_text().replace("Jobcenter Øst", "Jobcenter Vest")
    with pytest.raises(InputError, match="fingeraftryk"):
        OfficeCard.from_text(text)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "hej", DEVICE.to_text(), OFFICE.to_text().replace("age1", "rot1")],
)
def test_any_other_file_is_no_office_card(text: str) -> None:
    with pytest.raises(InputError) as refused:
        OfficeCard.from_text(text)
    assert refused.value.field == "office"


def test_an_office_card_is_no_device_card() -> None:
    with pytest.raises(InputError, match=r"\.kbhdevice"):
        DeviceCard.from_text(OFFICE.to_text())


def test_a_card_of_a_newer_version_is_said_so() -> None:
    with pytest.raises(InputError, match="nyere udgave"):
        OfficeCard.from_text(OFFICE.to_text().replace('"version": 1', '"version": 2'))


def test_a_card_with_a_key_that_is_none_is_refused() -> None:
    broken = replace(OFFICE, verify_key="00")
    with pytest.raises(InputError, match="underskrifter"):
        OfficeCard.from_text(broken.to_text())
    broken = replace(OFFICE, health_recipient="age1hej")
    with pytest.raises(InputError, match="age1hej"):
        OfficeCard.from_text(broken.to_text())


def test_a_missing_card_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"kort\.kbhoffice"):
        read_office_card(tmp_path / "kort.kbhoffice")
