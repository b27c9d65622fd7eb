"""An office's vault and a laptop's, and ways to open and to tamper with them."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kbh_desktop.ids import InterviewId, UserId
from kbh_desktop.security.header_file import KEY_COPY, KEY_FILE
from kbh_desktop.security.keys import OfficeCard, generate_office_keys
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.security.recovery import RecoveryKey
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.users import add_user
from kbh_desktop.security.vault import create_vault, lock, open_vault

ANE, BO, CILLE = "Anes gode kodeord", "Bos bedre kodeord", "Cilles eget kodeord"


def fixed_clock() -> datetime:
    return datetime(2026, 4, 16, 12, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Vaults:
    """Ane coordinates and has the health role, Bo is a consultant; Cille has the laptop."""

    office: Path
    laptop: Path
    office_sheet: RecoveryKey
    laptop_sheet: RecoveryKey


def make_vaults(folder: Path) -> Vaults:
    ane, office_sheet = create_vault(
        folder / "office",
        kind=NodeKind.OFFICE,
        user_name="Ane",
        roles={Role.COORDINATOR, Role.HEALTH},
        passphrase=ANE,
        clock=fixed_clock,
        cost=FLOOR_COST,
    )
    add_user(ane, "Bo", {Role.CONSULTANT}, BO, cost=FLOOR_COST)
    keys = generate_office_keys()
    card = OfficeCard(
        name="Jobcenter Nord",
        office_id="nord",
        recipient=keys.recipient,
        recovery_recipient=ane.recovery_recipient,
        health_recipient=ane.health_recipient,
        verify_key=keys.verify_key,
    )
    cille, laptop_sheet = create_vault(
        folder / "laptop",
        kind=NodeKind.CONSULTANT,
        user_name="Cille",
        roles={Role.CONSULTANT},
        passphrase=CILLE,
        clock=fixed_clock,
        office=card,
        cost=FLOOR_COST,
    )
    lock(ane)
    lock(cille)
    return Vaults(folder / "office", folder / "laptop", office_sheet, laptop_sheet)


def copied(made: Vaults, folder: Path) -> Vaults:
    for source in (made.office, made.laptop):
        shutil.copytree(source, folder / source.name)
    return replace(made, office=folder / "office", laptop=folder / "laptop")


@dataclass
class HealthKeys:
    """Keeps keys as an interview does."""

    local: dict[tuple[InterviewId, UserId], str] = field(default_factory=dict)
    travelling: dict[InterviewId, dict[str, str]] = field(default_factory=dict)

    def local_key(self, interview_id: InterviewId, user_id: UserId) -> str | None:
        return self.local.get((interview_id, user_id))

    def keep_local_key(self, interview_id: InterviewId, user_id: UserId, wrapped: str) -> None:
        self.local[interview_id, user_id] = wrapped

    def forget_local_keys(self, interview_id: InterviewId) -> None:
        self.local = {key: value for key, value in self.local.items() if key[0] != interview_id}

    def travelling_keys(self, interview_id: InterviewId) -> Mapping[str, str]:
        return self.travelling.get(interview_id, {})

    def add_travelling_key(self, interview_id: InterviewId, key_id: str, sealed: str) -> None:
        self.travelling.setdefault(interview_id, {})[key_id] = sealed


@contextmanager
def opened(folder: Path, name: str, passphrase: str) -> Iterator[Unlocked]:
    unlocked = open_vault(folder, name, passphrase, fixed_clock)
    try:
        yield unlocked
    finally:
        lock(unlocked)


def edit(
    folder: Path,
    change: Callable[[dict[str, Any]], object],
    names: tuple[str, ...] = (KEY_FILE, KEY_COPY),
) -> None:
    """Change the key file as somebody would who knows the format, but no key."""
    for name in names:
        path = folder / name
        content = json.loads(path.read_text("utf-8"))
        change(content)
        content["checksum"] = checksum_of(content)
        path.write_text(dumped(content), "utf-8")


def dumped(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def checksum_of(content: dict[str, Any]) -> str:
    rest = {name: value for name, value in content.items() if name != "checksum"}
    return hashlib.sha256(dumped(rest).encode()).hexdigest()


def user(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(slot for slot in content["users"] if slot["name"] == name)
