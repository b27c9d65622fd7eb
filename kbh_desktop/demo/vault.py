"""Makes the vaults of an invented office and of one of its consultants, ready to try."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from kbh_desktop.app import App, create_app
from kbh_desktop.assembly import DEVICE_CARD
from kbh_desktop.clock import Clock
from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.courses import make_courses
from kbh_desktop.demo.model import DemoInterview
from kbh_desktop.demo.people import DemoPerson, demo_people
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.security.keys import read_device_card
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role

OFFICE_NAME = "Jobcenter Nord (opdigtet)"
OFFICE_USER, HEALTH_USER, CONSULTANT = "Karen Lund", "Helle Friis", "Mette Holm"
PASSPHRASE = "prøv dette program"  # noqa: S105 - shown on the unlock card
WITH_INTERVIEWS = 1_000
"""So many people have interviews; more are for measuring lists."""


@dataclass(frozen=True, slots=True)
class DemoVault:
    """The consultant's vault, and where that of the office lies; one passphrase opens all."""

    folder: Path
    user: str
    passphrase: str
    office_folder: Path
    office_user: str
    exchange_folder: Path


class _SetClock:
    """A clock that can be put back, so that invented things happened in the past."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._back = timedelta()

    def __call__(self) -> datetime:
        return self._clock() - self._back

    def go_back(self, days: int, hour: int = 10) -> None:
        """Be at that hour, so many days before today; 0 days is now."""
        now = self._clock()
        then = datetime.combine(now.date() - timedelta(days=days), time(hour), now.tzinfo)
        self._back = now - then if days else timedelta()


def make_demo_vault(folder: Path, *, people: int, seed: int, clock: Clock) -> DemoVault:
    """Make `office`, `consultant` and `exchange` in `folder` and return how to open them.

    There are interviews finished and begun, changes not sent yet, and a conflict to settle.

    Raises: VaultExistsError, InputError, StorageError.
    """
    if people < 1:
        raise InputError(_("There must be at least one person."), field="people")
    demo = DemoVault(
        folder / "consultant", CONSULTANT, PASSPHRASE, folder / "office", OFFICE_USER,
        folder / "exchange",
    )  # fmt: skip
    set_clock = _SetClock(clock)
    invented = demo_people(people, seed, today=clock().date())
    office = _make_office(demo, set_clock)
    try:
        set_clock.go_back(200)
        ids = _register(office, invented)
        laptop = _make_laptop(demo, office, set_clock)
        try:
            _hand_over(demo, office, laptop, ids)
            _interview(laptop, invented[:WITH_INTERVIEWS], ids, set_clock)
            set_clock.go_back(1, hour=16)
            _carry(demo, laptop, office)
            make_courses(office, seed, clock().date())
            _carry(demo, office, laptop)
            _disagree(demo, office, laptop, ids)
        finally:
            set_clock.go_back(0)
            laptop.close()
    finally:
        set_clock.go_back(0)
        office.close()
    return demo


def _make_office(demo: DemoVault, clock: Clock) -> App:
    office, sheet = create_app(
        demo.office_folder,
        kind=NodeKind.OFFICE,
        user_name=OFFICE_USER,
        passphrase=PASSPHRASE,
        roles={Role.COORDINATOR},
        name=OFFICE_NAME,
        clock=clock,
        cost=FLOOR_COST,
    )
    office.users.confirm_recovery_sheet()
    office.users.add(HEALTH_USER, {Role.HEALTH}, PASSPHRASE, recovery_words=sheet.words)
    return office


def _make_laptop(demo: DemoVault, office: App, clock: Clock) -> App:
    (card,) = demo.office_folder.glob("*.kbhoffice")
    laptop, _sheet = create_app(
        demo.folder,
        kind=NodeKind.CONSULTANT,
        user_name=CONSULTANT,
        passphrase=PASSPHRASE,
        roles={Role.CONSULTANT, Role.COURSE},
        name=f"{CONSULTANT}s bærbare",
        office_file=card,
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    laptop.users.confirm_recovery_sheet()
    office.bundles.enrol_device(read_device_card(demo.folder / DEVICE_CARD))
    return laptop


def _register(office: App, invented: Sequence[DemoPerson]) -> list[PersonId]:
    fields = [{**person.fields, "consultant": CONSULTANT} for person in invented]
    return register_many(office.database, office.people, fields)


def _hand_over(demo: DemoVault, office: App, laptop: App, ids: Sequence[PersonId]) -> None:
    device = laptop.database.node
    office.bundles.assign(device, ids[:WITH_INTERVIEWS])
    _carry(demo, office, laptop)


def _carry(demo: DemoVault, sender: App, receiver: App) -> None:
    demo.exchange_folder.mkdir(parents=True, exist_ok=True)
    exported = sender.bundles.export(demo.exchange_folder)
    receiver.bundles.import_(exported.path)
    exported.path.unlink()


def _interview(
    laptop: App, invented: Sequence[DemoPerson], ids: Sequence[PersonId], clock: _SetClock
) -> None:
    held = sorted(
        (
            (interview.days_ago, number, interview)
            for number, person in enumerate(invented)
            for interview in person.interviews
        ),
        key=lambda one: (-one[0], one[1]),
    )
    with laptop.database.write():
        for days_ago, number, interview in held:
            clock.go_back(days_ago, hour=12)
            _hold(laptop, ids[number], interview)


def _hold(laptop: App, person_id: PersonId, interview: DemoInterview) -> None:
    laptop.interviews.fill(
        person_id, interview.form_id, interview.answers, finish=interview.finished
    )


def _disagree(demo: DemoVault, office: App, laptop: App, ids: Sequence[PersonId]) -> None:
    """Leave a conflict to settle, a note and a change that were not sent yet."""
    shared = ids[0]
    office.people.change(shared, phone="+4520112233")
    laptop.people.change(shared, phone="+4521112233")
    _carry(demo, office, laptop)
    laptop.people.add_note(ids[-1], "Ringede om fremmøde. Vil gerne i praktik i et køkken.")
