"""Lays bundles in a shared folder and fetches those that lie there."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kbh_desktop.bundles.batch import in_order
from kbh_desktop.bundles.drop_folder import OFFICE_INBOX, Claim, Inbox, laptop_inbox
from kbh_desktop.bundles.exporting import Cancelled, never
from kbh_desktop.bundles.model import ExportedBundle, ImportReport, UnknownDeviceError
from kbh_desktop.bundles.service import BundleService
from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.clock import Clock
from kbh_desktop.errors import BundleDamagedError, BundleError, KbhError, StorageError
from kbh_desktop.i18n import _

log = logging.getLogger(__name__)

_NEWS = DataChanged(frozenset({"bundle"}), frozenset())


@dataclass(frozen=True, slots=True)
class Refused:
    """A bundle in the folder that was not taken in; `unknown` when its laptop is new here."""

    name: str
    why: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class CourierState:
    """How it stands with the folder; `reachable` is None before anybody looked."""

    reachable: bool | None = None
    looked_at: datetime | None = None
    laid_at: datetime | None = None
    taken: int = 0
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought."""

    reports: tuple[ImportReport, ...] = ()
    laid: tuple[ExportedBundle, ...] = ()


class Courier:
    """Goes between this vault and the folder `root`, which may be out of reach at any time.

    Call it in the background: a share that is gone lets everybody wait.
    """

    def __init__(self, bundles: BundleService, root: Path, clock: Clock, changes: Changes) -> None:
        self.root = root
        self.state = CourierState()
        self._told = self.state
        self._bundles = bundles
        self._clock = clock
        self._changes = changes
        card = bundles.device_card()
        self._inbox = Inbox(root / (laptop_inbox(card.device_id) if card else OFFICE_INBOX))

    @property
    def inbox(self) -> Path:
        """Where bundles for this vault lie."""
        return self._inbox.folder

    def is_reachable(self) -> bool:
        """Look whether the folder is there; it may take a minute to learn that it is not."""
        try:
            return self.root.is_dir()
        except OSError:
            return False

    def has_unsettled(self) -> bool:
        """Say whether files lie there that were seen only once."""
        return self._inbox.has_unsettled

    def out_of_reach(self) -> None:
        """Note that the folder is not there."""
        self._now(replace(self.state, reachable=False))

    def round(self, cancelled: Cancelled = never, *, lay: bool = True) -> Round:
        """Fetch what lies there, answer whoever sent it, and `lay` what is new for others.

        Raises nothing where the share is gone: what was not done is done the next time.
        """
        reports = self._fetched(cancelled)
        if reports is None:
            return Round()
        senders = {report.sender for report in reports} if self._bundles.is_office else set()
        laid = tuple(self._laid(senders, every=lay, cancelled=cancelled))
        now = self._clock()
        self._now(
            replace(
                self.state,
                reachable=True,
                looked_at=now,
                laid_at=now if laid else self.state.laid_at,
                taken=self.state.taken + len(reports),
            )
        )
        return Round(tuple(reports), laid)

    def lay(self, cancelled: Cancelled = never) -> tuple[ExportedBundle, ...]:
        """Lay a bundle for everybody, whether there is news or not.

        Raises: StorageError when the folder can't be written, CancelledError.
        """
        laid = tuple(self._lay(device, cancelled) for device in self._receivers())
        self._now(replace(self.state, reachable=True, laid_at=self._clock()))
        return laid

    def _fetched(self, cancelled: Cancelled) -> list[ImportReport] | None:
        """Take in what is whole; None when the folder is out of reach."""
        now = self._clock()
        try:
            paths = self._inbox.whole(now)
            self._inbox.tidy(now)
        except OSError:
            self.out_of_reach()
            return None
        cards = in_order(map(self._bundles.peek, paths))
        self.state = replace(self.state, refused=())
        reports = []
        for card in cards:
            claim = None if cancelled() else self._inbox.claim(card.path, now)
            report = self._taken_in(claim, card.path, now, cancelled) if claim else None
            if report:
                reports.append(report)
        return reports

    def _taken_in(
        self, claim: Claim, path: Path, now: datetime, cancelled: Cancelled
    ) -> ImportReport | None:
        try:
            report = self._bundles.import_(claim.path, cancelled=cancelled, insists=False)
        except UnknownDeviceError as error:
            self._note(Refused(claim.name, str(error), unknown=True))
            self._inbox.give_back(claim)
        except BundleError as error:
            if isinstance(error, BundleDamagedError) and self._inbox.may_still_grow(path, now):
                self._inbox.give_back(claim)
            else:
                self._note(Refused(claim.name, str(error)))
                self._inbox.refused(claim, str(error))
        except KbhError as error:  # others write, or a disk is full: it is tried again
            log.info("a bundle in the folder waits: %s", error.code)
            self._inbox.give_back(claim)
        else:
            self._inbox.received(claim)
            return report
        return None

    def _laid(
        self, answered: set[str], *, every: bool, cancelled: Cancelled
    ) -> Iterable[ExportedBundle]:
        for device in self._receivers():
            if device in answered or (every and self._bundles.has_news(device)):
                try:
                    yield self._lay(device, cancelled)
                except KbhError as error:
                    log.info("no bundle could be laid in the folder: %s", error.code)
                    return

    def _lay(self, device: str, cancelled: Cancelled) -> ExportedBundle:
        office = device == self._bundles.office_card().office_id
        folder = self.root / (OFFICE_INBOX if office else laptop_inbox(device))
        try:
            folder.mkdir(exist_ok=True)
        except OSError:
            raise StorageError(
                _("The folder {folder} can't be made.").format(folder=folder)
            ) from None
        return self._bundles.lay(folder, device, cancelled)

    def _receivers(self) -> list[str]:
        return [device.id for device in self._bundles.devices() if not device.revoked]

    def _note(self, refused: Refused) -> None:
        self.state = replace(self.state, refused=(*self.state.refused, refused))

    def _now(self, state: CourierState) -> None:
        told, self._told = self._told, replace(state, looked_at=None)
        self.state = state
        if told != self._told:
            self._changes.publish(_NEWS)
