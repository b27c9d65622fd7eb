"""The PIN that leads from the citizen's screen back to the case."""

import re

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.storage.database import Database

_KEY = "citizen_pin"


class CitizenPin:
    """Keeps the PIN of this computer inside the vault; it never travels."""

    def __init__(self, database: Database, audit: AuditLog) -> None:
        self._database = database
        self._audit = audit

    def get(self) -> str:
        """Return the PIN, empty when none is asked for."""
        with self._database.read() as session:
            return str(self._database.meta_get(session, _KEY) or "")

    def set(self, pin: str) -> None:
        """Ask for `pin` from now on, or for none when it is empty.

        Raises:
            InputError: it is not 4 to 6 digits.
        """
        if pin and not re.fullmatch(r"[0-9]{4,6}", pin):
            raise InputError(_("Choose 4 to 6 digits, or leave it empty."), field="citizen_pin")
        with self._database.write() as session:
            self._database.meta_set(session, _KEY, pin)
            self._audit.record(AuditAction.CHANGE_SETTINGS, subject=_KEY)
