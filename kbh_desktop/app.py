"""The program put together: one `App` for one opened vault.

Importing this module is cheap; what is slow to import comes with the vault.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.changes import Changes
from kbh_desktop.clock import Clock, system_clock
from kbh_desktop.ids import PersonId
from kbh_desktop.security.model import DEFAULT_COST, Cost, NodeKind, Role, User

if TYPE_CHECKING:
    from kbh_desktop.attachments.service import AttachmentService
    from kbh_desktop.audit.service import AuditLog
    from kbh_desktop.backups import BackupService
    from kbh_desktop.bundles.courier import Courier
    from kbh_desktop.competences.esco import Esco
    from kbh_desktop.competences.model import CompetenceMap
    from kbh_desktop.competences.service import CompetenceService
    from kbh_desktop.consent.service import ConsentService
    from kbh_desktop.courses.economy import EconomyService
    from kbh_desktop.courses.files import CourseFiles
    from kbh_desktop.courses.participants import ParticipantService
    from kbh_desktop.courses.resources import ResourceService
    from kbh_desktop.courses.service import CourseService
    from kbh_desktop.courses.store import CourseStore
    from kbh_desktop.courses.suggestions import SuggestionService
    from kbh_desktop.custody.ceremony import CeremonyService
    from kbh_desktop.custody.drill import DrillService
    from kbh_desktop.custody.office_keys import OfficeKeysService
    from kbh_desktop.documents.selections import PrintSelections
    from kbh_desktop.documents.service import DocumentService
    from kbh_desktop.exchange import Exchange
    from kbh_desktop.interviews.citizen_pin import CitizenPin
    from kbh_desktop.interviews.service import InterviewService
    from kbh_desktop.losses.service import LossService
    from kbh_desktop.people.merging import DuplicateService
    from kbh_desktop.people.service import PeopleService
    from kbh_desktop.retention.service import RetentionService
    from kbh_desktop.security.health import HealthVault
    from kbh_desktop.security.recovery import RecoveryKey
    from kbh_desktop.security.unlocked import Unlocked
    from kbh_desktop.settings.model import Settings
    from kbh_desktop.storage.database import Database
    from kbh_desktop.storage.store import IntegrityReport
    from kbh_desktop.updates.service import UpdateService
    from kbh_desktop.users import UsersService


@dataclass(frozen=True)
class App:
    """The services of one opened vault; `close` locks it again."""

    folder: Path
    kind: NodeKind
    clock: Clock
    changes: Changes
    settings: "Settings"
    user: User
    people: "PeopleService"
    interviews: "InterviewService"
    citizen_pin: "CitizenPin"
    bundles: "Exchange"
    retention: "RetentionService"
    audit: "AuditLog"
    health: "HealthVault"
    attachments: "AttachmentService"
    updates: "UpdateService"
    users: "UsersService"
    office_keys: "OfficeKeysService"
    losses: "LossService"
    ceremony: "CeremonyService"
    drill: "DrillService"
    backups: "BackupService"
    notices: tuple[str, ...]
    """What to tell the person at once: repaired, missing or wrongly set."""
    database: "Database" = field(repr=False)
    """For the parts of the program only, never for windows."""
    unlocked: "Unlocked" = field(repr=False)

    @property
    def consents(self) -> "ConsentService":
        """What people agreed to."""
        return self.interviews.consents

    @cached_property
    def courier(self) -> "Courier | None":
        """Who lays and fetches bundles in the shared folder, where one is set."""
        folder = self.settings.exchange_folder
        return self.courier_in(Path(folder)) if folder else None

    def courier_in(self, folder: Path) -> "Courier":
        """Return who lays and fetches bundles in `folder`."""
        from kbh_desktop.bundles.courier import Courier  # noqa: PLC0415 - few ask for it

        return Courier(self.bundles, folder, self.clock, self.changes)

    @cached_property
    def documents(self) -> "DocumentService":
        """The documents; made when first asked for, as drawing pages is slow to import."""
        from kbh_desktop.assembly import documents_of  # noqa: PLC0415 - slow to import

        return documents_of(self)

    @cached_property
    def print_selections(self) -> "PrintSelections":
        """Choices of people and documents kept by name."""
        from kbh_desktop.documents.selections import (  # noqa: PLC0415 - few ask for it
            PrintSelections,
        )

        return PrintSelections(self.database)

    @cached_property
    def courses(self) -> "CourseService":
        """Courses and their plans."""
        from kbh_desktop.courses.service import CourseService  # noqa: PLC0415 - few ask for it

        return CourseService(self._course_store)

    @cached_property
    def competences(self) -> "CompetenceService":
        """Competence cards, and the search in our catalogue and ESCO."""
        from kbh_desktop.competences.service import CompetenceService  # noqa: PLC0415

        return CompetenceService(self.database, self.clock, self.user, self.people, self.esco)

    @cached_property
    def esco(self) -> "Esco":
        """The ESCO classification, where an official pack was taken in."""
        from kbh_desktop.competences.esco import Esco  # noqa: PLC0415

        given = self.settings.esco_pack
        return Esco(self.database, Path(given) if given else None)

    @cached_property
    def participants(self) -> "ParticipantService":
        """Who is on the courses, and who came."""
        from kbh_desktop.courses.participants import ParticipantService  # noqa: PLC0415

        return ParticipantService(self._course_store)

    @cached_property
    def course_economy(self) -> "EconomyService":
        """What courses cost and who pays."""
        from kbh_desktop.courses.economy import EconomyService  # noqa: PLC0415

        return EconomyService(self._course_store)

    @cached_property
    def course_resources(self) -> "ResourceService":
        """The people, rooms and buses that courses share."""
        from kbh_desktop.courses.resources import ResourceService  # noqa: PLC0415

        return ResourceService(self._course_store)

    @cached_property
    def course_suggestions(self) -> "SuggestionService":
        """Who should join which course, and which visit suits whom."""
        from kbh_desktop.courses.suggestions import SuggestionService  # noqa: PLC0415

        def told(person_id: PersonId) -> "CompetenceMap":
            return self.competences.card(person_id).told

        return SuggestionService(self._course_store, self.participants, told)

    @cached_property
    def course_files(self) -> "CourseFiles":
        """Courses as calendars and workbooks."""
        from kbh_desktop.courses.files import CourseFiles  # noqa: PLC0415 - slow to import

        return CourseFiles(self._course_store)

    @cached_property
    def duplicates(self) -> "DuplicateService":
        """People who were registered twice."""
        from kbh_desktop.people.merging import DuplicateService  # noqa: PLC0415 - rarely used

        return DuplicateService(self.database, self.clock, self.user, self.people.index)

    @cached_property
    def _course_store(self) -> "CourseStore":
        from kbh_desktop.courses.store import CourseStore  # noqa: PLC0415

        return CourseStore(self.database, self.clock, self.user, self.audit)

    def check(self) -> "IntegrityReport":
        """Look for damage in the database; about 3 s for 100,000 people."""
        return self.database.check()

    def checkpoint(self) -> None:
        """Bring everything saved into the main file; call it at quiet moments."""
        self.database.checkpoint()

    def put_back(self, backup_name: str) -> Path:
        """Close everything and put a backup in the database's place; return where that was kept.

        Raises: VaultDamagedError when the backup is damaged, StorageError.
        """
        from kbh_desktop.assembly import put_back  # noqa: PLC0415 - slow to import

        return put_back(self, backup_name)

    def renew_data_key(
        self, passphrase: str, progress: Callable[[int, int], None] = lambda _done, _of: None
    ) -> tuple[str, ...]:
        """Close everything and put the vault and its daily copies under another data key.

        Returns the names of damaged daily copies, which stay under the key before.

        Raises: NotAllowedError, WrongPassphraseError (then nothing was closed), StorageError.
        """
        from kbh_desktop.assembly import renew_key  # noqa: PLC0415 - slow to import

        return renew_key(self, passphrase, progress)

    def close(self) -> None:
        """Close the database and lock the vault."""
        from kbh_desktop.assembly import close_app  # noqa: PLC0415 - slow to import

        close_app(self)


@dataclass(frozen=True, slots=True)
class NewVault:
    """Who a new vault is for."""

    kind: NodeKind
    user_name: str
    roles: frozenset[Role]
    passphrase: str = field(repr=False)
    name: str = ""
    """Of the office or the laptop, as others see it; the user's when left out."""
    office_file: Path | None = None


def create_app(  # noqa: PLR0913 - all that a vault starts with, by name
    folder: Path,
    *,
    kind: NodeKind,
    user_name: str,
    passphrase: str,
    roles: Iterable[Role],
    name: str = "",
    office_file: Path | None = None,
    clock: Clock = system_clock,
    with_forms: bool = True,
    cost: Cost = DEFAULT_COST,
) -> "tuple[App, RecoveryKey]":
    """Make a vault in `folder` and open it; the recovery key is kept nowhere else.

    Its public card is written beside it: `<name>.kbhoffice`, or `device.kbhdevice` on a laptop.

    Raises: VaultExistsError, InputError, StorageError.
    """
    from kbh_desktop.assembly import create  # noqa: PLC0415 - slow to import

    wanted = NewVault(kind, user_name, frozenset(roles), passphrase, name, office_file)
    return create(folder, wanted, clock, with_forms=with_forms, cost=cost)


def open_app(
    folder: Path,
    user_name: str,
    passphrase: str,
    clock: Clock = system_clock,
    *,
    cost: Cost = DEFAULT_COST,
    recovered: bool = False,
) -> App:
    """Open the vault in `folder` as `user_name`; `cost` is for passphrases set from now on.

    `recovered` notes in the audit log that the passphrase has just been set by the recovery key.

    Raises: VaultError and its kinds, NotFoundError for an unknown user.
    """
    from kbh_desktop.assembly import open_  # noqa: PLC0415 - slow to import

    return open_(folder, user_name, passphrase, clock, cost=cost, recovered=recovered)


def find_default_folder() -> Path:
    """Return where the vault of this computer's user lies unless another folder is chosen."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed with a folder given

    return user_data_path("kbh-desktop", appauthor=False)
