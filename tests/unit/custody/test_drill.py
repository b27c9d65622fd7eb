"""Trying a recovery: last month's backup, the printed key, a count, and nothing left behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kbh_desktop.app import App
from kbh_desktop.custody.papers import drill_values
from kbh_desktop.documents.composing import rendered
from kbh_desktop.errors import NotFoundError, WrongPassphraseError
from kbh_desktop.security.recovery import RecoveryKey, new_recovery_key, split_key
from tests.conftest import FixedClock
from tests.unit.custody.test_renewed_keys import office, reopened

World = tuple[App, RecoveryKey]


@pytest.fixture
def world(vault_folder: Path, clock: FixedClock) -> Iterator[World]:
    made, key = office(vault_folder, clock)
    made.people.register(given_name="Amina")
    made.backups.make_daily()
    yield made, key
    if made.unlocked.is_open:
        made.close()


def test_the_backup_is_counted_checked_and_shredded(world: World, vault_folder: Path) -> None:
    app, key = world
    before = sorted(path.name for path in vault_folder.rglob("*"))
    drill = app.drill.run(key.words)
    assert (drill.persons, drill.interviews) == (1, 0)
    assert drill.ok
    assert sorted(path.name for path in vault_folder.rglob("*")) == before
    assert app.drill.last() == drill
    assert app.audit.entries(1)[0].deed.action == "recovery-drill"


def test_sheets_of_a_split_key_do_as_well(world: World) -> None:
    app, key = world
    sheets = split_key(key, 2, 3)
    assert app.drill.run("\n".join(sheet.text for sheet in sheets[:2])).ok


def test_another_sheet_opens_nothing_and_leaves_nothing(world: World, vault_folder: Path) -> None:
    app, _key = world
    with pytest.raises(WrongPassphraseError):
        app.drill.run(new_recovery_key().words)
    assert not list(vault_folder.glob("drill-*"))
    assert app.drill.last() is None


def test_last_month_s_backup_is_suggested(world: World, clock: FixedClock) -> None:
    app, _key = world
    first = app.drill.suggested()
    clock.advance(days=40)
    app.backups.make_daily()
    assert app.drill.suggested() == first


def test_it_is_due_after_90_days(world: World, vault_folder: Path, clock: FixedClock) -> None:
    app, key = world
    assert not app.drill.is_due()
    clock.advance(days=91)
    assert app.drill.is_due()
    app.close()
    app = reopened(vault_folder, clock)
    assert any("90 dage" in notice for notice in app.notices)
    app.drill.run(key.words)
    assert not app.drill.is_due()
    app.close()


def test_without_a_backup_it_says_so(vault_folder: Path, clock: FixedClock) -> None:
    app, key = office(vault_folder, clock)
    with pytest.raises(NotFoundError):
        app.drill.run(key.words)
    app.close()


def test_what_a_killed_drill_left_is_shredded_at_the_next_opening(
    world: World, vault_folder: Path, clock: FixedClock
) -> None:
    app, _key = world
    left = vault_folder / "drill-1"
    left.mkdir()
    (left / "vault-2026-04-16.db").write_bytes(b"x" * 3_000_000)
    app.close()
    reopened(vault_folder, clock).close()
    assert not left.exists()


def test_the_protocol_says_what_was_found(world: World, clock: FixedClock) -> None:
    app, key = world
    values = drill_values(app.drill.run(key.words), app.bundles.office_card(), "K", clock())
    assert "1" in values.parts[0].lines[0]
    assert rendered(values)[1].pages == 1
