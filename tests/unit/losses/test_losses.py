"""A laptop is lost: it is refused at once, and the office sees who is affected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from kbh_desktop.app import App, create_app
from kbh_desktop.errors import BundleSenderError, InputError, NotAllowedError, NotFoundError
from kbh_desktop.losses.model import tally
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.conftest import FixedClock

PASSPHRASE = "Anes gode kodeord"


@dataclass
class Staff:
    """An office, two laptops it knows, and where bundles lie."""

    office: App
    laptops: list[App]
    stick: Path

    def up(self, number: int) -> None:
        self.office.bundles.import_(self.laptops[number].bundles.export(self.stick).path)

    def down(self, number: int) -> None:
        to = self.device(number)
        self.laptops[number].bundles.import_(self.office.bundles.export(self.stick, to).path)

    def device(self, number: int) -> str:
        card = self.laptops[number].bundles.device_card()
        assert card is not None
        return card.device_id


@pytest.fixture
def staff(tmp_path: Path, clock: FixedClock) -> Iterator[Staff]:
    office, _key = create_app(
        tmp_path / "office",
        kind=NodeKind.OFFICE,
        user_name="Ane",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR],
        name="Kontoret",
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    card = office.office_keys.write_card(tmp_path)
    laptops = []
    for number in (1, 2):
        laptop, _key = create_app(
            tmp_path / f"laptop{number}",
            kind=NodeKind.CONSULTANT,
            user_name=f"Bo {number}",
            passphrase=PASSPHRASE,
            roles=[Role.CONSULTANT],
            name=f"Bærbar {number}",
            office_file=card,
            clock=clock,
            with_forms=False,
            cost=FLOOR_COST,
        )
        device = laptop.bundles.device_card()
        assert device is not None
        office.bundles.enrol_device(device)
        laptops.append(laptop)
    stick = tmp_path / "stick"
    stick.mkdir()
    made = Staff(office, laptops, stick)
    yield made
    for app in (*laptops, office):
        app.close()


def test_a_lost_laptop_is_refused_at_once_in_words(staff: Staff) -> None:
    late = staff.laptops[0].bundles.export(staff.stick).path
    staff.office.losses.report(staff.device(0))
    with pytest.raises(BundleSenderError, match="Bærbar 1"):
        staff.office.bundles.import_(late)
    with pytest.raises(BundleSenderError, match="Bærbar 1"):
        staff.office.bundles.export(staff.stick, staff.device(0))


def test_who_was_on_it_is_listed_with_categories(staff: Staff) -> None:
    office = staff.office
    amina = office.people.register(given_name="Amina", cpr="610190-1231")
    bashir = office.people.register(given_name="Bashir", address_protected=True)
    office.people.register(given_name="Cem")
    office.bundles.assign(staff.device(0), [amina.id, bashir.id])
    loss = office.losses.report(staff.device(0))
    found = office.losses.affected(loss.id)
    assert [each.name for each in found] == ["Amina", "Bashir"]
    assert found[0].cpr_masked.endswith("xxxx") or "1231" not in found[0].cpr_masked
    counted = tally(found)
    assert (counted.persons, counted.with_cpr, counted.address_protected) == (2, 1, 1)


def test_a_person_taken_off_a_laptop_that_did_not_answer_still_counts(staff: Staff) -> None:
    office = staff.office
    amina = office.people.register(given_name="Amina")
    office.bundles.assign(staff.device(0), [amina.id])
    staff.down(0)
    staff.up(0)
    office.bundles.unassign(staff.device(0), [amina.id])
    loss = office.losses.report(staff.device(0))
    assert loss.persons == (amina.id,)


def test_what_never_came_is_named(staff: Staff) -> None:
    staff.laptops[0].bundles.export(staff.stick)
    staff.up(0)
    loss = staff.office.losses.report(staff.device(0))
    assert loss.missing == (1,)
    assert loss.last_received_at


def test_the_72_hours_run_from_when_it_was_known(staff: Staff, clock: FixedClock) -> None:
    loss = staff.office.losses.report(staff.device(0), known_at=clock() - timedelta(hours=10))
    assert loss.time_left(clock()) == timedelta(hours=62)
    with pytest.raises(InputError):
        staff.office.losses.report(staff.device(1), known_at=clock() + timedelta(hours=1))


def test_everybody_is_told_but_the_case_stays_at_the_office(staff: Staff) -> None:
    amina = staff.office.people.register(given_name="Amina")
    staff.office.bundles.assign(staff.device(0), [amina.id])
    staff.office.losses.report(staff.device(0))
    staff.down(1)
    laptop = staff.laptops[1]
    assert laptop.losses.lost_devices() == ("Bærbar 1",)
    assert laptop.losses.all() == ()


def test_a_device_found_again_is_taken_back_with_a_reason(staff: Staff) -> None:
    office = staff.office
    loss = office.losses.report(staff.device(0))
    with pytest.raises(InputError):
        office.losses.found(loss.id, " ")
    found = office.losses.found(loss.id, "Lå i et aflåst skab på Avnstrup")
    assert found.found_at
    assert not found.is_open
    staff.up(0)
    staff.down(1)
    assert staff.laptops[1].losses.lost_devices() == ()
    with pytest.raises(InputError):
        office.losses.found(loss.id, "igen")


def test_the_decision_about_telling_people_needs_a_reason(staff: Staff) -> None:
    loss = staff.office.losses.report(staff.device(0), what_happened="Stjålet fra en bil")
    with pytest.raises(InputError):
        staff.office.losses.change(loss.id, tell_persons="no")
    changed = staff.office.losses.change(
        loss.id, tell_persons="no", tell_reason="Disken var krypteret", notified_at="2026-04-16"
    )
    assert changed.details.what_happened == "Stjålet fra en bil"
    assert not changed.is_open


def test_only_the_office_and_its_coordinators_report_a_loss(staff: Staff) -> None:
    with pytest.raises(NotAllowedError):
        staff.laptops[0].losses.report(staff.device(1))
    with pytest.raises(NotFoundError):
        staff.office.losses.report("unknown")
    with pytest.raises(NotFoundError):
        staff.office.losses.get("unknown")
