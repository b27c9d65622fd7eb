"""A key ceremony, with pauses, second thoughts and a power cut."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kbh_desktop.app import App
from kbh_desktop.custody.model import Plan, Present
from kbh_desktop.custody.papers import minutes_values, sheet_values
from kbh_desktop.documents.composing import rendered
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError, WrongPassphraseError
from kbh_desktop.security.model import FLOOR_COST, Role
from kbh_desktop.security.recovery import joined_key
from kbh_desktop.security.users import set_recovery_key
from kbh_desktop.security.vault import lock, recover_vault
from tests.conftest import FixedClock
from tests.unit.custody.test_renewed_keys import PASSPHRASE, office, reopened

PLAN = Plan(
    present=(Present("Mette Holm", "leder"), Present("Jens Lund", "it")),
    holders=("Mette Holm", "Jens Lund", "Sara Nim"),
)


@pytest.fixture
def app(vault_folder: Path, clock: FixedClock) -> Iterator[App]:
    made, _key = office(vault_folder, clock)
    yield made
    if made.unlocked.is_open:
        made.close()


def confirm_all(app: App) -> list:
    """Confirm every sheet as its holder does, and return the sheets."""
    sheets = []
    ceremony = app.ceremony.under_way()
    assert ceremony is not None
    for number, (first, second) in enumerate(ceremony.asked, 1):
        share = app.ceremony.sheet(number)
        app.ceremony.confirm(number, share.words[first - 1], share.words[second - 1].upper())
        sheets.append(share)
    return sheets


def recover(folder: Path, words: str, clock: FixedClock) -> None:
    lock(
        recover_vault(
            folder,
            words,
            user_name="Ane",
            new_passphrase=PASSPHRASE,
            clock=clock,
            cost=FLOOR_COST,
        )
    )


def test_two_holders_open_the_vault_after_the_ceremony(
    app: App, vault_folder: Path, clock: FixedClock
) -> None:
    app.ceremony.begin(PLAN)
    sheets = confirm_all(app)
    custody = app.ceremony.finish()
    assert custody.plan == PLAN
    assert app.users.is_recovery_sheet_confirmed()
    key = joined_key(sheets[1:])
    assert app.bundles.office_card().recovery_recipient == key.recipient
    assert app.ceremony.under_way() is None
    app.close()
    recover(vault_folder, f"{sheets[0].text}\n{sheets[2].text}", clock)


def test_nothing_is_in_force_before_it_is_finished(vault_folder: Path, clock: FixedClock) -> None:
    app, key = office(vault_folder, clock)
    app.ceremony.begin(PLAN)
    sheets = [app.ceremony.sheet(number) for number in (1, 2)]
    with pytest.raises(InputError, match="bekræfte"):
        app.ceremony.finish()
    app.close()
    with pytest.raises(WrongPassphraseError):
        recover(vault_folder, joined_key(sheets).words, clock)
    recover(vault_folder, key.words, clock)


def test_it_goes_on_after_the_window_was_closed(
    app: App, vault_folder: Path, clock: FixedClock
) -> None:
    app.ceremony.begin(PLAN)
    share = app.ceremony.sheet(1)
    ceremony = app.ceremony.under_way()
    assert ceremony is not None
    first, second = ceremony.asked[0]
    app.ceremony.confirm(1, share.words[first - 1], share.words[second - 1])
    app.close()
    app = reopened(vault_folder, clock)
    ceremony = app.ceremony.under_way()
    assert ceremony is not None
    assert ceremony.next_sheet == 2
    assert app.ceremony.sheet(1) == share
    app.close()


def test_another_user_can_not_read_the_sheets(
    app: App, vault_folder: Path, clock: FixedClock
) -> None:
    app.users.add("Bo", [Role.IT], PASSPHRASE)
    app.ceremony.begin(PLAN)
    app.close()
    bo = reopened(vault_folder, clock, "Bo")
    with pytest.raises(NotAllowedError, match="Ane leder"):
        bo.ceremony.sheet(1)
    bo.ceremony.abandon()
    bo.ceremony.begin(PLAN)
    bo.close()


def test_no_word_of_a_sheet_is_stored_in_the_clear(app: App) -> None:
    app.ceremony.begin(PLAN)
    share = app.ceremony.sheet(1)
    with app.database.read() as session:
        stored = json.dumps(app.database.meta_get(session, "key_ceremony"))
    assert not any(f"{one} {two}" in stored for one, two in zip(share.words[3:], share.words[4:]))  # noqa: B905
    confirm_all(app)
    app.ceremony.finish()
    with app.database.read() as session:
        assert app.database.meta_get(session, "key_ceremony") is None


def test_a_wrong_word_is_named_by_its_place(app: App) -> None:
    ceremony = app.ceremony.begin(PLAN)
    first, second = ceremony.asked[0]
    words = app.ceremony.sheet(1).words
    with pytest.raises(InputError, match=f"Ord {second} ") as refused:
        app.ceremony.confirm(1, words[first - 1], "forkert")
    assert refused.value.field == "second"


def test_a_power_cut_while_finishing_is_caught_up(
    app: App, vault_folder: Path, clock: FixedClock
) -> None:
    ceremony = app.ceremony.begin(PLAN)
    confirm_all(app)
    set_recovery_key(app.unlocked, ceremony.recipient)  # and then the power went
    app.close()
    app = reopened(vault_folder, clock)
    assert app.bundles.office_card().recovery_recipient == ceremony.recipient
    app.ceremony.finish()
    assert app.ceremony.custody()
    app.close()


def test_a_plan_that_makes_no_sense_is_refused(app: App) -> None:
    for plan in (
        replace(PLAN, present=PLAN.present[:1]),
        replace(PLAN, holders=("Mette", " ", "Jens")),
        replace(PLAN, holders=("Mette", "mette")),
        replace(PLAN, needed=4),
    ):
        with pytest.raises(InputError):
            app.ceremony.begin(plan)
    with pytest.raises(NotFoundError):
        app.ceremony.sheet(1)


def test_the_papers_say_who_and_never_which_secret(app: App, clock: FixedClock) -> None:
    ceremony = app.ceremony.begin(PLAN)
    card = app.bundles.office_card()
    sheets = confirm_all(app)
    paper = sheet_values(sheets[0], ceremony, card, "Kommunen", clock())
    assert paper.words == sheets[0].words
    assert "gendan" not in repr(paper).casefold()
    custody = app.ceremony.finish()
    minutes = minutes_values(custody, app.bundles.office_card(), "Kommunen", clock())
    said = str([minutes.facts, minutes.parts, [part.lines for part in minutes.parts]])
    assert "Sara Nim" in said
    assert not any(word in said.split() for sheet in sheets for word in sheet.words[2:])
    for values in (paper, minutes):
        assert rendered(values)[1].pages == 1
