"""What the columns and the actions of the audit log mean, for who reads an export of it."""

from kbh_desktop.i18n import _
from kbh_desktop.security.audit import AuditAction


def column_words() -> dict[str, str]:
    """Return what each column of an export means."""
    return {
        "number": _("Number of the entry; there are no gaps"),
        "at": _("When, in UTC (ISO 8601), by the clock of the computer"),
        "user_id": _("Who did it: the id of the user"),
        "user": _("Who did it: the user's name then"),
        "action": _("What was done; the words stand above"),
        "person_id": _("About whom: the id of the person; empty when about nobody"),
        "person": _("About whom: the person's name now"),
        "subject": _("An id, a number or a kind of field; never what stood in it"),
        "reason": _("Why, as the user wrote it; empty when erased"),
        "hash": _("SHA-256 over this entry and the hash of the one before"),
    }


def action_words(action: str) -> str:
    """Return what an action means; of a newer version of the program its own name."""
    return _words().get(action, action)


def _words() -> dict[str, str]:
    return {
        AuditAction.UNLOCK: _("The vault was opened"),
        AuditAction.UNLOCK_FAILED: _(
            "A wrong passphrase was typed: for which user and when, or how often"
        ),
        AuditAction.LOCK: _("The vault was locked"),
        AuditAction.RECOVER: _("The vault was opened with the recovery sheet"),
        AuditAction.RENEW_RECOVERY_KEY: _("A new recovery sheet was made"),
        AuditAction.CHANGE_PASSPHRASE: _("A passphrase was changed"),
        AuditAction.ADD_USER: _("A user was added"),
        AuditAction.REMOVE_USER: _("A user was removed"),
        AuditAction.CHANGE_ROLES: _("The roles of a user were changed"),
        AuditAction.OPEN_PERSON: _("A person's page was opened"),
        AuditAction.REVEAL_CPR: _("A CPR number was shown"),
        AuditAction.VIEW_HEALTH: _("Answers about health were read"),
        AuditAction.PRINT: _("A document was printed"),
        AuditAction.SAVE_FILE: _("A document was saved as a file"),
        AuditAction.EXPORT_BUNDLE: _("A sealed bundle was made"),
        AuditAction.IMPORT_BUNDLE: _("A sealed bundle was taken in"),
        AuditAction.EXPORT_OPEN: _("Answers were written to an open file"),
        AuditAction.EXPORT_AUDIT: _("This log was written to a file"),
        AuditAction.RESOLVE_CONFLICT: _("A conflict was settled"),
        AuditAction.ENROL_DEVICE: _("A laptop was let in"),
        AuditAction.REVOKE_DEVICE: _("A laptop was shut out"),
        AuditAction.ASSIGN_PERSONS: _("Persons were assigned to a laptop"),
        AuditAction.ERASE_PERSON: _("A person was erased"),
        AuditAction.PUBLISH_FORM: _("A form was published"),
        AuditAction.MOVE_DRAFT: _("An interview was moved to a corrected form"),
        AuditAction.BACKUP: _("A backup was made"),
        AuditAction.RESTORE_BACKUP: _("A backup was put back"),
        AuditAction.CHANGE_SETTINGS: _("Settings were changed"),
    }
