"""The keys of an office exchanged for new ones, and its card kept true."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.bundles import office_keys
from kbh_desktop.errors import InputError, NotAllowedError, StorageError
from kbh_desktop.exchange import Exchange
from kbh_desktop.i18n import _
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.keys import OFFICE_SUFFIX, OfficeCard, generate_office_keys
from kbh_desktop.security.model import Role
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.storage.database import Database

GRACE_DAYS = 30
"""So long bundles that are under way when the keys are exchanged are taken, unless decided else."""
LONGEST_GRACE_DAYS = 180
_ALIGNED_DAYS = 180


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What an exchange of keys left: the new card, and until when the keys before are good."""

    card: OfficeCard
    before: str
    """The fingerprint of the card before."""
    good_until: date


class OfficeKeysService:
    """Exchanges the keys of an office; its laptops learn it with their next bundle."""

    def __init__(
        self, unlocked: Unlocked, database: Database, exchange: Exchange, audit: AuditLog
    ) -> None:
        self._unlocked = unlocked
        self._database = database
        self._exchange = exchange
        self._audit = audit

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the office's card."""
        return self._exchange.office_card().fingerprint

    def renew(self, *, grace_days: int = GRACE_DAYS, reason: str = "") -> NewKeys:
        """Give the office a new identity and a new key for signatures.

        For `grace_days` bundles made with the keys before are taken as well; 0 ends them at once,
        as after a theft.

        Raises:
            NotAllowedError: on a laptop, or the role does not include it.
            InputError: `grace_days` is out of range.
        """
        self._check()
        if not 0 <= grace_days <= LONGEST_GRACE_DAYS:
            raise InputError(
                _("Between 0 and {most} days.").format(most=LONGEST_GRACE_DAYS), field="grace_days"
            )
        keys, ring = generate_office_keys(), self._exchange.ring
        card = replace(
            ring.office,
            recipient=keys.recipient,
            verify_key=keys.verify_key,
            recovery_recipient=self._unlocked.recovery_recipient,
        )
        good_until = self._today() + timedelta(days=grace_days or -1)
        with self._database.write() as session:
            office_keys.publish(
                self._database, session, ring, card, keys=keys, good_until=good_until
            )
            self._audit.record(
                AuditAction.RENEW_OFFICE_KEYS, subject=card.fingerprint, reason=reason
            )
        self._exchange.know_keys()
        return NewKeys(card, ring.office.fingerprint, good_until)

    def align(self) -> bool:
        """Let the card name the recovery key that is in force; return whether it did not.

        Laptops seal what they send to that key as well. Keys whose time is over are deleted.
        """
        if not self._exchange.is_office:
            return False
        ring, recovery = self._exchange.ring, self._unlocked.recovery_recipient
        differs = ring.office.recovery_recipient != recovery
        with self._database.write() as session:
            office_keys.forget_expired(self._database, session)
            if differs:
                card = replace(ring.office, recovery_recipient=recovery)
                good_until = self._today() + timedelta(days=_ALIGNED_DAYS)
                office_keys.publish(self._database, session, ring, card, good_until=good_until)
        self._exchange.know_keys()
        return differs

    def write_card(self, folder: Path) -> Path:
        """Write the office's card into `folder`, for laptops that are set up from now on.

        Raises: StorageError.
        """
        card = self._exchange.office_card()
        path = folder / f"{card.name.replace('/', '-')}{OFFICE_SUFFIX}"
        try:
            path.write_text(card.to_text(), "utf-8")
        except OSError:
            raise StorageError(_("The file {name} can't be written.").format(name=path)) from None
        return path

    def _today(self) -> date:
        return self._database.clock().date()

    def _check(self) -> None:
        if not self._exchange.is_office:
            raise NotAllowedError(_("Only the office may do that."))
        if not self._unlocked.user.has(Role.IT, Role.COORDINATOR):
            raise NotAllowedError(_("Only a coordinator or IT can renew the keys."))
