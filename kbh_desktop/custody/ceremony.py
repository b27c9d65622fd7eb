"""The key ceremony: a new recovery key, split among people who confirm their sheets.

Until it is finished the sheet before stays in force. Between the steps the new key waits in the
database, sealed to the user who leads the ceremony; afterwards it is nowhere but on the sheets.
"""

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.custody.model import Ceremony, Custody, Plan, Present
from kbh_desktop.custody.office_keys import OfficeKeysService
from kbh_desktop.errors import BundleError, InputError, NotAllowedError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import NodeKind, Role
from kbh_desktop.security.recovery import new_recovery_key, read_key_share, split_key
from kbh_desktop.security.sealing import recipient_of, seal_text, unseal_text
from kbh_desktop.security.shares import KeyShare
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.users import set_recovery_key
from kbh_desktop.storage.database import Database
from kbh_desktop.users import CONFIRMED, RECOVERY_SHEET

_UNDER_WAY, _CUSTODY = "key_ceremony", "key_custody"
_FREE_WORDS = 4
"""The first words of a sheet say which it is; the two asked for come after them."""


class CeremonyService:
    """Leads an office through a key ceremony, step by step, with pauses where people need them."""

    def __init__(
        self,
        unlocked: Unlocked,
        database: Database,
        clock: Clock,
        office_keys: OfficeKeysService,
        audit: AuditLog,
    ) -> None:
        self._unlocked = unlocked
        self._database = database
        self._clock = clock
        self._office_keys = office_keys
        self._audit = audit

    def under_way(self) -> Ceremony | None:
        """Return the ceremony that was begun and not finished."""
        stored = self._stored()
        return _ceremony(stored) if stored else None

    def custody(self) -> Custody | None:
        """Return who keeps the key since the last ceremony."""
        with self._database.read() as session:
            stored = self._database.meta_get(session, _CUSTODY)
        return _custody(stored) if stored else None

    def begin(self, plan: Plan) -> Ceremony:
        """Make a new recovery key and a sheet for each holder; nothing is in force yet.

        Raises:
            NotAllowedError: on a laptop, or the role does not include it.
            InputError: somebody has no name, or the numbers make no sense.
        """
        self._check()
        _check_names(plan)
        key = new_recovery_key()
        shares = split_key(key, plan.needed, len(plan.holders))
        secret = json.dumps([share.text for share in shares])
        places = range(_FREE_WORDS + 1, len(shares[0].words) + 1)
        stored = {
            "plan": asdict(plan),
            "led_by": self._unlocked.user.name,
            "begun_at": self._clock().isoformat(timespec="seconds"),
            "mark": shares[0].mark,
            "recipient": key.recipient,
            "confirmed": [False] * len(shares),
            "asked": [sorted(secrets.SystemRandom().sample(places, 2)) for _share in shares],
            "sealed": seal_text(secret, [recipient_of(self._unlocked.identity)]),
        }
        self._store(stored)
        return _ceremony(stored)

    def sheet(self, number: int) -> KeyShare:
        """Return sheet `number`, from 1, to be printed for its holder.

        Raises: NotFoundError, NotAllowedError for anybody but who leads the ceremony.
        """
        stored = self._needed()
        try:
            shares = json.loads(unseal_text(stored["sealed"], self._unlocked.identity))
            return read_key_share(shares[number - 1])
        except BundleError:
            raise NotAllowedError(
                _("{name} leads this ceremony and goes on with it, or it is begun anew.").format(
                    name=stored["led_by"]
                )
            ) from None
        except IndexError:
            raise NotFoundError(_("There is no sheet of that number.")) from None

    def confirm(self, number: int, first: str, second: str) -> Ceremony:
        """Note that the holder of sheet `number` has it, as the two words asked for show.

        Raises: InputError naming the word that is not as on the sheet, and what `sheet` raises.
        """
        stored = self._needed()
        share = self.sheet(number)
        for place, typed, field in zip(
            stored["asked"][number - 1], (first, second), ("first", "second"), strict=True
        ):
            if typed.strip().lower() != share.words[place - 1]:
                raise InputError(
                    _("Word {place} is not as on the sheet: “{typed}”.").format(
                        place=place, typed=typed.strip()
                    ),
                    field=field,
                )
        stored["confirmed"][number - 1] = True
        self._store(stored)
        return _ceremony(stored)

    def finish(self) -> Custody:
        """Put the new recovery key in force; from now on it is on the sheets alone.

        Finishing again after a power cut is no mistake.

        Raises: InputError while a sheet is not confirmed, NotFoundError, NotAllowedError.
        """
        self._check()
        stored = self._needed()
        if not all(stored["confirmed"]):
            raise InputError(_("Each holder must confirm the sheet first."), field="confirmed")
        if self._unlocked.recovery_recipient != stored["recipient"]:
            set_recovery_key(self._unlocked, stored["recipient"])
        self._office_keys.align()
        kept = {
            **{name: stored[name] for name in ("plan", "led_by", "mark")},
            "finished_at": self._clock().isoformat(timespec="seconds"),
            "fingerprint": self._office_keys.fingerprint,
        }
        with self._database.write() as session:
            self._database.meta_set(session, _CUSTODY, kept)
            self._database.meta_set(session, _UNDER_WAY, None)
            self._database.meta_set(session, RECOVERY_SHEET, CONFIRMED)
            holders = len(stored["confirmed"])
            self._audit.record(
                AuditAction.KEY_CEREMONY, subject=f"{stored['plan']['needed']}/{holders}"
            )
        return _custody(kept)

    def abandon(self) -> None:
        """Forget the ceremony under way; its sheets open nothing."""
        self._store(None)

    def _check(self) -> None:
        if self._unlocked.kind is not NodeKind.OFFICE:
            raise NotAllowedError(_("Only the office may do that."))
        if not self._unlocked.user.has(Role.IT, Role.COORDINATOR):
            raise NotAllowedError(_("Only a coordinator or IT can renew the keys."))

    def _stored(self) -> dict[str, Any] | None:
        with self._database.read() as session:
            return self._database.meta_get(session, _UNDER_WAY) or None

    def _needed(self) -> dict[str, Any]:
        stored = self._stored()
        if stored is None:
            raise NotFoundError(_("No key ceremony is under way."))
        return stored

    def _store(self, stored: dict[str, Any] | None) -> None:
        with self._database.write() as session:
            self._database.meta_set(session, _UNDER_WAY, stored)


def _check_names(plan: Plan) -> None:
    if len(plan.present) < 2:  # noqa: PLR2004 - four eyes
        raise InputError(_("At least two people must be present."), field="present")
    if not all(holder.strip() for holder in plan.holders):
        raise InputError(_("Write who keeps each sheet."), field="holders")
    if len({holder.strip().casefold() for holder in plan.holders}) != len(plan.holders):
        raise InputError(_("Each sheet needs a holder of its own."), field="holders")


def _plan(stored: dict[str, Any]) -> Plan:
    present = tuple(Present(**each) for each in stored["present"])
    return Plan(present, tuple(stored["holders"]), stored["needed"])


def _ceremony(stored: dict[str, Any]) -> Ceremony:
    return Ceremony(
        plan=_plan(stored["plan"]),
        led_by=stored["led_by"],
        begun_at=datetime.fromisoformat(stored["begun_at"]),
        mark=stored["mark"],
        recipient=stored["recipient"],
        confirmed=tuple(stored["confirmed"]),
        asked=tuple((first, second) for first, second in stored["asked"]),
    )


def _custody(stored: dict[str, Any]) -> Custody:
    return Custody(
        plan=_plan(stored["plan"]),
        led_by=stored["led_by"],
        finished_at=datetime.fromisoformat(stored["finished_at"]),
        mark=stored["mark"],
        fingerprint=stored["fingerprint"],
    )
