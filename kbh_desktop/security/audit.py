"""The chain of the audit log: what an entry is, and how a changed one is noticed.

Each entry's hash covers the hash before it, so one that was changed, removed or put in between
breaks the chain from there on. Whoever can write the database could cut the newest entries off or
make the whole chain anew; that shows only against a head that somebody else has seen, which is why
the head travels in every bundle. Entries hold ids and kinds, never what was written in a field.
The reason a person gave is covered by a salted commitment: erasing it leaves the chain whole.
"""

import hashlib
import hmac
import json
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kbh_desktop.ids import NodeId, PersonId, UserId


class AuditAction(StrEnum):
    """What was done."""

    UNLOCK = "unlock"
    UNLOCK_FAILED = "unlock-failed"
    LOCK = "lock"
    RECOVER = "recover"
    RENEW_RECOVERY_KEY = "renew-recovery-key"
    CHANGE_PASSPHRASE = "change-passphrase"  # noqa: S105 - the name of a deed
    ADD_USER = "add-user"
    REMOVE_USER = "remove-user"
    CHANGE_ROLES = "change-roles"
    OPEN_PERSON = "open-person"
    REVEAL_CPR = "reveal-cpr"
    REVEAL_FIELD = "reveal-field"
    VIEW_HEALTH = "view-health"
    PRINT = "print"
    SAVE_FILE = "save-file"
    EXPORT_BUNDLE = "export-bundle"
    IMPORT_BUNDLE = "import-bundle"
    RESOLVE_CONFLICT = "resolve-conflict"
    ENROL_DEVICE = "enrol-device"
    REVOKE_DEVICE = "revoke-device"
    ASSIGN_PERSONS = "assign-persons"
    ERASE_PERSON = "erase-person"
    ERASE_PART = "erase-part"
    EXTEND_RETENTION = "extend-retention"
    GIVE_CONSENT = "give-consent"
    WITHDRAW_CONSENT = "withdraw-consent"
    MERGE_PERSONS = "merge-persons"
    UNMERGE_PERSONS = "unmerge-persons"
    NOT_SAME_PERSON = "not-same-person"
    ACCESS_REQUEST = "access-request"
    PUBLISH_FORM = "publish-form"
    MOVE_DRAFT = "move-draft"
    EXPORT_OPEN = "export-open"
    EXPORT_AUDIT = "export-audit"
    BACKUP = "backup"
    RESTORE_BACKUP = "restore-backup"
    CHANGE_SETTINGS = "change-settings"
    SPLIT_RECOVERY_KEY = "split-recovery-key"
    KEY_CEREMONY = "key-ceremony"
    RENEW_OFFICE_KEYS = "renew-office-keys"
    RENEW_DATA_KEY = "renew-data-key"
    RECOVERY_DRILL = "recovery-drill"
    REPORT_LOSS = "report-loss"
    CHANGE_LOSS = "change-loss"
    DEVICE_FOUND = "device-found"


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry at some moment; what others keep as a witness."""

    sequence: int
    hash: str
    """SHA-256, hexadecimal."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What an entry says: who did what, when, about whom."""

    at: str
    """UTC, ISO 8601."""
    user_id: UserId
    user_name: str
    action: str
    """An `AuditAction`, or one of a newer version of the program."""
    person_id: PersonId | None = None
    subject: str = ""
    """An id, a number or a class of fields, never a value."""

    @property
    def moment(self) -> datetime:
        """When it was done, in UTC."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log."""

    sequence: int
    deed: Deed
    reason: str | None = field(repr=False)
    """What the person gave as a reason; None once it was erased."""
    salt: str | None = field(repr=False)
    commitment: str
    hash: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What verifying found: `broken_at` is the first entry that does not fit, if there is one."""

    entries: int
    head: AuditHead
    ok: bool
    broken_at: int | None = None


def first_head(node: NodeId) -> AuditHead:
    """Return where the log of the device `node` begins."""
    return AuditHead(0, hashlib.sha256(f"kbh/1 audit log\0{node}".encode()).hexdigest())


def next_entry(head: AuditHead, deed: Deed, reason: str = "") -> AuditEntry:
    """Return the entry that follows `head`."""
    salt = secrets.token_hex(16) if reason else ""
    commitment = _commitment(salt, reason)
    sequence = head.sequence + 1
    return AuditEntry(
        sequence, deed, reason, salt, commitment, _hash(head.hash, sequence, deed, commitment)
    )


def verify_chain(
    node: NodeId, entries: Iterable[AuditEntry], witnessed: Iterable[AuditHead] = ()
) -> AuditReport:
    """Check all `entries` in order, from the first, and that each `witnessed` head is in them."""
    expected: defaultdict[int, set[str]] = defaultdict(set)
    for seen in witnessed:
        expected[seen.sequence].add(seen.hash)
    head = first_head(node)
    whole = expected.pop(0, {head.hash}) == {head.hash}
    for entry in entries if whole else ():
        whole = _follows(head, entry) and expected.pop(entry.sequence, {entry.hash}) == {entry.hash}
        if not whole:
            break
        head = AuditHead(entry.sequence, entry.hash)
    if whole and not expected:
        return AuditReport(head.sequence, head, ok=True)
    return AuditReport(head.sequence, head, ok=False, broken_at=head.sequence + 1)


def _follows(head: AuditHead, entry: AuditEntry) -> bool:
    if entry.sequence != head.sequence + 1:
        return False
    if entry.reason is not None and entry.commitment != _commitment(entry.salt or "", entry.reason):
        return False
    return entry.hash == _hash(head.hash, entry.sequence, entry.deed, entry.commitment)


def _commitment(salt: str, reason: str) -> str:
    return hmac.new(salt.encode(), reason.encode(), hashlib.sha256).hexdigest() if reason else ""


def _hash(previous: str, sequence: int, deed: Deed, commitment: str) -> str:
    content = (
        previous,
        sequence,
        deed.at,
        deed.user_id,
        deed.user_name,
        deed.action,
        deed.person_id or "",
        deed.subject,
        commitment,
    )
    return hashlib.sha256(b"kbh/1 audit entry\0" + _encode(content).encode()).hexdigest()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
