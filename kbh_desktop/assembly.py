"""Makes every service once and hands each what it needs; `app` imports this when a vault opens."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop import backups
from kbh_desktop.app import App, NewVault
from kbh_desktop.attachments.service import AttachmentService
from kbh_desktop.audit.service import AuditLog
from kbh_desktop.backups import BackupService
from kbh_desktop.bundles.confirming import confirmations, holders
from kbh_desktop.changes import Changes
from kbh_desktop.clock import Clock
from kbh_desktop.competences import records as _records_of_cards  # noqa: F401 - bundles bring them
from kbh_desktop.courses.privacy import erase_due
from kbh_desktop.custody.ceremony import CeremonyService
from kbh_desktop.custody.data_key import Progress, renew_data_key
from kbh_desktop.custody.drill import DrillService, shred_left_over
from kbh_desktop.custody.notices import custody_notices
from kbh_desktop.custody.office_keys import OfficeKeysService
from kbh_desktop.errors import StorageError, VaultDamagedError
from kbh_desktop.exchange import Exchange
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.citizen_pin import CitizenPin
from kbh_desktop.interviews.form_trust import FormTrust
from kbh_desktop.interviews.keys import HealthKeys
from kbh_desktop.interviews.service import InterviewService
from kbh_desktop.losses.service import LossService
from kbh_desktop.office_database import Connected, fill, stay_in_file, store_of, switch
from kbh_desktop.opening import notices
from kbh_desktop.people.service import PeopleService
from kbh_desktop.retention.deleting import Around, Peer
from kbh_desktop.retention.service import RetentionService
from kbh_desktop.security import failed_openings
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.header_file import remove_copies
from kbh_desktop.security.health import HealthVault
from kbh_desktop.security.keys import (
    DeviceKeys,
    OfficeCard,
    generate_device_keys,
    generate_office_keys,
    read_office_card,
)
from kbh_desktop.security.model import Cost, NodeKind, Role
from kbh_desktop.security.recovery import RecoveryKey
from kbh_desktop.security.renewal import prepare_renewal
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.users import follow_office
from kbh_desktop.security.vault import create_vault, lock, open_vault
from kbh_desktop.settings.model import Settings
from kbh_desktop.settings.service import load_settings
from kbh_desktop.storage.database import Database
from kbh_desktop.updates.service import UpdateService
from kbh_desktop.updates.version import program_version
from kbh_desktop.users import RECOVERY_SHEET, SHOWN, UsersService

if TYPE_CHECKING:
    from kbh_desktop.documents.service import DocumentService
    from kbh_desktop.interviews.telling import Listener

DEVICE_CARD = "device.kbhdevice"
_KEYS, _OFFICE, _NAME = "device_keys", "office_card", "device_name"


def create(
    folder: Path, wanted: NewVault, clock: Clock, *, with_forms: bool, cost: Cost
) -> tuple[App, RecoveryKey]:
    """Make a vault and open it, as `create_app` says."""
    settings = load_settings(folder)
    office = _office_of(wanted, settings)
    unlocked, recovery_key = create_vault(
        folder,
        kind=wanted.kind,
        user_name=wanted.user_name,
        roles=wanted.roles,
        passphrase=wanted.passphrase,
        clock=clock,
        office=office,
        cost=cost,
    )

    def begin(database: Database) -> None:
        _keep_keys(database, unlocked, wanted, office)

    try:
        app = _assembled(unlocked, settings, clock, cost, begin)
        app.audit.record(AuditAction.UNLOCK)
        if with_forms:
            app.interviews.install_shipped_forms()
        _write_card(app)
    except BaseException:
        _take_back(unlocked)
        raise
    return app, recovery_key


def open_(
    folder: Path, user_name: str, passphrase: str, clock: Clock, *, cost: Cost, recovered: bool
) -> App:
    """Open a vault, as `open_app` says."""
    settings = load_settings(folder)
    unlocked = open_vault(folder, user_name, passphrase, clock)
    try:
        app = _assembled(unlocked, settings, clock, cost)
        _record_failures(app, unlocked)
        if recovered:
            app.audit.record(AuditAction.RECOVER)
        app.audit.record(AuditAction.UNLOCK)
        app.office_keys.align()
        shred_left_over(folder)
    except BaseException:
        lock(unlocked)
        raise
    return app


def _record_failures(app: App, unlocked: Unlocked) -> None:
    """Log each wrong passphrase with the user named, and how many more only the count knows."""
    failed = failed_openings.failed_openings(unlocked.folder)
    for each in failed:
        app.audit.record(AuditAction.UNLOCK_FAILED, subject=f"{each.user_id} {each.at}")
    unnamed = unlocked.opening.failed_attempts - len(failed)
    if unnamed > 0:
        app.audit.record(AuditAction.UNLOCK_FAILED, subject=str(unnamed))
    failed_openings.forget(unlocked.folder, failed)


def close_app(app: App) -> None:
    """Close the database and lock the vault, whatever happens on the way."""
    try:
        if "documents" in app.__dict__:
            app.documents.forget()
        app.audit.record(AuditAction.LOCK)
    finally:
        try:
            app.database.close()
        finally:
            lock(app.unlocked)


def documents_of(app: App) -> "DocumentService":
    """Return the service that makes the documents of an opened vault."""
    from kbh_desktop.documents.service import DocumentService  # noqa: PLC0415 - imports reportlab
    from kbh_desktop.documents.sources import CourseServices, Sources  # noqa: PLC0415 - as above

    course = CourseServices(app.courses, app.participants, app.course_economy, app.course_resources)
    sources = Sources(
        app.people,
        app.interviews,
        app.audit,
        app.clock,
        app.user,
        app.settings,
        competences=app.competences,
        course=course,
        retention=app.retention,
        database=app.database,
        recipients=lambda person: _holders(app, person),
        laptops_missing=lambda: sum(bool(device.missing) for device in app.bundles.devices()),
    )
    return DocumentService(app.database, sources)


def _holders(app: App, person: PersonId) -> tuple[str, ...]:
    """Return the names of the devices that a person was sent to."""
    return tuple(
        device.name for device in app.bundles.devices() if person in app.bundles.assigned(device.id)
    )


def _listener_of_cards(database: Database, clock: Clock) -> "Listener":
    from kbh_desktop.competences.esco import Esco  # noqa: PLC0415 - slow to import
    from kbh_desktop.competences.from_interviews import listener  # noqa: PLC0415 - slow to import

    return listener(clock, Esco(database))


def connect_app(app: App, address: str) -> Connected:
    """Close the vault and let it use the database of a server from its next opening on.

    Raises: InputError, NotAllowedError, StorageError, VaultDamagedError for another office's.
    """
    try:
        try:
            app.audit.record(AuditAction.CHANGE_SETTINGS, subject="office-database")
            rows = fill(app.unlocked, app.database, address)
        finally:
            app.database.close()
        return switch(app.unlocked, address, rows)
    finally:
        lock(app.unlocked)


def put_back(app: App, backup_name: str) -> Path:
    """Close the vault and put a backup back, as `App.put_back` says."""
    stay_in_file(app.folder)
    app.audit.record(AuditAction.RESTORE_BACKUP, subject=Path(backup_name).stem)
    try:
        app.database.close()
    except BaseException:
        lock(app.unlocked)
        raise
    return backups.put_back(app.unlocked, backup_name, app.clock)


def renew_key(app: App, passphrase: str, progress: Progress) -> tuple[str, ...]:
    """Close the vault and give it another data key, as `App.renew_data_key` says."""
    stay_in_file(app.folder)
    renewal = prepare_renewal(app.unlocked, passphrase)
    app.audit.record(AuditAction.RENEW_DATA_KEY)
    try:
        app.database.close()
        return renew_data_key(app.unlocked, renewal, progress)
    finally:
        lock(app.unlocked)


def _office_of(wanted: NewVault, settings: Settings) -> OfficeCard | None:
    if wanted.kind is NodeKind.OFFICE:
        return None
    return read_office_card(wanted.office_file) if wanted.office_file else settings.office_card


def _assembled(
    unlocked: Unlocked,
    settings: Settings,
    clock: Clock,
    cost: Cost,
    begin: Callable[[Database], None] = lambda _database: None,
) -> App:
    changes, user = Changes(), unlocked.user
    database = Database(
        store_of(unlocked),
        changes=changes,
        clock=clock,
        author=user.name,
    )
    try:
        begin(database)
        audit = AuditLog(database, clock, user)
        people = PeopleService(database, clock, user)
        health = HealthVault(unlocked, HealthKeys(database))
        trust = FormTrust(database, clock, lambda: exchange.present_keys())  # noqa: PLW0108 - below
        interviews = InterviewService(database, clock, user, health, people, trust)
        interviews.listen(lambda: _listener_of_cards(database, clock))
        keys, office, device_name = _kept_keys(database)
        people.prepare()
        exchange = Exchange(
            database,
            clock,
            user,
            keys,
            office,
            audit=audit,
            index=people.index,
            device_name=device_name,
            follow=partial(follow_office, unlocked),
        )
        drill = DrillService(unlocked, database, clock, audit)
        losses = LossService(database, clock, user, exchange, audit)
        office_keys = OfficeKeysService(unlocked, database, exchange, audit)
        updates = UpdateService(
            database,
            clock,
            user,
            keys,
            office,
            audit=audit,
            version=program_version(),
            present=exchange.present_keys,
        )
        trust.prepare()
        retention = _retention(database, unlocked, settings, exchange, office.office_id)
        return App(
            folder=unlocked.folder,
            kind=unlocked.kind,
            clock=clock,
            changes=changes,
            settings=settings,
            user=user,
            people=people,
            interviews=interviews,
            citizen_pin=CitizenPin(database, audit),
            bundles=exchange,
            retention=retention,
            audit=audit,
            health=health,
            attachments=AttachmentService(database, clock, user, health),
            updates=updates,
            users=UsersService(unlocked, database, audit, cost=cost, on_renewed=office_keys.align),
            office_keys=office_keys,
            losses=losses,
            ceremony=CeremonyService(unlocked, database, clock, office_keys, audit),
            drill=drill,
            backups=BackupService(unlocked.folder, database, audit),
            notices=(
                *notices(unlocked, database, settings, updates, audit),
                *_erase_rejected(unlocked, database, exchange),
                *custody_notices(unlocked, drill, losses.lost_devices()),
            ),
            database=database,
            unlocked=unlocked,
        )
    except BaseException:
        database.close()
        raise


def _retention(
    database: Database, unlocked: Unlocked, settings: Settings, exchange: Exchange, office: str
) -> RetentionService:
    def peers(change_id: str) -> tuple[Peer, ...]:
        with database.read() as session:
            return tuple(
                Peer(peer.id, peer.name, confirmed, peer.revoked_at is not None)
                for peer, confirmed in confirmations(session, change_id).items()
            )

    def held_by(person_id: str) -> frozenset[str]:
        with database.read() as session:
            return holders(session, person_id)

    copies = unlocked.folder / backups.FOLDER
    around = Around(settings.municipality, office, copies, exchange.erase_all, held_by, peers)
    service = RetentionService(database, database.clock, unlocked.user, around)
    service.carry_on()
    return service


def _erase_rejected(unlocked: Unlocked, database: Database, exchange: Exchange) -> tuple[str, ...]:
    """At the office, erase the rejected people of courses whose 30 days are over."""
    if unlocked.kind is not NodeKind.OFFICE or not unlocked.user.has(Role.COORDINATOR):
        return ()
    return erase_due(database, database.clock().astimezone().date(), exchange.erase_all)


def _keep_keys(
    database: Database, unlocked: Unlocked, wanted: NewVault, office: OfficeCard | None
) -> None:
    """Give a new vault its keys, and the office its public card."""
    name = wanted.name or wanted.user_name
    keys = generate_device_keys() if office else generate_office_keys()
    card = office or OfficeCard(
        name=name,
        office_id=database.node,
        recipient=keys.recipient,
        recovery_recipient=unlocked.recovery_recipient,
        health_recipient=unlocked.health_recipient,
        verify_key=keys.verify_key,
    )
    with database.write() as session:
        database.meta_set(session, _KEYS, keys.to_json())
        database.meta_set(session, _OFFICE, card.to_text())
        database.meta_set(session, _NAME, name)
        database.meta_set(session, RECOVERY_SHEET, SHOWN)


def _kept_keys(database: Database) -> tuple[DeviceKeys, OfficeCard, str]:
    with database.read() as session:
        keys = database.meta_get(session, _KEYS)
        card = database.meta_get(session, _OFFICE)
        name = database.meta_get(session, _NAME)
    if not keys or not card:
        raise VaultDamagedError(_("The keys of this device are missing from the vault."))
    return DeviceKeys.from_json(keys), OfficeCard.from_text(card), name or ""


def _write_card(app: App) -> None:
    device = app.bundles.device_card()
    if device:
        path, text = app.folder / DEVICE_CARD, device.to_text()
    else:
        office = app.bundles.office_card()
        path, text = app.folder / f"{_file_name(office.name)}.kbhoffice", office.to_text()
    try:
        path.write_text(text, "utf-8")
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path)) from None


def _file_name(name: str) -> str:
    """Return `name` without what file systems refuse."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", name).strip(" .-") or "office"


def _take_back(unlocked: Unlocked) -> None:
    """Remove a vault that could not be made whole, so that it can be tried again."""
    path = unlocked.database_path
    remove_copies(unlocked.folder)
    lock(unlocked)
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink()
